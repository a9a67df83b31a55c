using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>A package in a list.</summary>
    public sealed class PackageSummary
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

        /// <summary>
        /// The whole package as JSON text: every documented key in documented order, then unknown ones as they came.
        /// </summary>
        [MaybeNull]
        public string Json { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public PackageSummary(
            string packageId = null, string organizationId = null, string memberId = null, string teamId = null,
            string folderId = null, bool shared = false, DateTimeOffset? timeCreated = null,
            string timeCreatedText = null, DateTimeOffset? timeLastModified = null,
            string timeLastModifiedText = null, DateTimeOffset? timeSignBy = null, string timeSignByText = null,
            string name = null, string category = null, string clientNumber = null, string matterNumber = null,
            string description = null, PackageType type = default(PackageType),
            PackageState state = default(PackageState), string externalData = null, bool isExecuted = false,
            DateTimeOffset? timeExecuted = null, string timeExecutedText = null,
            IEnumerable<SummaryDocument> documents = null, IEnumerable<SummarySigner> signers = null,
            IEnumerable<SummaryRecipient> recipients = null, string json = null)
        {
            PackageId = packageId;
            OrganizationId = organizationId;
            MemberId = memberId;
            TeamId = teamId;
            FolderId = folderId;
            Shared = shared;
            TimeCreated = timeCreated;
            TimeCreatedText = timeCreatedText;
            TimeLastModified = timeLastModified;
            TimeLastModifiedText = timeLastModifiedText;
            TimeSignBy = timeSignBy;
            TimeSignByText = timeSignByText;
            Name = name;
            Category = category;
            ClientNumber = clientNumber;
            MatterNumber = matterNumber;
            Description = description;
            Type = type;
            State = state;
            ExternalData = externalData;
            IsExecuted = isExecuted;
            TimeExecuted = timeExecuted;
            TimeExecutedText = timeExecutedText;
            Documents = Lists.Freeze(documents);
            Signers = Lists.Freeze(signers);
            Recipients = Lists.Freeze(recipients);
            Json = json;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"PackageSummary {{ PackageId = {PackageId}, State = {State}, Type = {Type}, " +
            $"Documents = {Documents.Count}, Signers = {Signers.Count} }}";
    }
}
