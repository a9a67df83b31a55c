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
        internal virtual void Adopt(IntPtr pointer) => SetHandle(pointer);

        /// <summary>Gives it back to the library.</summary>
        protected abstract void Free();

        protected sealed override bool ReleaseHandle()
        {
            Free();
            return true;
        }
    }

    internal sealed class ConfigHandle : NativeHandle
    {
        protected override void Free() => Imports.iinked_config_free(handle);
    }

    internal sealed class ClientHandle : NativeHandle
    {
        /// <summary>What the library calls back; set when the client is made.</summary>
        internal ClientContext Context { get; set; }

        protected override void Free()
        {
            Imports.iinked_client_free(handle);
            Context?.Leave();
        }
    }

    internal sealed class PackagePagesHandle : NativeHandle
    {
        protected override void Free() => Imports.iinked_package_pages_free(handle);
    }

    /// <summary>A question for the access token, which must be answered once.</summary>
    internal sealed class TokenRequestHandle : NativeHandle
    {
        /// <summary>The token, or why there is none.</summary>
        internal void Complete(byte[] token, byte[] cause)
        {
            if (IsClosed) return;
            IntPtr request = handle;
            SetHandleAsInvalid();
            Imports.iinked_token_request_complete(request, token, cause);
        }

        /// <summary>Nobody answered.</summary>
        protected override void Free() => Imports.iinked_token_request_complete(handle, null, null);
    }

    internal sealed class CallHandle : NativeHandle
    {
        protected override void Free() => Imports.iinked_call_free(handle);
    }

    internal sealed class AuditOptionsHandle : NativeHandle
    {
        protected override void Free() => Imports.iinked_audit_options_free(handle);
    }

    internal sealed class ErrorHandle : NativeHandle
    {
        protected override void Free() => Imports.iinked_error_free(handle);
    }

    /// <summary>An answer, which can be read into models.</summary>
    internal abstract class AnswerHandle<T> : NativeHandle
    {
        /// <summary>NULL, as the end of a list, is null.</summary>
        internal T Read() => IsInvalid ? default(T) : Read(handle);

        /// <summary>
        /// What is known although the call failed, with the failure in it; null is a cancellation. Only an audit has such.
        /// </summary>
        internal virtual bool TryReadPartial(Exception failure, out T partial)
        {
            partial = default(T);
            return false;
        }

        protected abstract T Read(IntPtr answer);
    }

    internal sealed class PackageStatusHandle : AnswerHandle<PackageStatus>
    {
        protected override PackageStatus Read(IntPtr answer) => PackageStatus.Make(answer);

        protected override void Free() => Imports.iinked_package_status_free(handle);
    }

    internal sealed class PackageVideosHandle : AnswerHandle<PackageVideos>
    {
        protected override PackageVideos Read(IntPtr answer) => PackageVideos.Make(answer);

        protected override void Free() => Imports.iinked_package_videos_free(handle);
    }

    internal sealed class PackageHandle : AnswerHandle<Package>
    {
        protected override Package Read(IntPtr answer) => Package.Make(answer);

        protected override void Free() => Imports.iinked_package_free(handle);
    }

    internal sealed class RescindedPackageHandle : AnswerHandle<RescindedPackage>
    {
        protected override RescindedPackage Read(IntPtr answer) => RescindedPackage.Make(answer);

        protected override void Free() => Imports.iinked_rescinded_package_free(handle);
    }

    internal sealed class VideoFileHandle : AnswerHandle<VideoFile>
    {
        protected override unsafe VideoFile Read(IntPtr answer)
        {
            var it = (iinked_video_file*)answer;
            return new VideoFile(
                Reader.Text(it->path), it->bytes, Reader.Text(it->sha256), Reader.Text(it->content_type));
        }

        protected override void Free() => Imports.iinked_video_file_free(handle);
    }

    internal sealed class PackageListHandle : AnswerHandle<IReadOnlyList<PackageSummary>>
    {
        protected override unsafe IReadOnlyList<PackageSummary> Read(IntPtr answer)
        {
            var it = (iinked_package_list*)answer;
            return Reader.List(it->items, it->items_len, PackageSummary.Make);
        }

        protected override void Free() => Imports.iinked_package_list_free(handle);
    }

    internal sealed class DriftListHandle : AnswerHandle<IReadOnlyList<Drift>>
    {
        protected override unsafe IReadOnlyList<Drift> Read(IntPtr answer)
        {
            var it = (iinked_drift_list*)answer;
            return Reader.List(it->items, it->items_len, Drift.Make);
        }

        protected override void Free() => Imports.iinked_drift_list_free(handle);
    }
}
