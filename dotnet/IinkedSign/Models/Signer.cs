using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>A signer of a package.</summary>
    public sealed class Signer
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

        /// <summary>Link to sign the whole package; null if none.</summary>
        [MaybeNull]
        public Link SignLink { get; }

        /// <summary>Link to the meeting; null if none.</summary>
        [MaybeNull]
        public Link MeetingLink { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Signer(
            string signerId = null, string firstName = null, string lastName = null, string email = null,
            string mobileNumber = null, long? order = null, IEnumerable<Link> links = null, Link signLink = null,
            Link meetingLink = null)
        {
            SignerId = signerId;
            FirstName = firstName;
            LastName = lastName;
            Email = email;
            MobileNumber = mobileNumber;
            Order = order;
            Links = Lists.Freeze(links);
            SignLink = signLink;
            MeetingLink = meetingLink;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Signer {{ SignerId = {SignerId}, Order = {Order}, Links = {Links.Count} }}";
    }
}
