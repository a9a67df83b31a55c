// Generated from src/capi by `make generate`; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Threading;
using System.Threading.Tasks;

namespace IinkedSign.Tests
{
    /// <summary>Each operation, with an id of a package.</summary>
    internal static class Operations
    {
        internal static readonly Action<IIinkedSignClient, string>[] Blocking =
        {
            (client, id) => client.DeletePackage(id),
            (client, id) => client.DeleteVideo(id, "v1"),
            (client, id) => client.DeleteAllVideos(id),
            (client, id) => client.GetPackage(id),
            (client, id) => client.RescindPackage(id),
            (client, id) => client.GetPackageStatus(id),
            (client, id) => client.ListVideos(id),
        };

        internal static readonly Func<IIinkedSignClient, string, Task>[] Asynchronous =
        {
            (client, id) => client.DeletePackageAsync(id),
            (client, id) => client.DeleteVideoAsync(id, "v1"),
            (client, id) => client.DeleteAllVideosAsync(id),
            (client, id) => client.GetPackageAsync(id),
            (client, id) => client.RescindPackageAsync(id),
            (client, id) => client.GetPackageStatusAsync(id),
            (client, id) => client.ListVideosAsync(id),
        };
    }

    internal partial class Stand
    {
        public virtual PackageVideos DeletePackage(
            string packageId, bool notify = false, bool overrideRetention = false,
            CancellationToken cancellationToken = default(CancellationToken)) => new PackageVideos(packageId: packageId);

        public Task<PackageVideos> DeletePackageAsync(
            string packageId, bool notify = false, bool overrideRetention = false,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.FromResult(DeletePackage(packageId, notify, overrideRetention, cancellationToken));

        public virtual PackageVideos DeleteVideo(
            string packageId, string meetingVideoId,
            CancellationToken cancellationToken = default(CancellationToken)) => new PackageVideos(packageId: packageId);

        public Task<PackageVideos> DeleteVideoAsync(
            string packageId, string meetingVideoId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.FromResult(DeleteVideo(packageId, meetingVideoId, cancellationToken));

        public virtual PackageVideos DeleteAllVideos(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) => new PackageVideos(packageId: packageId);

        public Task<PackageVideos> DeleteAllVideosAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.FromResult(DeleteAllVideos(packageId, cancellationToken));

        public virtual Package GetPackage(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) => new Package(packageId: packageId);

        public Task<Package> GetPackageAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.FromResult(GetPackage(packageId, cancellationToken));

        public virtual RescindedPackage RescindPackage(
            string packageId, string message = null, bool notify = false,
            CancellationToken cancellationToken = default(CancellationToken)) => new RescindedPackage(packageId: packageId);

        public Task<RescindedPackage> RescindPackageAsync(
            string packageId, string message = null, bool notify = false,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.FromResult(RescindPackage(packageId, message, notify, cancellationToken));

        public virtual PackageStatus GetPackageStatus(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) => new PackageStatus(packageId: packageId);

        public Task<PackageStatus> GetPackageStatusAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.FromResult(GetPackageStatus(packageId, cancellationToken));

        public virtual PackageVideos ListVideos(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) => new PackageVideos(packageId: packageId);

        public Task<PackageVideos> ListVideosAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.FromResult(ListVideos(packageId, cancellationToken));
    }
}
