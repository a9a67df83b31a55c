#if !NET8_0_OR_GREATER
using System;
using System.Reflection;
using System.Threading;

namespace IinkedSign.Native
{
    /// <summary>
    /// Lets a program end on Mono, which at its end aborts every thread that ever ran a callback and waits until it is
    /// gone; the library's threads wait in native code and never go. Mono spares threads with a flag of its own (its
    /// timer and pool threads), which only reflection can set. Other runtimes do not wait.
    /// </summary>
    internal static class MonoThreads
    {
        /// <summary>MONO_THREAD_FLAG_DONT_MANAGE.</summary>
        private const int DoNotManage = 1;

        private const BindingFlags Private = BindingFlags.NonPublic | BindingFlags.Instance;

        private static readonly PropertyInfo Internal =
            Type.GetType("Mono.Runtime") == null ? null : typeof(Thread).GetProperty("Internal", Private);

        private static readonly FieldInfo Flags = Internal?.PropertyType.GetField("flags", Private);

        [ThreadStatic]
        private static bool released;

        /// <summary>On the thread of a callback: it need not be waited for.</summary>
        internal static void Release()
        {
            if (released || Flags?.FieldType != typeof(IntPtr)) return;
            released = true;
            object thread = Internal.GetValue(Thread.CurrentThread, null);
            Flags.SetValue(thread, (IntPtr)((long)(IntPtr)Flags.GetValue(thread) | DoNotManage));
        }
    }
}
#endif
