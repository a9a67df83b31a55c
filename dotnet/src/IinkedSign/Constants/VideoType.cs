// Generated from src/model/constants.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// Type of a meeting video. The text that was sent: the set is open, and a value unknown to this version keeps its
    /// text.
    /// </summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(Json.VideoTypeConverter))]
#endif
    public struct VideoType : IEquatable<VideoType>
    {
        /// <summary>A standard recording, the only documented type.</summary>
        public static readonly VideoType Video = new VideoType("video");

        /// <summary>All values that this version knows.</summary>
        public static IReadOnlyList<VideoType> Known { get; } =
            Array.AsReadOnly(new[] { Video });

        /// <summary>A value by its text, as the server writes it.</summary>
        public VideoType([AllowNull] string text) { Text = text; }

        /// <summary>The text; null where nothing was sent.</summary>
        [MaybeNull]
        public string Text { get; }

        /// <summary>Whether this version knows the value.</summary>
        public bool IsKnown => ((ICollection<VideoType>)Known).Contains(this);

        /// <summary>By the library's number, so that the text of a known value is not copied.</summary>
        internal static VideoType Of(int code, IntPtr text) =>
            code > 0 && code <= Known.Count ? Known[code - 1] : new VideoType(Reader.Text(text));

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
