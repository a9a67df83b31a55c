// Generated from src/model/status.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>The status of a package. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(PackageStatusConverter))]
#endif
    public sealed class PackageStatus : IEquatable<PackageStatus>, IJsonModel
    {
        /// <summary>Unique identifier of the package.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>The organization.</summary>
        [MaybeNull]
        public string OrganizationId { get; }

        /// <summary>The member who owns the package.</summary>
        [MaybeNull]
        public string MemberId { get; }

        /// <summary>Name of the package.</summary>
        [MaybeNull]
        public string Name { get; }

        /// <summary>
        /// By when the package should be signed. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeSignBy { get; }

        /// <summary><see cref="TimeSignBy"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeSignByText { get; }

        /// <summary>Type of the package.</summary>
        public PackageType Type { get; }

        /// <summary>State of the package.</summary>
        public PackageState State { get; }

        /// <summary>Free-form data of the integration, as JSON text.</summary>
        [MaybeNull]
        public string ExternalData { get; }

        /// <summary>Whether all documents have been signed by all signers.</summary>
        public bool IsExecuted { get; }

        /// <summary>The documents. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<Document> Documents { get; }

        /// <summary>The signers. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<Signer> Signers { get; }

        /// <summary>The answer as it came; null for one that was made by hand.</summary>
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal byte[] Raw { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public PackageStatus(
            [AllowNull] string packageId = null, [AllowNull] string organizationId = null,
            [AllowNull] string memberId = null, [AllowNull] string name = null, DateTimeOffset? timeSignBy = null,
            [AllowNull] string timeSignByText = null, PackageType type = default(PackageType),
            PackageState state = default(PackageState), [AllowNull] string externalData = null, bool isExecuted = false,
            [AllowNull] IEnumerable<Document> documents = null, [AllowNull] IEnumerable<Signer> signers = null)
        {
            PackageId = packageId;
            OrganizationId = organizationId;
            MemberId = memberId;
            Name = name;
            TimeSignByText = timeSignByText ?? InstantText.Write(timeSignBy);
            TimeSignBy = InstantText.Read(TimeSignByText);
            Type = type;
            State = state;
            ExternalData = externalData;
            IsExecuted = isExecuted;
            Documents = Lists.Freeze(documents);
            Signers = Lists.Freeze(signers);
        }

        private unsafe PackageStatus(iinked_package_status* it)
        {
            PackageId = Reader.Text(it->package_id);
            OrganizationId = Reader.Text(it->organization_id);
            MemberId = Reader.Text(it->member_id);
            Name = Reader.Text(it->name);
            TimeSignBy = Reader.Instant(it->time_sign_by);
            TimeSignByText = Reader.Text(it->time_sign_by.text);
            Type = PackageType.Of(it->type, it->type_text);
            State = PackageState.Of(it->state, it->state_text);
            ExternalData = Reader.Text(it->external_data);
            IsExecuted = it->is_executed != 0;
            Documents = Reader.List(it->documents, it->documents_len, Document.Make);
            Signers = Reader.List(it->signers, it->signers_len, Signer.Make);
            Raw = Reader.Raw(it->json);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, PackageStatus> Make = at => new PackageStatus((iinked_package_status*)at);

        /// <summary>
        /// The answer as it came, as JSON text, with keys that this version does not know. What opens something without
        /// a login is <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) =>
            Raw == null ? JsonOutput.Write(this, reveal) : RawJson.Text(Raw, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("packageId", PackageId);
            json.Text("organizationId", OrganizationId);
            json.Text("memberId", MemberId);
            json.Text("name", Name);
            json.Text("timeSignBy", TimeSignByText);
            json.Text("type", Type.Text);
            json.Text("state", State.Text);
            json.Raw("externalData", ExternalData);
            json.Flag("isExecuted", IsExecuted);
            json.List("documents", Documents);
            json.List("signers", Signers);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] PackageStatus other) =>
            ReferenceEquals(this, other) || other != null &&
            PackageId == other.PackageId &&
            OrganizationId == other.OrganizationId &&
            MemberId == other.MemberId &&
            Name == other.Name &&
            TimeSignByText == other.TimeSignByText && TimeSignBy == other.TimeSignBy &&
            Type == other.Type &&
            State == other.State &&
            ExternalData == other.ExternalData &&
            IsExecuted == other.IsExecuted &&
            Lists.Equal(Documents, other.Documents) &&
            Lists.Equal(Signers, other.Signers);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as PackageStatus);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                hash = hash * 31 + (OrganizationId?.GetHashCode() ?? 0);
                hash = hash * 31 + (MemberId?.GetHashCode() ?? 0);
                hash = hash * 31 + (Name?.GetHashCode() ?? 0);
                hash = hash * 31 + Documents.Count;
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"PackageStatus {{ PackageId = {PackageId}, Type = {Type}, State = {State}, IsExecuted = {IsExecuted}, " +
            $"Documents = {Documents.Count}, Signers = {Signers.Count} }}";
#if NET8_0_OR_GREATER

        internal static PackageStatus Parse(System.Text.Json.JsonElement json)
        {
            string packageId = null;
            string organizationId = null;
            string memberId = null;
            string name = null;
            string timeSignByText = null;
            PackageType type = default;
            PackageState state = default;
            string externalData = null;
            bool isExecuted = false;
            Document[] documents = null;
            Signer[] signers = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "packageId": packageId = JsonInput.Text(one); break;
                    case "organizationId": organizationId = JsonInput.Text(one); break;
                    case "memberId": memberId = JsonInput.Text(one); break;
                    case "name": name = JsonInput.Text(one); break;
                    case "timeSignBy": timeSignByText = JsonInput.Text(one); break;
                    case "type": type = new PackageType(JsonInput.Text(one)); break;
                    case "state": state = new PackageState(JsonInput.Text(one)); break;
                    case "externalData": externalData = JsonInput.Raw(one); break;
                    case "isExecuted": isExecuted = JsonInput.Flag(one); break;
                    case "documents": documents = JsonInput.List(one, Document.Parse); break;
                    case "signers": signers = JsonInput.List(one, Signer.Parse); break;
                }
            }
            return new PackageStatus(
                packageId: packageId, organizationId: organizationId, memberId: memberId, name: name,
                timeSignByText: timeSignByText, type: type, state: state, externalData: externalData,
                isExecuted: isExecuted, documents: documents, signers: signers);
        }
#endif
    }
}
