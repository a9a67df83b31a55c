"""The errors of the client: one tree below :class:`IinkedSignError`.

Every error carries the same fields, ``None`` where one does not apply, and survives ``pickle`` and ``copy``
whole.  ``str(error)`` is one line that says what failed, for which package, and what to do.  Neither it nor
``repr(error)`` ever holds a key, a token, a link or a video URL.
"""

from __future__ import annotations

# -- generated: names; by `make generate` from src/error/kind.rs --
__all__ = [
    "APIError",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConnectError",
    "IinkedSignError",
    "InvalidArgumentError",
    "JournalError",
    "NotFoundError",
    "OutcomeUnknownError",
    "PermissionDeniedError",
    "PlanError",
    "RateLimitError",
    "RequestTimeoutError",
    "ResponseError",
    "RetentionError",
    "ServerError",
    "TLSError",
    "TransportError",
]
# -- end of names --


class IinkedSignError(Exception):
    """The base of every error of this package.

    Raised as itself only for a fault of the library (``kind`` is ``"internal"``): please report it.

    Attributes:
        kind: the name of the error's kind, the same in every language, such as ``"not_found"``.
        status_code: the HTTP status, if the server answered.
        code: the server's own machine-readable code, such as ``"package_delete_retention"``.
        request_id: the server's name for the request, if it sent one.
        attempts: the number of attempts.
        retryable: whether the same call may succeed later without any change.
        body: the server's answer as text, at most 4 KiB, for :class:`APIError`.
        retry_after: the seconds the server asked to wait.
        evidence: what the follow-up check showed after a deletion whose outcome is unknown.
    """

    kind: str | None = "internal"
    status_code: int | None
    code: str | None
    request_id: str | None
    attempts: int | None
    retryable: bool | None
    body: str | None
    retry_after: float | None
    evidence: str | None

    def __init__(
        self,
        message: str = "",
        *,
        kind: str | None = None,
        status_code: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
        attempts: int | None = None,
        retryable: bool | None = None,
        body: str | None = None,
        retry_after: float | None = None,
        evidence: str | None = None,
    ) -> None:
        super().__init__(message)
        if kind is not None:
            self.kind = kind
        self.status_code = status_code
        self.code = code
        self.request_id = request_id
        self.attempts = attempts
        self.retryable = retryable
        self.body = body
        self.retry_after = retry_after
        self.evidence = evidence

    def __reduce__(self) -> tuple[object, ...]:
        # The `partial` of an audit and the `report` of a deletion, which cannot be pickled, stay behind: the error has
        # to reach other processes.
        state = {name: value for name, value in vars(self).items() if name not in ("partial", "report")}
        return type(self), self.args, state

    def __repr__(self) -> str:
        # The body is left out: it is long, and what it says is the server's business.
        shown = ("kind", "status_code", "code", "request_id", "attempts", "retryable", "retry_after", "evidence")
        fields = [f"{name}={value!r}" for name in shown if (value := getattr(self, name)) is not None]
        return f"{type(self).__name__}({', '.join([repr(str(self)), *fields])})"


# -- generated: classes; by `make generate` from src/error/kind.rs --


class ConfigurationError(IinkedSignError, ValueError):
    """An option of the client is wrong, or the client is closed.

    Nothing was sent.  The message names the option and what it accepts, never its value.

    Also a :class:`ValueError`.
    """

    kind = "configuration"


class InvalidArgumentError(IinkedSignError, ValueError):
    """An argument of a call is wrong, such as an id with a slash in it.

    Nothing was sent.

    Also a :class:`ValueError`.

    An argument of the wrong type raises :class:`TypeError` instead.
    """

    kind = "invalid_argument"


class TransportError(IinkedSignError):
    """The connection broke before a whole answer had come, or did not speak HTTP.

    Reads were retried as often as the options allow; calling again later is safe for them.

    The base of :class:`ConnectError`, :class:`TLSError`, :class:`RequestTimeoutError`.
    """

    kind = "transport"


