// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace IinkedSign.Native
{
    /// <summary>
    /// Something the library allocated. The runtime counts the calls that use a handle, so that freeing it waits for
    /// them.
    /// </summary>
    internal abstract class NativeHandle : SafeHandle
    {
        protected NativeHandle() : base(IntPtr.Zero, true) { }

        public override bool IsInvalid => handle == IntPtr.Zero;

        /// <summary>Takes over what a callback was given.</summary>
        internal void Adopt(IntPtr pointer) => SetHandle(pointer);
    }

    internal sealed class ConfigHandle : NativeHandle
    {
        protected override bool ReleaseHandle()
        {
            Imports.iinked_config_free(handle);
            return true;
        }
    }

    internal sealed class ClientHandle : NativeHandle
    {
        protected override bool ReleaseHandle()
        {
            Imports.iinked_client_free(handle);
            return true;
        }
    }

    internal sealed class CallHandle : NativeHandle
    {
        protected override bool ReleaseHandle()
        {
            Imports.iinked_call_free(handle);
            return true;
        }
    }

    internal sealed class ErrorHandle : NativeHandle
    {
        protected override bool ReleaseHandle()
        {
            Imports.iinked_error_free(handle);
            return true;
        }
    }

    /// <summary>An answer, which can be read into models.</summary>
    internal abstract class AnswerHandle<T> : NativeHandle
    {
        internal T Read() => Read(handle);

        protected abstract T Read(IntPtr answer);
    }

    internal sealed class StatusHandle : AnswerHandle<PackageStatus>
    {
        protected override PackageStatus Read(IntPtr answer) => PackageStatus.Make(answer);

        protected override bool ReleaseHandle()
        {
            Imports.iinked_package_status_free(handle);
            return true;
        }
    }

    internal sealed class VideosHandle : AnswerHandle<PackageVideos>
    {
        protected override PackageVideos Read(IntPtr answer) => PackageVideos.Make(answer);

        protected override bool ReleaseHandle()
        {
            Imports.iinked_package_videos_free(handle);
            return true;
        }
    }

    internal sealed class PackageListHandle : AnswerHandle<IReadOnlyList<PackageSummary>>
    {
        protected override unsafe IReadOnlyList<PackageSummary> Read(IntPtr answer)
        {
            var it = (iinked_package_list*)answer;
            return Reader.List(it->items, it->items_len, PackageSummary.Make);
        }

        protected override bool ReleaseHandle()
        {
            Imports.iinked_package_list_free(handle);
            return true;
        }
    }

    internal sealed class DriftListHandle : AnswerHandle<IReadOnlyList<Drift>>
    {
        protected override unsafe IReadOnlyList<Drift> Read(IntPtr answer)
        {
            var it = (iinked_drift_list*)answer;
            return Reader.List(it->items, it->items_len, Drift.Make);
        }

        protected override bool ReleaseHandle()
        {
            Imports.iinked_drift_list_free(handle);
            return true;
        }
    }
}
