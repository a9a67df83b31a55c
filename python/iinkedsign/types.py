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
    "Meeting",
    "MeetingSession",
    "Package",
    "PackageDocument",
    "PackageFormat",
    "PackageRevision",
    "PackageStatus",
    "PackageSummary",
    "PackageVideos",
    "RecordedMeeting",
    "RescindedPackage",
    "Revision",
    "Signer",
    "SummaryDocument",
    "SummaryRecipient",
    "SummarySigner",
    "Video",
    "VideoFile",
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


class PackageFormat(TypedDict):
    """How a package writes dates and numbers."""

    locale: str | None


class Meeting(TypedDict):
    """The meeting of a video signing room."""

    meetingId: str | None
    organizationId: str | None
    packageId: str | None
    timeStart: str | None
    duration: str | None  # ISO 8601
    isPrivate: bool | None
    type: str | None
    state: str | None


class MeetingSession(TypedDict):
    """A session of a meeting."""

    videos: list[Video] | None


class RecordedMeeting(TypedDict):
    """A meeting with what was recorded of it."""

    sessions: list[MeetingSession] | None


class PackageRevision(TypedDict):
    """One signer's turn at one document, as :meth:`Client.get_package` gives it."""

    documentId: str | None
    revisionId: str | None
    revisionNumber: int | None
    revisionBeforeId: str | None
    timeLastOpened: str | None
    signerId: str | None
    isSigned: bool | None
    timeSigned: str | None
    address: str | None  # where it was signed from


class PackageDocument(TypedDict):
    """A document of a package, as :meth:`Client.get_package` gives it."""

    documentId: str | None
    packageId: str | None
    fileId: str | None
    autoTemplateId: str | None
    autoTemplateDocumentId: str | None
    externalId: str | None
    index: int | None
    name: str | None
    fileName: str | None
    fileType: str | None
    fileSize: int | None
    numberPages: int | None
    timeUploaded: str | None
    timeLastModified: str | None
    revisionsSigned: int | None
    revisionsCount: int | None
    description: str | None
    cac: Any  # neither meaning nor form is documented
    cacPages: Any  # neither meaning nor form is documented
    state: str | None
    revisions: list[PackageRevision] | None


class Package(TypedDict):
    """The answer of :meth:`Client.get_package`: a package as a whole."""

    packageId: str
    organizationId: str | None
    memberId: str | None  # who owns the package
    teamId: str | None
    folderId: str | None
    shared: bool | None
    meetingId: str | None
    templateId: str | None
    formId: str | None
    keyId: str | None  # the API key it was made with
    api: bool | None  # whether it was made through the API
    name: str | None
    category: str | None
    clientNumber: str | None
    matterNumber: str | None
    description: str | None
    message: str | None
    rescindMessage: str | None
    reminderMessage: str | None
    timeCreated: str | None
    timeReminder: str | None
    timeRetention: str | None  # when the retention ends; None may mean none or unknown
    timeRescinded: str | None
    timeDeleted: str | None
    timeSignBy: str | None
    timeLastModified: str | None
    options: Any  # the form is not documented
    hasSecurityPassphrase: bool | None
    locale: str | None
    timeZone: str | None
    format: PackageFormat | None
    revisionsSigned: int | None
    revisionsCount: int | None
    restrictedType: str | None
    type: str | None
    state: str | None
    externalData: Any  # whatever was stored with the package: an object or None
    version: Any  # the form is not documented
    meeting: Meeting | None  # of a video signing room
    documents: list[PackageDocument] | None
    meetings: list[RecordedMeeting] | None


class RescindedPackage(TypedDict):
    """The answer of :meth:`Client.rescind_package`."""

    packageId: str


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


class VideoFile(TypedDict):
    """What :meth:`Client.download_video` saved."""

    path: str
    bytes: int
    sha256: str  # in lower-case hex
    content_type: str | None  # as the video's host said


class DriftEntry(TypedDict):
    """One way in which answers differed from the documentation, and how often: see :meth:`Client.drift`."""

    path: str  # where, such as "documents[].revisions[].isNext"
    kind: str  # "unknown_field", "unknown_value" or "wrong_type"
    count: int
