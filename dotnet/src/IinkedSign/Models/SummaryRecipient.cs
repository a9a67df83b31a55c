// Generated from src/model/summary.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A further recipient of a package in a list. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(SummaryRecipientConverter))]
#endif
    public sealed class SummaryRecipient : IEquatable<SummaryRecipient>, IJsonModel
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
            [AllowNull] string recipientId = null, [AllowNull] string firstName = null,
            [AllowNull] string lastName = null, [AllowNull] string email = null, [AllowNull] string type = null)
        {
            RecipientId = recipientId;
            FirstName = firstName;
            LastName = lastName;
            Email = email;
            Type = type;
        }

        private unsafe SummaryRecipient(iinked_summary_recipient* it)
        {
            RecipientId = Reader.Text(it->recipient_id);
            FirstName = Reader.Text(it->first_name);
            LastName = Reader.Text(it->last_name);
            Email = Reader.Text(it->email);
            Type = Reader.Text(it->type);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, SummaryRecipient> Make = at => new SummaryRecipient((iinked_summary_recipient*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("recipientId", RecipientId);
            json.Text("firstName", FirstName);
            json.Text("lastName", LastName);
            json.Text("email", Email);
            json.Text("type", Type);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] SummaryRecipient other) =>
            ReferenceEquals(this, other) || other != null &&
            RecipientId == other.RecipientId &&
            FirstName == other.FirstName &&
            LastName == other.LastName &&
            Email == other.Email &&
            Type == other.Type;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as SummaryRecipient);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (RecipientId?.GetHashCode() ?? 0);
                hash = hash * 31 + (FirstName?.GetHashCode() ?? 0);
                hash = hash * 31 + (LastName?.GetHashCode() ?? 0);
                hash = hash * 31 + (Email?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"SummaryRecipient {{ RecipientId = {RecipientId} }}";
#if NET8_0_OR_GREATER

        internal static SummaryRecipient Parse(System.Text.Json.JsonElement json)
        {
            string recipientId = null;
            string firstName = null;
            string lastName = null;
            string email = null;
            string type = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "recipientId": recipientId = JsonInput.Text(one); break;
                    case "firstName": firstName = JsonInput.Text(one); break;
                    case "lastName": lastName = JsonInput.Text(one); break;
                    case "email": email = JsonInput.Text(one); break;
                    case "type": type = JsonInput.Text(one); break;
                }
            }
            return new SummaryRecipient(
                recipientId: recipientId, firstName: firstName, lastName: lastName, email: email, type: type);
        }
#endif
    }
}
