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
        /// <summary>
        /// Saves a video in state <see cref="VideoState.Archived"/> to a file, which must not exist yet. A break in between
        /// is gone on from; what is there in the end has as many bytes as the server lists.
        /// </summary>
        /// <param name="packageId">1 to 128 characters out of <c>A-Z a-z 0-9 - . _ ~</c>.</param>
        /// <param name="meetingVideoId">The video, as <paramref name="packageId"/>.</param>
        /// <param name="path">The file.</param>
        /// <param name="progress">
        /// Is told how many bytes are there, on a thread of the library or the one that waits: make no synchronous call in
        /// it. What it throws ends the download, and is thrown to its caller.
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
