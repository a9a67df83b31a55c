"""The shape of each answer, as :class:`typing.TypedDict`.

An answer is a plain ``dict`` with the wire's own names.  Every key below is always there, ``None`` where the
server sent nothing; keys it sends beyond these are kept as they came.  Times and durations stay the text that
was sent: read them with :func:`iinkedsign.parse_time` and :func:`iinkedsign.parse_duration`.  Enumerations are
open: a new ``state`` or ``type`` passes through as text.  A value of the wrong JSON type is kept as it came and
counted by ``Client.drift()``.
"""

from typing import Any, TypedDict

# -- generated: names; by `make generate` from src/model --
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
# -- end of names --

# -- generated: records; by `make generate` from src/model --


class Revision(TypedDict):
    """One signer's revision of a document."""

    packageId: str | None  # The package
    documentId: str | None  # The document
    revisionId: str | None  # Unique identifier of the revision
    signerId: str | None  # The signer
    link: str | None  # The link to sign this revision; a secret
    isNext: bool | None  # Whether the signer is the next one in sequential signing
    isSigned: bool | None  # Whether the signer has signed this revision


class Document(TypedDict):
    """A document of a package."""

    packageId: str | None  # The package
    documentId: str | None  # Unique identifier of the document
    fileId: str | None  # The file of the document
    externalId: str | None  # Identifier in an external system. The vendor's sample misspells its key as "exernalId"
    name: str | None  # Name of the document
    fileName: str | None  # Name of the file
    order: int | None  # Place of the document in the package, from 0
    isExecuted: bool | None  # Whether the document has been signed by all signers
    revisions: list[Revision] | None  # One revision for each signer


class Link(TypedDict):
    """A link of a signer."""

    token: str | None  # Token of the link; a secret
    packageId: str | None  # The package
    documentId: str | None  # The document
    revisionId: str | None  # The revision
    name: str | None  # Name of the document
    link: str | None  # The link itself; a secret
    timeExpires: str | None  # When the link expires
    type: str | None  # Type of the link: document, package_sign, package_edit, or a new one
    isNext: bool | None  # Whether the signer is the next one in sequential signing
    isSigned: bool | None  # Whether the signer has signed


class Signer(TypedDict):
    """A signer of a package."""

    signerId: str | None  # Unique identifier of the signer
    firstName: str | None  # First name
    lastName: str | None  # Last name
    email: str | None  # Email address
    mobileNumber: str | None  # Mobile number; empty where unset
    order: int | None  # Place in the signing order, from 0
    # Links to the signer's revisions; none unless the package was made with "generateSignerLinks"
    links: list[Link] | None
    signLink: Link | str | None  # Link to sign the whole package: an object, or the mere link; a secret
    meetingLink: Link | str | None  # Link to the meeting: an object, or the mere link; a secret


class PackageStatus(TypedDict):
    """The status of a package: the answer of :meth:`Client.package_status`."""

    packageId: str  # Unique identifier of the package
    organizationId: str | None  # The organization
    memberId: str | None  # The member who owns the package
    name: str | None  # Name of the package
    timeSignBy: str | None  # By when the package should be signed
    # Type of the package: concurrent, Sequential, Counterpart, video_closing_room, Live Session, or a new one
    type: str | None
    state: str | None  # State of the package: draft, open, executed, expired, rescinded, select, add, or a new one
    externalData: Any  # Free-form data of the integration
    isExecuted: bool | None  # Whether all documents have been signed by all signers
    documents: list[Document] | None  # The documents
    signers: list[Signer] | None  # The signers


class Video(TypedDict):
    """A recording of a meeting."""

    meetingVideoId: str | None  # Unique identifier of the video
    meetingVideoSharedId: str | None  # Shared identifier of the video
    meetingId: str | None  # The meeting
    meetingSessionId: str | None  # The session of the meeting
    externalVideoId: str | None  # Identifier in an external system
    externalStorageId: str | None  # Identifier of an external storage
    timeCreated: str | None  # When the recording was made
    timeRetention: str | None  # When retention ends; null may mean none or unknown
    timeDeleted: str | None  # When it was deleted
    duration: str | None  # Length of the recording, as "PT5M12S"
    size: int | None  # Size in bytes
    source: str | None  # Source of the video; the values are not documented
    type: str | None  # Type of the video: video, or a new one
    state: str | None  # State of the video: started, stopped, queued, failed, archived, deleted, or a new one
    url: str | None  # Temporary URL to download or play the video; a secret
    timeUrlExpires: str | None  # When "url" stops working


