using System.Text;
using IinkedSign.Native;

namespace IinkedSign.Arrow
{
    /// <summary>How to audit. What stays null is the default.</summary>
    public sealed class AuditOptions
    {
        /// <summary>
        /// The instant that facts are told for: what is overdue, which videos are past their retention. The beginning of
        /// the audit by default.
        /// </summary>
        public DateTimeOffset? AsOf { get; set; }

        /// <summary>
        /// At most so many requests at once, 1 to 1,000; 64 by default. How many really are under way, and how fast they go
        /// out, follows what the server bears; <see cref="IinkedSignOptions.RequestsPerSecond"/> holds, too.
        /// </summary>
        public int? Concurrency { get; set; }

        /// <summary>Ask for the videos of each package, too: a second request for each.</summary>
        public bool IncludeVideos { get; set; }

        /// <summary>
        /// Let into the tables what opens something without a login: signing links, tokens, URLs of videos. They are plain
        /// text there.
        /// </summary>
        public bool IncludeLinks { get; set; }

        /// <summary>
        /// Replace names, addresses and numbers of persons by a keyed hash, which is the same wherever the same text
        /// stands: the first 16 bytes of HMAC-SHA256, in hexadecimal digits.
        /// </summary>
        public bool HashPersonal { get; set; }

        /// <summary>
        /// The key of these hashes. By default it is the client's own API key or token, so that audits with the same one
        /// agree.
        /// </summary>
        public Secret HashKey { get; set; }

        /// <exception cref="InvalidArgumentException">An option is wrong; nothing was sent.</exception>
        internal AuditOptionsHandle ToNative(AuditWatcher watcher)
        {
            AuditOptionsHandle options = Imports.iinked_audit_options_new();
            try
            {
                ErrorHandle error;
                if (AsOf is DateTimeOffset instant)
                    Calls.Check(
                        Imports.iinked_audit_options_set_as_of_us(options, Microseconds(instant), out error), error);
                if (Concurrency is int most)
                    Calls.Check(
                        Imports.iinked_audit_options_set_concurrency(options, (uint)Math.Max(most, 0), out error), error);
                Calls.Check(
                    Imports.iinked_audit_options_set_include_videos(options, Flag(IncludeVideos), out error), error);
                Calls.Check(Imports.iinked_audit_options_set_include_links(options, Flag(IncludeLinks), out error), error);
                SetHash(options);
                if (watcher.Callback != IntPtr.Zero)
                    Calls.Check(
                        Imports.iinked_audit_options_set_progress(
                            options, watcher.Callback, watcher.UserData, out error), error);
                return options;
            }
            catch
            {
                options.Dispose();
                throw;
            }
        }

        private void SetHash(AuditOptionsHandle options)
        {
            string? key = HashKey.Reveal();
            if (!HashPersonal)
            {
                if (key == null) return;
                throw new InvalidArgumentException("HashKey has no effect without HashPersonal; nothing was sent");
            }
            if (key?.Length == 0) throw new InvalidArgumentException("HashKey is empty; nothing was sent");
            byte[]? bytes = key == null ? null : Encoding.UTF8.GetBytes(key);
            Calls.Check(
                Imports.iinked_audit_options_set_pii_hash(
                    options, bytes!, (UIntPtr)(uint)(bytes?.Length ?? 0), out ErrorHandle error), error);
        }

        private static long Microseconds(DateTimeOffset instant)
        {
            // Down, also before 1970.
            long ticks = instant.UtcTicks - Reader.Epoch;
            return ticks >= 0 ? ticks / 10 : (ticks - 9) / 10;
        }

        private static byte Flag(bool flag) => flag ? (byte)1 : (byte)0;
    }
}
