// C# 7: Mono's compiler compiles this file too.
namespace IinkedSign
{
    /// <summary>Why a call failed. The numbers are those of every other language.</summary>
    public enum ErrorKind
    {
        /// <summary>An option is wrong.</summary>
        Configuration = 1,

        /// <summary>An argument is wrong; nothing was sent.</summary>
        InvalidArgument = 2,

        /// <summary>No connection: name not found, refused, unreachable, or the proxy would not.</summary>
        Connect = 10,

        /// <summary>A certificate or a TLS handshake failed.</summary>
        Tls = 11,

        /// <summary>A time limit ended the call.</summary>
        Timeout = 12,

        /// <summary>The connection broke, or did not speak HTTP.</summary>
        Transport = 13,

        /// <summary>Status 400.</summary>
        BadRequest = 20,

        /// <summary>Status 401.</summary>
        Authentication = 21,

        /// <summary>Status 403, or a code <c>*_not_authorized</c> or <c>*_feature_*</c>.</summary>
        PermissionDenied = 22,

        /// <summary>Status 404: absent, or not permitted.</summary>
        NotFound = 23,

        /// <summary>A retention policy forbids the delete.</summary>
        Retention = 24,

        /// <summary>Status 429.</summary>
        RateLimited = 25,

        /// <summary>Status 5xx.</summary>
        Server = 26,

        /// <summary>Any other status that is not a success; redirects are never followed.</summary>
        Api = 27,

        /// <summary>A success whose body is not the answer asked for.</summary>
        Response = 30,

        /// <summary>A delete may or may not have been carried out.</summary>
        OutcomeUnknown = 40,

        /// <summary>Cancelled; .NET shows it as an <see cref="System.OperationCanceledException"/>.</summary>
        Cancelled = 50,

        /// <summary>A bug of the library.</summary>
        Internal = 99,
    }

    /// <summary>What the follow-up check showed after a delete with an unknown outcome.</summary>
    public enum Evidence
    {
        /// <summary>The package answers 404 now, or every video asked for is <c>deleted</c> now.</summary>
        Absent = 1,

        /// <summary>It is still there.</summary>
        Present = 2,

        /// <summary>The follow-up check did not settle it, or there was no time left for one.</summary>
        Unverified = 3,

        /// <summary>The package that was to be rescinded is rescinded now.</summary>
        Rescinded = 4,
    }
}
