// Generated from src/error/kind.rs by `make generate`; do not edit.
// C# 7: Mono's compiler compiles this file too.
namespace IinkedSign
{
    /// <summary>Why a call failed. The numbers are those of every other language.</summary>
    public enum ErrorKind
    {
        /// <summary>An option of the client is wrong, or the client is closed.</summary>
        Configuration = 1,

        /// <summary>An argument of a call is wrong, such as an id with a slash in it.</summary>
        InvalidArgument = 2,

        /// <summary>No connection could be made: the name is unknown, the port refused, or the proxy failed.</summary>
        Connect = 10,

        /// <summary>TLS could not be agreed on, most often because the certificate is not trusted.</summary>
        Tls = 11,

        /// <summary>
        /// A time limit ended the call: <see cref="IinkedSignOptions.Timeout"/>,
        /// <see cref="IinkedSignOptions.AttemptTimeout"/> or <see cref="IinkedSignOptions.ConnectTimeout"/>.
        /// </summary>
        Timeout = 12,

        /// <summary>The connection broke before a whole answer had come, or did not speak HTTP.</summary>
        Transport = 13,

        /// <summary>Status 400: the server did not accept the request.</summary>
        BadRequest = 20,

        /// <summary>Status 401: the key or token is missing, wrong, or belongs to another data centre.</summary>
        Authentication = 21,

        /// <summary>
        /// Status 403, or a code <c>*_not_authorized</c> or <c>*_feature_*</c>: the key may not do this, or the
        /// subscription lacks the feature.
        /// </summary>
        PermissionDenied = 22,

        /// <summary>
        /// Status 404 in the API's own words: the package does not exist, or may not be seen with this key.
        /// </summary>
        NotFound = 23,

        /// <summary>
        /// A retention policy forbids the deletion: code <c>package_delete_retention</c>, whatever the status.
        /// </summary>
        Retention = 24,

        /// <summary>Status 429: too many requests from this address or with this key.</summary>
        RateLimited = 25,

        /// <summary>Status 5xx: the server failed.</summary>
        Server = 26,

        /// <summary>Any other status that is not a success.</summary>
        Api = 27,

        /// <summary>A success whose body is not the answer that was asked for.</summary>
        Response = 30,

        /// <summary>A deletion or rescission was sent, and what became of it cannot be known.</summary>
        OutcomeUnknown = 40,

        /// <summary>The caller cancelled the call.</summary>
        Cancelled = 50,

        /// <summary>A bug of this library: please report it.</summary>
        Internal = 99,
    }
}
