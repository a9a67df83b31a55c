// Generated from src/model/summary.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A package in a list. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(PackageSummaryConverter))]
#endif
    public sealed class PackageSummary : IEquatable<PackageSummary>, IJsonModel
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

        /// <summary>The team.</summary>
        [MaybeNull]
        public string TeamId { get; }

        /// <summary>The folder.</summary>
        [MaybeNull]
        public string FolderId { get; }

        /// <summary>Whether the package is shared.</summary>
        public bool Shared { get; }

        /// <summary>When the package was made. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeCreated { get; }

        /// <summary><see cref="TimeCreated"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeCreatedText { get; }

        /// <summary>When it was last changed. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeLastModified { get; }

        /// <summary><see cref="TimeLastModified"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeLastModifiedText { get; }

        /// <summary>
        /// By when it should be signed. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeSignBy { get; }

        /// <summary><see cref="TimeSignBy"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeSignByText { get; }

        /// <summary>Name of the package.</summary>
        [MaybeNull]
        public string Name { get; }

        /// <summary>Category.</summary>
        [MaybeNull]
        public string Category { get; }

        /// <summary>Client number.</summary>
        [MaybeNull]
        public string ClientNumber { get; }

        /// <summary>Matter number.</summary>
        [MaybeNull]
        public string MatterNumber { get; }

        /// <summary>Description.</summary>
        [MaybeNull]
        public string Description { get; }

        /// <summary>Type of the package.</summary>
        public PackageType Type { get; }

        /// <summary>State of the package.</summary>
        public PackageState State { get; }

        /// <summary>Free-form data of the integration, as JSON text.</summary>
        [MaybeNull]
        public string ExternalData { get; }

        /// <summary>Whether all documents have been signed by all signers.</summary>
        public bool IsExecuted { get; }

        /// <summary>
        /// When the last signature came. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeExecuted { get; }

        /// <summary><see cref="TimeExecuted"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeExecutedText { get; }

        /// <summary>The documents. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<SummaryDocument> Documents { get; }

        /// <summary>The signers. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<SummarySigner> Signers { get; }

        /// <summary>Further recipients. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<SummaryRecipient> Recipients { get; }

        /// <summary>The answer as it came; null for one that was made by hand.</summary>
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal byte[] Raw { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public PackageSummary(
            [AllowNull] string packageId = null, [AllowNull] string organizationId = null,
            [AllowNull] string memberId = null, [AllowNull] string teamId = null, [AllowNull] string folderId = null,
            bool shared = false, DateTimeOffset? timeCreated = null, [AllowNull] string timeCreatedText = null,
            DateTimeOffset? timeLastModified = null, [AllowNull] string timeLastModifiedText = null,
            DateTimeOffset? timeSignBy = null, [AllowNull] string timeSignByText = null, [AllowNull] string name = null,
            [AllowNull] string category = null, [AllowNull] string clientNumber = null,
            [AllowNull] string matterNumber = null, [AllowNull] string description = null,
            PackageType type = default(PackageType), PackageState state = default(PackageState),
            [AllowNull] string externalData = null, bool isExecuted = false, DateTimeOffset? timeExecuted = null,
            [AllowNull] string timeExecutedText = null, [AllowNull] IEnumerable<SummaryDocument> documents = null,
            [AllowNull] IEnumerable<SummarySigner> signers = null,
            [AllowNull] IEnumerable<SummaryRecipient> recipients = null)
        {
            PackageId = packageId;
            OrganizationId = organizationId;
            MemberId = memberId;
            TeamId = teamId;
            FolderId = folderId;
            Shared = shared;
            TimeCreatedText = timeCreatedText ?? InstantText.Write(timeCreated);
            TimeCreated = InstantText.Read(TimeCreatedText);
            TimeLastModifiedText = timeLastModifiedText ?? InstantText.Write(timeLastModified);
            TimeLastModified = InstantText.Read(TimeLastModifiedText);
            TimeSignByText = timeSignByText ?? InstantText.Write(timeSignBy);
            TimeSignBy = InstantText.Read(TimeSignByText);
            Name = name;
            Category = category;
            ClientNumber = clientNumber;
            MatterNumber = matterNumber;
            Description = description;
            Type = type;
            State = state;
            ExternalData = externalData;
            IsExecuted = isExecuted;
            TimeExecutedText = timeExecutedText ?? InstantText.Write(timeExecuted);
            TimeExecuted = InstantText.Read(TimeExecutedText);
            Documents = Lists.Freeze(documents);
            Signers = Lists.Freeze(signers);
            Recipients = Lists.Freeze(recipients);
        }

        private unsafe PackageSummary(iinked_package_summary* it)
        {
            PackageId = Reader.Text(it->package_id);
            OrganizationId = Reader.Text(it->organization_id);
            MemberId = Reader.Text(it->member_id);
            TeamId = Reader.Text(it->team_id);
            FolderId = Reader.Text(it->folder_id);
            Shared = it->shared != 0;
            TimeCreated = Reader.Instant(it->time_created);
            TimeCreatedText = Reader.Text(it->time_created.text);
            TimeLastModified = Reader.Instant(it->time_last_modified);
            TimeLastModifiedText = Reader.Text(it->time_last_modified.text);
            TimeSignBy = Reader.Instant(it->time_sign_by);
            TimeSignByText = Reader.Text(it->time_sign_by.text);
            Name = Reader.Text(it->name);
            Category = Reader.Text(it->category);
            ClientNumber = Reader.Text(it->client_number);
            MatterNumber = Reader.Text(it->matter_number);
            Description = Reader.Text(it->description);
            Type = PackageType.Of(it->type, it->type_text);
            State = PackageState.Of(it->state, it->state_text);
            ExternalData = Reader.Text(it->external_data);
            IsExecuted = it->is_executed != 0;
            TimeExecuted = Reader.Instant(it->time_executed);
            TimeExecutedText = Reader.Text(it->time_executed.text);
            Documents = Reader.List(it->documents, it->documents_len, SummaryDocument.Make);
            Signers = Reader.List(it->signers, it->signers_len, SummarySigner.Make);
            Recipients = Reader.List(it->recipients, it->recipients_len, SummaryRecipient.Make);
            Raw = Reader.Raw(it->json);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, PackageSummary> Make = at => new PackageSummary((iinked_package_summary*)at);

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
            json.Text("teamId", TeamId);
            json.Text("folderId", FolderId);
            json.Flag("shared", Shared);
            json.Text("timeCreated", TimeCreatedText);
            json.Text("timeLastModified", TimeLastModifiedText);
            json.Text("timeSignBy", TimeSignByText);
            json.Text("name", Name);
            json.Text("category", Category);
            json.Text("clientNumber", ClientNumber);
            json.Text("matterNumber", MatterNumber);
            json.Text("description", Description);
            json.Text("type", Type.Text);
            json.Text("state", State.Text);
            json.Raw("externalData", ExternalData);
            json.Flag("isExecuted", IsExecuted);
            json.Text("timeExecuted", TimeExecutedText);
            json.List("documents", Documents);
            json.List("signers", Signers);
            json.List("recipients", Recipients);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] PackageSummary other) =>
            ReferenceEquals(this, other) || other != null &&
            PackageId == other.PackageId &&
            OrganizationId == other.OrganizationId &&
            MemberId == other.MemberId &&
            TeamId == other.TeamId &&
            FolderId == other.FolderId &&
            Shared == other.Shared &&
            TimeCreatedText == other.TimeCreatedText && TimeCreated == other.TimeCreated &&
            TimeLastModifiedText == other.TimeLastModifiedText && TimeLastModified == other.TimeLastModified &&
            TimeSignByText == other.TimeSignByText && TimeSignBy == other.TimeSignBy &&
            Name == other.Name &&
            Category == other.Category &&
            ClientNumber == other.ClientNumber &&
            MatterNumber == other.MatterNumber &&
            Description == other.Description &&
            Type == other.Type &&
            State == other.State &&
            ExternalData == other.ExternalData &&
            IsExecuted == other.IsExecuted &&
            TimeExecutedText == other.TimeExecutedText && TimeExecuted == other.TimeExecuted &&
            Lists.Equal(Documents, other.Documents) &&
            Lists.Equal(Signers, other.Signers) &&
            Lists.Equal(Recipients, other.Recipients);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as PackageSummary);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                hash = hash * 31 + (OrganizationId?.GetHashCode() ?? 0);
                hash = hash * 31 + (MemberId?.GetHashCode() ?? 0);
                hash = hash * 31 + (TeamId?.GetHashCode() ?? 0);
                hash = hash * 31 + Documents.Count;
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"PackageSummary {{ PackageId = {PackageId}, Type = {Type}, State = {State}, IsExecuted = {IsExecuted}, " +
            $"Documents = {Documents.Count}, Signers = {Signers.Count}, Recipients = {Recipients.Count} }}";
