// Generated from src/capi by `make generate`; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;

namespace IinkedSign.Native
{
    internal struct DeletePackage : IOperation<PackageVideosHandle>
    {
        private readonly string packageId;
        private readonly byte notify;
        private readonly byte overrideRetention;

        internal DeletePackage(string packageId, bool notify, bool overrideRetention)
        {
            this.packageId = packageId;
            this.notify = notify ? (byte)1 : (byte)0;
            this.overrideRetention = overrideRetention ? (byte)1 : (byte)0;
        }

        public string Name => nameof(DeletePackage);

        public int Run(ClientHandle client, out PackageVideosHandle answer, out ErrorHandle error) =>
            Imports.iinked_client_delete_package(
                client, Utf8.Required(packageId, nameof(packageId)), notify, overrideRetention, out answer, out error);

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error) =>
            Imports.iinked_client_delete_package_async(
                client, Utf8.Required(packageId, nameof(packageId)), notify, overrideRetention, callback, userData, out call, out error);
    }

    internal struct DeleteVideo : IOperation<PackageVideosHandle>
    {
        private readonly string packageId;
        private readonly string meetingVideoId;

        internal DeleteVideo(string packageId, string meetingVideoId)
        {
            this.packageId = packageId;
            this.meetingVideoId = meetingVideoId;
        }

        public string Name => nameof(DeleteVideo);

        public int Run(ClientHandle client, out PackageVideosHandle answer, out ErrorHandle error) =>
            Imports.iinked_client_delete_video(
                client, Utf8.Required(packageId, nameof(packageId)), Utf8.Required(meetingVideoId, nameof(meetingVideoId)), out answer, out error);

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error) =>
            Imports.iinked_client_delete_video_async(
                client, Utf8.Required(packageId, nameof(packageId)), Utf8.Required(meetingVideoId, nameof(meetingVideoId)), callback, userData, out call, out error);
    }

    internal struct DeleteAllVideos : IOperation<PackageVideosHandle>
    {
        private readonly string packageId;

        internal DeleteAllVideos(string packageId)
        {
            this.packageId = packageId;
        }

        public string Name => nameof(DeleteAllVideos);

        public int Run(ClientHandle client, out PackageVideosHandle answer, out ErrorHandle error) =>
            Imports.iinked_client_delete_all_videos(
                client, Utf8.Required(packageId, nameof(packageId)), out answer, out error);

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error) =>
            Imports.iinked_client_delete_all_videos_async(
                client, Utf8.Required(packageId, nameof(packageId)), callback, userData, out call, out error);
    }

    internal struct GetPackage : IOperation<PackageHandle>
    {
        private readonly string packageId;

        internal GetPackage(string packageId)
        {
            this.packageId = packageId;
        }

        public string Name => nameof(GetPackage);

        public int Run(ClientHandle client, out PackageHandle answer, out ErrorHandle error) =>
            Imports.iinked_client_get_package(
                client, Utf8.Required(packageId, nameof(packageId)), out answer, out error);

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error) =>
            Imports.iinked_client_get_package_async(
                client, Utf8.Required(packageId, nameof(packageId)), callback, userData, out call, out error);
    }

    internal struct RescindPackage : IOperation<RescindedPackageHandle>
    {
        private readonly string packageId;
        private readonly string message;
        private readonly byte notify;

        internal RescindPackage(string packageId, string message, bool notify)
        {
            this.packageId = packageId;
            this.message = message;
            this.notify = notify ? (byte)1 : (byte)0;
        }

        public string Name => nameof(RescindPackage);

        public int Run(ClientHandle client, out RescindedPackageHandle answer, out ErrorHandle error) =>
            Imports.iinked_client_rescind_package(
                client, Utf8.Required(packageId, nameof(packageId)), Utf8.Bytes(message, nameof(message)), notify, out answer, out error);

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error) =>
            Imports.iinked_client_rescind_package_async(
                client, Utf8.Required(packageId, nameof(packageId)), Utf8.Bytes(message, nameof(message)), notify, callback, userData, out call, out error);
    }

    internal struct GetPackageStatus : IOperation<PackageStatusHandle>
    {
        private readonly string packageId;

        internal GetPackageStatus(string packageId)
        {
            this.packageId = packageId;
        }

        public string Name => nameof(GetPackageStatus);

        public int Run(ClientHandle client, out PackageStatusHandle answer, out ErrorHandle error) =>
            Imports.iinked_client_package_status(
                client, Utf8.Required(packageId, nameof(packageId)), out answer, out error);

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error) =>
            Imports.iinked_client_package_status_async(
                client, Utf8.Required(packageId, nameof(packageId)), callback, userData, out call, out error);
    }

    internal struct ListVideos : IOperation<PackageVideosHandle>
    {
        private readonly string packageId;

        internal ListVideos(string packageId)
        {
            this.packageId = packageId;
        }

        public string Name => nameof(ListVideos);

        public int Run(ClientHandle client, out PackageVideosHandle answer, out ErrorHandle error) =>
            Imports.iinked_client_list_videos(
                client, Utf8.Required(packageId, nameof(packageId)), out answer, out error);

        public int Start(
            ClientHandle client, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error) =>
            Imports.iinked_client_list_videos_async(
                client, Utf8.Required(packageId, nameof(packageId)), callback, userData, out call, out error);
    }
}
