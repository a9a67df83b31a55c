// Generated from src/model/constants.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// Type of a link. No list is documented: these were seen (docs/api.md section 6). The text that was sent: the set
    /// is open, and a value unknown to this version keeps its text.
    /// </summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(Json.LinkTypeConverter))]
#endif
    public struct LinkType : IEquatable<LinkType>
    {
        /// <summary>To sign one document.</summary>
        public static readonly LinkType Document = new LinkType("document");

        /// <summary>To sign the whole package.</summary>
        public static readonly LinkType PackageSign = new LinkType("package_sign");

        /// <summary>To edit the package.</summary>
        public static readonly LinkType PackageEdit = new LinkType("package_edit");

        /// <summary>All values that this version knows.</summary>
        public static IReadOnlyList<LinkType> Known { get; } =
            Array.AsReadOnly(new[] { Document, PackageSign, PackageEdit });

        /// <summary>A value by its text, as the server writes it.</summary>
        public LinkType([AllowNull] string text) { Text = text; }

        /// <summary>The text; null where nothing was sent.</summary>
        [MaybeNull]
        public string Text { get; }

        /// <summary>Whether this version knows the value.</summary>
        public bool IsKnown => ((ICollection<LinkType>)Known).Contains(this);

        /// <summary>By the library's number, so that the text of a known value is not copied.</summary>
        internal static LinkType Of(int code, IntPtr text) =>
            code > 0 && code <= Known.Count ? Known[code - 1] : new LinkType(Reader.Text(text));

        /// <inheritdoc/>
        public bool Equals(LinkType other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => obj is LinkType && Equals((LinkType)obj);

        /// <inheritdoc/>
        public override int GetHashCode() => Text == null ? 0 : StringComparer.Ordinal.GetHashCode(Text);

        /// <summary>The text; empty where nothing was sent.</summary>
        public override string ToString() => Text ?? "";

        /// <summary>Compares the texts.</summary>
        public static bool operator ==(LinkType left, LinkType right) => left.Equals(right);

        /// <summary>Compares the texts.</summary>
        public static bool operator !=(LinkType left, LinkType right) => !left.Equals(right);
    }
}
