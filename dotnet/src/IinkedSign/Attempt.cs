// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IinkedSign
{
    /// <summary>One attempt of a call, which is over. Nothing in it is a secret.</summary>
    public sealed class Attempt
    {
        /// <summary>
        /// The operation that the request is: <c>package_status</c>, <c>delete_package</c> and so on. The follow-up check
        /// of a delete is an attempt of its own, of the operation <c>package_status</c> or <c>list_videos</c>.
        /// </summary>
        public string Operation { get; }

        /// <summary>The HTTP method.</summary>
        public string Method { get; }

        /// <summary>The path below the base URL, as <c>/packages/list</c>.</summary>
        public string Path { get; }

        /// <summary>The HTTP status; null where no answer came.</summary>
        public int? HttpStatus { get; }

        /// <summary>
        /// The kind of the error that this attempt alone would be, also where a later one succeeds; null for a success.
        /// </summary>
        public ErrorKind? Error { get; }

        /// <summary>Which attempt of its call it was, from 1.</summary>
        public int Number { get; }

        /// <summary>When it began.</summary>
        public DateTimeOffset Started { get; }

        /// <summary>How long it took, until the whole answer was there or it failed.</summary>
        public TimeSpan Duration { get; }

        /// <summary>The server's own id of the request; null if it sent none.</summary>
        [MaybeNull]
        public string RequestId { get; }

        /// <summary>Whether the call goes on with another attempt.</summary>
        public bool WillRetry { get; }

        /// <summary>Made by the client; public so that tests can make one too. Name the arguments.</summary>
        public Attempt(
            string operation, string method, string path, int? httpStatus = null, ErrorKind? error = null,
            int number = 1, DateTimeOffset started = default(DateTimeOffset), TimeSpan duration = default(TimeSpan),
            [AllowNull] string requestId = null, bool willRetry = false)
        {
            Operation = operation;
            Method = method;
            Path = path;
            HttpStatus = httpStatus;
            Error = error;
            Number = number;
            Started = started;
            Duration = duration;
            RequestId = requestId;
            WillRetry = willRetry;
        }

        /// <summary>For logs: one line.</summary>
        public override string ToString() => string.Format(
            CultureInfo.InvariantCulture, "{0} {1}: {2}, {3:0} ms, attempt {4}",
            Method, Path, HttpStatus ?? (object)Error, Duration.TotalMilliseconds, Number);
    }
}
