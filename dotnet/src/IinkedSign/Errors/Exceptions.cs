// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>
    /// An option is wrong, or the native library is missing. The message names the option, never its value.
    /// </summary>
    public sealed class ConfigurationException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ConfigurationException(
            string message, [AllowNull] ErrorDetails details = null, [AllowNull] Exception inner = null)
            : base(ErrorKind.Configuration, message, details, inner) { }
    }

    /// <summary>An argument is wrong; nothing was sent.</summary>
    public sealed class InvalidArgumentException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public InvalidArgumentException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.InvalidArgument, message, details) { }
    }

    /// <summary>The connection broke, or did not speak HTTP. Base of all errors of the network.</summary>
    public class TransportException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public TransportException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Transport, message, details) { }

        internal TransportException(ErrorKind kind, string message, ErrorDetails details)
            : base(kind, message, details) { }
    }

    /// <summary>No connection: name not found, refused, unreachable, or the proxy would not.</summary>
    public sealed class ConnectException : TransportException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ConnectException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Connect, message, details) { }
    }

    /// <summary>A certificate or a TLS handshake failed.</summary>
    public sealed class TlsException : TransportException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public TlsException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Tls, message, details) { }
    }

    /// <summary>A time limit of the options ended the call.</summary>
    public sealed class RequestTimeoutException : TransportException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public RequestTimeoutException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Timeout, message, details) { }
    }

    /// <summary>
    /// The server answered with an error status. Base of the kinds below; itself for a status without one.
    /// </summary>
    public class ApiException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ApiException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Api, message, details) { }

        internal ApiException(ErrorKind kind, string message, ErrorDetails details) : base(kind, message, details) { }
    }

    /// <summary>Status 400.</summary>
    public sealed class BadRequestException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public BadRequestException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.BadRequest, message, details) { }
    }

    /// <summary>Status 401: the key or the token is wrong.</summary>
    public sealed class AuthenticationException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public AuthenticationException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Authentication, message, details) { }
    }

    /// <summary>Status 403, or a code <c>*_not_authorized</c> or <c>*_feature_*</c>.</summary>
    public sealed class PermissionDeniedException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public PermissionDeniedException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.PermissionDenied, message, details) { }
    }

    /// <summary>Status 404: there is no such package, or the key may not see it.</summary>
    public sealed class NotFoundException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public NotFoundException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.NotFound, message, details) { }
    }

    /// <summary>A retention policy forbids the delete; nothing was deleted.</summary>
    public sealed class RetentionException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public RetentionException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Retention, message, details) { }
    }

    /// <summary>Status 429; see <see cref="IinkedSignException.RetryAfter"/>.</summary>
    public sealed class RateLimitException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public RateLimitException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.RateLimited, message, details) { }
    }

    /// <summary>Status 5xx.</summary>
    public sealed class ServerException : ApiException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ServerException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Server, message, details) { }
    }

    /// <summary>The server answered a read with a success that is not the answer asked for.</summary>
    public sealed class ResponseException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public ResponseException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.Response, message, details) { }
    }

    /// <summary>
    /// A delete may or may not have been carried out: <see cref="IinkedSignException.Evidence"/> says what the follow-up check
    /// showed. It is never sent again by itself; read the package's state before deleting again.
    /// </summary>
    public sealed class OutcomeUnknownException : IinkedSignException
    {
        /// <summary>Made by the client; public so that tests can make one too.</summary>
        public OutcomeUnknownException(string message, [AllowNull] ErrorDetails details = null)
            : base(ErrorKind.OutcomeUnknown, message, details) { }
    }
}
