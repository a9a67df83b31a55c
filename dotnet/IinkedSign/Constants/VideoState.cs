using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>
    /// State of a video: the text that was sent. The set is open: a value unknown to this version keeps its text.
    /// </summary>
    public struct VideoState : IEquatable<VideoState>
    {
        /// <summary>The recording is going on.</summary>
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
        public VideoState(string text) { Text = text; }

        /// <summary>The text; null where nothing was sent.</summary>
        [MaybeNull]
        public string Text { get; }

        /// <summary>Whether this version knows the value.</summary>
        public bool IsKnown => ((ICollection<VideoState>)Known).Contains(this);

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
