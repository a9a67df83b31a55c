using System;
using System.Collections.Generic;
using System.Text;

namespace IinkedSign.Native
{
    /// <summary>Copies what the library's structs hold into models.</summary>
    internal static unsafe class Reader
    {
        private const long NoTime = long.MinValue;
        private const long TicksPerMicrosecond = 10;

        /// <summary>UTF-8 that ends with NUL; null for NULL.</summary>
        internal static string Text(IntPtr at)
        {
            if (at == IntPtr.Zero) return null;
            var begin = (byte*)at;
            byte* end = begin;
            while (*end != 0) end++;
            return end == begin ? "" : Encoding.UTF8.GetString(begin, (int)(end - begin));
        }

        private static long? Number(long number) => number == -1 ? (long?)null : number;

        private static DateTimeOffset? Instant(iinked_time time)
        {
            if (time.unix_us == NoTime) return null;
            const long epoch = 621355968000000000; // 1970 in ticks
            // A year that a DateTimeOffset cannot hold is as good as none; its text stays.
            if (time.unix_us < (DateTime.MinValue.Ticks - epoch) / TicksPerMicrosecond) return null;
            if (time.unix_us > (DateTime.MaxValue.Ticks - epoch) / TicksPerMicrosecond) return null;
            return new DateTimeOffset(epoch + time.unix_us * TicksPerMicrosecond, TimeSpan.Zero);
        }

        private static TimeSpan? Length(iinked_duration duration)
        {
            if (duration.us == NoTime || Math.Abs(duration.us) > long.MaxValue / TicksPerMicrosecond) return null;
            return new TimeSpan(duration.us * TicksPerMicrosecond);
        }

        /// <summary>An array of pointers; null for NULL.</summary>
        internal static T[] List<T>(IntPtr items, UIntPtr length, Func<IntPtr, T> one)
        {
            if (items == IntPtr.Zero) return null;
            var list = new T[checked((int)length.ToUInt64())];
            for (int at = 0; at < list.Length; at++) list[at] = one(((IntPtr*)items)[at]);
            return list;
        }

        internal static Revision Revision(IntPtr at)
        {
            var it = (iinked_revision*)at;
            return new Revision(
                packageId: Text(it->package_id),
                documentId: Text(it->document_id),
                revisionId: Text(it->revision_id),
                signerId: Text(it->signer_id),
                link: Text(it->link),
                isNext: it->is_next != 0,
                isSigned: it->is_signed != 0);
        }

        internal static Document Document(IntPtr at)
        {
            var it = (iinked_document*)at;
            return new Document(
                packageId: Text(it->package_id),
                documentId: Text(it->document_id),
                fileId: Text(it->file_id),
                externalId: Text(it->external_id),
                name: Text(it->name),
                fileName: Text(it->file_name),
                order: Number(it->order),
                isExecuted: it->is_executed != 0,
                revisions: List(it->revisions, it->revisions_len, Revision));
        }

        internal static Link Link(IntPtr at)
        {
            var it = (iinked_link*)at;
            return new Link(
                token: Text(it->token),
                packageId: Text(it->package_id),
                documentId: Text(it->document_id),
                revisionId: Text(it->revision_id),
                name: Text(it->name),
                url: Text(it->link),
                timeExpires: Instant(it->time_expires),
                timeExpiresText: Text(it->time_expires.text),
                type: new LinkType(Text(it->type_text)),
                isNext: it->is_next != 0,
                isSigned: it->is_signed != 0);
        }

        internal static Signer Signer(IntPtr at)
        {
            var it = (iinked_signer*)at;
            return new Signer(
                signerId: Text(it->signer_id),
                firstName: Text(it->first_name),
                lastName: Text(it->last_name),
                email: Text(it->email),
                mobileNumber: Text(it->mobile_number),
                order: Number(it->order),
                links: List(it->links, it->links_len, Link),
                signLink: it->sign_link == IntPtr.Zero ? null : Link(it->sign_link),
                meetingLink: it->meeting_link == IntPtr.Zero ? null : Link(it->meeting_link));
        }

        internal static PackageStatus PackageStatus(IntPtr at)
        {
            var it = (iinked_package_status*)at;
            return new PackageStatus(
                packageId: Text(it->package_id),
                organizationId: Text(it->organization_id),
                memberId: Text(it->member_id),
                name: Text(it->name),
                timeSignBy: Instant(it->time_sign_by),
                timeSignByText: Text(it->time_sign_by.text),
                type: new PackageType(Text(it->type_text)),
                state: new PackageState(Text(it->state_text)),
                externalData: Text(it->external_data),
                isExecuted: it->is_executed != 0,
                documents: List(it->documents, it->documents_len, Document),
                signers: List(it->signers, it->signers_len, Signer),
                json: Text(it->json));
        }

