// Generated from src/model/constants.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// Type of a package (vendor's status page): the constants kept their names when the product's names changed. The
    /// text that was sent: the set is open, and a value unknown to this version keeps its text.
    /// </summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(Json.PackageTypeConverter))]
#endif
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
        public PackageType([AllowNull] string text) { Text = text; }

        /// <summary>The text; null where nothing was sent.</summary>
        [MaybeNull]
        public string Text { get; }

        /// <summary>Whether this version knows the value.</summary>
        public bool IsKnown => ((ICollection<PackageType>)Known).Contains(this);

        /// <summary>By the library's number, so that the text of a known value is not copied.</summary>
        internal static PackageType Of(int code, IntPtr text) =>
            code > 0 && code <= Known.Count ? Known[code - 1] : new PackageType(Reader.Text(text));

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
