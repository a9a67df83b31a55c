// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// Options of a client, which copies them. What stays null comes from the environment where a variable is named,
    /// and else is the default.
    /// </summary>
    public sealed partial class IinkedSignOptions
    {
        /// <summary>
        /// Gives the current access token, instead of <see cref="AccessToken"/>: for tokens that expire. It is asked before
        /// the first request, and once more after an answer 401, whose request is then sent again. It runs on the thread
        /// pool; the token it gets is that of the call that asks. What it throws ends the calls that wait for it with a
        /// <see cref="ConfigurationException"/>, which has the exception inside.
        /// </summary>
        [AllowNull, MaybeNull]
#if NET8_0_OR_GREATER
        [System.Text.Json.Serialization.JsonIgnore]
#endif
        public Func<CancellationToken, Task<string>> AccessTokenProvider { get; set; }

        /// <summary>
        /// Is told of each attempt of a call when it is over, before the call goes on, on the thread that made it: keep it
        /// short, and make no synchronous calls in it. What it throws is swallowed.
        /// </summary>
        [AllowNull, MaybeNull]
#if NET8_0_OR_GREATER
        [System.Text.Json.Serialization.JsonIgnore]
#endif
        public Action<Attempt> OnAttempt { get; set; }

        /// <summary>
        /// Whether the library leaves an answer's JSON text as it came. The shared cases compare the one that it writes in
        /// every language.
        /// </summary>
        internal bool KeepJson { get; set; } = true;

        internal ConfigHandle ToConfig()
        {
            ConfigHandle config = Imports.iinked_config_new();
            try
            {
                Apply(config);
                Calls.Check(Imports.iinked_config_set_keep_json(config, (byte)(KeepJson ? 1 : 0), out ErrorHandle error), error);
                return config;
            }
            catch
            {
                config.Dispose();
                throw;
            }
        }

        private delegate int Setter<T>(ConfigHandle config, T value, out ErrorHandle error);

        private static void Set(ConfigHandle config, string value, string name, Setter<byte[]> setter)
        {
            if (value != null) Calls.Check(setter(config, Utf8.Bytes(value, name), out var error), error);
        }

        private static void Set<T>(ConfigHandle config, T? value, Setter<T> setter) where T : struct
        {
            if (value.HasValue) Calls.Check(setter(config, value.Value, out var error), error);
        }

        private static ulong? Milliseconds(TimeSpan? time, string name)
        {
            if (!(time is TimeSpan limit)) return null;
            if (limit == System.Threading.Timeout.InfiniteTimeSpan) return 0; // the library's "no limit"
            if (limit <= TimeSpan.Zero)
                throw new ConfigurationException(
                    $"{name} must be more than zero, or Timeout.InfiniteTimeSpan for no limit");
            // Rounded up: less than a millisecond must not become "no limit".
            return (ulong)((limit.Ticks - 1) / TimeSpan.TicksPerMillisecond + 1);
        }

        private static uint? NotNegative(int? value, string name) => (uint?)NotNegative((long?)value, name);

        private static ulong? NotNegative(long? value, string name)
        {
            if (value < 0) throw new ConfigurationException($"{name} must not be negative");
            return (ulong?)value;
        }
    }
}
