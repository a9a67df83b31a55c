#nullable enable
#if NET8_0_OR_GREATER
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using IinkedSign.Native;

namespace IinkedSign
{
    /// <summary>
    /// Traces and metrics under OpenTelemetry's names, of a source and a meter that are called <c>IinkedSign</c>. What a
    /// listener throws is swallowed: it must not cross the FFI boundary, nor hide the outcome of a call.
    /// </summary>
    internal static class Telemetry
    {
        private const string Name = "IinkedSign";
        private const string ErrorType = "error.type";

        private static readonly ActivitySource Source = new(Name, Release.Version);
        private static readonly Meter Meter = new(Name, Release.Version);

        private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
            "http.client.request.duration", "s", "Duration of the attempts of the client's calls.");

        /// <summary>The span of an operation; null if nobody wants it.</summary>
        internal static Activity? Begin(string operation)
        {
            if (!Source.HasListeners()) return null;
            Activity? outer = Activity.Current;
            try
            {
                return Source.StartActivity($"{Name}.{operation}", ActivityKind.Client);
            }
            catch (Exception)
            {
                Activity.Current = outer;
                return null;
            }
        }

        /// <summary>Ends an operation's span.</summary>
        internal static void End(Activity? operation, ErrorKind? error)
        {
            if (operation == null) return;
            if (error is ErrorKind kind) Fail(operation, NameOf(kind));
            try
            {
                operation.Dispose();
            }
            catch (Exception)
            {
                Activity.Current = operation.Parent;
            }
        }

        internal static unsafe void Tell(Server server, iinked_attempt* attempt)
        {
            bool measured = Duration.Enabled;
            Activity? operation = OperationOf(attempt);
            if (!measured && operation == null) return;
            try
            {
                Record(server, attempt, measured, operation);
            }
            catch (Exception)
            {
                // OnAttempt is told all the same.
            }
        }

        /// <summary>The span of the operation that an attempt is part of; null if nobody wants it, nor those in it.</summary>
        private static unsafe Activity? OperationOf(iinked_attempt* attempt)
        {
            if (!Source.HasListeners()) return null;
            // A synchronous call is told of on its own thread, an asynchronous one on a thread that knows of no span.
            if (attempt->call_user_data != IntPtr.Zero) return Calls.ActivityOf(attempt->call_user_data);
            return Activity.Current is { } current && current.Source == Source ? current : null;
        }

        private static unsafe void Record(
            Server server, iinked_attempt* attempt, bool measured, Activity? operation)
        {
            string method = Reader.Text(attempt->method);
            string? error = attempt->code == 0 ? null
                : attempt->status != 0 ? attempt->status.ToString(CultureInfo.InvariantCulture)
                : NameOf((ErrorKind)attempt->code);
            if (measured)
            {
                var tags = default(TagList);
                tags.Add("http.request.method", method);
                tags.Add("server.address", server.Address);
                tags.Add("server.port", server.Port);
                if (attempt->status != 0) tags.Add("http.response.status_code", attempt->status);
                if (error != null) tags.Add(ErrorType, error);
                Duration.Record(attempt->duration_us / 1e6, tags);
            }
            if (operation != null) Trace(server, attempt, method, error, operation);
        }

        private static unsafe void Trace(
            Server server, iinked_attempt* attempt, string method, string? error, Activity operation)
        {
            var started = DateTimeOffset.FromUnixTimeMilliseconds(0).AddMicroseconds(attempt->started_unix_us);
            Activity? outer = Activity.Current;
            try
            {
                using Activity? span =
                    Source.StartActivity(method, ActivityKind.Client, operation.Context, startTime: started);
                if (span == null) return;
                span.SetTag("http.request.method", method);
                span.SetTag("server.address", server.Address);
                span.SetTag("server.port", server.Port);
                span.SetTag("url.full", server.Url + Reader.Text(attempt->path));
                if (attempt->status != 0) span.SetTag("http.response.status_code", attempt->status);
                if (attempt->number > 1) span.SetTag("http.request.resend_count", (int)attempt->number - 1);
                if (error != null) Fail(span, error);
                span.SetEndTime(started.UtcDateTime.AddMicroseconds(attempt->duration_us));
            }
            finally
            {
                Activity.Current = outer;
            }
        }

        private static void Fail(Activity span, string error)
        {
            span.SetTag(ErrorType, error);
            span.SetStatus(ActivityStatusCode.Error);
        }

        /// <summary>As other languages name it.</summary>
        private static string NameOf(ErrorKind kind) => Reader.Text(Imports.iinked_code_name((int)kind));

        /// <summary>Whom the client talks to, as far as it can be told.</summary>
        internal sealed class Server
        {
            private static readonly Dictionary<string, string> Datacenters = new(StringComparer.Ordinal)
            {
                ["sandbox-us"] = "https://sandbox.syngrafii.com/api/v1",
                ["sandbox-eu"] = "https://sandbox.syngrafii.eu/api/v1",
                ["us"] = "https://sign.syngrafii.com/api/v1",
                ["ca"] = "https://sign.syngrafii.ca/api/v1",
                ["eu"] = "https://sign.syngrafii.eu/api/v1",
            };

            private Server(Uri url)
            {
                Address = url.Host.Trim('[', ']');
                Port = url.Port;
                // Without what a URL may hold of a login or a query.
                Url = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
            }

            internal string Address { get; }

            internal int Port { get; }

            internal string Url { get; }

            /// <summary>As the core finds it: options before the environment, a URL beside a data center.</summary>
            internal static Server Of(IinkedSignOptions options)
            {
                string? url = options.BaseUrl, datacenter = options.Datacenter;
                if (url == null && datacenter == null)
                {
                    url = Variable("IINKEDSIGN_BASE_URL");
                    datacenter = Variable("IINKEDSIGN_DATACENTER");
                }
                url ??= Datacenters.GetValueOrDefault(datacenter ?? "sandbox-us");
                // What is no URL is no client either: the core says so.
                return new Server(Uri.TryCreate(url, UriKind.Absolute, out Uri? found) ? found : new Uri("https://unknown"));
            }

            private static string? Variable(string name) =>
                Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        }
    }
}
#endif
