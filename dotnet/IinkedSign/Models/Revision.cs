using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>One signer's revision of a document.</summary>
    public sealed class Revision
    {
        /// <summary>The package.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>The document.</summary>
        [MaybeNull]
        public string DocumentId { get; }

        /// <summary>Unique identifier of the revision.</summary>
        [MaybeNull]
        public string RevisionId { get; }

        /// <summary>The signer.</summary>
        [MaybeNull]
        public string SignerId { get; }

        /// <summary>
        /// The link to sign this revision. It opens what it leads to without a login: treat it as a key.
        /// </summary>
        [MaybeNull]
        public string Link { get; }

        /// <summary>Whether the signer is the next one in sequential signing.</summary>
        public bool IsNext { get; }

        /// <summary>Whether the signer has signed this revision.</summary>
        public bool IsSigned { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Revision(
            string packageId = null, string documentId = null, string revisionId = null, string signerId = null,
            string link = null, bool isNext = false, bool isSigned = false)
        {
            PackageId = packageId;
            DocumentId = documentId;
            RevisionId = revisionId;
            SignerId = signerId;
            Link = link;
            IsNext = isNext;
            IsSigned = isSigned;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Revision {{ RevisionId = {RevisionId}, SignerId = {SignerId}, IsSigned = {IsSigned} }}";
    }
}
