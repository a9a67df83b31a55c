// Generated from src/model/summary.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A signer of a package in a list. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(SummarySignerConverter))]
#endif
    public sealed class SummarySigner : IEquatable<SummarySigner>, IJsonModel
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
            [AllowNull] string signerId = null, long? index = null, [AllowNull] string firstName = null,
            [AllowNull] string lastName = null, [AllowNull] string email = null, [AllowNull] string role = null,
            [AllowNull] string type = null, [AllowNull] string verify = null, bool isVerified = false,
            bool isNext = false, bool isExecuted = false, DateTimeOffset? timeExecuted = null,
            [AllowNull] string timeExecutedText = null)
        {
            SignerId = signerId;
            Index = index == -1 ? null : index;
            FirstName = firstName;
            LastName = lastName;
            Email = email;
            Role = role;
            Type = type;
            Verify = verify;
            IsVerified = isVerified;
            IsNext = isNext;
            IsExecuted = isExecuted;
            TimeExecutedText = timeExecutedText ?? InstantText.Write(timeExecuted);
            TimeExecuted = InstantText.Read(TimeExecutedText);
        }

        private unsafe SummarySigner(iinked_summary_signer* it)
        {
            SignerId = Reader.Text(it->signer_id);
            Index = Reader.Number(it->index);
            FirstName = Reader.Text(it->first_name);
            LastName = Reader.Text(it->last_name);
            Email = Reader.Text(it->email);
            Role = Reader.Text(it->role);
            Type = Reader.Text(it->type);
            Verify = Reader.Text(it->verify);
            IsVerified = it->is_verified != 0;
            IsNext = it->is_next != 0;
            IsExecuted = it->is_executed != 0;
            TimeExecuted = Reader.Instant(it->time_executed);
            TimeExecutedText = Reader.Text(it->time_executed.text);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, SummarySigner> Make = at => new SummarySigner((iinked_summary_signer*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("signerId", SignerId);
            json.Number("index", Index);
            json.Text("firstName", FirstName);
            json.Text("lastName", LastName);
            json.Text("email", Email);
            json.Text("role", Role);
            json.Text("type", Type);
            json.Raw("verify", Verify);
            json.Flag("isVerified", IsVerified);
            json.Flag("isNext", IsNext);
            json.Flag("isExecuted", IsExecuted);
            json.Text("timeExecuted", TimeExecutedText);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] SummarySigner other) =>
            ReferenceEquals(this, other) || other != null &&
            SignerId == other.SignerId &&
            Index == other.Index &&
            FirstName == other.FirstName &&
            LastName == other.LastName &&
            Email == other.Email &&
            Role == other.Role &&
            Type == other.Type &&
            Verify == other.Verify &&
            IsVerified == other.IsVerified &&
            IsNext == other.IsNext &&
            IsExecuted == other.IsExecuted &&
            TimeExecutedText == other.TimeExecutedText && TimeExecuted == other.TimeExecuted;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as SummarySigner);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (SignerId?.GetHashCode() ?? 0);
                hash = hash * 31 + (Index?.GetHashCode() ?? 0);
                hash = hash * 31 + (FirstName?.GetHashCode() ?? 0);
                hash = hash * 31 + (LastName?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"SummarySigner {{ SignerId = {SignerId}, IsExecuted = {IsExecuted} }}";
#if NET8_0_OR_GREATER

        internal static SummarySigner Parse(System.Text.Json.JsonElement json)
        {
            string signerId = null;
            long? index = null;
            string firstName = null;
            string lastName = null;
            string email = null;
            string role = null;
            string type = null;
            string verify = null;
            bool isVerified = false;
            bool isNext = false;
            bool isExecuted = false;
            string timeExecutedText = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "signerId": signerId = JsonInput.Text(one); break;
                    case "index": index = JsonInput.Number(one); break;
                    case "firstName": firstName = JsonInput.Text(one); break;
                    case "lastName": lastName = JsonInput.Text(one); break;
                    case "email": email = JsonInput.Text(one); break;
                    case "role": role = JsonInput.Text(one); break;
                    case "type": type = JsonInput.Text(one); break;
                    case "verify": verify = JsonInput.Raw(one); break;
                    case "isVerified": isVerified = JsonInput.Flag(one); break;
                    case "isNext": isNext = JsonInput.Flag(one); break;
                    case "isExecuted": isExecuted = JsonInput.Flag(one); break;
                    case "timeExecuted": timeExecutedText = JsonInput.Text(one); break;
                }
            }
            return new SummarySigner(
                signerId: signerId, index: index, firstName: firstName, lastName: lastName, email: email, role: role,
                type: type, verify: verify, isVerified: isVerified, isNext: isNext, isExecuted: isExecuted,
                timeExecutedText: timeExecutedText);
        }
#endif
    }
}