class ConnectError(TransportError):
    """No connection could be made: the name is unknown, the port refused, or the proxy failed.

    The server received nothing.  Check the base URL, the proxy and the network, then call again.
    """

    kind = "connect"


class TLSError(TransportError):
    """TLS could not be agreed on, most often because the certificate is not trusted.

    The server received nothing.  Give ``ca_file`` for a private certificate authority; another attempt alone will not
    help.
    """

    kind = "tls"


class RequestTimeoutError(TransportError, TimeoutError):
    """A time limit ended the call: ``timeout``, ``attempt_timeout`` or ``connect_timeout``.

    The message says which.  Call again later, or raise the limit.

    Also a :class:`TimeoutError`.
    """

    kind = "timeout"


class APIError(IinkedSignError):
    """Any other status that is not a success.

    A redirect is one of these: it is never followed, since that would carry the key to another place.

    The base of :class:`BadRequestError`, :class:`AuthenticationError`, :class:`PermissionDeniedError`,
    :class:`NotFoundError`, :class:`RetentionError`, :class:`RateLimitError`, :class:`ServerError`.
    """

    kind = "api"


class BadRequestError(APIError):
    """Status 400: the server did not accept the request.

    The vendor's code and the body say why.
    """

    kind = "bad_request"


class AuthenticationError(APIError):
    """Status 401: the key or token is missing, wrong, or belongs to another data centre.

    Some proxies drop headers with an underscore in their name, as ``api_key`` has.
    """

    kind = "authentication"


class PermissionDeniedError(APIError):
    """Status 403, or a code ``*_not_authorized`` or ``*_feature_*``: the key may not do this, or the subscription lacks
    the feature.
    """

    kind = "permission_denied"


class NotFoundError(APIError):
    """Status 404 in the API's own words: the package does not exist, or may not be seen with this key.

    The server does not tell the two apart, so this never proves that a package was deleted.
    """

    kind = "not_found"


class RetentionError(APIError):
    """A retention policy forbids the deletion: code ``package_delete_retention``, whatever the status.

    Nothing was deleted.  Wait until the retention has ended, or override it if you are entitled to; the client never
    does so by itself.
    """

    kind = "retention"


class RateLimitError(APIError):
    """Status 429: too many requests from this address or with this key.

    ``retry_after`` is how long the server asked to wait, if it did.  Nothing was changed.  ``requests_per_second``
    keeps a client below a limit that is known.
    """

    kind = "rate_limited"


class ServerError(APIError):
    """Status 5xx: the server failed.

    Reads were retried; call again later.
    """

    kind = "server"


class ResponseError(IinkedSignError):
    """A success whose body is not the answer that was asked for.

    The body is no JSON object, is about another package, or is larger than ``max_response_bytes``.  A proxy or login
    page in between is the usual cause.
    """

    kind = "response"


class OutcomeUnknownError(IinkedSignError):
    """A deletion or rescission was sent, and what became of it cannot be known.

    It is never sent a second time.  ``evidence`` says what the follow-up check showed:

    - ``"absent"``: the package answers 404 now, or every video asked for is ``deleted`` now;
    - ``"present"``: it is still there (of a rescission: in another state); the request may yet be carried out;
    - ``"rescinded"``: the package that was to be rescinded is rescinded now;
    - ``"unverified"``: the check failed, or settled nothing.

    Look again before deciding to call again.
    """

    kind = "outcome_unknown"


# -- end of classes --


class PlanError(IinkedSignError, ValueError):
    """A plan of deletion cannot be made, is damaged, foreign, or not the one that was confirmed.

    Nothing was sent for it.
    """

    kind = "plan"


class JournalError(IinkedSignError, OSError):
    """The journal of a deletion is damaged, belongs to another plan, is locked, or cannot be written.

    Nothing is sent without its intent on the disk.  Raised in the middle of a run it has what was known then as its
    ``report``.
    """

    kind = "journal"


# The class of each kind, by which the compiled part finds it.
BY_KIND: dict[str | None, type[IinkedSignError]] = {globals()[name].kind: globals()[name] for name in __all__}