class PackageVideos(TypedDict):
    """The videos of a package: the answer of :meth:`Client.list_videos` and of each deletion."""

    packageId: str  # The package
    videos: list[Video] | None  # The videos


class SummaryDocument(TypedDict):
    """A document of a package in a list."""

    documentId: str | None  # Unique identifier of the document
    externalId: str | None  # Identifier in an external system
    index: int | None  # Place of the document in the package ("order" in a status)
    name: str | None  # Name of the document
    fileName: str | None  # Name of the file
    isExecuted: bool | None  # Whether it has been signed by all signers
    timeExecuted: str | None  # When the last signature came


class SummarySigner(TypedDict):
    """A signer of a package in a list."""

    signerId: str | None  # Unique identifier of the signer
    index: int | None  # Place in the signing order ("order" in a status)
    firstName: str | None  # First name
    lastName: str | None  # Last name
    email: str | None  # Email address
    role: str | None  # Role of the signer
    type: str | None  # Type of the signer
    verify: Any  # How the signer is verified; neither type nor values are documented
    isVerified: bool | None  # Whether the signer was verified
    isNext: bool | None  # Whether the signer is the next one in sequential signing
    isExecuted: bool | None  # Whether the signer has signed everything
    timeExecuted: str | None  # When the signer signed


class SummaryRecipient(TypedDict):
    """A further recipient of a package in a list."""

    recipientId: str | None  # Unique identifier of the recipient
    firstName: str | None  # First name
    lastName: str | None  # Last name
    email: str | None  # Email address
    type: str | None  # Type of the recipient


class PackageSummary(TypedDict):
    """A package without its links: what :meth:`Client.list_packages` yields."""

    packageId: str  # Unique identifier of the package
    organizationId: str | None  # The organization
    memberId: str | None  # The member who owns the package
    teamId: str | None  # The team
    folderId: str | None  # The folder
    shared: bool | None  # Whether the package is shared
    timeCreated: str | None  # When the package was made
    timeLastModified: str | None  # When it was last changed
    timeSignBy: str | None  # By when it should be signed
    name: str | None  # Name of the package
    category: str | None  # Category
    clientNumber: str | None  # Client number
    matterNumber: str | None  # Matter number
    description: str | None  # Description
    # Type of the package: concurrent, Sequential, Counterpart, video_closing_room, Live Session, or a new one
    type: str | None
    state: str | None  # State of the package: draft, open, executed, expired, rescinded, select, add, or a new one
    externalData: Any  # Free-form data of the integration
    isExecuted: bool | None  # Whether all documents have been signed by all signers
    timeExecuted: str | None  # When the last signature came
    documents: list[SummaryDocument] | None  # The documents
    signers: list[SummarySigner] | None  # The signers
    recipients: list[SummaryRecipient] | None  # Further recipients


class PackageFormat(TypedDict):
    """How a package writes dates and numbers."""

    locale: str | None  # Language and region; the form is not documented


class Meeting(TypedDict):
    """The meeting of a video signing room."""

    meetingId: str | None  # Unique identifier of the meeting
    organizationId: str | None  # The organization
    packageId: str | None  # The package
    timeStart: str | None  # When the meeting begins
    duration: str | None  # Length of the meeting, as "PT5M12S"
    isPrivate: bool | None  # Whether the meeting is private
    type: str | None  # Type of the meeting; the values are not documented
    state: str | None  # State of the meeting; the values are not documented


class PackageRevision(TypedDict):
    """A revision of a document of a whole package."""

    documentId: str | None  # The document
    revisionId: str | None  # Unique identifier of the revision
    revisionNumber: int | None  # Number of the revision
    revisionBeforeId: str | None  # The revision before
    timeLastOpened: str | None  # When it was last opened
    signerId: str | None  # The signer
    isSigned: bool | None  # Whether the signer has signed it
    timeSigned: str | None  # When the signer signed it
    address: str | None  # Address from which it was signed


