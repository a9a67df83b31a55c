// Generated from src/model/summary.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A document of a package in a list. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(SummaryDocumentConverter))]
#endif
    public sealed class SummaryDocument : IEquatable<SummaryDocument>, IJsonModel
    {
        /// <summary>Unique identifier of the document.</summary>
        [MaybeNull]
        public string DocumentId { get; }

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

        /// <summary>Whether it has been signed by all signers.</summary>
        public bool IsExecuted { get; }

        /// <summary>
        /// When the last signature came. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeExecuted { get; }

        /// <summary><see cref="TimeExecuted"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeExecutedText { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public SummaryDocument(
            [AllowNull] string documentId = null, [AllowNull] string externalId = null, long? index = null,
            [AllowNull] string name = null, [AllowNull] string fileName = null, bool isExecuted = false,
            DateTimeOffset? timeExecuted = null, [AllowNull] string timeExecutedText = null)
        {
            DocumentId = documentId;
            ExternalId = externalId;
            Index = index == -1 ? null : index;
            Name = name;
            FileName = fileName;
            IsExecuted = isExecuted;
            TimeExecutedText = timeExecutedText ?? InstantText.Write(timeExecuted);
            TimeExecuted = InstantText.Read(TimeExecutedText);
        }

        private unsafe SummaryDocument(iinked_summary_document* it)
        {
            DocumentId = Reader.Text(it->document_id);
            ExternalId = Reader.Text(it->external_id);
            Index = Reader.Number(it->index);
            Name = Reader.Text(it->name);
            FileName = Reader.Text(it->file_name);
            IsExecuted = it->is_executed != 0;
            TimeExecuted = Reader.Instant(it->time_executed);
            TimeExecutedText = Reader.Text(it->time_executed.text);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, SummaryDocument> Make = at => new SummaryDocument((iinked_summary_document*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("documentId", DocumentId);
            json.Text("externalId", ExternalId);
            json.Number("index", Index);
            json.Text("name", Name);
            json.Text("fileName", FileName);
            json.Flag("isExecuted", IsExecuted);
            json.Text("timeExecuted", TimeExecutedText);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] SummaryDocument other) =>
            ReferenceEquals(this, other) || other != null &&
            DocumentId == other.DocumentId &&
            ExternalId == other.ExternalId &&
            Index == other.Index &&
            Name == other.Name &&
            FileName == other.FileName &&
            IsExecuted == other.IsExecuted &&
            TimeExecutedText == other.TimeExecutedText && TimeExecuted == other.TimeExecuted;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as SummaryDocument);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (DocumentId?.GetHashCode() ?? 0);
                hash = hash * 31 + (ExternalId?.GetHashCode() ?? 0);
                hash = hash * 31 + (Index?.GetHashCode() ?? 0);
                hash = hash * 31 + (Name?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"SummaryDocument {{ DocumentId = {DocumentId}, IsExecuted = {IsExecuted} }}";
#if NET8_0_OR_GREATER

        internal static SummaryDocument Parse(System.Text.Json.JsonElement json)
        {
            string documentId = null;
            string externalId = null;
            long? index = null;
            string name = null;
            string fileName = null;
            bool isExecuted = false;
            string timeExecutedText = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "documentId": documentId = JsonInput.Text(one); break;
                    case "externalId": externalId = JsonInput.Text(one); break;
                    case "index": index = JsonInput.Number(one); break;
                    case "name": name = JsonInput.Text(one); break;
                    case "fileName": fileName = JsonInput.Text(one); break;
                    case "isExecuted": isExecuted = JsonInput.Flag(one); break;
                    case "timeExecuted": timeExecutedText = JsonInput.Text(one); break;
                }
            }
            return new SummaryDocument(
                documentId: documentId, externalId: externalId, index: index, name: name, fileName: fileName,
                isExecuted: isExecuted, timeExecutedText: timeExecutedText);
        }
#endif
    }
}
