using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>The status of a package.</summary>
    public sealed class PackageStatus
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

        /// <summary>
        /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came.
        /// Holds links and URLs: treat it as a key.
        /// </summary>
        [MaybeNull]
        public string Json { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public PackageStatus(
            string packageId = null, string organizationId = null, string memberId = null, string name = null,
            DateTimeOffset? timeSignBy = null, string timeSignByText = null, PackageType type = default(PackageType),
            PackageState state = default(PackageState), string externalData = null, bool isExecuted = false,
            IEnumerable<Document> documents = null, IEnumerable<Signer> signers = null, string json = null)
        {
            PackageId = packageId;
            OrganizationId = organizationId;
            MemberId = memberId;
            Name = name;
            TimeSignBy = timeSignBy;
            TimeSignByText = timeSignByText;
            Type = type;
            State = state;
            ExternalData = externalData;
            IsExecuted = isExecuted;
            Documents = Lists.Freeze(documents);
            Signers = Lists.Freeze(signers);
            Json = json;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"PackageStatus {{ PackageId = {PackageId}, State = {State}, Type = {Type}, " +
            $"Documents = {Documents.Count}, Signers = {Signers.Count} }}";
    }
}
