#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#endif
using System.Runtime.InteropServices;
using IinkedSign.Arrow;

namespace IinkedSign.Native
{
    /// <summary>Tells how far an audit is. What that throws ends the audit, and is thrown anew.</summary>
    internal sealed class AuditWatcher : IDisposable
    {
        private readonly IProgress<AuditProgress>? progress;
        private GCHandle self;

        internal AuditWatcher(IProgress<AuditProgress>? progress)
        {
            this.progress = progress;
            if (progress != null) self = GCHandle.Alloc(this);
        }

        internal Exception? Failure { get; private set; }

        internal IntPtr Callback => progress == null ? IntPtr.Zero : Pointer;

        internal IntPtr UserData => progress == null ? IntPtr.Zero : GCHandle.ToIntPtr(self);

        /// <summary>No callback may come any more.</summary>
        public void Dispose()
        {
            if (self.IsAllocated) self.Free();
        }

#if NET8_0_OR_GREATER
        private static readonly unsafe IntPtr Pointer =
            (IntPtr)(delegate* unmanaged[Cdecl]<iinked_audit_progress*, IntPtr, byte>)&Report;

        [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
#else
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private unsafe delegate byte NativeCallback(iinked_audit_progress* progress, IntPtr userData);

        private static readonly unsafe NativeCallback Rooted = Report;
        private static readonly IntPtr Pointer = Marshal.GetFunctionPointerForDelegate(Rooted);

#endif
        private static unsafe byte Report(iinked_audit_progress* native, IntPtr userData)
        {
            MonoThreads.Release();
            // Mono's runtime is about to end, and must not begin anything new.
            if (MonoThreads.Ending.IsCancellationRequested) return 1;
            var it = (AuditWatcher)GCHandle.FromIntPtr(userData).Target!;
            try
            {
                it.progress!.Report(new AuditProgress(
                    native->done, native->total == -1 ? null : native->total, native->errors, native->refused,
                    new TimeSpan(native->elapsed_ms * TimeSpan.TicksPerMillisecond)));
                return 0;
            }
            catch (Exception failure)
            {
                it.Failure ??= failure;
                return 1;
            }
        }
    }
}
