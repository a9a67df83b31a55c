// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace IinkedSign.Tests
{
    /// <summary>What a user's own code is tested with.</summary>
    internal partial class Stand : IIinkedSignClient
    {
        public VideoFile DownloadVideo(
            string packageId, string meetingVideoId, string path, IProgress<long> progress,
            CancellationToken cancellationToken) => new VideoFile(path, 0, "");

        public Task<VideoFile> DownloadVideoAsync(
            string packageId, string meetingVideoId, string path, IProgress<long> progress,
            CancellationToken cancellationToken) =>
            Task.FromResult(DownloadVideo(packageId, meetingVideoId, path, progress, cancellationToken));

        public IEnumerable<PackageSummary> ListPackages(PackageFilters filters, CancellationToken cancellationToken) =>
            new[] { new PackageSummary(packageId: "p") };

        public IReadOnlyList<Drift> GetDrift() => new Drift[0];

        public void Dispose() { }
    }
}
