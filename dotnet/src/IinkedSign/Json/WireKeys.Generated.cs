// Generated from src/model by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System.Collections.Generic;

namespace IinkedSign.Json
{
    /// <summary>What is known of the answers' keys.</summary>
    internal static class WireKeys
    {
        /// <summary>Keys that some answer documents.</summary>
        internal static readonly HashSet<string> Documented = new HashSet<string>
        {
            "address", "api", "autoTemplateDocumentId", "autoTemplateId", "cac", "cacPages", "category", "clientNumber",
            "description", "documentId", "documents", "duration", "email", "exernalId", "externalData", "externalId",
            "externalStorageId", "externalVideoId", "fileId", "fileName", "fileSize", "fileType", "firstName",
            "folderId", "formId", "format", "hasSecurityPassphrase", "index", "isExecuted", "isNext", "isPrivate",
            "isSigned", "isVerified", "keyId", "lastName", "link", "links", "locale", "matterNumber", "meeting",
            "meetingId", "meetingLink", "meetingSessionId", "meetingVideoId", "meetingVideoSharedId", "meetings",
            "memberId", "message", "mobileNumber", "name", "numberPages", "options", "order", "organizationId",
            "packageId", "recipientId", "recipients", "reminderMessage", "rescindMessage", "restrictedType",
            "revisionBeforeId", "revisionId", "revisionNumber", "revisions", "revisionsCount", "revisionsSigned",
            "role", "sessions", "shared", "signLink", "signerId", "signers", "size", "source", "state", "teamId",
            "templateId", "timeCreated", "timeDeleted", "timeExecuted", "timeExpires", "timeLastModified",
            "timeLastOpened", "timeReminder", "timeRescinded", "timeRetention", "timeSignBy", "timeSigned", "timeStart",
            "timeUploaded", "timeUrlExpires", "timeZone", "token", "type", "url", "verify", "version", "videos",
        };

        /// <summary>Keys whose values are any JSON, of the integration or undocumented.</summary>
        internal static readonly HashSet<string> Free = new HashSet<string>
        {
            "cac", "cacPages", "externalData", "options", "verify", "version",
        };

        /// <summary>Keys whose texts open something without a login.</summary>
        internal static readonly HashSet<string> Secret = new HashSet<string>
        {
            "link", "meetingLink", "signLink", "token", "url",
        };
    }
}
