// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace IinkedSign.Tests
{
    /// <summary>Runs the cases of tests/cases: see the README there for what comes in and goes out.</summary>
    internal static class Cases
    {
        internal static void Run()
        {
            var utf8 = new UTF8Encoding(false);
            using (var input = new StreamReader(Console.OpenStandardInput(), utf8))
            using (var output = new StreamWriter(Console.OpenStandardOutput(), utf8))
            {
                output.AutoFlush = true;
                output.NewLine = "\n";
                string line;
                while ((line = input.ReadLine()) != null) output.WriteLine(Play(line));
            }
        }

        private static string Play(string line)
        {
            string[] parts = line.Split('\t');
            var given = parts.Skip(1).Select(part => part.Split(new[] { '=' }, 2)).ToDictionary(p => p[0], p => p[1]);
            if (given.Get("access_token") == null && given.Get("api_key") == null) given["api_key"] = "the-key";
            var json = new JsonText();
            json.Object(() =>
            {
                json.Key("case").Text(parts[0]);
                IinkedSignOptions options = Options(given);
                var shown = new List<string>();
                try
                {
                    using (var client = new IinkedSignClient(options))
                    {
                        shown.AddRange(Shown.By(options).Concat(Shown.By(client)));
                        object outcome = Outcome(client, given, json);
                        shown.AddRange(Shown.By(outcome).Concat(client.GetDrift().SelectMany(Shown.By)));
                    }
                }
                catch (IinkedSignException error)
                {
                    Show(error, json);
                    shown.AddRange(Shown.By(error));
                }
                if (given.Get("show") == "all") json.Key("shown").List(shown, text => json.Text(text));
            });
            return json.ToString();
        }

        private static object Outcome(IinkedSignClient client, IDictionary<string, string> given, JsonText json)
        {
            try
            {
                return Call(client, given, json);
            }
            catch (IinkedSignException error)
            {
                Show(error, json);
                return error;
            }
        }

        private static string Get(this IDictionary<string, string> given, string key) =>
            given.TryGetValue(key, out string value) ? value : null;

        private static bool? Flag(string text) => text == null ? (bool?)null : text == "true";

        private static long? Number(string text) =>
            text == null ? (long?)null : long.Parse(text, CultureInfo.InvariantCulture);

        private static double? Rate(string text) =>
            text == null ? (double?)null : double.Parse(text, CultureInfo.InvariantCulture);

        private static TimeSpan? Limit(string milliseconds)
        {
            long? number = Number(milliseconds);
            if (number == 0) return System.Threading.Timeout.InfiniteTimeSpan;
            return number == null ? (TimeSpan?)null : TimeSpan.FromMilliseconds(number.Value);
        }

        private static IinkedSignOptions Options(IDictionary<string, string> given) => new IinkedSignOptions
        {
            // -- generated: options; by `make generate` from src/config/options.rs --
            ApiKey = given.Get("api_key"),
            AccessToken = given.Get("access_token"),
            Datacenter = given.Get("datacenter"),
            BaseUrl = given.Get("base_url"),
            Timeout = Limit(given.Get("timeout_ms")),
            AttemptTimeout = Limit(given.Get("attempt_timeout_ms")),
            ConnectTimeout = Limit(given.Get("connect_timeout_ms")),
            MaxRetries = (int?)Number(given.Get("max_retries")),
            RequestsPerSecond = Rate(given.Get("requests_per_second")),
            CaFile = given.Get("ca_file"),
            Proxy = given.Get("proxy"),
            MaxResponseBytes = Number(given.Get("max_response_bytes")),
            VideosDeletePath = given.Get("videos_delete_path"),
            // -- end of options --
            KeepJson = false,
        };

        private static PackageFilters Filters(IDictionary<string, string> given) => new PackageFilters
        {
            MemberId = given.Get("member_id"),
            TeamId = given.Get("team_id"),
            FolderId = given.Get("folder_id"),
            AllMembers = Flag(given.Get("all_members")),
            IsExecuted = Flag(given.Get("is_executed")),
            Search = given.Get("search"),
            Types = given.Get("types")?.Split(',').Select(text => new PackageType(text)),
            States = given.Get("states")?.Split(',').Select(text => new PackageState(text)),
            SortBy = given.Get("sort_by"),
            Days = (int?)Number(given.Get("days")),
            PageSize = (int?)Number(given.Get("page_size")),
        };

        /// <summary>Either form of the operation; asynchronous ones are waited for.</summary>
        private static object Call(IinkedSignClient client, IDictionary<string, string> given, JsonText json)
        {
            bool waits = given.Get("mode") != "async";
            switch (given.Get("operation"))
            {
                // -- generated: operations; by `make generate` from src/capi --
                case "delete_package":
                    return Show(waits
                        ? client.DeletePackage(given.Get("package_id"), Flag(given.Get("notify")) ?? false, Flag(given.Get("override_retention")) ?? false)
                        : Wait(client.DeletePackageAsync(given.Get("package_id"), Flag(given.Get("notify")) ?? false, Flag(given.Get("override_retention")) ?? false)), new Fields(json).PackageVideos, it => it.Raw, json);
                case "delete_video":
                    return Show(waits
                        ? client.DeleteVideo(given.Get("package_id"), given.Get("meeting_video_id"))
                        : Wait(client.DeleteVideoAsync(given.Get("package_id"), given.Get("meeting_video_id"))), new Fields(json).PackageVideos, it => it.Raw, json);
                case "delete_all_videos":
                    return Show(waits
                        ? client.DeleteAllVideos(given.Get("package_id"))
                        : Wait(client.DeleteAllVideosAsync(given.Get("package_id"))), new Fields(json).PackageVideos, it => it.Raw, json);
                case "get_package":
                    return Show(waits
                        ? client.GetPackage(given.Get("package_id"))
                        : Wait(client.GetPackageAsync(given.Get("package_id"))), new Fields(json).Package, it => it.Raw, json);
                case "rescind_package":
                    return Show(waits
                        ? client.RescindPackage(given.Get("package_id"), given.Get("message"), Flag(given.Get("notify")) ?? false)
                        : Wait(client.RescindPackageAsync(given.Get("package_id"), given.Get("message"), Flag(given.Get("notify")) ?? false)), new Fields(json).RescindedPackage, it => it.Raw, json);
                case "package_status":
                    return Show(waits
                        ? client.GetPackageStatus(given.Get("package_id"))
                        : Wait(client.GetPackageStatusAsync(given.Get("package_id"))), new Fields(json).PackageStatus, it => it.Raw, json);
                case "list_videos":
                    return Show(waits
                        ? client.ListVideos(given.Get("package_id"))
                        : Wait(client.ListVideosAsync(given.Get("package_id"))), new Fields(json).PackageVideos, it => it.Raw, json);
                // -- end of operations --
                case "list_packages":
                    PackageFilters filters = Filters(given);
                    return Show(waits ? client.ListPackages(filters).ToArray() : Everything(client, filters), json);
                default:
                    throw new InvalidOperationException("no such operation: " + given.Get("operation"));
            }
        }

        /// <summary>By the asynchronous form, where the compiler knows it.</summary>
        private static IReadOnlyList<PackageSummary> Everything(IinkedSignClient client, PackageFilters filters)
        {
#if CSHARP7
            using (var source = new System.Threading.CancellationTokenSource())
                return client.ListPackages(filters, source.Token).ToArray();
#else
            return Wait(Collected.From(client.ListPackagesAsync(filters)));
#endif
        }

        private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

        private static object Show<T>(T answer, Action<T> fields, Func<T, byte[]> raw, JsonText json)
        {
            json.Key("fields");
            fields(answer);
            json.Key("json").Raw(Encoding.UTF8.GetString(raw(answer)));
            return answer;
        }

        private static object Show(IReadOnlyList<PackageSummary> answer, JsonText json)
        {
            json.Key("fields").List(answer, new Fields(json).PackageSummary);
            json.Key("json").Raw("[" + string.Join(",", answer.Select(package => Encoding.UTF8.GetString(package.Raw))) + "]");
            return answer;
        }

        private static void Show(IinkedSignException error, JsonText json) => json.Key("error").Object(() =>
        {
            json.Key("kind").Text(Snake(error.Kind.ToString()));
            json.Key("code").Number((int)error.Kind);
            json.Key("http_status").NumberOrNull(error.HttpStatus);
            json.Key("api_code").Text(error.ApiCode);
            json.Key("request_id").Text(error.RequestId);
            json.Key("attempts").NumberOrNull(error.Attempts);
            json.Key("retryable").Flag(error.Retryable);
            json.Key("retry_after_ms").NumberOrNull((long?)error.RetryAfter?.TotalMilliseconds);
            json.Key("evidence").Text(error.Evidence?.ToString().ToLowerInvariant());
            json.Key("body").Text(error.Body);
            json.Key("message").Text(error.Message);
        });

        private static string Snake(string name) =>
            string.Concat(name.Select((c, at) => at > 0 && char.IsUpper(c) ? "_" + c : c.ToString()))
                .ToLowerInvariant();
    }
}
