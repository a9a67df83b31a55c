// C# 7: Mono's compiler compiles this file too.
using System;
using System.Diagnostics.CodeAnalysis;

namespace IinkedSign
{
    /// <summary>
    /// The fields of an <see cref="IinkedSignException"/>, for tests that make one; the exception copies them.
    /// </summary>
    public sealed class ErrorDetails
    {
        /// <summary>See <see cref="IinkedSignException.HttpStatus"/>.</summary>
        public int? HttpStatus { get; set; }

        /// <summary>See <see cref="IinkedSignException.ApiCode"/>.</summary>
        [AllowNull, MaybeNull]
        public string ApiCode { get; set; }

        /// <summary>See <see cref="IinkedSignException.RequestId"/>.</summary>
        [AllowNull, MaybeNull]
        public string RequestId { get; set; }

        /// <summary>See <see cref="IinkedSignException.Body"/>.</summary>
        [AllowNull, MaybeNull]
        public string Body { get; set; }

        /// <summary>See <see cref="IinkedSignException.Attempts"/>.</summary>
        public int? Attempts { get; set; }

        /// <summary>See <see cref="IinkedSignException.Retryable"/>.</summary>
        public bool Retryable { get; set; }

        /// <summary>See <see cref="IinkedSignException.RetryAfter"/>.</summary>
        public TimeSpan? RetryAfter { get; set; }

        /// <summary>See <see cref="IinkedSignException.Evidence"/>.</summary>
        public Evidence? Evidence { get; set; }
    }
}
