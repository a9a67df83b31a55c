// Generated from src/model/package.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A document of a whole package. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(PackageDocumentConverter))]
#endif
    public sealed class PackageDocument : IEquatable<PackageDocument>, IJsonModel
    {
        /// <summary>Unique identifier of the document.</summary>
        [MaybeNull]
        public string DocumentId { get; }

        /// <summary>The package.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>The file of the document.</summary>
        [MaybeNull]
        public string FileId { get; }

        /// <summary>The automatic template; its meaning is not documented.</summary>
        [MaybeNull]
        public string AutoTemplateId { get; }

        /// <summary>The document of the automatic template; its meaning is not documented.</summary>
        [MaybeNull]
        public string AutoTemplateDocumentId { get; }

        /// <summary>Identifier in an external system.</summary>
        [MaybeNull]
        public string ExternalId { get; }

        /// <summary>
        /// Place of the document in the package (<c>order</c> in a status); null where nothing was sent.
        /// </summary>
        public long? Index { get; }

        /// <summary>Name of the document.</summary>
        [MaybeNull]
        public string Name { get; }

        /// <summary>Name of the file.</summary>
        [MaybeNull]
        public string FileName { get; }

        /// <summary>Type of the file.</summary>
        [MaybeNull]
        public string FileType { get; }

        /// <summary>Size of the file in bytes; null where nothing was sent.</summary>
        public long? FileSize { get; }

        /// <summary>How many pages it has; null where nothing was sent.</summary>
        public long? NumberPages { get; }

        /// <summary>When it was uploaded. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeUploaded { get; }

        /// <summary><see cref="TimeUploaded"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeUploadedText { get; }

        /// <summary>When it was last changed. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeLastModified { get; }

        /// <summary><see cref="TimeLastModified"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeLastModifiedText { get; }

        /// <summary>How many revisions are signed; null where nothing was sent.</summary>
        public long? RevisionsSigned { get; }

        /// <summary>How many revisions there are; null where nothing was sent.</summary>
        public long? RevisionsCount { get; }

        /// <summary>Description.</summary>
        [MaybeNull]
        public string Description { get; }

        /// <summary>The vendor's <c>cac</c>; neither meaning nor type is documented, as JSON text.</summary>
        [MaybeNull]
        public string Cac { get; }

        /// <summary>The vendor's <c>cacPages</c>; neither meaning nor type is documented, as JSON text.</summary>
        [MaybeNull]
        public string CacPages { get; }

        /// <summary>State of the document; the values are not documented.</summary>
        [MaybeNull]
        public string State { get; }

        /// <summary>Its revisions. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<PackageRevision> Revisions { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public PackageDocument(
            [AllowNull] string documentId = null, [AllowNull] string packageId = null, [AllowNull] string fileId = null,
            [AllowNull] string autoTemplateId = null, [AllowNull] string autoTemplateDocumentId = null,
            [AllowNull] string externalId = null, long? index = null, [AllowNull] string name = null,
            [AllowNull] string fileName = null, [AllowNull] string fileType = null, long? fileSize = null,
            long? numberPages = null, DateTimeOffset? timeUploaded = null, [AllowNull] string timeUploadedText = null,
            DateTimeOffset? timeLastModified = null, [AllowNull] string timeLastModifiedText = null,
            long? revisionsSigned = null, long? revisionsCount = null, [AllowNull] string description = null,
            [AllowNull] string cac = null, [AllowNull] string cacPages = null, [AllowNull] string state = null,
            [AllowNull] IEnumerable<PackageRevision> revisions = null)
        {
            DocumentId = documentId;
            PackageId = packageId;
            FileId = fileId;
            AutoTemplateId = autoTemplateId;
            AutoTemplateDocumentId = autoTemplateDocumentId;
            ExternalId = externalId;
            Index = index == -1 ? null : index;
            Name = name;
            FileName = fileName;
            FileType = fileType;
            FileSize = fileSize == -1 ? null : fileSize;
            NumberPages = numberPages == -1 ? null : numberPages;
            TimeUploadedText = timeUploadedText ?? InstantText.Write(timeUploaded);
            TimeUploaded = InstantText.Read(TimeUploadedText);
            TimeLastModifiedText = timeLastModifiedText ?? InstantText.Write(timeLastModified);
            TimeLastModified = InstantText.Read(TimeLastModifiedText);
            RevisionsSigned = revisionsSigned == -1 ? null : revisionsSigned;
            RevisionsCount = revisionsCount == -1 ? null : revisionsCount;
            Description = description;
            Cac = cac;
            CacPages = cacPages;
            State = state;
            Revisions = Lists.Freeze(revisions);
        }

        private unsafe PackageDocument(iinked_package_document* it)
        {
            DocumentId = Reader.Text(it->document_id);
            PackageId = Reader.Text(it->package_id);
            FileId = Reader.Text(it->file_id);
            AutoTemplateId = Reader.Text(it->auto_template_id);
            AutoTemplateDocumentId = Reader.Text(it->auto_template_document_id);
            ExternalId = Reader.Text(it->external_id);
            Index = Reader.Number(it->index);
            Name = Reader.Text(it->name);
            FileName = Reader.Text(it->file_name);
            FileType = Reader.Text(it->file_type);
            FileSize = Reader.Number(it->file_size);
            NumberPages = Reader.Number(it->number_pages);
            TimeUploaded = Reader.Instant(it->time_uploaded);
            TimeUploadedText = Reader.Text(it->time_uploaded.text);
            TimeLastModified = Reader.Instant(it->time_last_modified);
            TimeLastModifiedText = Reader.Text(it->time_last_modified.text);
            RevisionsSigned = Reader.Number(it->revisions_signed);
            RevisionsCount = Reader.Number(it->revisions_count);
            Description = Reader.Text(it->description);
            Cac = Reader.Text(it->cac);
            CacPages = Reader.Text(it->cac_pages);
            State = Reader.Text(it->state);
            Revisions = Reader.List(it->revisions, it->revisions_len, PackageRevision.Make);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, PackageDocument> Make = at => new PackageDocument((iinked_package_document*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("documentId", DocumentId);
            json.Text("packageId", PackageId);
            json.Text("fileId", FileId);
            json.Text("autoTemplateId", AutoTemplateId);
            json.Text("autoTemplateDocumentId", AutoTemplateDocumentId);
            json.Text("externalId", ExternalId);
            json.Number("index", Index);
            json.Text("name", Name);
            json.Text("fileName", FileName);
            json.Text("fileType", FileType);
            json.Number("fileSize", FileSize);
            json.Number("numberPages", NumberPages);
            json.Text("timeUploaded", TimeUploadedText);
            json.Text("timeLastModified", TimeLastModifiedText);
            json.Number("revisionsSigned", RevisionsSigned);
            json.Number("revisionsCount", RevisionsCount);
            json.Text("description", Description);
            json.Raw("cac", Cac);
            json.Raw("cacPages", CacPages);
            json.Text("state", State);
            json.List("revisions", Revisions);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] PackageDocument other) =>
            ReferenceEquals(this, other) || other != null &&
            DocumentId == other.DocumentId &&
            PackageId == other.PackageId &&
            FileId == other.FileId &&
            AutoTemplateId == other.AutoTemplateId &&
            AutoTemplateDocumentId == other.AutoTemplateDocumentId &&
            ExternalId == other.ExternalId &&
            Index == other.Index &&
            Name == other.Name &&
            FileName == other.FileName &&
            FileType == other.FileType &&
            FileSize == other.FileSize &&
            NumberPages == other.NumberPages &&
            TimeUploadedText == other.TimeUploadedText && TimeUploaded == other.TimeUploaded &&
            TimeLastModifiedText == other.TimeLastModifiedText && TimeLastModified == other.TimeLastModified &&
            RevisionsSigned == other.RevisionsSigned &&
            RevisionsCount == other.RevisionsCount &&
            Description == other.Description &&
            Cac == other.Cac &&
            CacPages == other.CacPages &&
            State == other.State &&
            Lists.Equal(Revisions, other.Revisions);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as PackageDocument);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (DocumentId?.GetHashCode() ?? 0);
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                hash = hash * 31 + (FileId?.GetHashCode() ?? 0);
                hash = hash * 31 + (AutoTemplateId?.GetHashCode() ?? 0);
                hash = hash * 31 + Revisions.Count;
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"PackageDocument {{ DocumentId = {DocumentId}, Revisions = {Revisions.Count} }}";
#if NET8_0_OR_GREATER

        internal static PackageDocument Parse(System.Text.Json.JsonElement json)
        {
            string documentId = null;
            string packageId = null;
            string fileId = null;
            string autoTemplateId = null;
            string autoTemplateDocumentId = null;
            string externalId = null;
            long? index = null;
            string name = null;
            string fileName = null;
            string fileType = null;
            long? fileSize = null;
            long? numberPages = null;
            string timeUploadedText = null;
            string timeLastModifiedText = null;
            long? revisionsSigned = null;
            long? revisionsCount = null;
            string description = null;
            string cac = null;
            string cacPages = null;
            string state = null;
            PackageRevision[] revisions = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "documentId": documentId = JsonInput.Text(one); break;
                    case "packageId": packageId = JsonInput.Text(one); break;
                    case "fileId": fileId = JsonInput.Text(one); break;
                    case "autoTemplateId": autoTemplateId = JsonInput.Text(one); break;
                    case "autoTemplateDocumentId": autoTemplateDocumentId = JsonInput.Text(one); break;
                    case "externalId": externalId = JsonInput.Text(one); break;
                    case "index": index = JsonInput.Number(one); break;
                    case "name": name = JsonInput.Text(one); break;
                    case "fileName": fileName = JsonInput.Text(one); break;
                    case "fileType": fileType = JsonInput.Text(one); break;
                    case "fileSize": fileSize = JsonInput.Number(one); break;
                    case "numberPages": numberPages = JsonInput.Number(one); break;
                    case "timeUploaded": timeUploadedText = JsonInput.Text(one); break;
                    case "timeLastModified": timeLastModifiedText = JsonInput.Text(one); break;
                    case "revisionsSigned": revisionsSigned = JsonInput.Number(one); break;
                    case "revisionsCount": revisionsCount = JsonInput.Number(one); break;
                    case "description": description = JsonInput.Text(one); break;
                    case "cac": cac = JsonInput.Raw(one); break;
                    case "cacPages": cacPages = JsonInput.Raw(one); break;
                    case "state": state = JsonInput.Text(one); break;
                    case "revisions": revisions = JsonInput.List(one, PackageRevision.Parse); break;
                }
            }
            return new PackageDocument(
                documentId: documentId, packageId: packageId, fileId: fileId, autoTemplateId: autoTemplateId,
                autoTemplateDocumentId: autoTemplateDocumentId, externalId: externalId, index: index, name: name,
                fileName: fileName, fileType: fileType, fileSize: fileSize, numberPages: numberPages,
                timeUploadedText: timeUploadedText, timeLastModifiedText: timeLastModifiedText,
                revisionsSigned: revisionsSigned, revisionsCount: revisionsCount, description: description, cac: cac,
                cacPages: cacPages, state: state, revisions: revisions);
        }
#endif
    }
}
