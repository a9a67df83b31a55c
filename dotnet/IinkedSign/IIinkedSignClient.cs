using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;

namespace IinkedSign
{
    /// <summary>
    /// What a client can do; program against it where tests shall put something else in its place.
    /// <para>
    /// Every method throws an <see cref="IinkedSignException"/> of the class that says why, an asynchronous one by its
    /// task. Reads are tried again by themselves, within the options' timeout. A delete is sent again only where it
    /// certainly was not processed: an <see cref="OutcomeUnknownException"/> says that it may or may not have been
    /// carried out, and every other exception that nothing was deleted, but for an
    /// <see cref="OperationCanceledException"/> and <see cref="ErrorKind.Internal"/>, after which it may have been.
    /// </para>
    /// </summary>
    public interface IIinkedSignClient : IDisposable
    {
        /// <summary>The status of a package.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        PackageStatus GetPackageStatus(string packageId);

        /// <summary><see cref="GetPackageStatus"/> without a thread that waits.</summary>
        Task<PackageStatus> GetPackageStatusAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>The videos of a package. Their URLs last 24 hours today.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        PackageVideos ListVideos(string packageId);

        /// <summary><see cref="ListVideos"/> without a thread that waits.</summary>
        Task<PackageVideos> ListVideosAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>
        /// Deletes a package with its documents and videos, for ever. The answer lists the videos that were deleted
        /// with it.
        /// </summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="notify">Tell the signers by email.</param>
        /// <param name="overrideRetention">
        /// Delete although a retention policy forbids it; without it such a package gives a
        /// <see cref="RetentionException"/>.
        /// </param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been deleted.</exception>
        PackageVideos DeletePackage(string packageId, bool notify = false, bool overrideRetention = false);

        /// <summary><see cref="DeletePackage"/> without a thread that waits.</summary>
        Task<PackageVideos> DeletePackageAsync(
            string packageId, bool notify = false, bool overrideRetention = false,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>
        /// Deletes one video of a package, for ever. A null or empty <paramref name="meetingVideoId"/> is refused: it
        /// never means all videos.
        /// </summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="meetingVideoId">The video, as <paramref name="packageId"/>.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been deleted.</exception>
        PackageVideos DeleteVideo(string packageId, string meetingVideoId);

        /// <summary><see cref="DeleteVideo"/> without a thread that waits.</summary>
        Task<PackageVideos> DeleteVideoAsync(
            string packageId, string meetingVideoId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>Deletes every video of a package, for ever.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been deleted.</exception>
        PackageVideos DeleteAllVideos(string packageId);

        /// <summary><see cref="DeleteAllVideos"/> without a thread that waits.</summary>
        Task<PackageVideos> DeleteAllVideosAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>
        /// The packages of the account that pass the filters: every page, each package once. The timeout is for each
        /// page.
        /// </summary>
        /// <param name="filters">Null is no filter.</param>
        IReadOnlyList<PackageSummary> ListPackages([AllowNull] PackageFilters filters = null);

        /// <summary><see cref="ListPackages"/> without a thread that waits.</summary>
        Task<IReadOnlyList<PackageSummary>> ListPackagesAsync(
            [AllowNull] PackageFilters filters = null,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>Where the answers of this client differed so far from what is documented.</summary>
        IReadOnlyList<Drift> GetDrift();
    }
}
