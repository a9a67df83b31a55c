// Generated from src/model/constants.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// State of a meeting video (vendor's delete pages). The text that was sent: the set is open, and a value unknown
    /// to this version keeps its text.
    /// </summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(Json.VideoStateConverter))]
#endif
    public struct VideoState : IEquatable<VideoState>
    {
        /// <summary>The recording is in progress.</summary>
        public static readonly VideoState Started = new VideoState("started");

        /// <summary>The recording ended.</summary>
        public static readonly VideoState Stopped = new VideoState("stopped");

        /// <summary>It waits to be downloaded.</summary>
        public static readonly VideoState Queued = new VideoState("queued");

        /// <summary>It could not be downloaded.</summary>
        public static readonly VideoState Failed = new VideoState("failed");

        /// <summary>It can be played.</summary>
        public static readonly VideoState Archived = new VideoState("archived");

        /// <summary>It was permanently removed.</summary>
        public static readonly VideoState Deleted = new VideoState("deleted");

        /// <summary>All values that this version knows.</summary>
        public static IReadOnlyList<VideoState> Known { get; } =
            Array.AsReadOnly(new[] { Started, Stopped, Queued, Failed, Archived, Deleted });

        /// <summary>A value by its text, as the server writes it.</summary>
        public VideoState([AllowNull] string text) { Text = text; }

        /// <summary>The text; null where nothing was sent.</summary>
        [MaybeNull]
        public string Text { get; }

        /// <summary>Whether this version knows the value.</summary>
        public bool IsKnown => ((ICollection<VideoState>)Known).Contains(this);

        /// <summary>By the library's number, so that the text of a known value is not copied.</summary>
        internal static VideoState Of(int code, IntPtr text) =>
            code > 0 && code <= Known.Count ? Known[code - 1] : new VideoState(Reader.Text(text));

        /// <inheritdoc/>
        public bool Equals(VideoState other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => obj is VideoState && Equals((VideoState)obj);

        /// <inheritdoc/>
        public override int GetHashCode() => Text == null ? 0 : StringComparer.Ordinal.GetHashCode(Text);

        /// <summary>The text; empty where nothing was sent.</summary>
        public override string ToString() => Text ?? "";

        /// <summary>Compares the texts.</summary>
        public static bool operator ==(VideoState left, VideoState right) => left.Equals(right);

        /// <summary>Compares the texts.</summary>
        public static bool operator !=(VideoState left, VideoState right) => !left.Equals(right);
    }
}
