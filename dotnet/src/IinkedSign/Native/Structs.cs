// C# 7: Mono's compiler compiles this file too.
using System;
using System.Runtime.InteropServices;

// The library fills these.
#pragma warning disable 649

namespace IinkedSign.Native
{
    // The structs of iinkedsign.h under their C names that are no answers: those are in Structs.Generated.cs.

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_time
    {
        public IntPtr text;
        public long unix_us;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct iinked_duration
    {
        public IntPtr text;
        public long us;
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
    internal struct iinked_video_file
    {
        public IntPtr path;
        public long bytes;
        public IntPtr sha256;
        public IntPtr content_type;
    }
}
