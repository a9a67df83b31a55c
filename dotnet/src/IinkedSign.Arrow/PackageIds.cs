using System.Runtime.InteropServices;
using System.Text;

namespace IinkedSign.Arrow
{
    /// <summary>Package ids as the library reads them: one block of texts, and a pointer to each.</summary>
    internal sealed class PackageIds : IDisposable
    {
        private IntPtr block;

        private PackageIds(List<byte[]?> ids)
        {
            Pointers = new IntPtr[ids.Count];
            long size = 0;
            foreach (byte[]? id in ids) size += id?.Length ?? 0;
            block = Marshal.AllocHGlobal(checked((IntPtr)size));
            IntPtr next = block;
            for (int at = 0; at < ids.Count; at++)
            {
                // NULL is a row that says so.
                if (ids[at] is not byte[] id) continue;
                Marshal.Copy(id, 0, next, id.Length);
                Pointers[at] = next;
                next += id.Length;
            }
        }

        internal static PackageIds None => new([]);

        /// <summary>A pointer to each text, which live until this is disposed.</summary>
        internal IntPtr[] Pointers { get; }

        /// <exception cref="InvalidArgumentException">There are no ids to read; nothing was sent.</exception>
        internal static PackageIds Of(IEnumerable<string> ids)
        {
            if (ids == null) throw new InvalidArgumentException("packageIds is null; nothing was sent");
            var texts = new List<byte[]?>();
            // What C cannot hold is no id: with U+FFFD in it, it stays none, instead of being cut to another one.
            foreach (string id in ids)
                texts.Add(id == null ? null : Encoding.UTF8.GetBytes(id.Replace('\0', '\uFFFD') + '\0'));
            return new PackageIds(texts);
        }

        public void Dispose()
        {
            Marshal.FreeHGlobal(block);
            block = IntPtr.Zero;
        }
    }
}
