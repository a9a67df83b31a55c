// Generated from include/iinkedsign.h by dotnet/generate; do not edit.
#if NET8_0_OR_GREATER
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IinkedSign.Native
{
    internal static partial class Imports
    {
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial IntPtr iinked_version();
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial uint iinked_abi_version();
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_error_code(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial IntPtr iinked_error_message(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_error_http_status(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial IntPtr iinked_error_api_code(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial IntPtr iinked_error_request_id(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial IntPtr iinked_error_body(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial IntPtr iinked_error_cause(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial uint iinked_error_attempts(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial byte iinked_error_retryable(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial long iinked_error_retry_after_ms(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_error_evidence(ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_error_free(IntPtr error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial IntPtr iinked_code_name(int code);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial ConfigHandle iinked_config_new();
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_config_free(IntPtr config);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_keep_json(ConfigHandle config, byte keep, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_api_key(
            ConfigHandle config, byte[] apiKey, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_access_token(
            ConfigHandle config, byte[] accessToken, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_datacenter(
            ConfigHandle config, byte[] datacenter, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_base_url(
            ConfigHandle config, byte[] baseUrl, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_timeout_ms(ConfigHandle config, ulong ms, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_attempt_timeout_ms(
            ConfigHandle config, ulong ms, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_connect_timeout_ms(
            ConfigHandle config, ulong ms, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_max_retries(
            ConfigHandle config, uint count, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_requests_per_second(
            ConfigHandle config, double rate, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_ca_file(ConfigHandle config, byte[] path, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_proxy(ConfigHandle config, byte[] proxy, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_max_response_bytes(
            ConfigHandle config, ulong bytes, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_videos_delete_path(
            ConfigHandle config, byte[] videosDeletePath, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_access_token_provider(
            ConfigHandle config, IntPtr callback, IntPtr userData, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial IntPtr iinked_token_request_call_user_data(TokenRequestHandle request);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_token_request_complete(IntPtr request, byte[] token, byte[] errorText);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_config_set_attempt_callback(
            ConfigHandle config, IntPtr callback, IntPtr userData, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_new(
            ConfigHandle config, out ClientHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_client_free(IntPtr client);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_call_cancel(CallHandle call);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_call_free(IntPtr call);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_package_status_free(IntPtr answer);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_package_status(
            ClientHandle client, byte[] packageId, out PackageStatusHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_package_videos_free(IntPtr answer);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_list_videos(
            ClientHandle client, byte[] packageId, out PackageVideosHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_delete_package(
            ClientHandle client, byte[] packageId, byte notify, byte overrideRetention, out PackageVideosHandle answer,
            out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_delete_video(
            ClientHandle client, byte[] packageId, byte[] meetingVideoId, out PackageVideosHandle answer,
            out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_delete_all_videos(
            ClientHandle client, byte[] packageId, out PackageVideosHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_package_free(IntPtr answer);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_get_package(
            ClientHandle client, byte[] packageId, out PackageHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_rescinded_package_free(IntPtr answer);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_rescind_package(
            ClientHandle client, byte[] packageId, byte[] message, byte notify, out RescindedPackageHandle answer,
            out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_package_list_free(IntPtr answer);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_list_packages(
            ClientHandle client, ref iinked_list_filters filters, out PackageListHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_delete_package_async(
            ClientHandle client, byte[] packageId, byte notify, byte overrideRetention, IntPtr callback,
            IntPtr userData, out CallHandle call, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_delete_video_async(
            ClientHandle client, byte[] packageId, byte[] meetingVideoId, IntPtr callback, IntPtr userData,
            out CallHandle call, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_delete_all_videos_async(
            ClientHandle client, byte[] packageId, IntPtr callback, IntPtr userData, out CallHandle call,
            out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_list_packages_async(
            ClientHandle client, ref iinked_list_filters filters, IntPtr callback, IntPtr userData, out CallHandle call,
            out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_get_package_async(
            ClientHandle client, byte[] packageId, IntPtr callback, IntPtr userData, out CallHandle call,
            out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_rescind_package_async(
            ClientHandle client, byte[] packageId, byte[] message, byte notify, IntPtr callback, IntPtr userData,
            out CallHandle call, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_package_status_async(
            ClientHandle client, byte[] packageId, IntPtr callback, IntPtr userData, out CallHandle call,
            out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_list_videos_async(
            ClientHandle client, byte[] packageId, IntPtr callback, IntPtr userData, out CallHandle call,
            out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_video_file_free(IntPtr answer);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_download_video(
            ClientHandle client, byte[] packageId, byte[] meetingVideoId, byte[] path, IntPtr progressCallback,
            IntPtr progressUserData, out VideoFileHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_download_video_async(
            ClientHandle client, byte[] packageId, byte[] meetingVideoId, byte[] path, IntPtr progressCallback,
            IntPtr progressUserData, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_package_pages(
            ClientHandle client, ref iinked_list_filters filters, out PackagePagesHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_package_pages_next(
            PackagePagesHandle pages, out PackageListHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_package_pages_next_async(
            PackagePagesHandle pages, IntPtr callback, IntPtr userData, out CallHandle call, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_package_pages_free(IntPtr pages);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial AuditOptionsHandle iinked_audit_options_new();
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_audit_options_free(IntPtr options);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_audit_options_set_as_of_us(
            AuditOptionsHandle options, long us, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_audit_options_set_concurrency(
            AuditOptionsHandle options, uint most, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_audit_options_set_include_videos(
            AuditOptionsHandle options, byte include, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_audit_options_set_include_links(
            AuditOptionsHandle options, byte include, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_audit_options_set_pii_hash(
            AuditOptionsHandle options, byte[] key, UIntPtr keyLen, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_audit_options_set_progress(
            AuditOptionsHandle options, IntPtr callback, IntPtr userData, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_audit_async(
            ClientHandle client, IntPtr[] packageIds, UIntPtr len, AuditOptionsHandle options, IntPtr callback,
            IntPtr userData, out CallHandle call, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_audit_account_async(
            ClientHandle client, ref iinked_list_filters filters, AuditOptionsHandle options, IntPtr callback,
            IntPtr userData, out CallHandle call, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_audit_tables_release(IntPtr tables);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial int iinked_client_drift(
            ClientHandle client, out DriftListHandle answer, out ErrorHandle error);
        [LibraryImport(Name), UnmanagedCallConv(CallConvs = new[] { typeof(CallConvCdecl) })]
        internal static partial void iinked_drift_list_free(IntPtr answer);
    }
}
#endif
