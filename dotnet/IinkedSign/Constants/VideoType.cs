using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>
    /// Type of a video: the text that was sent. The set is open: a value unknown to this version keeps its text.
    /// </summary>
    public struct VideoType : IEquatable<VideoType>
    {
        /// <summary>A standard recording, the only documented type.</summary>
        public static readonly VideoType Video = new VideoType("video");

        /// <summary>All values that this version knows.</summary>
        public static IReadOnlyList<VideoType> Known { get; } =
            Array.AsReadOnly(new[] { Video });

        /// <summary>A value by its text, as the server writes it.</summary>
        public VideoType(string text) { Text = text; }

        /// <summary>The text; null where nothing was sent.</summary>
        [MaybeNull]
        public string Text { get; }

        /// <summary>Whether this version knows the value.</summary>
        public bool IsKnown => ((ICollection<VideoType>)Known).Contains(this);

        /// <inheritdoc/>
        public bool Equals(VideoType other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => obj is VideoType && Equals((VideoType)obj);

        /// <inheritdoc/>
        public override int GetHashCode() => Text == null ? 0 : StringComparer.Ordinal.GetHashCode(Text);

        /// <summary>The text; empty where nothing was sent.</summary>
        public override string ToString() => Text ?? "";

        /// <summary>Compares the texts.</summary>
        public static bool operator ==(VideoType left, VideoType right) => left.Equals(right);

        /// <summary>Compares the texts.</summary>
        public static bool operator !=(VideoType left, VideoType right) => !left.Equals(right);
    }
}
