// Generated from src/capi by `make generate`; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using IinkedSign.Native;

namespace IinkedSign
{
    public sealed partial class IinkedSignClient
    {
        /// <inheritdoc/>
        public PackageVideos DeletePackage(
            string packageId, bool notify = false, bool overrideRetention = false,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Run<DeletePackage, PackageVideosHandle, PackageVideos>(
                Open, new DeletePackage(packageId, notify, overrideRetention), cancellationToken);

        /// <inheritdoc/>
        public Task<PackageVideos> DeletePackageAsync(
            string packageId, bool notify = false, bool overrideRetention = false,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Start<DeletePackage, PackageVideosHandle, PackageVideos>(
                Open, new DeletePackage(packageId, notify, overrideRetention), cancellationToken);

        /// <inheritdoc/>
        public PackageVideos DeleteVideo(
            string packageId, string meetingVideoId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Run<DeleteVideo, PackageVideosHandle, PackageVideos>(
                Open, new DeleteVideo(packageId, meetingVideoId), cancellationToken);

        /// <inheritdoc/>
        public Task<PackageVideos> DeleteVideoAsync(
            string packageId, string meetingVideoId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Start<DeleteVideo, PackageVideosHandle, PackageVideos>(
                Open, new DeleteVideo(packageId, meetingVideoId), cancellationToken);

        /// <inheritdoc/>
        public PackageVideos DeleteAllVideos(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Run<DeleteAllVideos, PackageVideosHandle, PackageVideos>(
                Open, new DeleteAllVideos(packageId), cancellationToken);

        /// <inheritdoc/>
        public Task<PackageVideos> DeleteAllVideosAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Start<DeleteAllVideos, PackageVideosHandle, PackageVideos>(
                Open, new DeleteAllVideos(packageId), cancellationToken);

        /// <inheritdoc/>
        public Package GetPackage(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Run<GetPackage, PackageHandle, Package>(
                Open, new GetPackage(packageId), cancellationToken);

        /// <inheritdoc/>
        public Task<Package> GetPackageAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Start<GetPackage, PackageHandle, Package>(
                Open, new GetPackage(packageId), cancellationToken);

        /// <inheritdoc/>
        public RescindedPackage RescindPackage(
            string packageId, [AllowNull] string message = null, bool notify = false,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Run<RescindPackage, RescindedPackageHandle, RescindedPackage>(
                Open, new RescindPackage(packageId, message, notify), cancellationToken);

        /// <inheritdoc/>
        public Task<RescindedPackage> RescindPackageAsync(
            string packageId, [AllowNull] string message = null, bool notify = false,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Start<RescindPackage, RescindedPackageHandle, RescindedPackage>(
                Open, new RescindPackage(packageId, message, notify), cancellationToken);

        /// <inheritdoc/>
        public PackageStatus GetPackageStatus(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Run<GetPackageStatus, PackageStatusHandle, PackageStatus>(
                Open, new GetPackageStatus(packageId), cancellationToken);

        /// <inheritdoc/>
        public Task<PackageStatus> GetPackageStatusAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Start<GetPackageStatus, PackageStatusHandle, PackageStatus>(
                Open, new GetPackageStatus(packageId), cancellationToken);

        /// <inheritdoc/>
        public PackageVideos ListVideos(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Run<ListVideos, PackageVideosHandle, PackageVideos>(
                Open, new ListVideos(packageId), cancellationToken);

        /// <inheritdoc/>
        public Task<PackageVideos> ListVideosAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Calls.Start<ListVideos, PackageVideosHandle, PackageVideos>(
                Open, new ListVideos(packageId), cancellationToken);
    }
}
