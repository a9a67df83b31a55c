using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>A document of a package.</summary>
    public sealed class Document
    {
        /// <summary>The package.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>Unique identifier of the document.</summary>
        [MaybeNull]
        public string DocumentId { get; }

        /// <summary>The file of the document.</summary>
        [MaybeNull]
        public string FileId { get; }

        /// <summary>
        /// Identifier in an external system. The vendor's sample misspells its key as <c>exernalId</c>.
        /// </summary>
        [MaybeNull]
        public string ExternalId { get; }

        /// <summary>Name of the document.</summary>
        [MaybeNull]
        public string Name { get; }

        /// <summary>Name of the file.</summary>
        [MaybeNull]
        public string FileName { get; }

        /// <summary>Place of the document in the package, from 0; null where nothing was sent.</summary>
        public long? Order { get; }

        /// <summary>Whether the document has been signed by all signers.</summary>
        public bool IsExecuted { get; }

        /// <summary>One revision for each signer. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<Revision> Revisions { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Document(
            string packageId = null, string documentId = null, string fileId = null, string externalId = null,
            string name = null, string fileName = null, long? order = null, bool isExecuted = false,
            IEnumerable<Revision> revisions = null)
        {
            PackageId = packageId;
            DocumentId = documentId;
            FileId = fileId;
            ExternalId = externalId;
            Name = name;
            FileName = fileName;
            Order = order;
            IsExecuted = isExecuted;
            Revisions = Lists.Freeze(revisions);
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Document {{ DocumentId = {DocumentId}, IsExecuted = {IsExecuted}, Revisions = {Revisions.Count} }}";
    }
}
