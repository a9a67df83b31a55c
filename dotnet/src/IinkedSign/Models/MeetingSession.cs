// Generated from src/model/package.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A session of a meeting. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(MeetingSessionConverter))]
#endif
    public sealed class MeetingSession : IEquatable<MeetingSession>, IJsonModel
    {
        /// <summary>The recordings. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<Video> Videos { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public MeetingSession(
            [AllowNull] IEnumerable<Video> videos = null)
        {
            Videos = Lists.Freeze(videos);
        }

        private unsafe MeetingSession(iinked_meeting_session* it)
        {
            Videos = Reader.List(it->videos, it->videos_len, Video.Make);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, MeetingSession> Make = at => new MeetingSession((iinked_meeting_session*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.List("videos", Videos);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] MeetingSession other) =>
            ReferenceEquals(this, other) || other != null &&
            Lists.Equal(Videos, other.Videos);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as MeetingSession);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + Videos.Count;
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"MeetingSession {{ Videos = {Videos.Count} }}";
#if NET8_0_OR_GREATER

        internal static MeetingSession Parse(System.Text.Json.JsonElement json)
        {
            Video[] videos = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "videos": videos = JsonInput.List(one, Video.Parse); break;
                }
            }
            return new MeetingSession(
                videos: videos);
        }
#endif
    }
}
