using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>A further recipient of a package in a list.</summary>
    public sealed class SummaryRecipient
    {
        /// <summary>Unique identifier of the recipient.</summary>
        [MaybeNull]
        public string RecipientId { get; }

        /// <summary>First name.</summary>
        [MaybeNull]
        public string FirstName { get; }

        /// <summary>Last name.</summary>
        [MaybeNull]
        public string LastName { get; }

        /// <summary>Email address.</summary>
        [MaybeNull]
        public string Email { get; }

        /// <summary>Type of the recipient.</summary>
        [MaybeNull]
        public string Type { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public SummaryRecipient(
            string recipientId = null, string firstName = null, string lastName = null, string email = null,
            string type = null)
        {
            RecipientId = recipientId;
            FirstName = firstName;
            LastName = lastName;
            Email = email;
            Type = type;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"SummaryRecipient {{ RecipientId = {RecipientId}, Type = {Type} }}";
    }
}
