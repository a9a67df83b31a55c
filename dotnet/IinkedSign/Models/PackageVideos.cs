using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>The videos of a package; after a deletion, those that were deleted.</summary>
    public sealed class PackageVideos
    {
        /// <summary>The package.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>The videos. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<Video> Videos { get; }

        /// <summary>
        /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came.
        /// Holds links and URLs: treat it as a key.
        /// </summary>
        [MaybeNull]
        public string Json { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public PackageVideos(
            string packageId = null, IEnumerable<Video> videos = null, string json = null)
        {
            PackageId = packageId;
            Videos = Lists.Freeze(videos);
            Json = json;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"PackageVideos {{ PackageId = {PackageId}, Videos = {Videos.Count} }}";
    }
}
