// C# 7: Mono's compiler compiles this file too.
using System;
#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#endif
using System.Runtime.InteropServices;

namespace IinkedSign.Native
{
    /// <summary>Tells how many bytes of a download are there. What that throws ends the download, and is thrown anew.</summary>
    internal sealed class DownloadProgress : IDisposable
    {
        private readonly IProgress<long> progress;
        private GCHandle self;

        internal DownloadProgress(IProgress<long> progress)
        {
            this.progress = progress;
            if (progress != null) self = GCHandle.Alloc(this);
        }

        internal Exception Failure { get; private set; }

        /// <summary>Whether a thread of the library tells.</summary>
        internal bool Asynchronous { get; set; }

        internal IntPtr Callback => progress == null ? IntPtr.Zero : Pointer;

        internal IntPtr UserData => progress == null ? IntPtr.Zero : GCHandle.ToIntPtr(self);

        /// <summary>No callback may come any more.</summary>
        public void Dispose()
        {
            if (self.IsAllocated) self.Free();
        }

#if NET8_0_OR_GREATER
        private static readonly unsafe IntPtr Pointer =
            (IntPtr)(delegate* unmanaged[Cdecl]<long, long, IntPtr, byte>)&Report;

        [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvCdecl) })]
#else
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate byte NativeCallback(long bytes, long total, IntPtr userData);

        private static readonly NativeCallback Rooted = Report;
        private static readonly IntPtr Pointer = Marshal.GetFunctionPointerForDelegate(Rooted);

#endif
        private static byte Report(long bytes, long total, IntPtr userData)
        {
            var it = (DownloadProgress)GCHandle.FromIntPtr(userData).Target;
            if (it.Asynchronous) MonoThreads.Release();
            try
            {
                using (UserCode.Begin()) it.progress.Report(bytes);
                return 0;
            }
            catch (Exception failure)
            {
                it.Failure = failure;
                return 1;
            }
        }
    }
}
