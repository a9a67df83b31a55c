// Generated from src/model/package.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>The answer of a rescission. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(RescindedPackageConverter))]
#endif
    public sealed class RescindedPackage : IEquatable<RescindedPackage>, IJsonModel
    {
        /// <summary>The package that was rescinded.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>The answer as it came; null for one that was made by hand.</summary>
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal byte[] Raw { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public RescindedPackage(
            [AllowNull] string packageId = null)
        {
            PackageId = packageId;
        }

        private unsafe RescindedPackage(iinked_rescinded_package* it)
        {
            PackageId = Reader.Text(it->package_id);
            Raw = Reader.Raw(it->json);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, RescindedPackage> Make = at => new RescindedPackage((iinked_rescinded_package*)at);

        /// <summary>
        /// The answer as it came, as JSON text, with keys that this version does not know. What opens something without
        /// a login is <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) =>
            Raw == null ? JsonOutput.Write(this, reveal) : RawJson.Text(Raw, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("packageId", PackageId);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] RescindedPackage other) =>
            ReferenceEquals(this, other) || other != null &&
            PackageId == other.PackageId;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as RescindedPackage);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            "RescindedPackage";
#if NET8_0_OR_GREATER

        internal static RescindedPackage Parse(System.Text.Json.JsonElement json)
        {
            string packageId = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "packageId": packageId = JsonInput.Text(one); break;
                }
            }
            return new RescindedPackage(
                packageId: packageId);
        }
#endif
    }
}
