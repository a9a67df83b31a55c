// Generated from src/model/package.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>How a package writes dates and numbers. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(PackageFormatConverter))]
#endif
    public sealed class PackageFormat : IEquatable<PackageFormat>, IJsonModel
    {
        /// <summary>Language and region; the form is not documented.</summary>
        [MaybeNull]
        public string Locale { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public PackageFormat(
            [AllowNull] string locale = null)
        {
            Locale = locale;
        }

        private unsafe PackageFormat(iinked_package_format* it)
        {
            Locale = Reader.Text(it->locale);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, PackageFormat> Make = at => new PackageFormat((iinked_package_format*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("locale", Locale);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] PackageFormat other) =>
            ReferenceEquals(this, other) || other != null &&
            Locale == other.Locale;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as PackageFormat);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (Locale?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            "PackageFormat";
#if NET8_0_OR_GREATER

        internal static PackageFormat Parse(System.Text.Json.JsonElement json)
        {
            string locale = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "locale": locale = JsonInput.Text(one); break;
                }
            }
            return new PackageFormat(
                locale: locale);
        }
#endif
    }
}
