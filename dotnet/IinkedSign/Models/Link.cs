using System;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>
    /// A link of a signer. A link opens the package without a login: treat <c>token</c> and <c>link</c> as keys. Where
    /// the server sent mere text instead of an object, only <c>link</c> is set.
    /// </summary>
    public sealed class Link
    {
        /// <summary>Token of the link. It opens what it leads to without a login: treat it as a key.</summary>
        [MaybeNull]
        public string Token { get; }

        /// <summary>The package.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>The document.</summary>
        [MaybeNull]
        public string DocumentId { get; }

        /// <summary>The revision.</summary>
        [MaybeNull]
        public string RevisionId { get; }

        /// <summary>Name of the document.</summary>
        [MaybeNull]
        public string Name { get; }

        /// <summary>
        /// The link itself. It opens what it leads to without a login: treat it as a key. (<c>link</c> on the wire.)
        /// </summary>
        [MaybeNull]
        public string Url { get; }

        /// <summary>When the link expires. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeExpires { get; }

        /// <summary><see cref="TimeExpires"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeExpiresText { get; }

        /// <summary>Type of the link.</summary>
        public LinkType Type { get; }

        /// <summary>Whether the signer is the next one in sequential signing.</summary>
        public bool IsNext { get; }

        /// <summary>Whether the signer has signed.</summary>
        public bool IsSigned { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Link(
            string token = null, string packageId = null, string documentId = null, string revisionId = null,
            string name = null, string url = null, DateTimeOffset? timeExpires = null, string timeExpiresText = null,
            LinkType type = default(LinkType), bool isNext = false, bool isSigned = false)
        {
            Token = token;
            PackageId = packageId;
            DocumentId = documentId;
            RevisionId = revisionId;
            Name = name;
            Url = url;
            TimeExpires = timeExpires;
            TimeExpiresText = timeExpiresText;
            Type = type;
            IsNext = isNext;
            IsSigned = isSigned;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Link {{ Type = {Type}, DocumentId = {DocumentId}, IsSigned = {IsSigned} }}";
    }
}
