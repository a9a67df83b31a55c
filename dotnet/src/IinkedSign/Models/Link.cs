// Generated from src/model/link.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A link of a signer. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(LinkConverter))]
#endif
    public sealed class Link : IEquatable<Link>, IJsonModel
    {
        /// <summary>Token of the link. It opens what it leads to without a login: treat it as a credential.</summary>
        public Secret Token { get; }

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
        /// The link itself. It opens what it leads to without a login: treat it as a credential. (<c>link</c> on the
        /// wire.)
        /// </summary>
        public Secret Url { get; }

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
            Secret token = default(Secret), [AllowNull] string packageId = null, [AllowNull] string documentId = null,
            [AllowNull] string revisionId = null, [AllowNull] string name = null, Secret url = default(Secret),
            DateTimeOffset? timeExpires = null, [AllowNull] string timeExpiresText = null,
            LinkType type = default(LinkType), bool isNext = false, bool isSigned = false)
        {
            Token = token;
            PackageId = packageId;
            DocumentId = documentId;
            RevisionId = revisionId;
            Name = name;
            Url = url;
            TimeExpiresText = timeExpiresText ?? InstantText.Write(timeExpires);
            TimeExpires = InstantText.Read(TimeExpiresText);
            Type = type;
            IsNext = isNext;
            IsSigned = isSigned;
        }

        private unsafe Link(iinked_link* it)
        {
            Token = new Secret(Reader.Text(it->token));
            PackageId = Reader.Text(it->package_id);
            DocumentId = Reader.Text(it->document_id);
            RevisionId = Reader.Text(it->revision_id);
            Name = Reader.Text(it->name);
            Url = new Secret(Reader.Text(it->link));
            TimeExpires = Reader.Instant(it->time_expires);
            TimeExpiresText = Reader.Text(it->time_expires.text);
            Type = LinkType.Of(it->type, it->type_text);
            IsNext = it->is_next != 0;
            IsSigned = it->is_signed != 0;
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, Link> Make = at => new Link((iinked_link*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Secret("token", Token);
            json.Text("packageId", PackageId);
            json.Text("documentId", DocumentId);
            json.Text("revisionId", RevisionId);
            json.Text("name", Name);
            json.Secret("link", Url);
            json.Text("timeExpires", TimeExpiresText);
            json.Text("type", Type.Text);
            json.Flag("isNext", IsNext);
            json.Flag("isSigned", IsSigned);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] Link other) =>
            ReferenceEquals(this, other) || other != null &&
            Token == other.Token &&
            PackageId == other.PackageId &&
            DocumentId == other.DocumentId &&
            RevisionId == other.RevisionId &&
            Name == other.Name &&
            Url == other.Url &&
            TimeExpiresText == other.TimeExpiresText && TimeExpires == other.TimeExpires &&
            Type == other.Type &&
            IsNext == other.IsNext &&
            IsSigned == other.IsSigned;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Link);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + Token.GetHashCode();
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                hash = hash * 31 + (DocumentId?.GetHashCode() ?? 0);
                hash = hash * 31 + (RevisionId?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Link {{ DocumentId = {DocumentId}, Type = {Type}, IsSigned = {IsSigned} }}";
#if NET8_0_OR_GREATER

        internal static Link Parse(System.Text.Json.JsonElement json)
        {
            Secret token = default;
            string packageId = null;
            string documentId = null;
            string revisionId = null;
            string name = null;
            Secret url = default;
            string timeExpiresText = null;
            LinkType type = default;
            bool isNext = false;
            bool isSigned = false;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "token": token = new Secret(JsonInput.Text(one)); break;
                    case "packageId": packageId = JsonInput.Text(one); break;
                    case "documentId": documentId = JsonInput.Text(one); break;
                    case "revisionId": revisionId = JsonInput.Text(one); break;
                    case "name": name = JsonInput.Text(one); break;
                    case "link": url = new Secret(JsonInput.Text(one)); break;
                    case "timeExpires": timeExpiresText = JsonInput.Text(one); break;
                    case "type": type = new LinkType(JsonInput.Text(one)); break;
                    case "isNext": isNext = JsonInput.Flag(one); break;
                    case "isSigned": isSigned = JsonInput.Flag(one); break;
                }
            }
            return new Link(
                token: token, packageId: packageId, documentId: documentId, revisionId: revisionId, name: name,
                url: url, timeExpiresText: timeExpiresText, type: type, isNext: isNext, isSigned: isSigned);
        }
#endif
    }
}
