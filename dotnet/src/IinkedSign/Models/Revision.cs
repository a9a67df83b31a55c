// Generated from src/model/status.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>One signer's revision of a document. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(RevisionConverter))]
#endif
    public sealed class Revision : IEquatable<Revision>, IJsonModel
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
        /// The link to sign this revision. It opens what it leads to without a login: treat it as a credential.
        /// </summary>
        public Secret Link { get; }

        /// <summary>Whether the signer is the next one in sequential signing.</summary>
        public bool IsNext { get; }

        /// <summary>Whether the signer has signed this revision.</summary>
        public bool IsSigned { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Revision(
            [AllowNull] string packageId = null, [AllowNull] string documentId = null,
            [AllowNull] string revisionId = null, [AllowNull] string signerId = null, Secret link = default(Secret),
            bool isNext = false, bool isSigned = false)
        {
            PackageId = packageId;
            DocumentId = documentId;
            RevisionId = revisionId;
            SignerId = signerId;
            Link = link;
            IsNext = isNext;
            IsSigned = isSigned;
        }

        private unsafe Revision(iinked_revision* it)
        {
            PackageId = Reader.Text(it->package_id);
            DocumentId = Reader.Text(it->document_id);
            RevisionId = Reader.Text(it->revision_id);
            SignerId = Reader.Text(it->signer_id);
            Link = new Secret(Reader.Text(it->link));
            IsNext = it->is_next != 0;
            IsSigned = it->is_signed != 0;
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, Revision> Make = at => new Revision((iinked_revision*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("packageId", PackageId);
            json.Text("documentId", DocumentId);
            json.Text("revisionId", RevisionId);
            json.Text("signerId", SignerId);
            json.Secret("link", Link);
            json.Flag("isNext", IsNext);
            json.Flag("isSigned", IsSigned);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] Revision other) =>
            ReferenceEquals(this, other) || other != null &&
            PackageId == other.PackageId &&
            DocumentId == other.DocumentId &&
            RevisionId == other.RevisionId &&
            SignerId == other.SignerId &&
            Link == other.Link &&
            IsNext == other.IsNext &&
            IsSigned == other.IsSigned;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Revision);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                hash = hash * 31 + (DocumentId?.GetHashCode() ?? 0);
                hash = hash * 31 + (RevisionId?.GetHashCode() ?? 0);
                hash = hash * 31 + (SignerId?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Revision {{ DocumentId = {DocumentId}, IsSigned = {IsSigned} }}";
#if NET8_0_OR_GREATER

        internal static Revision Parse(System.Text.Json.JsonElement json)
        {
            string packageId = null;
            string documentId = null;
            string revisionId = null;
            string signerId = null;
            Secret link = default;
            bool isNext = false;
            bool isSigned = false;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "packageId": packageId = JsonInput.Text(one); break;
                    case "documentId": documentId = JsonInput.Text(one); break;
                    case "revisionId": revisionId = JsonInput.Text(one); break;
                    case "signerId": signerId = JsonInput.Text(one); break;
                    case "link": link = new Secret(JsonInput.Text(one)); break;
                    case "isNext": isNext = JsonInput.Flag(one); break;
                    case "isSigned": isSigned = JsonInput.Flag(one); break;
                }
            }
            return new Revision(
                packageId: packageId, documentId: documentId, revisionId: revisionId, signerId: signerId, link: link,
                isNext: isNext, isSigned: isSigned);
        }
#endif
    }
}
