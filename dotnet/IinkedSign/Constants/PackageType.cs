using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>
    /// Type of a package: the text that was sent. The set is open: a value unknown to this version keeps its text.
    /// </summary>
    public struct PackageType : IEquatable<PackageType>
    {
        /// <summary>Several signers at the same time.</summary>
        public static readonly PackageType Concurrent = new PackageType("concurrent");

        /// <summary>Signers in an order.</summary>
        public static readonly PackageType Sequential = new PackageType("Sequential");

        /// <summary>Group Send: every signer gets the document at the same time.</summary>
        public static readonly PackageType Counterpart = new PackageType("Counterpart");

        /// <summary>Video Signing Room.</summary>
        public static readonly PackageType VideoClosingRoom = new PackageType("video_closing_room");

        /// <summary>In Person.</summary>
        public static readonly PackageType LiveSession = new PackageType("Live Session");

        /// <summary>All values that this version knows.</summary>
        public static IReadOnlyList<PackageType> Known { get; } =
            Array.AsReadOnly(new[] { Concurrent, Sequential, Counterpart, VideoClosingRoom, LiveSession });

        /// <summary>A value by its text, as the server writes it.</summary>
        public PackageType(string text) { Text = text; }

        /// <summary>The text; null where nothing was sent.</summary>
        [MaybeNull]
        public string Text { get; }

        /// <summary>Whether this version knows the value.</summary>
        public bool IsKnown => ((ICollection<PackageType>)Known).Contains(this);

        /// <inheritdoc/>
        public bool Equals(PackageType other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => obj is PackageType && Equals((PackageType)obj);

        /// <inheritdoc/>
        public override int GetHashCode() => Text == null ? 0 : StringComparer.Ordinal.GetHashCode(Text);

        /// <summary>The text; empty where nothing was sent.</summary>
        public override string ToString() => Text ?? "";

        /// <summary>Compares the texts.</summary>
        public static bool operator ==(PackageType left, PackageType right) => left.Equals(right);

        /// <summary>Compares the texts.</summary>
        public static bool operator !=(PackageType left, PackageType right) => !left.Equals(right);
    }
}