        internal static Video Video(IntPtr at)
        {
            var it = (iinked_video*)at;
            return new Video(
                meetingVideoId: Text(it->meeting_video_id),
                meetingVideoSharedId: Text(it->meeting_video_shared_id),
                meetingId: Text(it->meeting_id),
                meetingSessionId: Text(it->meeting_session_id),
                externalVideoId: Text(it->external_video_id),
                externalStorageId: Text(it->external_storage_id),
                timeCreated: Instant(it->time_created),
                timeCreatedText: Text(it->time_created.text),
                timeRetention: Instant(it->time_retention),
                timeRetentionText: Text(it->time_retention.text),
                timeDeleted: Instant(it->time_deleted),
                timeDeletedText: Text(it->time_deleted.text),
                duration: Length(it->duration),
                durationText: Text(it->duration.text),
                size: Number(it->size),
                source: Text(it->source),
                type: new VideoType(Text(it->type_text)),
                state: new VideoState(Text(it->state_text)),
                url: Text(it->url),
                timeUrlExpires: Instant(it->time_url_expires),
                timeUrlExpiresText: Text(it->time_url_expires.text));
        }

        internal static PackageVideos PackageVideos(IntPtr at)
        {
            var it = (iinked_package_videos*)at;
            return new PackageVideos(
                packageId: Text(it->package_id),
                videos: List(it->videos, it->videos_len, Video),
                json: Text(it->json));
        }

        internal static SummaryDocument SummaryDocument(IntPtr at)
        {
            var it = (iinked_summary_document*)at;
            return new SummaryDocument(
                documentId: Text(it->document_id),
                externalId: Text(it->external_id),
                index: Number(it->index),
                name: Text(it->name),
                fileName: Text(it->file_name),
                isExecuted: it->is_executed != 0,
                timeExecuted: Instant(it->time_executed),
                timeExecutedText: Text(it->time_executed.text));
        }

        internal static SummarySigner SummarySigner(IntPtr at)
        {
            var it = (iinked_summary_signer*)at;
            return new SummarySigner(
                signerId: Text(it->signer_id),
                index: Number(it->index),
                firstName: Text(it->first_name),
                lastName: Text(it->last_name),
                email: Text(it->email),
                role: Text(it->role),
                type: Text(it->type),
                verify: Text(it->verify),
                isVerified: it->is_verified != 0,
                isNext: it->is_next != 0,
                isExecuted: it->is_executed != 0,
                timeExecuted: Instant(it->time_executed),
                timeExecutedText: Text(it->time_executed.text));
        }

        internal static SummaryRecipient SummaryRecipient(IntPtr at)
        {
            var it = (iinked_summary_recipient*)at;
            return new SummaryRecipient(
                recipientId: Text(it->recipient_id),
                firstName: Text(it->first_name),
                lastName: Text(it->last_name),
                email: Text(it->email),
                type: Text(it->type));
        }

        internal static PackageSummary PackageSummary(IntPtr at)
        {
            var it = (iinked_package_summary*)at;
            return new PackageSummary(
                packageId: Text(it->package_id),
                organizationId: Text(it->organization_id),
                memberId: Text(it->member_id),
                teamId: Text(it->team_id),
                folderId: Text(it->folder_id),
                shared: it->shared != 0,
                timeCreated: Instant(it->time_created),
                timeCreatedText: Text(it->time_created.text),
                timeLastModified: Instant(it->time_last_modified),
                timeLastModifiedText: Text(it->time_last_modified.text),
                timeSignBy: Instant(it->time_sign_by),
                timeSignByText: Text(it->time_sign_by.text),
                name: Text(it->name),
                category: Text(it->category),
                clientNumber: Text(it->client_number),
                matterNumber: Text(it->matter_number),
                description: Text(it->description),
                type: new PackageType(Text(it->type_text)),
                state: new PackageState(Text(it->state_text)),
                externalData: Text(it->external_data),
                isExecuted: it->is_executed != 0,
                timeExecuted: Instant(it->time_executed),
                timeExecutedText: Text(it->time_executed.text),
                documents: List(it->documents, it->documents_len, SummaryDocument),
                signers: List(it->signers, it->signers_len, SummarySigner),
                recipients: List(it->recipients, it->recipients_len, SummaryRecipient),
                json: Text(it->json));
        }

        internal static Drift Drift(IntPtr at)
        {
            var it = (iinked_drift*)at;
            return new Drift(
                path: Text(it->path),
                kind: Text(it->kind),
                count: (long)it->count);
        }

        internal static IReadOnlyList<PackageSummary> PackageList(IntPtr at)
        {
            var it = (iinked_package_list*)at;
            return Lists.Freeze(List(it->items, it->items_len, PackageSummary));
        }

        internal static IReadOnlyList<Drift> DriftList(IntPtr at)
        {
            var it = (iinked_drift_list*)at;
            return Lists.Freeze(List(it->items, it->items_len, Drift));
        }
    }
}
