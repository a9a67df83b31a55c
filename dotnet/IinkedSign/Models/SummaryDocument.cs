using System;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>A document of a package in a list.</summary>
    public sealed class SummaryDocument
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
            string documentId = null, string externalId = null, long? index = null, string name = null,
            string fileName = null, bool isExecuted = false, DateTimeOffset? timeExecuted = null,
            string timeExecutedText = null)
        {
            DocumentId = documentId;
            ExternalId = externalId;
            Index = index;
            Name = name;
            FileName = fileName;
            IsExecuted = isExecuted;
            TimeExecuted = timeExecuted;
            TimeExecutedText = timeExecutedText;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"SummaryDocument {{ DocumentId = {DocumentId}, IsExecuted = {IsExecuted} }}";
    }
}
