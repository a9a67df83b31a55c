//! The kinds of errors: the one table that the constants and the exception classes of every binding come from.

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal $name:literal $(in $parent:ident)?,)*) => {
        /// What went wrong.  Deliberately exhaustive, so that a program which matches every kind learns of a new one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(i32)]
        pub enum Kind { $($(#[doc = $doc])+ $variant = $code,)* }

        impl Kind {
            /// Every kind, in the order of the codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The number that C programs see.
            pub const fn code(self) -> i32 { self as i32 }

            /// The name in lower case, as in logs and in Python's `kind`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The more general kind that this one is a case of.  Where errors are classes, it is the base class.
            pub const fn parent(self) -> Option<Self> {
                match self { $(Self::$variant => parent!($($parent)?),)* }
            }

            /// The documentation of the kind, in Markdown: a paragraph that says what it is, then what to know of it.
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+),)* }
            }
        }
    };
}

macro_rules! parent {
    () => {
        None
    };
    ($parent:ident) => {
        Some(Self::$parent)
    };
}

// Numbers are never used again.
kinds! {
    /// An option of the client is wrong, or the client is closed.
    ///
    /// Nothing was sent.  The message names the option and what it accepts, never its value.
    Configuration = 1 "configuration",
    /// An argument of a call is wrong, such as an id with a slash in it.
    ///
    /// Nothing was sent.
    InvalidArgument = 2 "invalid_argument",
    /// No connection could be made: the name is unknown, the port refused, or the proxy failed.
    ///
    /// The server received nothing.  Check the base URL, the proxy and the network, then call again.
    Connect = 10 "connect" in Transport,
    /// TLS could not be agreed on, most often because the certificate is not trusted.
    ///
    /// The server received nothing.  Give `ca_file` for a private certificate authority; another attempt alone will not
    /// help.
    Tls = 11 "tls" in Transport,
    /// A time limit ended the call: `timeout`, `attempt_timeout` or `connect_timeout`.
    ///
    /// The message says which.  Call again later, or raise the limit.
    Timeout = 12 "timeout" in Transport,
    /// The connection broke before a whole answer had come, or did not speak HTTP.
    ///
    /// Reads were retried as often as the options allow; calling again later is safe for them.
    Transport = 13 "transport",
    /// Status 400: the server did not accept the request.
    ///
    /// The vendor's code and the body say why.
    BadRequest = 20 "bad_request" in Api,
    /// Status 401: the key or token is missing, wrong, or belongs to another data centre.
    ///
    /// Some proxies drop headers with an underscore in their name, as `api_key` has.
    Authentication = 21 "authentication" in Api,
    /// Status 403, or a code `*_not_authorized` or `*_feature_*`: the key may not do this, or the subscription lacks the
    /// feature.
    PermissionDenied = 22 "permission_denied" in Api,
    /// Status 404 in the API's own words: the package does not exist, or may not be seen with this key.
    ///
    /// The server does not tell the two apart, so this never proves that a package was deleted.
    NotFound = 23 "not_found" in Api,
    /// A retention policy forbids the deletion: code `package_delete_retention`, whatever the status.
    ///
    /// Nothing was deleted.  Wait until the retention has ended, or override it if you are entitled to; the client never
    /// does so by itself.
    Retention = 24 "retention" in Api,
    /// Status 429: too many requests from this address or with this key.
    ///
    /// `retry_after` is how long the server asked to wait, if it did.  Nothing was changed.  `requests_per_second` keeps a
    /// client below a limit that is known.
    RateLimited = 25 "rate_limited" in Api,
    /// Status 5xx: the server failed.
    ///
    /// Reads were retried; call again later.
    Server = 26 "server" in Api,
    /// Any other status that is not a success.
    ///
    /// A redirect is one of these: it is never followed, since that would carry the key to another place.
    Api = 27 "api",
    /// A success whose body is not the answer that was asked for.
    ///
    /// The body is no JSON object, is about another package, or is larger than `max_response_bytes`.  A proxy or login page
    /// in between is the usual cause.
    Response = 30 "response",
    /// A deletion or rescission was sent, and what became of it cannot be known.
    ///
    /// It is never sent a second time.  `evidence` says what the follow-up check showed:
    ///
    /// - `absent`: the package answers 404 now, or every video asked for is `deleted` now;
    /// - `present`: it is still there (of a rescission: in another state); the request may yet be carried out;
    /// - `rescinded`: the package that was to be rescinded is rescinded now;
    /// - `unverified`: the check failed, or settled nothing.
    ///
    /// Look again before deciding to call again.
    OutcomeUnknown = 40 "outcome_unknown",
    /// The caller cancelled the call.
    Cancelled = 50 "cancelled",
    /// A bug of this library: please report it.
    Internal = 99 "internal",
}
