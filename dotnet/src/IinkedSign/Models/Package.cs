// Generated from src/model/package.rs by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Json;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>A package as a whole. Equal to another with the same values.</summary>
#if NET8_0_OR_GREATER
    [System.Text.Json.Serialization.JsonConverter(typeof(PackageConverter))]
#endif
    public sealed class Package : IEquatable<Package>, IJsonModel
    {
        /// <summary>Unique identifier of the package.</summary>
        [MaybeNull]
        public string PackageId { get; }

        /// <summary>The organization.</summary>
        [MaybeNull]
        public string OrganizationId { get; }

        /// <summary>The member who owns the package.</summary>
        [MaybeNull]
        public string MemberId { get; }

        /// <summary>The team.</summary>
        [MaybeNull]
        public string TeamId { get; }

        /// <summary>The folder.</summary>
        [MaybeNull]
        public string FolderId { get; }

        /// <summary>Whether the package is shared.</summary>
        public bool Shared { get; }

        /// <summary>The meeting of a video signing room.</summary>
        [MaybeNull]
        public string MeetingId { get; }

        /// <summary>The template that the package was made from.</summary>
        [MaybeNull]
        public string TemplateId { get; }

        /// <summary>The form that the package was made from.</summary>
        [MaybeNull]
        public string FormId { get; }

        /// <summary>The API key that the package was made with.</summary>
        [MaybeNull]
        public string KeyId { get; }

        /// <summary>Whether the package was made through the API.</summary>
        public bool Api { get; }

        /// <summary>Name of the package.</summary>
        [MaybeNull]
        public string Name { get; }

        /// <summary>Category.</summary>
        [MaybeNull]
        public string Category { get; }

        /// <summary>Client number.</summary>
        [MaybeNull]
        public string ClientNumber { get; }

        /// <summary>Matter number.</summary>
        [MaybeNull]
        public string MatterNumber { get; }

        /// <summary>Description.</summary>
        [MaybeNull]
        public string Description { get; }

        /// <summary>Message to the signers.</summary>
        [MaybeNull]
        public string Message { get; }

        /// <summary>Message with which the package was rescinded.</summary>
        [MaybeNull]
        public string RescindMessage { get; }

        /// <summary>Message of reminders.</summary>
        [MaybeNull]
        public string ReminderMessage { get; }

        /// <summary>When the package was made. Null where nothing was sent or the text is no instant; in UTC.</summary>
        public DateTimeOffset? TimeCreated { get; }

        /// <summary><see cref="TimeCreated"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeCreatedText { get; }

        /// <summary>
        /// When the signers are reminded. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeReminder { get; }

        /// <summary><see cref="TimeReminder"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeReminderText { get; }

        /// <summary>
        /// When retention ends; null may mean none or unknown. Null where nothing was sent or the text is no instant;
        /// in UTC.
        /// </summary>
        public DateTimeOffset? TimeRetention { get; }

        /// <summary><see cref="TimeRetention"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeRetentionText { get; }

        /// <summary>
        /// When the package was rescinded. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeRescinded { get; }

        /// <summary><see cref="TimeRescinded"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeRescindedText { get; }

        /// <summary>
        /// When the package was deleted. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeDeleted { get; }

        /// <summary><see cref="TimeDeleted"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeDeletedText { get; }

        /// <summary>
        /// By when the package should be signed. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeSignBy { get; }

        /// <summary><see cref="TimeSignBy"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeSignByText { get; }

        /// <summary>
        /// When the package was last changed. Null where nothing was sent or the text is no instant; in UTC.
        /// </summary>
        public DateTimeOffset? TimeLastModified { get; }

        /// <summary><see cref="TimeLastModified"/> as it was sent.</summary>
        [MaybeNull]
        public string TimeLastModifiedText { get; }

        /// <summary>Options of the package; their form is not documented, as JSON text.</summary>
        [MaybeNull]
        public string Options { get; }

        /// <summary>Whether a passphrase protects the package.</summary>
        public bool HasSecurityPassphrase { get; }

        /// <summary>Language and region; the form is not documented.</summary>
        [MaybeNull]
        public string Locale { get; }

        /// <summary>Time zone; the form is not documented.</summary>
        [MaybeNull]
        public string TimeZone { get; }

        /// <summary>How dates and numbers are written.</summary>
        [MaybeNull]
        public PackageFormat Format { get; }

        /// <summary>How many revisions are signed; null where nothing was sent.</summary>
        public long? RevisionsSigned { get; }

        /// <summary>How many revisions there are; null where nothing was sent.</summary>
        public long? RevisionsCount { get; }

        /// <summary>A restriction of the type; the values are not documented.</summary>
        [MaybeNull]
        public string RestrictedType { get; }

        /// <summary>Type of the package.</summary>
        public PackageType Type { get; }

        /// <summary>State of the package.</summary>
        public PackageState State { get; }

        /// <summary>Free-form data of the integration, as JSON text.</summary>
        [MaybeNull]
        public string ExternalData { get; }

        /// <summary>Version of the package; its type is not documented, as JSON text.</summary>
        [MaybeNull]
        public string Version { get; }

        /// <summary>The meeting of a video signing room.</summary>
        [MaybeNull]
        public Meeting Meeting { get; }

        /// <summary>The documents. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<PackageDocument> Documents { get; }

        /// <summary>The meetings with their recordings. Never null; empty where nothing was sent.</summary>
        public IReadOnlyList<RecordedMeeting> Meetings { get; }

        /// <summary>The answer as it came; null for one that was made by hand.</summary>
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal byte[] Raw { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Package(
            [AllowNull] string packageId = null, [AllowNull] string organizationId = null,
            [AllowNull] string memberId = null, [AllowNull] string teamId = null, [AllowNull] string folderId = null,
            bool shared = false, [AllowNull] string meetingId = null, [AllowNull] string templateId = null,
            [AllowNull] string formId = null, [AllowNull] string keyId = null, bool api = false,
            [AllowNull] string name = null, [AllowNull] string category = null, [AllowNull] string clientNumber = null,
            [AllowNull] string matterNumber = null, [AllowNull] string description = null,
            [AllowNull] string message = null, [AllowNull] string rescindMessage = null,
            [AllowNull] string reminderMessage = null, DateTimeOffset? timeCreated = null,
            [AllowNull] string timeCreatedText = null, DateTimeOffset? timeReminder = null,
            [AllowNull] string timeReminderText = null, DateTimeOffset? timeRetention = null,
            [AllowNull] string timeRetentionText = null, DateTimeOffset? timeRescinded = null,
            [AllowNull] string timeRescindedText = null, DateTimeOffset? timeDeleted = null,
            [AllowNull] string timeDeletedText = null, DateTimeOffset? timeSignBy = null,
            [AllowNull] string timeSignByText = null, DateTimeOffset? timeLastModified = null,
            [AllowNull] string timeLastModifiedText = null, [AllowNull] string options = null,
            bool hasSecurityPassphrase = false, [AllowNull] string locale = null, [AllowNull] string timeZone = null,
            [AllowNull] PackageFormat format = null, long? revisionsSigned = null, long? revisionsCount = null,
            [AllowNull] string restrictedType = null, PackageType type = default(PackageType),
            PackageState state = default(PackageState), [AllowNull] string externalData = null,
            [AllowNull] string version = null, [AllowNull] Meeting meeting = null,
            [AllowNull] IEnumerable<PackageDocument> documents = null,
            [AllowNull] IEnumerable<RecordedMeeting> meetings = null)
        {
            PackageId = packageId;
            OrganizationId = organizationId;
            MemberId = memberId;
            TeamId = teamId;
            FolderId = folderId;
            Shared = shared;
            MeetingId = meetingId;
            TemplateId = templateId;
            FormId = formId;
            KeyId = keyId;
            Api = api;
            Name = name;
            Category = category;
            ClientNumber = clientNumber;
            MatterNumber = matterNumber;
            Description = description;
            Message = message;
            RescindMessage = rescindMessage;
            ReminderMessage = reminderMessage;
            TimeCreatedText = timeCreatedText ?? InstantText.Write(timeCreated);
            TimeCreated = InstantText.Read(TimeCreatedText);
            TimeReminderText = timeReminderText ?? InstantText.Write(timeReminder);
            TimeReminder = InstantText.Read(TimeReminderText);
            TimeRetentionText = timeRetentionText ?? InstantText.Write(timeRetention);
            TimeRetention = InstantText.Read(TimeRetentionText);
            TimeRescindedText = timeRescindedText ?? InstantText.Write(timeRescinded);
            TimeRescinded = InstantText.Read(TimeRescindedText);
            TimeDeletedText = timeDeletedText ?? InstantText.Write(timeDeleted);
            TimeDeleted = InstantText.Read(TimeDeletedText);
            TimeSignByText = timeSignByText ?? InstantText.Write(timeSignBy);
            TimeSignBy = InstantText.Read(TimeSignByText);
            TimeLastModifiedText = timeLastModifiedText ?? InstantText.Write(timeLastModified);
            TimeLastModified = InstantText.Read(TimeLastModifiedText);
            Options = options;
            HasSecurityPassphrase = hasSecurityPassphrase;
            Locale = locale;
            TimeZone = timeZone;
            Format = format;
            RevisionsSigned = revisionsSigned == -1 ? null : revisionsSigned;
            RevisionsCount = revisionsCount == -1 ? null : revisionsCount;
            RestrictedType = restrictedType;
            Type = type;
            State = state;
            ExternalData = externalData;
            Version = version;
            Meeting = meeting;
            Documents = Lists.Freeze(documents);
            Meetings = Lists.Freeze(meetings);
        }

        private unsafe Package(iinked_package* it)
        {
            PackageId = Reader.Text(it->package_id);
            OrganizationId = Reader.Text(it->organization_id);
            MemberId = Reader.Text(it->member_id);
            TeamId = Reader.Text(it->team_id);
            FolderId = Reader.Text(it->folder_id);
            Shared = it->shared != 0;
            MeetingId = Reader.Text(it->meeting_id);
            TemplateId = Reader.Text(it->template_id);
            FormId = Reader.Text(it->form_id);
            KeyId = Reader.Text(it->key_id);
            Api = it->api != 0;
            Name = Reader.Text(it->name);
            Category = Reader.Text(it->category);
            ClientNumber = Reader.Text(it->client_number);
            MatterNumber = Reader.Text(it->matter_number);
            Description = Reader.Text(it->description);
            Message = Reader.Text(it->message);
            RescindMessage = Reader.Text(it->rescind_message);
            ReminderMessage = Reader.Text(it->reminder_message);
            TimeCreated = Reader.Instant(it->time_created);
            TimeCreatedText = Reader.Text(it->time_created.text);
            TimeReminder = Reader.Instant(it->time_reminder);
            TimeReminderText = Reader.Text(it->time_reminder.text);
            TimeRetention = Reader.Instant(it->time_retention);
            TimeRetentionText = Reader.Text(it->time_retention.text);
            TimeRescinded = Reader.Instant(it->time_rescinded);
            TimeRescindedText = Reader.Text(it->time_rescinded.text);
            TimeDeleted = Reader.Instant(it->time_deleted);
            TimeDeletedText = Reader.Text(it->time_deleted.text);
            TimeSignBy = Reader.Instant(it->time_sign_by);
            TimeSignByText = Reader.Text(it->time_sign_by.text);
            TimeLastModified = Reader.Instant(it->time_last_modified);
            TimeLastModifiedText = Reader.Text(it->time_last_modified.text);
            Options = Reader.Text(it->options);
            HasSecurityPassphrase = it->has_security_passphrase != 0;
            Locale = Reader.Text(it->locale);
            TimeZone = Reader.Text(it->time_zone);
            Format = it->format == IntPtr.Zero ? null : PackageFormat.Make(it->format);
            RevisionsSigned = Reader.Number(it->revisions_signed);
            RevisionsCount = Reader.Number(it->revisions_count);
            RestrictedType = Reader.Text(it->restricted_type);
            Type = PackageType.Of(it->type, it->type_text);
            State = PackageState.Of(it->state, it->state_text);
            ExternalData = Reader.Text(it->external_data);
            Version = Reader.Text(it->version);
            Meeting = it->meeting == IntPtr.Zero ? null : Meeting.Make(it->meeting);
            Documents = Reader.List(it->documents, it->documents_len, PackageDocument.Make);
            Meetings = Reader.List(it->meetings, it->meetings_len, RecordedMeeting.Make);
            Raw = Reader.Raw(it->json);
        }

        /// <summary>Copies what the library's struct holds.</summary>
        internal static readonly unsafe Func<IntPtr, Package> Make = at => new Package((iinked_package*)at);

        /// <summary>
        /// The answer as it came, as JSON text, with keys that this version does not know. What opens something without
        /// a login is <c>***</c>, unless <paramref name="reveal"/> is true.
        /// </summary>
        public string ToJson(bool reveal = false) =>
            Raw == null ? JsonOutput.Write(this, reveal) : RawJson.Text(Raw, reveal);

        void IJsonModel.WriteTo(JsonOutput json)
        {
            json.Text("packageId", PackageId);
            json.Text("organizationId", OrganizationId);
            json.Text("memberId", MemberId);
            json.Text("teamId", TeamId);
            json.Text("folderId", FolderId);
            json.Flag("shared", Shared);
            json.Text("meetingId", MeetingId);
            json.Text("templateId", TemplateId);
            json.Text("formId", FormId);
            json.Text("keyId", KeyId);
            json.Flag("api", Api);
            json.Text("name", Name);
            json.Text("category", Category);
            json.Text("clientNumber", ClientNumber);
            json.Text("matterNumber", MatterNumber);
            json.Text("description", Description);
            json.Text("message", Message);
            json.Text("rescindMessage", RescindMessage);
            json.Text("reminderMessage", ReminderMessage);
            json.Text("timeCreated", TimeCreatedText);
            json.Text("timeReminder", TimeReminderText);
            json.Text("timeRetention", TimeRetentionText);
            json.Text("timeRescinded", TimeRescindedText);
            json.Text("timeDeleted", TimeDeletedText);
            json.Text("timeSignBy", TimeSignByText);
            json.Text("timeLastModified", TimeLastModifiedText);
            json.Raw("options", Options);
            json.Flag("hasSecurityPassphrase", HasSecurityPassphrase);
            json.Text("locale", Locale);
            json.Text("timeZone", TimeZone);
            json.Record("format", Format);
            json.Number("revisionsSigned", RevisionsSigned);
            json.Number("revisionsCount", RevisionsCount);
            json.Text("restrictedType", RestrictedType);
            json.Text("type", Type.Text);
            json.Text("state", State.Text);
            json.Raw("externalData", ExternalData);
            json.Raw("version", Version);
            json.Record("meeting", Meeting);
            json.List("documents", Documents);
            json.List("meetings", Meetings);
        }

        /// <inheritdoc/>
        public bool Equals([AllowNull] Package other) =>
            ReferenceEquals(this, other) || other != null &&
            PackageId == other.PackageId &&
            OrganizationId == other.OrganizationId &&
            MemberId == other.MemberId &&
            TeamId == other.TeamId &&
            FolderId == other.FolderId &&
            Shared == other.Shared &&
            MeetingId == other.MeetingId &&
            TemplateId == other.TemplateId &&
            FormId == other.FormId &&
            KeyId == other.KeyId &&
            Api == other.Api &&
            Name == other.Name &&
            Category == other.Category &&
            ClientNumber == other.ClientNumber &&
            MatterNumber == other.MatterNumber &&
            Description == other.Description &&
            Message == other.Message &&
            RescindMessage == other.RescindMessage &&
            ReminderMessage == other.ReminderMessage &&
            TimeCreatedText == other.TimeCreatedText && TimeCreated == other.TimeCreated &&
            TimeReminderText == other.TimeReminderText && TimeReminder == other.TimeReminder &&
            TimeRetentionText == other.TimeRetentionText && TimeRetention == other.TimeRetention &&
            TimeRescindedText == other.TimeRescindedText && TimeRescinded == other.TimeRescinded &&
            TimeDeletedText == other.TimeDeletedText && TimeDeleted == other.TimeDeleted &&
            TimeSignByText == other.TimeSignByText && TimeSignBy == other.TimeSignBy &&
            TimeLastModifiedText == other.TimeLastModifiedText && TimeLastModified == other.TimeLastModified &&
            Options == other.Options &&
            HasSecurityPassphrase == other.HasSecurityPassphrase &&
            Locale == other.Locale &&
            TimeZone == other.TimeZone &&
            Equals(Format, other.Format) &&
            RevisionsSigned == other.RevisionsSigned &&
            RevisionsCount == other.RevisionsCount &&
            RestrictedType == other.RestrictedType &&
            Type == other.Type &&
            State == other.State &&
            ExternalData == other.ExternalData &&
            Version == other.Version &&
            Equals(Meeting, other.Meeting) &&
            Lists.Equal(Documents, other.Documents) &&
            Lists.Equal(Meetings, other.Meetings);

        /// <inheritdoc/>
        public override bool Equals([AllowNull] object obj) => Equals(obj as Package);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            unchecked
            {
                int hash = 17;
                hash = hash * 31 + (PackageId?.GetHashCode() ?? 0);
                hash = hash * 31 + (OrganizationId?.GetHashCode() ?? 0);
                hash = hash * 31 + (MemberId?.GetHashCode() ?? 0);
                hash = hash * 31 + (TeamId?.GetHashCode() ?? 0);
                hash = hash * 31 + Documents.Count;
                return hash;
            }
        }

        /// <summary>For logs: ids and counts, never a link, a token or a URL.</summary>
        public override string ToString() =>
            $"Package {{ PackageId = {PackageId}, Type = {Type}, State = {State}, " +
            $"Documents = {Documents.Count}, Meetings = {Meetings.Count} }}";
#if NET8_0_OR_GREATER

        internal static Package Parse(System.Text.Json.JsonElement json)
        {
            string packageId = null;
            string organizationId = null;
            string memberId = null;
            string teamId = null;
            string folderId = null;
            bool shared = false;
            string meetingId = null;
            string templateId = null;
            string formId = null;
            string keyId = null;
            bool api = false;
            string name = null;
            string category = null;
            string clientNumber = null;
            string matterNumber = null;
            string description = null;
            string message = null;
            string rescindMessage = null;
            string reminderMessage = null;
            string timeCreatedText = null;
            string timeReminderText = null;
            string timeRetentionText = null;
            string timeRescindedText = null;
            string timeDeletedText = null;
            string timeSignByText = null;
            string timeLastModifiedText = null;
            string options = null;
            bool hasSecurityPassphrase = false;
            string locale = null;
            string timeZone = null;
            PackageFormat format = null;
            long? revisionsSigned = null;
            long? revisionsCount = null;
            string restrictedType = null;
            PackageType type = default;
            PackageState state = default;
            string externalData = null;
            string version = null;
            Meeting meeting = null;
            PackageDocument[] documents = null;
            RecordedMeeting[] meetings = null;
            foreach (System.Text.Json.JsonProperty property in json.EnumerateObject())
            {
                System.Text.Json.JsonElement one = property.Value;
                switch (property.Name)
                {
                    case "packageId": packageId = JsonInput.Text(one); break;
                    case "organizationId": organizationId = JsonInput.Text(one); break;
                    case "memberId": memberId = JsonInput.Text(one); break;
                    case "teamId": teamId = JsonInput.Text(one); break;
                    case "folderId": folderId = JsonInput.Text(one); break;
                    case "shared": shared = JsonInput.Flag(one); break;
                    case "meetingId": meetingId = JsonInput.Text(one); break;
                    case "templateId": templateId = JsonInput.Text(one); break;
                    case "formId": formId = JsonInput.Text(one); break;
                    case "keyId": keyId = JsonInput.Text(one); break;
                    case "api": api = JsonInput.Flag(one); break;
                    case "name": name = JsonInput.Text(one); break;
                    case "category": category = JsonInput.Text(one); break;
                    case "clientNumber": clientNumber = JsonInput.Text(one); break;
                    case "matterNumber": matterNumber = JsonInput.Text(one); break;
                    case "description": description = JsonInput.Text(one); break;
                    case "message": message = JsonInput.Text(one); break;
                    case "rescindMessage": rescindMessage = JsonInput.Text(one); break;
                    case "reminderMessage": reminderMessage = JsonInput.Text(one); break;
                    case "timeCreated": timeCreatedText = JsonInput.Text(one); break;
                    case "timeReminder": timeReminderText = JsonInput.Text(one); break;
                    case "timeRetention": timeRetentionText = JsonInput.Text(one); break;
                    case "timeRescinded": timeRescindedText = JsonInput.Text(one); break;
                    case "timeDeleted": timeDeletedText = JsonInput.Text(one); break;
                    case "timeSignBy": timeSignByText = JsonInput.Text(one); break;
                    case "timeLastModified": timeLastModifiedText = JsonInput.Text(one); break;
                    case "options": options = JsonInput.Raw(one); break;
                    case "hasSecurityPassphrase": hasSecurityPassphrase = JsonInput.Flag(one); break;
                    case "locale": locale = JsonInput.Text(one); break;
                    case "timeZone": timeZone = JsonInput.Text(one); break;
                    case "format": format = JsonInput.Record(one, PackageFormat.Parse); break;
                    case "revisionsSigned": revisionsSigned = JsonInput.Number(one); break;
                    case "revisionsCount": revisionsCount = JsonInput.Number(one); break;
                    case "restrictedType": restrictedType = JsonInput.Text(one); break;
                    case "type": type = new PackageType(JsonInput.Text(one)); break;
                    case "state": state = new PackageState(JsonInput.Text(one)); break;
                    case "externalData": externalData = JsonInput.Raw(one); break;
                    case "version": version = JsonInput.Raw(one); break;
                    case "meeting": meeting = JsonInput.Record(one, Meeting.Parse); break;
                    case "documents": documents = JsonInput.List(one, PackageDocument.Parse); break;
                    case "meetings": meetings = JsonInput.List(one, RecordedMeeting.Parse); break;
                }
            }
            return new Package(
                packageId: packageId, organizationId: organizationId, memberId: memberId, teamId: teamId,
                folderId: folderId, shared: shared, meetingId: meetingId, templateId: templateId, formId: formId,
                keyId: keyId, api: api, name: name, category: category, clientNumber: clientNumber,
                matterNumber: matterNumber, description: description, message: message, rescindMessage: rescindMessage,
                reminderMessage: reminderMessage, timeCreatedText: timeCreatedText, timeReminderText: timeReminderText,
                timeRetentionText: timeRetentionText, timeRescindedText: timeRescindedText,
                timeDeletedText: timeDeletedText, timeSignByText: timeSignByText,
                timeLastModifiedText: timeLastModifiedText, options: options,
                hasSecurityPassphrase: hasSecurityPassphrase, locale: locale, timeZone: timeZone, format: format,
                revisionsSigned: revisionsSigned, revisionsCount: revisionsCount, restrictedType: restrictedType,
                type: type, state: state, externalData: externalData, version: version, meeting: meeting,
                documents: documents, meetings: meetings);
        }
#endif
    }
}
