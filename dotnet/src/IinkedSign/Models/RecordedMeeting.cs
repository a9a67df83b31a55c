// Generated from src/model/package.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A meeting of a package with what was recorded of it. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(RecordedMeetingConverter))]
#endif
    public sealed class RecordedMeeting : IEquatable<RecordedMeeting>, IJsonModel
    {
        /// <summary>The sessions. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<MeetingSession> Sessions { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public RecordedMeeting(
            [AllowNull] IEnumerable<MeetingSession> sessions = null)
        {
            Sessions = Lists.Freeze(sessions);
        }

        private unsafe RecordedMeeting(iinked_recorded_meeting* it)
        {
            Sessions = Reader.List(it->sessions, it->sessions_len, MeetingSession.Make);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, RecordedMeeting> Make = at => new RecordedMeeting((iinked_recorded_meeting*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.List("sessions", Sessions);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] RecordedMeeting other) =>
            ReferenceEquals(this, other) || other != null &&
            Lists.Equal(Sessions, other.Sessions);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as RecordedMeeting);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + Sessions.Count;
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"RecordedMeeting {{ Sessions = {Sessions.Count} }}";
#if NET8_0_OR_GREATER

        internal static RecordedMeeting Parse(System.Text.Json.JsonElement json)
        {
            MeetingSession[] sessions = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "sessions": sessions = JsonInput.List(one, MeetingSession.Parse); break;
                }
            }
            return new RecordedMeeting(
                sessions: sessions);
        }
#endif
    }
}
