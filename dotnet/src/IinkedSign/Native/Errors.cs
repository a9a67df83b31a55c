// C# 7: Mono's compiler compiles this file too.
using System;

namespace IinkedSign.Native
{
    /// <summary>Makes exceptions of the library's errors.</summary>
    internal static class Errors
    {
        /// <summary><paramref name="context"/> is that of the client, where there is one.</summary>
        internal static IinkedSignException Exception(ErrorHandle error, ClientContext context)
        {
            var kind = (ErrorKind)Imports.iinked_error_code(error);
            string message = Reader.Text(Imports.iinked_error_message(error));
            ErrorDetails details = Details(error);
            switch (kind)
            {
                case ErrorKind.Configuration:
                    Exception cause = context?.Failure(Reader.Text(Imports.iinked_error_cause(error)));
                    return new ConfigurationException(message, details, cause);
                case ErrorKind.InvalidArgument: return new InvalidArgumentException(message, details);
                case ErrorKind.Connect: return new ConnectException(message, details);
                case ErrorKind.Tls: return new TlsException(message, details);
                case ErrorKind.Timeout: return new RequestTimeoutException(message, details);
                case ErrorKind.Transport: return new TransportException(message, details);
                case ErrorKind.BadRequest: return new BadRequestException(message, details);
                case ErrorKind.Authentication: return new AuthenticationException(message, details);
                case ErrorKind.PermissionDenied: return new PermissionDeniedException(message, details);
                case ErrorKind.NotFound: return new NotFoundException(message, details);
                case ErrorKind.Retention: return new RetentionException(message, details);
                case ErrorKind.RateLimited: return new RateLimitException(message, details);
                case ErrorKind.Server: return new ServerException(message, details);
                case ErrorKind.Api: return new ApiException(message, details);
                case ErrorKind.Response: return new ResponseException(message, details);
                case ErrorKind.OutcomeUnknown: return new OutcomeUnknownException(message, details);
                // Internal, and kinds of a newer library.
                default: return new IinkedSignException(kind, message, details);
            }
        }

        private static ErrorDetails Details(ErrorHandle error)
        {
            int status = Imports.iinked_error_http_status(error);
            uint attempts = Imports.iinked_error_attempts(error);
            long wait = Imports.iinked_error_retry_after_ms(error);
            int evidence = Imports.iinked_error_evidence(error);
            return new ErrorDetails
            {
                HttpStatus = status == 0 ? (int?)null : status,
                ApiCode = Reader.Text(Imports.iinked_error_api_code(error)),
                RequestId = Reader.Text(Imports.iinked_error_request_id(error)),
                Body = Reader.Text(Imports.iinked_error_body(error)),
                Attempts = attempts == 0 ? (int?)null : (int)attempts,
                Retryable = Imports.iinked_error_retryable(error) != 0,
                // More than a TimeSpan holds is forever.
                RetryAfter = wait < 0 ? (TimeSpan?)null
                    : wait > long.MaxValue / TimeSpan.TicksPerMillisecond ? TimeSpan.MaxValue
                    : new TimeSpan(wait * TimeSpan.TicksPerMillisecond),
                Evidence = evidence == 0 ? (Evidence?)null : (Evidence)evidence,
            };
        }
    }
}
