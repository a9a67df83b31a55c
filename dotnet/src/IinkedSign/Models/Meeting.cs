// Generated from src/model/package.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>The meeting of a video signing room. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(MeetingConverter))]
#endif
    public sealed class Meeting : IEquatable<Meeting>, IJsonModel
    {
        /// <summary>Unique identifier of the meeting.</summary>
        [MaybeNull]
        public string MeetingId { get; }

        /// <summary>The organization.</summary>
        [MaybeNull]
        public string OrganizationId { get; }

        /// <summary>The package.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>When the meeting begins. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeStart { get; }

        /// <summary><see cref="TimeStart"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeStartText { get; }

        /// <summary>
        /// Length of the meeting. Null where nothing was sent or the text has no fixed length (a month has none).
        /// </summary>
        public TimeSpan? Duration { get; }

        /// <summary><see cref="Duration"/> as it was sent.</summary>
        [MaybeNull]
        public string DurationText { get; }

        /// <summary>Whether the meeting is private.</summary>
        public bool IsPrivate { get; }

        /// <summary>Type of the meeting; the values are not documented.</summary>
        [MaybeNull]
        public string Type { get; }

        /// <summary>State of the meeting; the values are not documented.</summary>
        [MaybeNull]
        public string State { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Meeting(
            [AllowNull] string meetingId = null, [AllowNull] string organizationId = null,
            [AllowNull] string packageId = null, DateTimeOffset? timeStart = null,
            [AllowNull] string timeStartText = null, TimeSpan? duration = null, [AllowNull] string durationText = null,
            bool isPrivate = false, [AllowNull] string type = null, [AllowNull] string state = null)
        {
            MeetingId = meetingId;
            OrganizationId = organizationId;
            PackageId = packageId;
            TimeStartText = timeStartText ?? InstantText.Write(timeStart);
            TimeStart = InstantText.Read(TimeStartText);
            DurationText = durationText ?? LengthText.Write(duration);
            Duration = LengthText.Read(DurationText);
            IsPrivate = isPrivate;
            Type = type;
            State = state;
        }

        private unsafe Meeting(iinked_meeting* it)
        {
            MeetingId = Reader.Text(it->meeting_id);
            OrganizationId = Reader.Text(it->organization_id);
            PackageId = Reader.Text(it->package_id);
            TimeStart = Reader.Instant(it->time_start);
            TimeStartText = Reader.Text(it->time_start.text);
            Duration = Reader.Length(it->duration);
            DurationText = Reader.Text(it->duration.text);
            IsPrivate = it->is_private != 0;
            Type = Reader.Text(it->type);
            State = Reader.Text(it->state);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, Meeting> Make = at => new Meeting((iinked_meeting*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("meetingId", MeetingId);
            json.Text("organizationId", OrganizationId);
            json.Text("packageId", PackageId);
            json.Text("timeStart", TimeStartText);
            json.Text("duration", DurationText);
            json.Flag("isPrivate", IsPrivate);
            json.Text("type", Type);
            json.Text("state", State);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] Meeting other) =>
            ReferenceEquals(this, other) || other != null &&
            MeetingId == other.MeetingId &&
            OrganizationId == other.OrganizationId &&
            PackageId == other.PackageId &&
            TimeStartText == other.TimeStartText && TimeStart == other.TimeStart &&
            DurationText == other.DurationText && Duration == other.Duration &&
            IsPrivate == other.IsPrivate &&
            Type == other.Type &&
            State == other.State;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Meeting);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (MeetingId?.GetHashCode() ?? 0);
                hash = hash * 31 + (OrganizationId?.GetHashCode() ?? 0);
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                hash = hash * 31 + (Type?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Meeting {{ MeetingId = {MeetingId} }}";
#if NET8_0_OR_GREATER

        internal static Meeting Parse(System.Text.Json.JsonElement json)
        {
            string meetingId = null;
            string organizationId = null;
            string packageId = null;
            string timeStartText = null;
            string durationText = null;
            bool isPrivate = false;
            string type = null;
            string state = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "meetingId": meetingId = JsonInput.Text(one); break;
                    case "organizationId": organizationId = JsonInput.Text(one); break;
                    case "packageId": packageId = JsonInput.Text(one); break;
                    case "timeStart": timeStartText = JsonInput.Text(one); break;
                    case "duration": durationText = JsonInput.Text(one); break;
                    case "isPrivate": isPrivate = JsonInput.Flag(one); break;
                    case "type": type = JsonInput.Text(one); break;
                    case "state": state = JsonInput.Text(one); break;
                }
            }
            return new Meeting(
                meetingId: meetingId, organizationId: organizationId, packageId: packageId,
                timeStartText: timeStartText, durationText: durationText, isPrivate: isPrivate, type: type,
                state: state);
        }
#endif
    }
}
