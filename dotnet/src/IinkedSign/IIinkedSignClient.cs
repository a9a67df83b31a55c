// C# 7: Mono's compiler compiles this file too.
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
    /// task. Reads are retried automatically, within the options' timeout. A delete is sent again only where it
    /// certainly was not processed: an <see cref="OutcomeUnknownException"/> says that it may or may not have been
    /// carried out, and every other exception that nothing was deleted, but for an
    /// <see cref="OperationCanceledException"/> and <see cref="ErrorKind.Internal"/>, after which it may have been.
    /// </para>
    /// <para>
    /// It may gain members in any release: a class that implements it by hand then needs them too.
    /// </para>
    /// </summary>
    public partial interface IIinkedSignClient : IDisposable
    {
        /// <summary>The status of a package.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        PackageStatus GetPackageStatus(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="GetPackageStatus"/> without a thread that waits.</summary>
        Task<PackageStatus> GetPackageStatusAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>The videos of a package. Their URLs last 24 hours today.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        PackageVideos ListVideos(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="ListVideos"/> without a thread that waits.</summary>
        Task<PackageVideos> ListVideosAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>
        /// Deletes a package with its documents and videos, permanently. The answer lists the videos that were deleted
        /// with it.
        /// </summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="notify">Tell the signers by email.</param>
        /// <param name="overrideRetention">
        /// Delete although a retention policy forbids it; without it such a package gives a
        /// <see cref="RetentionException"/>.
        /// </param>
        /// <param name="cancellationToken">Ends the call; it may have been carried out.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been deleted.</exception>
        PackageVideos DeletePackage(
            string packageId, bool notify = false, bool overrideRetention = false, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="DeletePackage"/> without a thread that waits.</summary>
        Task<PackageVideos> DeletePackageAsync(
            string packageId, bool notify = false, bool overrideRetention = false,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>
        /// Deletes one video of a package, permanently. A null or empty <paramref name="meetingVideoId"/> is refused: it
        /// never means all videos.
        /// </summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="meetingVideoId">The video, as <paramref name="packageId"/>.</param>
        /// <param name="cancellationToken">Ends the call; it may have been carried out.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been deleted.</exception>
        PackageVideos DeleteVideo(
            string packageId, string meetingVideoId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="DeleteVideo"/> without a thread that waits.</summary>
        Task<PackageVideos> DeleteVideoAsync(
            string packageId, string meetingVideoId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>Deletes every video of a package, permanently.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="cancellationToken">Ends the call; it may have been carried out.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been deleted.</exception>
        PackageVideos DeleteAllVideos(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="DeleteAllVideos"/> without a thread that waits.</summary>
        Task<PackageVideos> DeleteAllVideosAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>A package as a whole.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        Package GetPackage(string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="GetPackage"/> without a thread that waits.</summary>
        Task<Package> GetPackageAsync(
            string packageId, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>
        /// Withdraws a package, which cannot be taken back. It is sent again only where it certainly was not processed.
        /// </summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="message">Why; null for none.</param>
        /// <param name="notify">Tell the signers by email.</param>
        /// <param name="cancellationToken">Ends the call; it may have been carried out.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been rescinded.</exception>
        RescindedPackage RescindPackage(
            string packageId, [AllowNull] string message = null, bool notify = false,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="RescindPackage"/> without a thread that waits.</summary>
        Task<RescindedPackage> RescindPackageAsync(
            string packageId, [AllowNull] string message = null, bool notify = false,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>
        /// Saves a video in state <see cref="VideoState.Archived"/> to a file, which must not exist yet. A break in between
        /// is gone on from; what is there in the end has as many bytes as the server lists.
        /// </summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="meetingVideoId">The video, as <paramref name="packageId"/>.</param>
        /// <param name="path">The file.</param>
        /// <param name="progress">
        /// Is told how many bytes are there, on a thread of the library or the one that waits. What it throws ends the
        /// download, and is thrown to its caller.
        /// </param>
        /// <param name="cancellationToken">Ends the call.</param>
        VideoFile DownloadVideo(
            string packageId, string meetingVideoId, string path, [AllowNull] IProgress<long> progress = null,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="DownloadVideo"/> without a thread that waits.</summary>
        Task<VideoFile> DownloadVideoAsync(
            string packageId, string meetingVideoId, string path, [AllowNull] IProgress<long> progress = null,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>
        /// The packages of the account that pass the filters, each once. A page is asked for when its first package is
        /// wanted; leaving the loop ends the requests. The timeout is for each page.
        /// </summary>
        /// <param name="filters">Null is no filter.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        IEnumerable<PackageSummary> ListPackages(
            [AllowNull] PackageFilters filters = null, CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>Where the answers of this client differed so far from what is documented.</summary>
        IReadOnlyList<Drift> GetDrift();
    }
}
