// Generated from src/model/status.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A signer of a package. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(SignerConverter))]
#endif
    public sealed class Signer : IEquatable<Signer>, IJsonModel
    {
        /// <summary>Unique identifier of the signer.</summary>
        [MaybeNull]
        public string SignerId { get; }

        /// <summary>First name.</summary>
        [MaybeNull]
        public string FirstName { get; }

        /// <summary>Last name.</summary>
        [MaybeNull]
        public string LastName { get; }

        /// <summary>Email address.</summary>
        [MaybeNull]
        public string Email { get; }

        /// <summary>Mobile number; empty where unset.</summary>
        [MaybeNull]
        public string MobileNumber { get; }

        /// <summary>Place in the signing order, from 0; null where nothing was sent.</summary>
        public long? Order { get; }

        /// <summary>
        /// Links to the signer's revisions; none unless the package was made with <c>generateSignerLinks</c>. Never
        /// null; empty where nothing was sent.
        /// </summary>
        public IReadOnlyList<Link> Links { get; }

        /// <summary>Link to sign the whole package.</summary>
        [MaybeNull]
        public Link SignLink { get; }

        /// <summary>Link to the meeting.</summary>
        [MaybeNull]
        public Link MeetingLink { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Signer(
            [AllowNull] string signerId = null, [AllowNull] string firstName = null, [AllowNull] string lastName = null,
            [AllowNull] string email = null, [AllowNull] string mobileNumber = null, long? order = null,
            [AllowNull] IEnumerable<Link> links = null, [AllowNull] Link signLink = null,
            [AllowNull] Link meetingLink = null)
        {
            SignerId = signerId;
            FirstName = firstName;
            LastName = lastName;
            Email = email;
            MobileNumber = mobileNumber;
            Order = order == -1 ? null : order;
            Links = Lists.Freeze(links);
            SignLink = signLink;
            MeetingLink = meetingLink;
        }

        private unsafe Signer(iinked_signer* it)
        {
            SignerId = Reader.Text(it->signer_id);
            FirstName = Reader.Text(it->first_name);
            LastName = Reader.Text(it->last_name);
            Email = Reader.Text(it->email);
            MobileNumber = Reader.Text(it->mobile_number);
            Order = Reader.Number(it->order);
            Links = Reader.List(it->links, it->links_len, Link.Make);
            SignLink = it->sign_link == IntPtr.Zero ? null : Link.Make(it->sign_link);
            MeetingLink = it->meeting_link == IntPtr.Zero ? null : Link.Make(it->meeting_link);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, Signer> Make = at => new Signer((iinked_signer*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("signerId", SignerId);
            json.Text("firstName", FirstName);
            json.Text("lastName", LastName);
            json.Text("email", Email);
            json.Text("mobileNumber", MobileNumber);
            json.Number("order", Order);
            json.List("links", Links);
            json.Link("signLink", SignLink);
            json.Link("meetingLink", MeetingLink);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] Signer other) =>
            ReferenceEquals(this, other) || other != null &&
            SignerId == other.SignerId &&
            FirstName == other.FirstName &&
            LastName == other.LastName &&
            Email == other.Email &&
            MobileNumber == other.MobileNumber &&
            Order == other.Order &&
            Lists.Equal(Links, other.Links) &&
            Equals(SignLink, other.SignLink) &&
            Equals(MeetingLink, other.MeetingLink);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Signer);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (SignerId?.GetHashCode() ?? 0);
                hash = hash * 31 + (FirstName?.GetHashCode() ?? 0);
                hash = hash * 31 + (LastName?.GetHashCode() ?? 0);
                hash = hash * 31 + (Email?.GetHashCode() ?? 0);
                hash = hash * 31 + Links.Count;
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Signer {{ SignerId = {SignerId}, Order = {Order}, Links = {Links.Count} }}";
#if NET8_0_OR_GREATER

        internal static Signer Parse(System.Text.Json.JsonElement json)
        {
            string signerId = null;
            string firstName = null;
            string lastName = null;
            string email = null;
            string mobileNumber = null;
            long? order = null;
            Link[] links = null;
            Link signLink = null;
            Link meetingLink = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "signerId": signerId = JsonInput.Text(one); break;
                    case "firstName": firstName = JsonInput.Text(one); break;
                    case "lastName": lastName = JsonInput.Text(one); break;
                    case "email": email = JsonInput.Text(one); break;
                    case "mobileNumber": mobileNumber = JsonInput.Text(one); break;
                    case "order": order = JsonInput.Number(one); break;
                    case "links": links = JsonInput.List(one, Link.Parse); break;
                    case "signLink": signLink = JsonInput.Link(one); break;
                    case "meetingLink": meetingLink = JsonInput.Link(one); break;
                }
            }
            return new Signer(
                signerId: signerId, firstName: firstName, lastName: lastName, email: email, mobileNumber: mobileNumber,
                order: order, links: links, signLink: signLink, meetingLink: meetingLink);
        }
#endif
    }
}
