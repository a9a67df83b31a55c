using System;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>A recording of a meeting.</summary>
    public sealed class Video
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

        /// <summary><see cref="Duration"/> as it was sent (<c>PT5M12S</c>).</summary>
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
        /// Temporary URL to download or play the video. It opens what it leads to without a login: treat it as a key.
        /// </summary>
        [MaybeNull]
        public string Url { get; }

        /// <summary>
        /// When <c>url</c> stops working. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeUrlExpires { get; }

        /// <summary><see cref="TimeUrlExpires"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeUrlExpiresText { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Video(
            string meetingVideoId = null, string meetingVideoSharedId = null, string meetingId = null,
            string meetingSessionId = null, string externalVideoId = null, string externalStorageId = null,
            DateTimeOffset? timeCreated = null, string timeCreatedText = null, DateTimeOffset? timeRetention = null,
            string timeRetentionText = null, DateTimeOffset? timeDeleted = null, string timeDeletedText = null,
            TimeSpan? duration = null, string durationText = null, long? size = null, string source = null,
            VideoType type = default(VideoType), VideoState state = default(VideoState), string url = null,
            DateTimeOffset? timeUrlExpires = null, string timeUrlExpiresText = null)
        {
            MeetingVideoId = meetingVideoId;
            MeetingVideoSharedId = meetingVideoSharedId;
            MeetingId = meetingId;
            MeetingSessionId = meetingSessionId;
            ExternalVideoId = externalVideoId;
            ExternalStorageId = externalStorageId;
            TimeCreated = timeCreated;
            TimeCreatedText = timeCreatedText;
            TimeRetention = timeRetention;
            TimeRetentionText = timeRetentionText;
            TimeDeleted = timeDeleted;
            TimeDeletedText = timeDeletedText;
            Duration = duration;
            DurationText = durationText;
            Size = size;
            Source = source;
            Type = type;
            State = state;
            Url = url;
            TimeUrlExpires = timeUrlExpires;
            TimeUrlExpiresText = timeUrlExpiresText;
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Video {{ MeetingVideoId = {MeetingVideoId}, State = {State}, Size = {Size} }}";
    }
}
