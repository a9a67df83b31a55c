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
            "category", "clientNumber", "description", "documentId", "documents", "duration", "email", "exernalId",
            "externalData", "externalId", "externalStorageId", "externalVideoId", "fileId", "fileName", "firstName",
            "folderId", "index", "isExecuted", "isNext", "isSigned", "isVerified", "lastName", "link", "links",
            "matterNumber", "meetingId", "meetingLink", "meetingSessionId", "meetingVideoId", "meetingVideoSharedId",
            "memberId", "mobileNumber", "name", "order", "organizationId", "packageId", "recipientId", "recipients",
            "revisionId", "revisions", "role", "shared", "signLink", "signerId", "signers", "size", "source", "state",
            "teamId", "timeCreated", "timeDeleted", "timeExecuted", "timeExpires", "timeLastModified", "timeRetention",
            "timeSignBy", "timeUrlExpires", "token", "type", "url", "verify", "videos",
        };

        /// <summary>Keys whose values are any JSON, of the integration or undocumented.</summary>
        internal static readonly HashSet<string> Free = new HashSet<string>
        {
            "externalData", "verify",
        };

        /// <summary>Keys whose texts open something without a login.</summary>
        internal static readonly HashSet<string> Secret = new HashSet<string>
        {
            "link", "meetingLink", "signLink", "token", "url",
        };
    }
}
