// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>A video that was saved. Equal to another with the same values.</summary>
    public sealed class VideoFile : IEquatable<VideoFile>
    {
        /// <summary>Where it is.</summary>
        public string Path { get; }

        /// <summary>How many bytes it has: as many as the server lists, its host said, and were received.</summary>
        public long Bytes { get; }

        /// <summary>The SHA-256 of its bytes, in lower-case hexadecimal digits.</summary>
        public string Sha256 { get; }

        /// <summary>The media type that its host gave, as <c>video/mp4</c>; null if it gave none.</summary>
        [MaybeNull]
        public string ContentType { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public VideoFile(string path, long bytes, string sha256, [AllowNull] string contentType = null)
        {
            Path = path;
            Bytes = bytes;
            Sha256 = sha256;
            ContentType = contentType;
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] VideoFile other) => other != null && Path == other.Path && Bytes == other.Bytes &&
            Sha256 == other.Sha256 && ContentType == other.ContentType;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as VideoFile);

        /// <inheritdoc/>
        public override int GetHashCode() => (Sha256?.GetHashCode() ?? 0) * 31 + Bytes.GetHashCode();

        /// <summary>For logs.</summary>
        public override string ToString() => $"VideoFile {{ Path = {Path}, Bytes = {Bytes}, Sha256 = {Sha256} }}";
    }
}
