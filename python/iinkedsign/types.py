"""The shape of each answer, as :class:`typing.TypedDict`.

An answer is a plain ``dict`` with the wire's own names.  Every key below is always there, ``None`` where the
server sent nothing; keys it sends beyond these are kept as they came.  Times and durations stay the text that
was sent: read them with :func:`iinkedsign.parse_time` and :func:`iinkedsign.parse_duration`.  Enumerations are
open: a new ``state`` or ``type`` passes through as text.  A value of the wrong JSON type is kept as it came and
counted by ``Client.drift()``.
"""

from typing import Any, TypedDict

__all__ = [
    "Document",
    "DriftEntry",
    "Link",
    "PackageStatus",
    "PackageSummary",
    "PackageVideos",
    "Revision",
    "Signer",
    "SummaryDocument",
    "SummaryRecipient",
    "SummarySigner",
    "Video",
]


class Revision(TypedDict):
    """One signer's turn at one document."""

    packageId: str | None
    documentId: str | None
    revisionId: str | None
    signerId: str | None
    link: str | None  # opens the document for signing without a login: a secret
    isNext: bool | None  # whether this signer is the next one, in sequential signing
    isSigned: bool | None


class Document(TypedDict):
    """A document of a package, as :meth:`Client.package_status` gives it."""

    packageId: str | None
    documentId: str | None
    fileId: str | None
    externalId: str | None  # also filled from the misspelt "exernalId", where only that one came
    name: str | None
    fileName: str | None
    order: int | None
    isExecuted: bool | None  # whether every signer has signed
    revisions: list[Revision] | None


class Link(TypedDict):
    """A link that opens a document or a package without a login."""

    token: str | None  # a secret
    packageId: str | None
    documentId: str | None
    revisionId: str | None
    name: str | None
    link: str | None  # a secret
    timeExpires: str | None
    type: str | None  # such as "document" or "package_sign"
    isNext: bool | None
    isSigned: bool | None


class Signer(TypedDict):
    """A signer of a package, as :meth:`Client.package_status` gives it."""

    signerId: str | None
    firstName: str | None
    lastName: str | None
    email: str | None
    mobileNumber: str | None  # an empty text where none is set
    order: int | None
    links: list[Link] | None  # none unless the package was added with "generateSignerLinks"
    signLink: Link | str | None  # an object, or the mere link
    meetingLink: Link | str | None  # the same


class PackageStatus(TypedDict):
    """The answer of :meth:`Client.package_status`."""

    packageId: str
    organizationId: str | None
    memberId: str | None  # who owns the package
    name: str | None
    timeSignBy: str | None
    type: str | None  # concurrent, Sequential, Counterpart, video_closing_room, Live Session, or a new one
    state: str | None  # draft, open, executed, expired, rescinded, select, add, or a new one
    externalData: Any  # whatever was stored with the package: an object or None
    isExecuted: bool | None  # whether every document was signed by every signer
    documents: list[Document] | None
    signers: list[Signer] | None


class Video(TypedDict):
    """A recording of a meeting."""

    meetingVideoId: str | None
    meetingVideoSharedId: str | None
    meetingId: str | None
    meetingSessionId: str | None
    externalVideoId: str | None
    externalStorageId: str | None
    timeCreated: str | None
    timeRetention: str | None  # when the retention ends
    timeDeleted: str | None
    duration: str | None  # ISO 8601, such as "PT5M12S"
    size: int | None  # bytes
    source: str | None
    type: str | None  # "video", or a new one
    state: str | None  # started, stopped, queued, failed, archived, deleted, or a new one
    url: str | None  # plays the recording without a login, for a while: a secret
    timeUrlExpires: str | None


class PackageVideos(TypedDict):
    """The answer of :meth:`Client.list_videos`, and of each deletion."""

    packageId: str
    videos: list[Video] | None


class SummaryDocument(TypedDict):
    """A document in the list of packages."""

    documentId: str | None
    externalId: str | None
    index: int | None
    name: str | None
    fileName: str | None
    isExecuted: bool | None
    timeExecuted: str | None


class SummarySigner(TypedDict):
    """A signer in the list of packages."""

    signerId: str | None
    index: int | None
    firstName: str | None
    lastName: str | None
    email: str | None
    role: str | None
    type: str | None
    verify: Any  # how the signer has to prove who they are; the form is not documented
    isVerified: bool | None
    isNext: bool | None
    isExecuted: bool | None
    timeExecuted: str | None


class SummaryRecipient(TypedDict):
    """Someone who receives a copy, in the list of packages."""

    recipientId: str | None
    firstName: str | None
    lastName: str | None
    email: str | None
    type: str | None


class PackageSummary(TypedDict):
    """What :meth:`Client.list_packages` yields: a package without its links."""

    packageId: str
    organizationId: str | None
    memberId: str | None
    teamId: str | None
    folderId: str | None
    shared: bool | None
    timeCreated: str | None
    timeLastModified: str | None
    timeSignBy: str | None
    name: str | None
    category: str | None
    clientNumber: str | None
    matterNumber: str | None
    description: str | None
    type: str | None
    state: str | None
    externalData: Any
    isExecuted: bool | None
    timeExecuted: str | None
    documents: list[SummaryDocument] | None
    signers: list[SummarySigner] | None
    recipients: list[SummaryRecipient] | None


class DriftEntry(TypedDict):
    """One way in which answers differed from the documentation, and how often: see :meth:`Client.drift`."""

    path: str  # where, such as "documents[].revisions[].isNext"
    kind: str  # "unknown_field", "unknown_value" or "wrong_type"
    count: int
