// C# 7: Mono's compiler compiles this file too.
using System;

namespace IinkedSign.Native
{
    /// <summary>An operation that can be started. A struct each, so that a call needs no closure.</summary>
    internal interface IAsyncOperation<TAnswer>
    {
        /// <summary>The name of the client's method.</summary>
        string Name { get; }

        /// <summary>Starts it; the callback gets the answer.</summary>
        int Start(ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error);
    }

    /// <summary>An operation of the client in both forms.</summary>
    internal interface IOperation<TAnswer> : IAsyncOperation<TAnswer>
    {
        /// <summary>Carries it out on this thread.</summary>
        int Run(ClientHandle client, out TAnswer answer, out ErrorHandle error);
    }

    internal struct DownloadVideo : IOperation<VideoFileHandle>
    {
        private readonly string packageId;
        private readonly string meetingVideoId;
        private readonly string path;
        private readonly DownloadProgress progress;

        internal DownloadVideo(string packageId, string meetingVideoId, string path, DownloadProgress progress)
        {
            this.packageId = packageId;
            this.meetingVideoId = meetingVideoId;
            this.path = path;
            this.progress = progress;
        }

        public string Name => nameof(DownloadVideo);

        public int Run(ClientHandle client, out VideoFileHandle answer, out ErrorHandle error) =>
            Imports.iinked_client_download_video(
                client, Utf8.Required(packageId, nameof(packageId)),
                Utf8.Required(meetingVideoId, nameof(meetingVideoId)), Utf8.Required(path, nameof(path)),
                progress.Callback, progress.UserData, out answer, out error);

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error)
        {
            progress.Asynchronous = true;
            return Imports.iinked_client_download_video_async(
                client, Utf8.Required(packageId, nameof(packageId)),
                Utf8.Required(meetingVideoId, nameof(meetingVideoId)), Utf8.Required(path, nameof(path)),
                progress.Callback, progress.UserData, callback, userData, out call, out error);
        }
    }

    /// <summary>A page of a list; null at its end.</summary>
    internal struct ListPackages : IOperation<PackageListHandle>
    {
        private readonly PackagePagesHandle pages;

        internal ListPackages(PackagePagesHandle pages) { this.pages = pages; }

        public string Name => nameof(ListPackages);

        public int Run(ClientHandle client, out PackageListHandle answer, out ErrorHandle error) =>
            Imports.iinked_package_pages_next(pages, out answer, out error);

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error) =>
            Imports.iinked_package_pages_next_async(pages, callback, userData, out call, out error);
    }
}
