// Generated from src/model/package.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A revision of a document of a whole package. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(PackageRevisionConverter))]
#endif
    public sealed class PackageRevision : IEquatable<PackageRevision>, IJsonModel
    {
        /// <summary>The document.</summary>
        [MaybeNull]
        public string DocumentId { get; }

        /// <summary>Unique identifier of the revision.</summary>
        [MaybeNull]
        public string RevisionId { get; }

        /// <summary>Number of the revision; null where nothing was sent.</summary>
        public long? RevisionNumber { get; }

        /// <summary>The revision before.</summary>
        [MaybeNull]
        public string RevisionBeforeId { get; }

        /// <summary>When it was last opened. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeLastOpened { get; }

        /// <summary><see cref="TimeLastOpened"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeLastOpenedText { get; }

        /// <summary>The signer.</summary>
        [MaybeNull]
        public string SignerId { get; }

        /// <summary>Whether the signer has signed it.</summary>
        public bool IsSigned { get; }

        /// <summary>When the signer signed it. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeSigned { get; }

        /// <summary><see cref="TimeSigned"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeSignedText { get; }

        /// <summary>Address from which it was signed.</summary>
        [MaybeNull]
        public string Address { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public PackageRevision(
            [AllowNull] string documentId = null, [AllowNull] string revisionId = null, long? revisionNumber = null,
            [AllowNull] string revisionBeforeId = null, DateTimeOffset? timeLastOpened = null,
            [AllowNull] string timeLastOpenedText = null, [AllowNull] string signerId = null, bool isSigned = false,
            DateTimeOffset? timeSigned = null, [AllowNull] string timeSignedText = null,
            [AllowNull] string address = null)
        {
            DocumentId = documentId;
            RevisionId = revisionId;
            RevisionNumber = revisionNumber == -1 ? null : revisionNumber;
            RevisionBeforeId = revisionBeforeId;
            TimeLastOpenedText = timeLastOpenedText ?? InstantText.Write(timeLastOpened);
            TimeLastOpened = InstantText.Read(TimeLastOpenedText);
            SignerId = signerId;
            IsSigned = isSigned;
            TimeSignedText = timeSignedText ?? InstantText.Write(timeSigned);
            TimeSigned = InstantText.Read(TimeSignedText);
            Address = address;
        }

        private unsafe PackageRevision(iinked_package_revision* it)
        {
            DocumentId = Reader.Text(it->document_id);
            RevisionId = Reader.Text(it->revision_id);
            RevisionNumber = Reader.Number(it->revision_number);
            RevisionBeforeId = Reader.Text(it->revision_before_id);
            TimeLastOpened = Reader.Instant(it->time_last_opened);
            TimeLastOpenedText = Reader.Text(it->time_last_opened.text);
            SignerId = Reader.Text(it->signer_id);
            IsSigned = it->is_signed != 0;
            TimeSigned = Reader.Instant(it->time_signed);
            TimeSignedText = Reader.Text(it->time_signed.text);
            Address = Reader.Text(it->address);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, PackageRevision> Make = at => new PackageRevision((iinked_package_revision*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("documentId", DocumentId);
            json.Text("revisionId", RevisionId);
            json.Number("revisionNumber", RevisionNumber);
            json.Text("revisionBeforeId", RevisionBeforeId);
            json.Text("timeLastOpened", TimeLastOpenedText);
            json.Text("signerId", SignerId);
            json.Flag("isSigned", IsSigned);
            json.Text("timeSigned", TimeSignedText);
            json.Text("address", Address);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] PackageRevision other) =>
            ReferenceEquals(this, other) || other != null &&
            DocumentId == other.DocumentId &&
            RevisionId == other.RevisionId &&
            RevisionNumber == other.RevisionNumber &&
            RevisionBeforeId == other.RevisionBeforeId &&
            TimeLastOpenedText == other.TimeLastOpenedText && TimeLastOpened == other.TimeLastOpened &&
            SignerId == other.SignerId &&
            IsSigned == other.IsSigned &&
            TimeSignedText == other.TimeSignedText && TimeSigned == other.TimeSigned &&
            Address == other.Address;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as PackageRevision);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (DocumentId?.GetHashCode() ?? 0);
                hash = hash * 31 + (RevisionId?.GetHashCode() ?? 0);
                hash = hash * 31 + (RevisionNumber?.GetHashCode() ?? 0);
                hash = hash * 31 + (RevisionBeforeId?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"PackageRevision {{ DocumentId = {DocumentId}, IsSigned = {IsSigned} }}";
#if NET8_0_OR_GREATER

        internal static PackageRevision Parse(System.Text.Json.JsonElement json)
        {
            string documentId = null;
            string revisionId = null;
            long? revisionNumber = null;
            string revisionBeforeId = null;
            string timeLastOpenedText = null;
            string signerId = null;
            bool isSigned = false;
            string timeSignedText = null;
            string address = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "documentId": documentId = JsonInput.Text(one); break;
                    case "revisionId": revisionId = JsonInput.Text(one); break;
                    case "revisionNumber": revisionNumber = JsonInput.Number(one); break;
                    case "revisionBeforeId": revisionBeforeId = JsonInput.Text(one); break;
                    case "timeLastOpened": timeLastOpenedText = JsonInput.Text(one); break;
                    case "signerId": signerId = JsonInput.Text(one); break;
                    case "isSigned": isSigned = JsonInput.Flag(one); break;
                    case "timeSigned": timeSignedText = JsonInput.Text(one); break;
                    case "address": address = JsonInput.Text(one); break;
                }
            }
            return new PackageRevision(
                documentId: documentId, revisionId: revisionId, revisionNumber: revisionNumber,
                revisionBeforeId: revisionBeforeId, timeLastOpenedText: timeLastOpenedText, signerId: signerId,
                isSigned: isSigned, timeSignedText: timeSignedText, address: address);
        }
#endif
    }
}