class PackageDocument(TypedDict):
    """A document of a whole package."""

    documentId: str | None  # Unique identifier of the document
    packageId: str | None  # The package
    fileId: str | None  # The file of the document
    autoTemplateId: str | None  # The automatic template; its meaning is not documented
    autoTemplateDocumentId: str | None  # The document of the automatic template; its meaning is not documented
    externalId: str | None  # Identifier in an external system
    index: int | None  # Place of the document in the package ("order" in a status)
    name: str | None  # Name of the document
    fileName: str | None  # Name of the file
    fileType: str | None  # Type of the file
    fileSize: int | None  # Size of the file in bytes
    numberPages: int | None  # How many pages it has
    timeUploaded: str | None  # When it was uploaded
    timeLastModified: str | None  # When it was last changed
    revisionsSigned: int | None  # How many revisions are signed
    revisionsCount: int | None  # How many revisions there are
    description: str | None  # Description
    cac: Any  # The vendor's "cac"; neither meaning nor type is documented
    cacPages: Any  # The vendor's "cacPages"; neither meaning nor type is documented
    state: str | None  # State of the document; the values are not documented
    revisions: list[PackageRevision] | None  # Its revisions


class MeetingSession(TypedDict):
    """A session of a meeting."""

    videos: list[Video] | None  # The recordings


class RecordedMeeting(TypedDict):
    """A meeting of a package with what was recorded of it."""

    sessions: list[MeetingSession] | None  # The sessions


class Package(TypedDict):
    """A package as a whole: the answer of :meth:`Client.get_package`."""

    packageId: str  # Unique identifier of the package
    organizationId: str | None  # The organization
    memberId: str | None  # The member who owns the package
    teamId: str | None  # The team
    folderId: str | None  # The folder
    shared: bool | None  # Whether the package is shared
    meetingId: str | None  # The meeting of a video signing room
    templateId: str | None  # The template that the package was made from
    formId: str | None  # The form that the package was made from
    keyId: str | None  # The API key that the package was made with
    api: bool | None  # Whether the package was made through the API
    name: str | None  # Name of the package
    category: str | None  # Category
    clientNumber: str | None  # Client number
    matterNumber: str | None  # Matter number
    description: str | None  # Description
    message: str | None  # Message to the signers
    rescindMessage: str | None  # Message with which the package was rescinded
    reminderMessage: str | None  # Message of reminders
    timeCreated: str | None  # When the package was made
    timeReminder: str | None  # When the signers are reminded
    timeRetention: str | None  # When retention ends; null may mean none or unknown
    timeRescinded: str | None  # When the package was rescinded
    timeDeleted: str | None  # When the package was deleted
    timeSignBy: str | None  # By when the package should be signed
    timeLastModified: str | None  # When the package was last changed
    options: Any  # Options of the package; their form is not documented
    hasSecurityPassphrase: bool | None  # Whether a passphrase protects the package
    locale: str | None  # Language and region; the form is not documented
    timeZone: str | None  # Time zone; the form is not documented
    format: PackageFormat | None  # How dates and numbers are written
    revisionsSigned: int | None  # How many revisions are signed
    revisionsCount: int | None  # How many revisions there are
    restrictedType: str | None  # A restriction of the type; the values are not documented
    # Type of the package: concurrent, Sequential, Counterpart, video_closing_room, Live Session, or a new one
    type: str | None
    state: str | None  # State of the package: draft, open, executed, expired, rescinded, select, add, or a new one
    externalData: Any  # Free-form data of the integration
    version: Any  # Version of the package; its type is not documented
    meeting: Meeting | None  # The meeting of a video signing room
    documents: list[PackageDocument] | None  # The documents
    meetings: list[RecordedMeeting] | None  # The meetings with their recordings


class RescindedPackage(TypedDict):
    """The answer of :meth:`Client.rescind_package`."""

    packageId: str  # The package that was rescinded


# -- end of records --


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
