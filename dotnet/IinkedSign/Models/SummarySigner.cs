using System;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>A signer of a package in a list.</summary>
    public sealed class SummarySigner
    {
        /// <summary>Unique identifier of the signer.</summary>
        [MaybeNull]
        public string SignerId { get; }

        /// <summary>Place in the signing order (<c>order</c> in a status); null where nothing was sent.</summary>
        public long? Index { get; }

        /// <summary>First name.</summary>
        [MaybeNull]
        public string FirstName { get; }

        /// <summary>Last name.</summary>
        [MaybeNull]
        public string LastName { get; }

        /// <summary>Email address.</summary>
        [MaybeNull]
        public string Email { get; }

        /// <summary>Role of the signer.</summary>
        [MaybeNull]
        public string Role { get; }

        /// <summary>Type of the signer.</summary>
        [MaybeNull]
        public string Type { get; }

        /// <summary>How the signer is verified; neither type nor values are documented, as JSON text.</summary>
        [MaybeNull]
        public string Verify { get; }

        /// <summary>Whether the signer was verified.</summary>
        public bool IsVerified { get; }

        /// <summary>Whether the signer is the next one in sequential signing.</summary>
        public bool IsNext { get; }

        /// <summary>Whether the signer has signed everything.</summary>
        public bool IsExecuted { get; }

        /// <summary>When the signer signed. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeExecuted { get; }

        /// <summary><see cref="TimeExecuted"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeExecutedText { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public SummarySigner(
            string signerId = null, long? index = null, string firstName = null, string lastName = null,
            string email = null, string role = null, string type = null, string verify = null,
            bool isVerified = false, bool isNext = false, bool isExecuted = false,
            DateTimeOffset? timeExecuted = null, string timeExecutedText = null)
        {
            SignerId = signerId;
            Index = index;
            FirstName = firstName;
            LastName = lastName;
            Email = email;
            Role = role;
            Type = type;
            Verify = verify;
            IsVerified = isVerified;
            IsNext = isNext;
            IsExecuted = isExecuted;
            TimeExecuted = timeExecuted;
            TimeExecutedText = timeExecutedText;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"SummarySigner {{ SignerId = {SignerId}, IsExecuted = {IsExecuted} }}";
    }
}
