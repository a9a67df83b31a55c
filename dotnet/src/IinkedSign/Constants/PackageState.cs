// Generated from src/model/constants.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// State of a package (vendor's status page). Up to release 3.6 executed and expired packages reported <c>open</c>.
    /// The text that was sent: the set is open, and a value unknown to this version keeps its text.
    /// </summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(Json.PackageStateConverter))]
#endif
    public struct PackageState : IEquatable<PackageState>
    {
        /// <summary>Not sent to the signers yet.</summary>
        public static readonly PackageState Draft = new PackageState("draft");

        /// <summary>Ready for signing.</summary>
        public static readonly PackageState Open = new PackageState("open");

        /// <summary>Signed by all signers (since 4.0).</summary>
        public static readonly PackageState Executed = new PackageState("executed");

        /// <summary>
        /// Not signed by the sign-by date (since 4.0); video signing rooms expire 7 days after the meeting.
        /// </summary>
        public static readonly PackageState Expired = new PackageState("expired");

        /// <summary>Withdrawn (since 3.5).</summary>
        public static readonly PackageState Rescinded = new PackageState("rescinded");

        /// <summary>Opened in the embedded editor to choose a type (since 3.6); vanishes after 24 hours.</summary>
        public static readonly PackageState Select = new PackageState("select");

        /// <summary>Opened in the embedded editor as a new package (since 2.9); vanishes after 24 hours.</summary>
        public static readonly PackageState Add = new PackageState("add");

        /// <summary>All values that this version knows.</summary>
        public static IReadOnlyList<PackageState> Known { get; } =
            Array.AsReadOnly(new[] { Draft, Open, Executed, Expired, Rescinded, Select, Add });

        /// <summary>A value by its text, as the server writes it.</summary>
        public PackageState([AllowNull] string text) { Text = text; }

        /// <summary>The text; null where nothing was sent.</summary>
        [MaybeNull]
        public string Text { get; }

        /// <summary>Whether this version knows the value.</summary>
        public bool IsKnown => ((ICollection<PackageState>)Known).Contains(this);

        /// <summary>By the library's number, so that the text of a known value is not copied.</summary>
        internal static PackageState Of(int code, IntPtr text) =>
            code > 0 && code <= Known.Count ? Known[code - 1] : new PackageState(Reader.Text(text));

        /// <inheritdoc/>
        public bool Equals(PackageState other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => obj is PackageState && Equals((PackageState)obj);

        /// <inheritdoc/>
        public override int GetHashCode() => Text == null ? 0 : StringComparer.Ordinal.GetHashCode(Text);

        /// <summary>The text; empty where nothing was sent.</summary>
        public override string ToString() => Text ?? "";

        /// <summary>Compares the texts.</summary>
        public static bool operator ==(PackageState left, PackageState right) => left.Equals(right);

        /// <summary>Compares the texts.</summary>
        public static bool operator !=(PackageState left, PackageState right) => !left.Equals(right);
    }
}