#if NET8_0_OR_GREATER

        internal static PackageSummary Parse(System.Text.Json.JsonElement json)
        {
            string packageId = null;
            string organizationId = null;
            string memberId = null;
            string teamId = null;
            string folderId = null;
            bool shared = false;
            string timeCreatedText = null;
            string timeLastModifiedText = null;
            string timeSignByText = null;
            string name = null;
            string category = null;
            string clientNumber = null;
            string matterNumber = null;
            string description = null;
            PackageType type = default;
            PackageState state = default;
            string externalData = null;
            bool isExecuted = false;
            string timeExecutedText = null;
            SummaryDocument[] documents = null;
            SummarySigner[] signers = null;
            SummaryRecipient[] recipients = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "packageId": packageId = JsonInput.Text(one); break;
                    case "organizationId": organizationId = JsonInput.Text(one); break;
                    case "memberId": memberId = JsonInput.Text(one); break;
                    case "teamId": teamId = JsonInput.Text(one); break;
                    case "folderId": folderId = JsonInput.Text(one); break;
                    case "shared": shared = JsonInput.Flag(one); break;
                    case "timeCreated": timeCreatedText = JsonInput.Text(one); break;
                    case "timeLastModified": timeLastModifiedText = JsonInput.Text(one); break;
                    case "timeSignBy": timeSignByText = JsonInput.Text(one); break;
                    case "name": name = JsonInput.Text(one); break;
                    case "category": category = JsonInput.Text(one); break;
                    case "clientNumber": clientNumber = JsonInput.Text(one); break;
                    case "matterNumber": matterNumber = JsonInput.Text(one); break;
                    case "description": description = JsonInput.Text(one); break;
                    case "type": type = new PackageType(JsonInput.Text(one)); break;
                    case "state": state = new PackageState(JsonInput.Text(one)); break;
                    case "externalData": externalData = JsonInput.Raw(one); break;
                    case "isExecuted": isExecuted = JsonInput.Flag(one); break;
                    case "timeExecuted": timeExecutedText = JsonInput.Text(one); break;
                    case "documents": documents = JsonInput.List(one, SummaryDocument.Parse); break;
                    case "signers": signers = JsonInput.List(one, SummarySigner.Parse); break;
                    case "recipients": recipients = JsonInput.List(one, SummaryRecipient.Parse); break;
                }
            }
            return new PackageSummary(
                packageId: packageId, organizationId: organizationId, memberId: memberId, teamId: teamId,
                folderId: folderId, shared: shared, timeCreatedText: timeCreatedText,
                timeLastModifiedText: timeLastModifiedText, timeSignByText: timeSignByText, name: name,
                category: category, clientNumber: clientNumber, matterNumber: matterNumber, description: description,
                type: type, state: state, externalData: externalData, isExecuted: isExecuted,
                timeExecutedText: timeExecutedText, documents: documents, signers: signers, recipients: recipients);
        }
#endif
    }
}
