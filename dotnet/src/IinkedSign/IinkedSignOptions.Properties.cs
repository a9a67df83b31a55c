// Generated from src/config/options.rs by `make generate`; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using IinkedSign.Native;

namespace IinkedSign
{
    public sealed partial class IinkedSignOptions
    {
        /// <summary>
        /// The API key, sent as header <c>api_key</c>. Exactly one of key and access token is needed. Environment:
        /// <c>IINKEDSIGN_API_KEY</c>.
        /// </summary>
        public Secret ApiKey { get; set; }

        /// <summary>
        /// The OAuth 2.0 access token, sent as <c>Authorization: Bearer</c>, instead of a key. Environment:
        /// <c>IINKEDSIGN_ACCESS_TOKEN</c>.
        /// </summary>
        public Secret AccessToken { get; set; }

        /// <summary>
        /// One of the vendor's instances: <c>sandbox-us</c>, <c>sandbox-eu</c>, <c>us</c>, <c>ca</c> or <c>eu</c>.
        /// <c>sandbox-us</c> by default. Environment: <c>IINKEDSIGN_DATACENTER</c>.
        /// </summary>
        [AllowNull, MaybeNull]
        public string Datacenter { get; set; }

        /// <summary>
        /// The https URL of a private instance, down to <c>/api/v1</c>, or plain http of a loopback host. Excludes
        /// <see cref="Datacenter"/>. Environment: <c>IINKEDSIGN_BASE_URL</c>.
        /// </summary>
        [AllowNull, MaybeNull]
        public string BaseUrl { get; set; }

        /// <summary>
        /// Limit of a whole call: connections, attempts, waits, follow-up checks. Without it, no <c>Retry-After</c> of
        /// an hour or more is waited for. 60 s by default; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is
        /// no limit.
        /// </summary>
        public TimeSpan? Timeout { get; set; }

        /// <summary>
        /// Limit of one attempt. 20 s by default; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is no limit.
        /// </summary>
        public TimeSpan? AttemptTimeout { get; set; }

        /// <summary>
        /// Limit of one connection being made. 5 s by default; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>
        /// is no limit.
        /// </summary>
        public TimeSpan? ConnectTimeout { get; set; }

        /// <summary>Retries: further attempts after the first. 3 by default.</summary>
        public int? MaxRetries { get; set; }

        /// <summary>A ceiling over all calls of the client. None by default.</summary>
        public double? RequestsPerSecond { get; set; }

        /// <summary>A PEM file of roots to trust beside the system's, or those of <c>SSL_CERT_FILE</c>.</summary>
        [AllowNull, MaybeNull]
        public string CaFile { get; set; }

        /// <summary>
        /// The URL of an http or https proxy, instead of those in the environment. It may have a password.
        /// </summary>
        public Secret Proxy { get; set; }

        /// <summary>The largest answer in bytes, after decompression. 32 MiB by default.</summary>
        public long? MaxResponseBytes { get; set; }

        /// <summary>
        /// The path of a deletion of videos: <c>package</c> is <c>packages/{id}/videos/delete</c>, <c>flat</c> is
        /// <c>packages/videos/delete</c>. The vendor's own page shows both; it is never switched automatically.
        /// <c>package</c> by default.
        /// </summary>
        [AllowNull, MaybeNull]
        public string VideosDeletePath { get; set; }

        private void Apply(ConfigHandle config)
        {
            Set(config, ApiKey.Reveal(), nameof(ApiKey), Imports.iinked_config_set_api_key);
            Set(config, AccessToken.Reveal(), nameof(AccessToken), Imports.iinked_config_set_access_token);
            Set(config, Datacenter, nameof(Datacenter), Imports.iinked_config_set_datacenter);
            Set(config, BaseUrl, nameof(BaseUrl), Imports.iinked_config_set_base_url);
            Set(config, Milliseconds(Timeout, nameof(Timeout)), Imports.iinked_config_set_timeout_ms);
            Set(config, Milliseconds(AttemptTimeout, nameof(AttemptTimeout)), Imports.iinked_config_set_attempt_timeout_ms);
            Set(config, Milliseconds(ConnectTimeout, nameof(ConnectTimeout)), Imports.iinked_config_set_connect_timeout_ms);
            Set(config, NotNegative(MaxRetries, nameof(MaxRetries)), Imports.iinked_config_set_max_retries);
            Set(config, RequestsPerSecond, Imports.iinked_config_set_requests_per_second);
            Set(config, CaFile, nameof(CaFile), Imports.iinked_config_set_ca_file);
            Set(config, Proxy.Reveal(), nameof(Proxy), Imports.iinked_config_set_proxy);
            Set(config, NotNegative(MaxResponseBytes, nameof(MaxResponseBytes)), Imports.iinked_config_set_max_response_bytes);
            Set(config, VideosDeletePath, nameof(VideosDeletePath), Imports.iinked_config_set_videos_delete_path);
        }
    }
}
