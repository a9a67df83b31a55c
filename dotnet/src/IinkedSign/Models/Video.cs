// Generated from src/model/video.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A recording of a meeting. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(VideoConverter))]
#endif
    public sealed class Video : IEquatable<Video>, IJsonModel
    {
        /// <summary>Unique identifier of the video.</summary>
        [MaybeNull]
        public string MeetingVideoId { get; }

        /// <summary>Shared identifier of the video.</summary>
        [MaybeNull]
        public string MeetingVideoSharedId { get; }

        /// <summary>The meeting.</summary>
        [MaybeNull]
        public string MeetingId { get; }

        /// <summary>The session of the meeting.</summary>
        [MaybeNull]
        public string MeetingSessionId { get; }

        /// <summary>Identifier in an external system.</summary>
        [MaybeNull]
        public string ExternalVideoId { get; }

        /// <summary>Identifier of an external storage.</summary>
        [MaybeNull]
        public string ExternalStorageId { get; }

        /// <summary>
        /// When the recording was made. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeCreated { get; }

        /// <summary><see cref="TimeCreated"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeCreatedText { get; }

        /// <summary>
        /// When retention ends; null may mean none or unknown. Null where nothing was sent or the text is no instant;
        /// in UTC.
        /// </summary>
        public DateTimeOffset? TimeRetention { get; }

        /// <summary><see cref="TimeRetention"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeRetentionText { get; }

        /// <summary>When it was deleted. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeDeleted { get; }

        /// <summary><see cref="TimeDeleted"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeDeletedText { get; }

        /// <summary>
        /// Length of the recording. Null where nothing was sent or the text has no fixed length (a month has none).
        /// </summary>
        public TimeSpan? Duration { get; }

        /// <summary><see cref="Duration"/> as it was sent.</summary>
        [MaybeNull]
        public string DurationText { get; }

        /// <summary>Size in bytes; null where nothing was sent.</summary>
        public long? Size { get; }

        /// <summary>Source of the video; the values are not documented.</summary>
        [MaybeNull]
        public string Source { get; }

        /// <summary>Type of the video.</summary>
        public VideoType Type { get; }

        /// <summary>State of the video.</summary>
        public VideoState State { get; }

        /// <summary>
        /// Temporary URL to download or play the video. It opens what it leads to without a login: treat it as a
        /// credential.
        /// </summary>
        public Secret Url { get; }

        /// <summary>
        /// When <c>url</c> stops working. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeUrlExpires { get; }

        /// <summary><see cref="TimeUrlExpires"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeUrlExpiresText { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Video(
            [AllowNull] string meetingVideoId = null, [AllowNull] string meetingVideoSharedId = null,
            [AllowNull] string meetingId = null, [AllowNull] string meetingSessionId = null,
            [AllowNull] string externalVideoId = null, [AllowNull] string externalStorageId = null,
            DateTimeOffset? timeCreated = null, [AllowNull] string timeCreatedText = null,
            DateTimeOffset? timeRetention = null, [AllowNull] string timeRetentionText = null,
            DateTimeOffset? timeDeleted = null, [AllowNull] string timeDeletedText = null, TimeSpan? duration = null,
            [AllowNull] string durationText = null, long? size = null, [AllowNull] string source = null,
            VideoType type = default(VideoType), VideoState state = default(VideoState), Secret url = default(Secret),
            DateTimeOffset? timeUrlExpires = null, [AllowNull] string timeUrlExpiresText = null)
        {
            MeetingVideoId = meetingVideoId;
            MeetingVideoSharedId = meetingVideoSharedId;
            MeetingId = meetingId;
            MeetingSessionId = meetingSessionId;
            ExternalVideoId = externalVideoId;
            ExternalStorageId = externalStorageId;
            TimeCreatedText = timeCreatedText ?? InstantText.Write(timeCreated);
            TimeCreated = InstantText.Read(TimeCreatedText);
            TimeRetentionText = timeRetentionText ?? InstantText.Write(timeRetention);
            TimeRetention = InstantText.Read(TimeRetentionText);
            TimeDeletedText = timeDeletedText ?? InstantText.Write(timeDeleted);
            TimeDeleted = InstantText.Read(TimeDeletedText);
            DurationText = durationText ?? LengthText.Write(duration);
            Duration = LengthText.Read(DurationText);
            Size = size == -1 ? null : size;
            Source = source;
            Type = type;
            State = state;
            Url = url;
            TimeUrlExpiresText = timeUrlExpiresText ?? InstantText.Write(timeUrlExpires);
            TimeUrlExpires = InstantText.Read(TimeUrlExpiresText);
        }

        private unsafe Video(iinked_video* it)
        {
            MeetingVideoId = Reader.Text(it->meeting_video_id);
            MeetingVideoSharedId = Reader.Text(it->meeting_video_shared_id);
            MeetingId = Reader.Text(it->meeting_id);
            MeetingSessionId = Reader.Text(it->meeting_session_id);
            ExternalVideoId = Reader.Text(it->external_video_id);
            ExternalStorageId = Reader.Text(it->external_storage_id);
            TimeCreated = Reader.Instant(it->time_created);
            TimeCreatedText = Reader.Text(it->time_created.text);
            TimeRetention = Reader.Instant(it->time_retention);
            TimeRetentionText = Reader.Text(it->time_retention.text);
            TimeDeleted = Reader.Instant(it->time_deleted);
            TimeDeletedText = Reader.Text(it->time_deleted.text);
            Duration = Reader.Length(it->duration);
            DurationText = Reader.Text(it->duration.text);
            Size = Reader.Number(it->size);
            Source = Reader.Text(it->source);
            Type = VideoType.Of(it->type, it->type_text);
            State = VideoState.Of(it->state, it->state_text);
            Url = new Secret(Reader.Text(it->url));
            TimeUrlExpires = Reader.Instant(it->time_url_expires);
            TimeUrlExpiresText = Reader.Text(it->time_url_expires.text);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, Video> Make = at => new Video((iinked_video*)at);

        /// <summary>
        /// The documented values as JSON text, under the wire's names. What opens something without a login is
        /// <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) => JsonOutput.Write(this, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("meetingVideoId", MeetingVideoId);
            json.Text("meetingVideoSharedId", MeetingVideoSharedId);
            json.Text("meetingId", MeetingId);
            json.Text("meetingSessionId", MeetingSessionId);
            json.Text("externalVideoId", ExternalVideoId);
            json.Text("externalStorageId", ExternalStorageId);
            json.Text("timeCreated", TimeCreatedText);
            json.Text("timeRetention", TimeRetentionText);
            json.Text("timeDeleted", TimeDeletedText);
            json.Text("duration", DurationText);
            json.Number("size", Size);
            json.Text("source", Source);
            json.Text("type", Type.Text);
            json.Text("state", State.Text);
            json.Secret("url", Url);
            json.Text("timeUrlExpires", TimeUrlExpiresText);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] Video other) =>
            ReferenceEquals(this, other) || other != null &&
            MeetingVideoId == other.MeetingVideoId &&
            MeetingVideoSharedId == other.MeetingVideoSharedId &&
            MeetingId == other.MeetingId &&
            MeetingSessionId == other.MeetingSessionId &&
            ExternalVideoId == other.ExternalVideoId &&
            ExternalStorageId == other.ExternalStorageId &&
            TimeCreatedText == other.TimeCreatedText && TimeCreated == other.TimeCreated &&
            TimeRetentionText == other.TimeRetentionText && TimeRetention == other.TimeRetention &&
            TimeDeletedText == other.TimeDeletedText && TimeDeleted == other.TimeDeleted &&
            DurationText == other.DurationText && Duration == other.Duration &&
            Size == other.Size &&
            Source == other.Source &&
            Type == other.Type &&
            State == other.State &&
            Url == other.Url &&
            TimeUrlExpiresText == other.TimeUrlExpiresText && TimeUrlExpires == other.TimeUrlExpires;

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Video);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (MeetingVideoId?.GetHashCode() ?? 0);
                hash = hash * 31 + (MeetingVideoSharedId?.GetHashCode() ?? 0);
                hash = hash * 31 + (MeetingId?.GetHashCode() ?? 0);
                hash = hash * 31 + (MeetingSessionId?.GetHashCode() ?? 0);
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Video {{ MeetingVideoId = {MeetingVideoId}, Size = {Size}, Type = {Type}, State = {State} }}";
#if NET8_0_OR_GREATER

        internal static Video Parse(System.Text.Json.JsonElement json)
        {
            string meetingVideoId = null;
            string meetingVideoSharedId = null;
            string meetingId = null;
            string meetingSessionId = null;
            string externalVideoId = null;
            string externalStorageId = null;
            string timeCreatedText = null;
            string timeRetentionText = null;
            string timeDeletedText = null;
            string durationText = null;
            long? size = null;
            string source = null;
            VideoType type = default;
            VideoState state = default;
            Secret url = default;
            string timeUrlExpiresText = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "meetingVideoId": meetingVideoId = JsonInput.Text(one); break;
                    case "meetingVideoSharedId": meetingVideoSharedId = JsonInput.Text(one); break;
                    case "meetingId": meetingId = JsonInput.Text(one); break;
                    case "meetingSessionId": meetingSessionId = JsonInput.Text(one); break;
                    case "externalVideoId": externalVideoId = JsonInput.Text(one); break;
                    case "externalStorageId": externalStorageId = JsonInput.Text(one); break;
                    case "timeCreated": timeCreatedText = JsonInput.Text(one); break;
                    case "timeRetention": timeRetentionText = JsonInput.Text(one); break;
                    case "timeDeleted": timeDeletedText = JsonInput.Text(one); break;
                    case "duration": durationText = JsonInput.Text(one); break;
                    case "size": size = JsonInput.Number(one); break;
                    case "source": source = JsonInput.Text(one); break;
                    case "type": type = new VideoType(JsonInput.Text(one)); break;
                    case "state": state = new VideoState(JsonInput.Text(one)); break;
                    case "url": url = new Secret(JsonInput.Text(one)); break;
                    case "timeUrlExpires": timeUrlExpiresText = JsonInput.Text(one); break;
                }
            }
            return new Video(
                meetingVideoId: meetingVideoId, meetingVideoSharedId: meetingVideoSharedId, meetingId: meetingId,
                meetingSessionId: meetingSessionId, externalVideoId: externalVideoId,
                externalStorageId: externalStorageId, timeCreatedText: timeCreatedText,
                timeRetentionText: timeRetentionText, timeDeletedText: timeDeletedText, durationText: durationText,
                size: size, source: source, type: type, state: state, url: url, timeUrlExpiresText: timeUrlExpiresText);
        }
#endif
    }
}
