// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace IinkedSign.Native
{
    /// <summary>Text on its way to the library.</summary>
    internal static class Utf8
    {
        private static readonly Encoding Strict = new UTF8Encoding(false, true);

        /// <summary>The text with its NUL, as the marshaller pins it; null for null.</summary>
        /// <exception cref="InvalidArgumentException">
        /// The text cannot be passed on unchanged: C would see only the part before a NUL.
        /// </exception>
        internal static byte[] Bytes(string text, string name)
        {
            if (text == null) return null;
            if (text.IndexOf('\0') >= 0) throw new InvalidArgumentException($"{name} has a NUL; nothing was sent");
            try
            {
                var bytes = new byte[Strict.GetByteCount(text) + 1];
                Strict.GetBytes(text, 0, text.Length, bytes, 0);
                return bytes;
            }
            catch (EncoderFallbackException)
            {
                throw new InvalidArgumentException($"{name} is not valid Unicode; nothing was sent");
            }
        }

        /// <summary>The same where null is an error.</summary>
        internal static byte[] Required(string text, string name) =>
            Bytes(text, name) ?? throw new InvalidArgumentException($"{name} is null; nothing was sent");
    }

    /// <summary>Unmanaged memory that lives for one call: texts and arrays that a struct points to.</summary>
    internal sealed class Scratch : IDisposable
    {
        private readonly List<IntPtr> blocks = new List<IntPtr>();

        internal IntPtr Text(string text, string name)
        {
            byte[] bytes = Utf8.Bytes(text, name);
            if (bytes == null) return IntPtr.Zero;
            IntPtr block = Allocate(bytes.Length);
            Marshal.Copy(bytes, 0, block, bytes.Length);
            return block;
        }

        internal IntPtr Array(IReadOnlyList<IntPtr> pointers)
        {
            if (pointers.Count == 0) return IntPtr.Zero;
            IntPtr block = Allocate(pointers.Count * IntPtr.Size);
            for (int at = 0; at < pointers.Count; at++) Marshal.WriteIntPtr(block, at * IntPtr.Size, pointers[at]);
            return block;
        }

        private IntPtr Allocate(int size)
        {
            IntPtr block = Marshal.AllocHGlobal(size);
            blocks.Add(block);
            return block;
        }

        public void Dispose()
        {
            foreach (IntPtr block in blocks) Marshal.FreeHGlobal(block);
            blocks.Clear();
        }
    }
}
