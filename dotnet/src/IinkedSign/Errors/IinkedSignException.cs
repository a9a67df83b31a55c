// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>
    /// Why a call failed. The message is one line: what failed, for which package, what to do. No text of an exception
    /// ever holds a key, a token, a link or a video URL.
    /// </summary>
    public class IinkedSignException : Exception
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public IinkedSignException(
            ErrorKind kind, string message, [AllowNull] ErrorDetails details = null, [AllowNull] Exception inner = null)
            : base(message, inner)
        {
            Kind = kind;
            if (details == null) return;
            HttpStatus = details.HttpStatus;
            ApiCode = details.ApiCode;
            RequestId = details.RequestId;
            Body = details.Body;
            Attempts = details.Attempts;
            Retryable = details.Retryable;
            RetryAfter = details.RetryAfter;
            Evidence = details.Evidence;
        }

        /// <summary>The kind of the error; each has its class, but for <see cref="ErrorKind.Internal"/>.</summary>
        public ErrorKind Kind { get; }

        /// <summary>The HTTP status; null where no answer came.</summary>
        public int? HttpStatus { get; }

        /// <summary>
        /// The vendor's error code (<c>package_not_found</c>), an open set; null where none was sent.
        /// </summary>
        [MaybeNull]
        public string ApiCode { get; }

        /// <summary>The server's own id of the request; null if it sent none.</summary>
        [MaybeNull]
        public string RequestId { get; }

        /// <summary>
        /// The beginning (4 KiB) of the body of an answer with an error status, without secrets and URLs; null if none.
        /// </summary>
        [MaybeNull]
        public string Body { get; }

        /// <summary>The number of attempts; null if nothing was sent.</summary>
        public int? Attempts { get; }

        /// <summary>
        /// Whether the same call can safely be made again later, and may succeed then. Never true for a delete whose
        /// outcome is unknown.
        /// </summary>
        public bool Retryable { get; }

        /// <summary>How long the server asked to wait; null if it did not.</summary>
        public TimeSpan? RetryAfter { get; }

        /// <summary>What the follow-up check showed after a delete with an unknown outcome; null otherwise.</summary>
        public Evidence? Evidence { get; }
    }
}
