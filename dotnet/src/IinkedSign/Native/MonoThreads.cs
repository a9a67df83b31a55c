// C# 7: Mono's compiler compiles this file too.
using System;
using System.Reflection;
using System.Threading;

namespace IinkedSign.Native
{
    /// <summary>
    /// Lets a program end on Mono, which at its end aborts every thread that ever ran a callback and waits until it is
    /// gone; the library's threads wait in native code and never go. Mono spares threads with a flag of its own (its
    /// timer and pool threads), which only reflection can set. A callback that comes while Mono takes itself down would
    /// crash it, so the calls that are still under way are cancelled first. Other runtimes need none of this.
    /// </summary>
    internal static class MonoThreads
    {
#if NET8_0_OR_GREATER
        // Mono runs the assembly for netstandard2.0; what it needs would not survive trimming.

        internal static CancellationToken Ending => CancellationToken.None;

        internal static bool CallsHoldUpTheEnd => false;

        internal static void Begin() { }

        internal static void Finish() { }

        internal static void Release() { }
#else
        /// <summary>MONO_THREAD_FLAG_DONT_MANAGE.</summary>
        private const int DoNotManage = 1;

        private const BindingFlags Private = BindingFlags.NonPublic | BindingFlags.Instance;

        private static readonly bool OnMono = Type.GetType("Mono.Runtime") != null;

        private static readonly PropertyInfo Internal =
            OnMono ? typeof(Thread).GetProperty("Internal", Private) : null;

        private static readonly FieldInfo Flags = Internal?.PropertyType.GetField("flags", Private);

        [ThreadStatic]
        private static bool released;

        private static readonly CancellationTokenSource End = new CancellationTokenSource();
        private static int underWay;

        static MonoThreads()
        {
            if (OnMono) AppDomain.CurrentDomain.ProcessExit += (sender, arguments) =>
            {
                End.Cancel();
                SpinWait.SpinUntil(() => Volatile.Read(ref underWay) == 0, TimeSpan.FromSeconds(2));
            };
        }

        /// <summary>Cancelled when the program ends.</summary>
        internal static CancellationToken Ending => OnMono ? End.Token : CancellationToken.None;

        /// <summary>
        /// Whether this thread must not wait in native code: a background thread, which the end of the program aborts.
        /// </summary>
        internal static bool CallsHoldUpTheEnd => OnMono && Thread.CurrentThread.IsBackground;

        /// <summary>A callback will come.</summary>
        internal static void Begin() => Interlocked.Increment(ref underWay);

        /// <summary>The callback has come, or will not.</summary>
        internal static void Finish() => Interlocked.Decrement(ref underWay);

        /// <summary>On the thread of a callback: it need not be waited for.</summary>
        internal static void Release()
        {
            if (released || Flags?.FieldType != typeof(IntPtr)) return;
            released = true;
            object thread = Internal.GetValue(Thread.CurrentThread, null);
            Flags.SetValue(thread, (IntPtr)((long)(IntPtr)Flags.GetValue(thread) | DoNotManage));
        }
#endif
    }
}
