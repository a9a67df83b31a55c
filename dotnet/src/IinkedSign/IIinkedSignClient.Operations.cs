// Generated from src/capi by `make generate`; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;

namespace IinkedSign
{
    public partial interface IIinkedSignClient
    {
        /// <summary>
        /// Permanently deletes a package with its documents and videos. The answer lists the videos that were deleted
        /// with it.
        /// </summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="notify">Tell the signers by email.</param>
        /// <param name="overrideRetention">Delete although a retention policy forbids it; without it such a package gives a <see cref="RetentionException"/>.</param>
        /// <param name="cancellationToken">Ends the call; it may have been carried out.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been carried out.</exception>
        PackageVideos DeletePackage(
            string packageId, bool notify = false, bool overrideRetention = false,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="DeletePackage"/> without a thread that waits.</summary>
        Task<PackageVideos> DeletePackageAsync(
            string packageId, bool notify = false, bool overrideRetention = false,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>Permanently deletes one video of a package.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="meetingVideoId">As <paramref name="packageId"/>; null and empty are refused.</param>
        /// <param name="cancellationToken">Ends the call; it may have been carried out.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been carried out.</exception>
        PackageVideos DeleteVideo(
            string packageId, string meetingVideoId,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="DeleteVideo"/> without a thread that waits.</summary>
        Task<PackageVideos> DeleteVideoAsync(
            string packageId, string meetingVideoId,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>Permanently deletes every video of a package.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="cancellationToken">Ends the call; it may have been carried out.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been carried out.</exception>
        PackageVideos DeleteAllVideos(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="DeleteAllVideos"/> without a thread that waits.</summary>
        Task<PackageVideos> DeleteAllVideosAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>
        /// A package as a whole. It has what a status has not: retention, and when the package was deleted or
        /// rescinded.
        /// </summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        Package GetPackage(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="GetPackage"/> without a thread that waits.</summary>
        Task<Package> GetPackageAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>Rescinds a package that was sent to its signers. The package and its documents are kept.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="message">Why; null for none.</param>
        /// <param name="notify">Tell the signers by email.</param>
        /// <param name="cancellationToken">Ends the call; it may have been carried out.</param>
        /// <exception cref="OutcomeUnknownException">It may or may not have been carried out.</exception>
        RescindedPackage RescindPackage(
            string packageId, [AllowNull] string message = null, bool notify = false,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="RescindPackage"/> without a thread that waits.</summary>
        Task<RescindedPackage> RescindPackageAsync(
            string packageId, [AllowNull] string message = null, bool notify = false,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>The status of a package.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        PackageStatus GetPackageStatus(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="GetPackageStatus"/> without a thread that waits.</summary>
        Task<PackageStatus> GetPackageStatusAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary>The videos of a package. Their URLs last 24 hours today.</summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        PackageVideos ListVideos(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken));

        /// <summary><see cref="ListVideos"/> without a thread that waits.</summary>
        Task<PackageVideos> ListVideosAsync(
            string packageId,
            CancellationToken cancellationToken = default(CancellationToken));
    }
}
