// Generated from src/model/video.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// The videos of a package; after a deletion, those that were deleted. Equal to another with the same values.
    /// </summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(PackageVideosConverter))]
#endif
    public sealed class PackageVideos : IEquatable<PackageVideos>, IJsonModel
    {
        /// <summary>The package.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>The videos. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<Video> Videos { get; }

        /// <summary>The answer as it came; null for one that was made by hand.</summary>
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal byte[] Raw { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public PackageVideos(
            [AllowNull] string packageId = null, [AllowNull] IEnumerable<Video> videos = null)
        {
            PackageId = packageId;
            Videos = Lists.Freeze(videos);
        }

        private unsafe PackageVideos(iinked_package_videos* it)
        {
            PackageId = Reader.Text(it->package_id);
            Videos = Reader.List(it->videos, it->videos_len, Video.Make);
            Raw = Reader.Raw(it->json);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, PackageVideos> Make = at => new PackageVideos((iinked_package_videos*)at);

        /// <summary>
        /// The answer as it came, as JSON text, with keys that this version does not know. What opens something without
        /// a login is <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) =>
            Raw == null ? JsonOutput.Write(this, reveal) : RawJson.Text(Raw, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("packageId", PackageId);
            json.List("videos", Videos);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] PackageVideos other) =>
            ReferenceEquals(this, other) || other != null &&
            PackageId == other.PackageId &&
            Lists.Equal(Videos, other.Videos);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as PackageVideos);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                hash = hash * 31 + Videos.Count;
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"PackageVideos {{ PackageId = {PackageId}, Videos = {Videos.Count} }}";
#if NET8_0_OR_GREATER

        internal static PackageVideos Parse(System.Text.Json.JsonElement json)
        {
            string packageId = null;
            Video[] videos = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "packageId": packageId = JsonInput.Text(one); break;
                    case "videos": videos = JsonInput.List(one, Video.Parse); break;
                }
            }
            return new PackageVideos(
                packageId: packageId, videos: videos);
        }
#endif
    }
}
