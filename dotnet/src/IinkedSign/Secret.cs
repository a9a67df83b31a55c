// C# 7: Mono's compiler compiles this file too.
using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IinkedSign
{
    /// <summary>
    /// A text that opens something without a login: a key, a token, a link. Nothing that prints, serializes or debugs it
    /// shows it: each shows <c>***</c>. <see cref="Reveal"/> gives the text.
    /// </summary>
    [DebuggerDisplay("{ToString(),nq}")]
    [TypeConverter(typeof(SecretTypeConverter))]
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(Json.SecretConverter))]
#endif
#if CSHARP7
    public struct Secret : IEquatable<Secret>
#else
    public readonly struct Secret : IEquatable<Secret>
#endif
    {
        internal const string Mask = "***";

        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        private readonly string text;

        /// <summary>Null is a secret without a text, as is the default.</summary>
        public Secret([AllowNull] string text) { this.text = text; }

        /// <summary>Whether there is a text.</summary>
        public bool HasValue => text != null;

        /// <summary>What can be shown: <c>***</c>, or null where there is no text.</summary>
        [MaybeNull]
        public string Masked => text == null ? null : Mask;

        /// <summary>The text itself; null where there is none.</summary>
        [return: MaybeNull]
        public string Reveal() => text;

        /// <summary><c>***</c>; empty where there is no text.</summary>
        public override string ToString() => text == null ? "" : Mask;

        /// <summary>Compares the texts.</summary>
        public bool Equals(Secret other) => string.Equals(text, other.text, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => obj is Secret && Equals((Secret)obj);

        /// <inheritdoc/>
        public override int GetHashCode() => text == null ? 0 : StringComparer.Ordinal.GetHashCode(text);

        /// <summary>Compares the texts.</summary>
        public static bool operator ==(Secret left, Secret right) => left.Equals(right);

        /// <summary>Compares the texts.</summary>
        public static bool operator !=(Secret left, Secret right) => !left.Equals(right);

        /// <summary>Every text can be kept as a secret.</summary>
        public static implicit operator Secret([AllowNull] string text) => new Secret(text);

        /// <summary>For configuration: a secret is bound from a text, and never becomes one again.</summary>
        private sealed class SecretTypeConverter : TypeConverter
        {
            public override bool CanConvertFrom(ITypeDescriptorContext context, Type sourceType) =>
                sourceType == typeof(string);

            public override object ConvertFrom(ITypeDescriptorContext context, CultureInfo culture, object value) =>
                new Secret((string)value);

            public override object ConvertTo(
                ITypeDescriptorContext context, CultureInfo culture, object value, Type destinationType) =>
                destinationType == typeof(string)
                    ? value?.ToString()
                    : base.ConvertTo(context, culture, value, destinationType);
        }
    }
}
