// Generated from include/iinkedsign.h by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Runtime.InteropServices;

// The library fills these.
#pragma warning disable 649

namespace IinkedSign.Native
{
    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_attempt
    {
        public IntPtr operation;
        public IntPtr method;
        public IntPtr path;
        public int status;
        public int code;
        public uint number;
        public long started_unix_us;
        public long duration_us;
        public IntPtr request_id;
        public byte will_retry;
        public IntPtr call_user_data;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_time
    {
        public IntPtr text;
        public long unix_us;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_revision
    {
        public IntPtr package_id;
        public IntPtr document_id;
        public IntPtr revision_id;
        public IntPtr signer_id;
        public IntPtr link;
        public byte is_next;
        public byte is_signed;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_document
    {
        public IntPtr package_id;
        public IntPtr document_id;
        public IntPtr file_id;
        public IntPtr external_id;
        public IntPtr name;
        public IntPtr file_name;
        public long order;
        public byte is_executed;
        public IntPtr revisions;
        public UIntPtr revisions_len;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_link
    {
        public IntPtr token;
        public IntPtr package_id;
        public IntPtr document_id;
        public IntPtr revision_id;
        public IntPtr name;
        public IntPtr link;
        public iinked_time time_expires;
        public int type;
        public IntPtr type_text;
        public byte is_next;
        public byte is_signed;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_signer
    {
        public IntPtr signer_id;
        public IntPtr first_name;
        public IntPtr last_name;
        public IntPtr email;
        public IntPtr mobile_number;
        public long order;
        public IntPtr links;
        public UIntPtr links_len;
        public IntPtr sign_link;
        public IntPtr meeting_link;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_package_status
    {
        public IntPtr package_id;
        public IntPtr organization_id;
        public IntPtr member_id;
        public IntPtr name;
        public iinked_time time_sign_by;
        public int type;
        public IntPtr type_text;
        public int state;
        public IntPtr state_text;
        public IntPtr external_data;
        public byte is_executed;
        public IntPtr documents;
        public UIntPtr documents_len;
        public IntPtr signers;
        public UIntPtr signers_len;
        public IntPtr json;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_duration
    {
        public IntPtr text;
        public long us;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_video
    {
        public IntPtr meeting_video_id;
        public IntPtr meeting_video_shared_id;
        public IntPtr meeting_id;
        public IntPtr meeting_session_id;
        public IntPtr external_video_id;
        public IntPtr external_storage_id;
        public iinked_time time_created;
        public iinked_time time_retention;
        public iinked_time time_deleted;
        public iinked_duration duration;
        public long size;
        public IntPtr source;
        public int type;
        public IntPtr type_text;
        public int state;
        public IntPtr state_text;
        public IntPtr url;
        public iinked_time time_url_expires;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_package_videos
    {
        public IntPtr package_id;
        public IntPtr videos;
        public UIntPtr videos_len;
        public IntPtr json;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_package_format
    {
        public IntPtr locale;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_meeting
    {
        public IntPtr meeting_id;
        public IntPtr organization_id;
        public IntPtr package_id;
        public iinked_time time_start;
        public iinked_duration duration;
        public byte is_private;
        public IntPtr type;
        public IntPtr state;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_package_revision
    {
        public IntPtr document_id;
        public IntPtr revision_id;
        public long revision_number;
        public IntPtr revision_before_id;
        public iinked_time time_last_opened;
        public IntPtr signer_id;
        public byte is_signed;
        public iinked_time time_signed;
        public IntPtr address;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_package_document
    {
        public IntPtr document_id;
        public IntPtr package_id;
        public IntPtr file_id;
        public IntPtr auto_template_id;
        public IntPtr auto_template_document_id;
        public IntPtr external_id;
        public long index;
        public IntPtr name;
        public IntPtr file_name;
        public IntPtr file_type;
        public long file_size;
        public long number_pages;
        public iinked_time time_uploaded;
        public iinked_time time_last_modified;
        public long revisions_signed;
        public long revisions_count;
        public IntPtr description;
        public IntPtr cac;
        public IntPtr cac_pages;
        public IntPtr state;
        public IntPtr revisions;
        public UIntPtr revisions_len;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_meeting_session
    {
        public IntPtr videos;
        public UIntPtr videos_len;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_recorded_meeting
    {
        public IntPtr sessions;
        public UIntPtr sessions_len;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_package
    {
        public IntPtr package_id;
        public IntPtr organization_id;
        public IntPtr member_id;
        public IntPtr team_id;
        public IntPtr folder_id;
        public byte shared;
        public IntPtr meeting_id;
        public IntPtr template_id;
        public IntPtr form_id;
        public IntPtr key_id;
        public byte api;
        public IntPtr name;
        public IntPtr category;
        public IntPtr client_number;
        public IntPtr matter_number;
        public IntPtr description;
        public IntPtr message;
        public IntPtr rescind_message;
        public IntPtr reminder_message;
        public iinked_time time_created;
        public iinked_time time_reminder;
        public iinked_time time_retention;
        public iinked_time time_rescinded;
        public iinked_time time_deleted;
        public iinked_time time_sign_by;
        public iinked_time time_last_modified;
        public IntPtr options;
        public byte has_security_passphrase;
        public IntPtr locale;
        public IntPtr time_zone;
        public IntPtr format;
        public long revisions_signed;
        public long revisions_count;
        public IntPtr restricted_type;
        public int type;
        public IntPtr type_text;
        public int state;
        public IntPtr state_text;
        public IntPtr external_data;
        public IntPtr version;
        public IntPtr meeting;
        public IntPtr documents;
        public UIntPtr documents_len;
        public IntPtr meetings;
        public UIntPtr meetings_len;
        public IntPtr json;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_rescinded_package
    {
        public IntPtr package_id;
        public IntPtr json;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_summary_document
    {
        public IntPtr document_id;
        public IntPtr external_id;
        public long index;
        public IntPtr name;
        public IntPtr file_name;
        public byte is_executed;
        public iinked_time time_executed;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_summary_signer
    {
        public IntPtr signer_id;
        public long index;
        public IntPtr first_name;
        public IntPtr last_name;
        public IntPtr email;
        public IntPtr role;
        public IntPtr type;
        public IntPtr verify;
        public byte is_verified;
        public byte is_next;
        public byte is_executed;
        public iinked_time time_executed;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_summary_recipient
    {
        public IntPtr recipient_id;
        public IntPtr first_name;
        public IntPtr last_name;
        public IntPtr email;
        public IntPtr type;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_package_summary
    {
        public IntPtr package_id;
        public IntPtr organization_id;
        public IntPtr member_id;
        public IntPtr team_id;
        public IntPtr folder_id;
        public byte shared;
        public iinked_time time_created;
        public iinked_time time_last_modified;
        public iinked_time time_sign_by;
        public IntPtr name;
        public IntPtr category;
        public IntPtr client_number;
        public IntPtr matter_number;
        public IntPtr description;
        public int type;
        public IntPtr type_text;
        public int state;
        public IntPtr state_text;
        public IntPtr external_data;
        public byte is_executed;
        public iinked_time time_executed;
        public IntPtr documents;
        public UIntPtr documents_len;
        public IntPtr signers;
        public UIntPtr signers_len;
        public IntPtr recipients;
        public UIntPtr recipients_len;
        public IntPtr json;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_package_list
    {
        public IntPtr items;
        public UIntPtr items_len;
        public IntPtr json;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_list_filters
    {
        public UIntPtr struct_size;
        public IntPtr member_id;
        public IntPtr team_id;
        public IntPtr folder_id;
        public int all_members;
        public int is_executed;
        public IntPtr search;
        public IntPtr types;
        public UIntPtr types_len;
        public IntPtr states;
        public UIntPtr states_len;
        public IntPtr sort_by;
        public uint days;
        public uint page_size;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_video_file
    {
        public IntPtr path;
        public long bytes;
        public IntPtr sha256;
        public IntPtr content_type;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_audit_progress
    {
        public long done;
        public long total;
        public long errors;
        public long refused;
        public long elapsed_ms;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_drift
    {
        public IntPtr path;
        public IntPtr kind;
        public ulong count;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_drift_list
    {
        public IntPtr items;
        public UIntPtr items_len;
    }
}
