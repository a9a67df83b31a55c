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
            Exception cause = context?.Failure(Reader.Text(Imports.iinked_error_cause(error)));
            return Exceptions.Of(kind, message, details, cause);
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
