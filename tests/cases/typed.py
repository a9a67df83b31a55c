"""The typed reading of an answer, written a second time so that the bindings' structs can be compared with it.

`fields(json, "PackageStatus")` is the line's `fields` (see README.md): what a typed binding must hold.
"""

import json
import re
from datetime import datetime, timedelta, timezone

STATES = {"draft": 1, "open": 2, "executed": 3, "expired": 4, "rescinded": 5, "select": 6, "add": 7}
TYPES = {"concurrent": 1, "Sequential": 2, "Counterpart": 3, "video_closing_room": 4, "Live Session": 5}
VIDEO_STATES = {"started": 1, "stopped": 2, "queued": 3, "failed": 4, "archived": 5, "deleted": 6}
VIDEO_TYPES = {"video": 1}
LINK_TYPES = {"document": 1, "package_sign": 2, "package_edit": 3}

# Kinds: t text, i number, f flag, z time, d duration, j JSON, l link, a table of constants, a record's name for a list
# of them, and with a ? before it for one.
PACKAGE = "packageId:t organizationId:t memberId:t"
SCHEMAS = {
    "PackageStatus": f"{PACKAGE} name:t timeSignBy:z type:types state:states externalData:j isExecuted:f "
    "documents:Document signers:Signer",
    "Document": "packageId:t documentId:t fileId:t externalId:t name:t fileName:t order:i isExecuted:f "
    "revisions:Revision",
    "Revision": "packageId:t documentId:t revisionId:t signerId:t link:t isNext:f isSigned:f",
    "Signer": "signerId:t firstName:t lastName:t email:t mobileNumber:t order:i links:Link signLink:l meetingLink:l",
    "Link": "token:t packageId:t documentId:t revisionId:t name:t link:t timeExpires:z type:link_types isNext:f "
    "isSigned:f",
    "Video": "meetingVideoId:t meetingVideoSharedId:t meetingId:t meetingSessionId:t externalVideoId:t "
    "externalStorageId:t timeCreated:z timeRetention:z timeDeleted:z duration:d size:i source:t type:video_types "
    "state:video_states url:t timeUrlExpires:z",
    "PackageVideos": "packageId:t videos:Video",
    "PackageSummary": f"{PACKAGE} teamId:t folderId:t shared:f timeCreated:z timeLastModified:z timeSignBy:z name:t "
    "category:t clientNumber:t matterNumber:t description:t type:types state:states externalData:j isExecuted:f "
    "timeExecuted:z documents:SummaryDocument signers:SummarySigner recipients:SummaryRecipient",
    "SummaryDocument": "documentId:t externalId:t index:i name:t fileName:t isExecuted:f timeExecuted:z",
    "SummarySigner": "signerId:t index:i firstName:t lastName:t email:t role:t type:t verify:j isVerified:f isNext:f "
    "isExecuted:f timeExecuted:z",
    "SummaryRecipient": "recipientId:t firstName:t lastName:t email:t type:t",
    "Package": f"{PACKAGE} teamId:t folderId:t shared:f meetingId:t templateId:t formId:t keyId:t api:f name:t "
    "category:t clientNumber:t matterNumber:t description:t message:t rescindMessage:t reminderMessage:t "
    "timeCreated:z timeReminder:z timeRetention:z timeRescinded:z timeDeleted:z timeSignBy:z timeLastModified:z "
    "options:j hasSecurityPassphrase:f locale:t timeZone:t format:?PackageFormat revisionsSigned:i "
    "revisionsCount:i restrictedType:t type:types state:states externalData:j version:j meeting:?Meeting "
    "documents:PackageDocument meetings:RecordedMeeting",
    "PackageFormat": "locale:t",
    "Meeting": "meetingId:t organizationId:t packageId:t timeStart:z duration:d isPrivate:f type:t state:t",
    "PackageDocument": "documentId:t packageId:t fileId:t autoTemplateId:t autoTemplateDocumentId:t externalId:t "
    "index:i name:t fileName:t fileType:t fileSize:i numberPages:i timeUploaded:z timeLastModified:z "
    "revisionsSigned:i revisionsCount:i description:t cac:j cacPages:j state:t revisions:PackageRevision",
    "PackageRevision": "documentId:t revisionId:t revisionNumber:i revisionBeforeId:t timeLastOpened:z signerId:t "
    "isSigned:f timeSigned:z address:t",
    "RecordedMeeting": "sessions:MeetingSession",
    "MeetingSession": "videos:Video",
    "RescindedPackage": "packageId:t",
}
# What each operation answers; a list of packages, one of these each.
ANSWERS = {
    "package_status": "PackageStatus",
    "get_package": "Package",
    "rescind_package": "RescindedPackage",
    "list_videos": "PackageVideos",
    "delete_package": "PackageVideos",
    "delete_video": "PackageVideos",
    "delete_all_videos": "PackageVideos",
    "list_packages": "PackageSummary",
}
CONSTANTS = {
    "states": STATES,
    "types": TYPES,
    "video_states": VIDEO_STATES,
    "video_types": VIDEO_TYPES,
    "link_types": LINK_TYPES,
}


def text(value):
    # C's text ends with NUL, so every typed binding shows an inner one as U+FFFD.
    return value.replace("\0", "\ufffd") if isinstance(value, str) else None


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Raw(str):
    """JSON text, put in as it is."""


def render(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{dumps(k)}:{render(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(render, value)) + "]"
    return dumps(value)


def fields(answer, name):
    """The typed reading of one record, as JSON text."""
    return render(record(answer, name))


def record(answer, name):
    return {key: value(answer.get(key), kind) for key, kind in (f.split(":") for f in SCHEMAS[name].split())}


def value(v, kind):
    if kind == "t":
        return text(v)
    if kind == "i":
        whole = isinstance(v, (int, float)) and not isinstance(v, bool) and v == int(v)
        return int(v) if whole else -1
    if kind == "f":
        return v is True
    if kind == "z":
        return [text(v), unix_us(v)]
    if kind == "d":
        return [text(v), duration_us(v)]
    if kind == "j":
        return None if v is None else Raw(dumps(v))
    if kind == "l":
        if isinstance(v, str):
            return record({"link": v}, "Link")
        return record(v, "Link") if isinstance(v, dict) else None
    if kind in CONSTANTS:
        return [CONSTANTS[kind].get(v, 0) if isinstance(v, str) else 0, text(v)]
    if kind.startswith("?"):
        return record(v, kind[1:]) if isinstance(v, dict) else None
    if not isinstance(v, list) or not all(isinstance(item, dict) for item in v):
        return None
    return [record(item, kind) for item in v]


def unix_us(v):
    """Microseconds since 1970; further digits are cut.  Year 1 is .NET's "no date"."""
    pattern = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?"
    found = re.fullmatch(pattern, v) if isinstance(v, str) else None
    if not found or v.startswith("0001-"):
        return None
    instant = datetime.fromisoformat(found[1] + ("+00:00" if found[3] in (None, "Z") else found[3]))
    seconds = (instant - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(seconds=1)
    return seconds * 1_000_000 + int(((found[2] or "") + "000000")[:6])


def duration_us(v):
    pattern = r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?"
    found = re.fullmatch(pattern, v) if isinstance(v, str) else None
    if not found or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[:4])
    seconds += minutes * 60 + hours * 3600 + days * 86_400
    return seconds * 1_000_000 + int(((found[5] or "") + "000000")[:6])
