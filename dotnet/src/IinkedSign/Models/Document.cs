// Generated from src/model/status.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A document of a package. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(DocumentConverter))]
#endif
    public sealed class Document : IEquatable<Document>, IJsonModel
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
            [AllowNull] string packageId = null, [AllowNull] string documentId = null, [AllowNull] string fileId = null,
            [AllowNull] string externalId = null, [AllowNull] string name = null, [AllowNull] string fileName = null,
            long? order = null, bool isExecuted = false, [AllowNull] IEnumerable<Revision> revisions = null)
        {
            PackageId = packageId;
            DocumentId = documentId;
            FileId = fileId;
            ExternalId = externalId;
            Name = name;
            FileName = fileName;
            Order = order == -1 ? null : order;
            IsExecuted = isExecuted;
            Revisions = Lists.Freeze(revisions);
        }

        private unsafe Document(iinked_document* it)
        {
            PackageId = Reader.Text(it->package_id);
            DocumentId = Reader.Text(it->document_id);
            FileId = Reader.Text(it->file_id);
            ExternalId = Reader.Text(it->external_id);
            Name = Reader.Text(it->name);
            FileName = Reader.Text(it->file_name);
            Order = Reader.Number(it->order);
            IsExecuted = it->is_executed != 0;
            Revisions = Reader.List(it->revisions, it->revisions_len, Revision.Make);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, Document> Make = at => new Document((iinked_document*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("packageId", PackageId);
            json.Text("documentId", DocumentId);
            json.Text("fileId", FileId);
            json.Text("externalId", ExternalId);
            json.Text("name", Name);
            json.Text("fileName", FileName);
            json.Number("order", Order);
            json.Flag("isExecuted", IsExecuted);
            json.List("revisions", Revisions);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] Document other) =>
            ReferenceEquals(this, other) || other != null &&
            PackageId == other.PackageId &&
            DocumentId == other.DocumentId &&
            FileId == other.FileId &&
            ExternalId == other.ExternalId &&
            Name == other.Name &&
            FileName == other.FileName &&
            Order == other.Order &&
            IsExecuted == other.IsExecuted &&
            Lists.Equal(Revisions, other.Revisions);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Document);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                hash = hash * 31 + (DocumentId?.GetHashCode() ?? 0);
                hash = hash * 31 + (FileId?.GetHashCode() ?? 0);
                hash = hash * 31 + (ExternalId?.GetHashCode() ?? 0);
                hash = hash * 31 + Revisions.Count;
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Document {{ DocumentId = {DocumentId}, Order = {Order}, IsExecuted = {IsExecuted}, " +
            $"Revisions = {Revisions.Count} }}";
#if NET8_0_OR_GREATER

        internal static Document Parse(System.Text.Json.JsonElement json)
        {
            string packageId = null;
            string documentId = null;
            string fileId = null;
            string externalId = null;
            string name = null;
            string fileName = null;
            long? order = null;
            bool isExecuted = false;
            Revision[] revisions = null;
            string externalIdAlias = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "packageId": packageId = JsonInput.Text(one); break;
                    case "documentId": documentId = JsonInput.Text(one); break;
                    case "fileId": fileId = JsonInput.Text(one); break;
                    case "externalId": externalId = JsonInput.Text(one); break;
                    case "exernalId": externalIdAlias = JsonInput.Text(one); break;
                    case "name": name = JsonInput.Text(one); break;
                    case "fileName": fileName = JsonInput.Text(one); break;
                    case "order": order = JsonInput.Number(one); break;
                    case "isExecuted": isExecuted = JsonInput.Flag(one); break;
                    case "revisions": revisions = JsonInput.List(one, Revision.Parse); break;
                }
            }
            return new Document(
                packageId: packageId, documentId: documentId, fileId: fileId, externalId: externalId ?? externalIdAlias,
                name: name, fileName: fileName, order: order, isExecuted: isExecuted, revisions: revisions);
        }
#endif
    }
}
