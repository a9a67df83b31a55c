// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
#if NET8_0_OR_GREATER
using System.Runtime.InteropServices;
#endif
using System.Text;

namespace IinkedSign.Native
{
    /// <summary>Copies the values that the library's structs hold.</summary>
    internal static unsafe class Reader
    {
        /// <summary>1970 in ticks.</summary>
        internal const long Epoch = 621355968000000000;

        private const long NoTime = long.MinValue;
        private const long TicksPerMicrosecond = 10;

        /// <summary>UTF-8 that ends with NUL; null for NULL.</summary>
        internal static string Text(IntPtr at)
        {
            if (at == IntPtr.Zero) return null;
#if NET8_0_OR_GREATER
            return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)at));
#else
            int length = Length((byte*)at);
            return length == 0 ? "" : Encoding.UTF8.GetString((byte*)at, length);
#endif
        }

        /// <summary>The bytes of a text, to be decoded when somebody asks; null for NULL.</summary>
        internal static byte[] Raw(IntPtr at)
        {
            if (at == IntPtr.Zero) return null;
#if NET8_0_OR_GREATER
            return MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)at).ToArray();
#else
            var bytes = new byte[Length((byte*)at)];
            System.Runtime.InteropServices.Marshal.Copy(at, bytes, 0, bytes.Length);
            return bytes;
#endif
        }

#if !NET8_0_OR_GREATER
        private static int Length(byte* text)
        {
            byte* end = text;
            while (*end != 0) end++;
            return checked((int)(end - text));
        }

#endif
        /// <summary>-1 is none.</summary>
        internal static long? Number(long number) => number == -1 ? (long?)null : number;

        internal static DateTimeOffset? Instant(iinked_time time)
        {
            if (time.unix_us == NoTime) return null;
            // Year 1 is .NET's "none"; a year that a DateTimeOffset cannot hold is as good as none. Their text stays.
            const long year2 = 315360000000000;
            if (time.unix_us < (year2 - Epoch) / TicksPerMicrosecond) return null;
            if (time.unix_us > (DateTime.MaxValue.Ticks - Epoch) / TicksPerMicrosecond) return null;
            return new DateTimeOffset(Epoch + time.unix_us * TicksPerMicrosecond, TimeSpan.Zero);
        }

        internal static TimeSpan? Length(iinked_duration duration)
        {
            if (duration.us == NoTime || Math.Abs(duration.us) > long.MaxValue / TicksPerMicrosecond) return null;
            return new TimeSpan(duration.us * TicksPerMicrosecond);
        }

        /// <summary>An array of pointers; NULL is a list that was not sent.</summary>
        internal static IReadOnlyList<T> List<T>(IntPtr items, UIntPtr length, Func<IntPtr, T> make)
        {
            if (items == IntPtr.Zero) return Lists.Own<T>(null);
            var list = new T[checked((int)length.ToUInt64())];
            for (int at = 0; at < list.Length; at++) list[at] = make(((IntPtr*)items)[at]);
            return Lists.Own(list);
        }
    }
}
