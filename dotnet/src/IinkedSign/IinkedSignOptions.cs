// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// Options of a client, which copies them. What stays null comes from the environment where a variable is named,
    /// and else is the default.
    /// </summary>
    public sealed class IinkedSignOptions
    {
        /// <summary>
        /// The API key, sent as header <c>api_key</c>; environment: <c>IINKEDSIGN_API_KEY</c>. Exactly one of key and
        /// access token is needed.
        /// </summary>
        public Secret ApiKey { get; set; }

        /// <summary>
        /// The OAuth access token, sent as <c>Authorization: Bearer</c>; environment: <c>IINKEDSIGN_ACCESS_TOKEN</c>.
        /// </summary>
        public Secret AccessToken { get; set; }

        /// <summary>
        /// Gives the current access token, instead of <see cref="AccessToken"/>: for tokens that expire. It is asked before
        /// the first request, and once more after an answer 401, whose request is then sent again. It runs on the thread
        /// pool; the token it gets is that of the call that asks. What it throws ends the calls that wait for it with a
        /// <see cref="ConfigurationException"/>, which has the exception inside.
        /// </summary>
        [AllowNull, MaybeNull]
#if NET8_0_OR_GREATER
        [System.Text.Json.Serialization.JsonIgnore]
#endif
        public Func<CancellationToken, Task<string>> AccessTokenProvider { get; set; }

        /// <summary>
        /// Is told of each attempt of a call when it is over, before the call goes on, on the thread that made it: keep it
        /// short, and make no synchronous calls in it. What it throws is swallowed.
        /// </summary>
        [AllowNull, MaybeNull]
#if NET8_0_OR_GREATER
        [System.Text.Json.Serialization.JsonIgnore]
#endif
        public Action<Attempt> OnAttempt { get; set; }

        /// <summary>
        /// One of the vendor's instances: <c>sandbox-us</c> (default), <c>sandbox-eu</c>, <c>us</c>, <c>ca</c>,
        /// <c>eu</c>; environment: <c>IINKEDSIGN_DATACENTER</c>.
        /// </summary>
        [AllowNull, MaybeNull]
        public string Datacenter { get; set; }

        /// <summary>
        /// Any https URL (private instances), or plain http for a loopback host. Excludes <see cref="Datacenter"/>;
        /// environment: <c>IINKEDSIGN_BASE_URL</c>.
        /// </summary>
        [AllowNull, MaybeNull]
        public string BaseUrl { get; set; }

        /// <summary>
        /// Limit of a whole call: connects, attempts, waits, follow-up checks. 60 s by default;
        /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is no limit.
        /// </summary>
        public TimeSpan? Timeout { get; set; }

        /// <summary>Limit of one attempt. 20 s by default; an infinite one is no limit.</summary>
        public TimeSpan? AttemptTimeout { get; set; }

        /// <summary>Limit of one connection being made. 5 s by default; an infinite one is no limit.</summary>
        public TimeSpan? ConnectTimeout { get; set; }

        /// <summary>Further attempts after the first. 3 by default.</summary>
        public int? MaxRetries { get; set; }

        /// <summary>A ceiling over all calls of the client. None by default.</summary>
        public double? RequestsPerSecond { get; set; }

        /// <summary>A PEM file of roots to trust beside the system's.</summary>
        [AllowNull, MaybeNull]
        public string CaFile { get; set; }

        /// <summary>An http or https proxy, instead of those in the environment. Its URL may have a password.</summary>
        public Secret Proxy { get; set; }

        /// <summary>The largest answer in bytes, after decompression. 32 MiB by default.</summary>
        public long? MaxResponseBytes { get; set; }

        /// <summary>
        /// <c>package</c> (default): <c>packages/{id}/videos/delete</c>; <c>flat</c>: <c>packages/videos/delete</c>.
        /// The vendor's own page shows both; it is never switched automatically.
        /// </summary>
        [AllowNull, MaybeNull]
        public string VideosDeletePath { get; set; }

        internal ConfigHandle ToConfig()
        {
            ConfigHandle config = Imports.iinked_config_new();
            try
            {
                Set(config, ApiKey.Reveal(), nameof(ApiKey), Imports.iinked_config_set_api_key);
                Set(config, AccessToken.Reveal(), nameof(AccessToken), Imports.iinked_config_set_access_token);
                Set(config, Datacenter, nameof(Datacenter), Imports.iinked_config_set_datacenter);
                Set(config, BaseUrl, nameof(BaseUrl), Imports.iinked_config_set_base_url);
                Set(config, CaFile, nameof(CaFile), Imports.iinked_config_set_ca_file);
                Set(config, Proxy.Reveal(), nameof(Proxy), Imports.iinked_config_set_proxy);
                Set(config, VideosDeletePath, nameof(VideosDeletePath), Imports.iinked_config_set_videos_delete_path);
                Set(config, Milliseconds(Timeout, nameof(Timeout)), Imports.iinked_config_set_timeout_ms);
                Set(config, Milliseconds(AttemptTimeout, nameof(AttemptTimeout)),
                    Imports.iinked_config_set_attempt_timeout_ms);
                Set(config, Milliseconds(ConnectTimeout, nameof(ConnectTimeout)),
                    Imports.iinked_config_set_connect_timeout_ms);
                Set(config, NotNegative(MaxRetries, nameof(MaxRetries)),
                    (ConfigHandle c, ulong value, out ErrorHandle error) =>
                        Imports.iinked_config_set_max_retries(c, (uint)value, out error));
                Set(config, NotNegative(MaxResponseBytes, nameof(MaxResponseBytes)),
                    Imports.iinked_config_set_max_response_bytes);
                if (RequestsPerSecond is double rate)
                    Calls.Check(Imports.iinked_config_set_requests_per_second(config, rate, out var wrong), wrong);
                return config;
            }
            catch
            {
                config.Dispose();
                throw;
            }
        }

        private delegate int TextSetter(ConfigHandle config, byte[] value, out ErrorHandle error);

        private delegate int NumberSetter(ConfigHandle config, ulong value, out ErrorHandle error);

        private static void Set(ConfigHandle config, string value, string name, TextSetter setter)
        {
            if (value != null) Calls.Check(setter(config, Utf8.Bytes(value, name), out var error), error);
        }

        private static void Set(ConfigHandle config, ulong? value, NumberSetter setter)
        {
            if (value is ulong number) Calls.Check(setter(config, number, out var error), error);
        }

        private static ulong? Milliseconds(TimeSpan? time, string name)
        {
            if (!(time is TimeSpan limit)) return null;
            if (limit == System.Threading.Timeout.InfiniteTimeSpan) return 0; // the library's "no limit"
            if (limit <= TimeSpan.Zero)
                throw new ConfigurationException(
                    $"{name} must be more than zero, or Timeout.InfiniteTimeSpan for no limit");
            // Rounded up: less than a millisecond must not become "no limit".
            return (ulong)((limit.Ticks - 1) / TimeSpan.TicksPerMillisecond + 1);
        }

        private static ulong? NotNegative(long? value, string name)
        {
            if (value < 0) throw new ConfigurationException($"{name} must not be negative");
            return (ulong?)value;
        }
    }
}
