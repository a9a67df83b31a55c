// Generated from src/error/kind.rs by `make generate`; do not edit.
// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>An option of the client is wrong, or the client is closed.</summary>
    /// <remarks>Nothing was sent. The message names the option and what it accepts, never its value.</remarks>
    public sealed class ConfigurationException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ConfigurationException(
            string message, [AllowNull] ErrorDetails details = null, [AllowNull] Exception inner = null)
            : base(ErrorKind.Configuration, message, details, inner) { }
    }

    /// <summary>An argument of a call is wrong, such as an id with a slash in it.</summary>
    /// <remarks>Nothing was sent.</remarks>
    public sealed class InvalidArgumentException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public InvalidArgumentException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.InvalidArgument, message, details) { }
    }

    /// <summary>The connection broke before a whole answer had come, or did not speak HTTP.</summary>
    /// <remarks>
    /// <para>Reads were retried as often as the options allow; calling again later is safe for them.</para> <para>The
    /// base of <see cref="ConnectException"/>, <see cref="TlsException"/>,
    /// <see cref="RequestTimeoutException"/>.</para>
    /// </remarks>
    public class TransportException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public TransportException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Transport, message, details) { }

        internal TransportException(ErrorKind kind, string message, ErrorDetails details)
            : base(kind, message, details) { }
    }

    /// <summary>No connection could be made: the name is unknown, the port refused, or the proxy failed.</summary>
    /// <remarks>The server received nothing. Check the base URL, the proxy and the network, then call again.</remarks>
    public sealed class ConnectException : TransportException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ConnectException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Connect, message, details) { }
    }

    /// <summary>TLS could not be agreed on, most often because the certificate is not trusted.</summary>
    /// <remarks>
    /// The server received nothing. Give <see cref="IinkedSignOptions.CaFile"/> for a private certificate authority;
    /// another attempt alone will not help.
    /// </remarks>
    public sealed class TlsException : TransportException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public TlsException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Tls, message, details) { }
    }

    /// <summary>
    /// A time limit ended the call: <see cref="IinkedSignOptions.Timeout"/>,
    /// <see cref="IinkedSignOptions.AttemptTimeout"/> or <see cref="IinkedSignOptions.ConnectTimeout"/>.
    /// </summary>
    /// <remarks>The message says which. Call again later, or raise the limit.</remarks>
    public sealed class RequestTimeoutException : TransportException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public RequestTimeoutException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Timeout, message, details) { }
    }

    /// <summary>Any other status that is not a success.</summary>
    /// <remarks>
    /// <para>A redirect is one of these: it is never followed, since that would carry the key to another place.</para>
    /// <para>The base of <see cref="BadRequestException"/>, <see cref="AuthenticationException"/>,
    /// <see cref="PermissionDeniedException"/>, <see cref="NotFoundException"/>, <see cref="RetentionException"/>,
    /// <see cref="RateLimitException"/>, <see cref="ServerException"/>.</para>
    /// </remarks>
    public class ApiException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ApiException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Api, message, details) { }

        internal ApiException(ErrorKind kind, string message, ErrorDetails details)
            : base(kind, message, details) { }
    }

    /// <summary>Status 400: the server did not accept the request.</summary>
    /// <remarks>The vendor's code and the body say why.</remarks>
    public sealed class BadRequestException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public BadRequestException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.BadRequest, message, details) { }
    }

    /// <summary>Status 401: the key or token is missing, wrong, or belongs to another data centre.</summary>
    /// <remarks>
    /// Some proxies drop headers with an underscore in their name, as <see cref="IinkedSignOptions.ApiKey"/> has.
    /// </remarks>
    public sealed class AuthenticationException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public AuthenticationException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Authentication, message, details) { }
    }

    /// <summary>
    /// Status 403, or a code <c>*_not_authorized</c> or <c>*_feature_*</c>: the key may not do this, or the
    /// subscription lacks the feature.
    /// </summary>
    public sealed class PermissionDeniedException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public PermissionDeniedException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.PermissionDenied, message, details) { }
    }

    /// <summary>
    /// Status 404 in the API's own words: the package does not exist, or may not be seen with this key.
    /// </summary>
    /// <remarks>The server does not tell the two apart, so this never proves that a package was deleted.</remarks>
    public sealed class NotFoundException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public NotFoundException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.NotFound, message, details) { }
    }

    /// <summary>
    /// A retention policy forbids the deletion: code <c>package_delete_retention</c>, whatever the status.
    /// </summary>
    /// <remarks>
    /// Nothing was deleted. Wait until the retention has ended, or override it if you are entitled to; the client never
    /// does so by itself.
    /// </remarks>
    public sealed class RetentionException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public RetentionException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Retention, message, details) { }
    }

    /// <summary>Status 429: too many requests from this address or with this key.</summary>
    /// <remarks>
    /// <see cref="IinkedSignException.RetryAfter"/> is how long the server asked to wait, if it did. Nothing was
    /// changed. <see cref="IinkedSignOptions.RequestsPerSecond"/> keeps a client below a limit that is known.
    /// </remarks>
    public sealed class RateLimitException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public RateLimitException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.RateLimited, message, details) { }
    }

    /// <summary>Status 5xx: the server failed.</summary>
    /// <remarks>Reads were retried; call again later.</remarks>
    public sealed class ServerException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ServerException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Server, message, details) { }
    }

    /// <summary>A success whose body is not the answer that was asked for.</summary>
    /// <remarks>
    /// The body is no JSON object, is about another package, or is larger than
    /// <see cref="IinkedSignOptions.MaxResponseBytes"/>. A proxy or login page in between is the usual cause.
    /// </remarks>
    public sealed class ResponseException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ResponseException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Response, message, details) { }
    }

    /// <summary>A deletion or rescission was sent, and what became of it cannot be known.</summary>
    /// <remarks>
    /// <para>It is never sent a second time. <see cref="IinkedSignException.Evidence"/> says what the follow-up check
    /// showed:</para> <para><see cref="IinkedSign.Evidence.Absent"/>: the package answers 404 now, or every video asked
    /// for is <c>deleted</c> now;</para> <para><see cref="IinkedSign.Evidence.Present"/>: it is still there (of a
    /// rescission: in another state); the request may yet be carried out;</para>
    /// <para><see cref="IinkedSign.Evidence.Rescinded"/>: the package that was to be rescinded is rescinded now;</para>
    /// <para><see cref="IinkedSign.Evidence.Unverified"/>: the check failed, or settled nothing.</para> <para>Look
    /// again before deciding to call again.</para>
    /// </remarks>
    public sealed class OutcomeUnknownException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public OutcomeUnknownException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.OutcomeUnknown, message, details) { }
    }

    /// <summary>Which exception a kind is.</summary>
    internal static class Exceptions
    {
        internal static IinkedSignException Of(
            ErrorKind kind, string message, ErrorDetails details, Exception inner)
        {
            switch (kind)
            {
                case ErrorKind.Configuration: return new ConfigurationException(message, details, inner);
                case ErrorKind.InvalidArgument: return new InvalidArgumentException(message, details);
                case ErrorKind.Transport: return new TransportException(message, details);
                case ErrorKind.Connect: return new ConnectException(message, details);
                case ErrorKind.Tls: return new TlsException(message, details);
                case ErrorKind.Timeout: return new RequestTimeoutException(message, details);
                case ErrorKind.Api: return new ApiException(message, details);
                case ErrorKind.BadRequest: return new BadRequestException(message, details);
                case ErrorKind.Authentication: return new AuthenticationException(message, details);
                case ErrorKind.PermissionDenied: return new PermissionDeniedException(message, details);
                case ErrorKind.NotFound: return new NotFoundException(message, details);
                case ErrorKind.Retention: return new RetentionException(message, details);
                case ErrorKind.RateLimited: return new RateLimitException(message, details);
                case ErrorKind.Server: return new ServerException(message, details);
                case ErrorKind.Response: return new ResponseException(message, details);
                case ErrorKind.OutcomeUnknown: return new OutcomeUnknownException(message, details);
                // Internal, and kinds of a newer library.
                default: return new IinkedSignException(kind, message, details);
            }
        }
    }
}
