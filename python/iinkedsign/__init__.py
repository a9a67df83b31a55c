"""A client for the iinked Sign e-signature API.

It reads the status of packages, lists packages and videos, and deletes packages and meeting videos without ever
sending a deletion twice::

    import iinkedsign

    with iinkedsign.Client(api_key="…", datacenter="sandbox-us") as client:
        for package in client.list_packages(states=["expired"]):
            status = client.package_status(package["packageId"])
            print(status["name"], iinkedsign.parse_time(status["timeSignBy"]))
            try:
                client.delete_package(package["packageId"])
            except iinkedsign.OutcomeUnknownError as error:
                print("check before you try again:", error.evidence)

``AsyncClient`` has the same methods as coroutines, ``iinkedsign.testing`` a stand-in for the server, and
``python -m iinkedsign --help`` a command line.  Nothing happens at import: no thread, no logger, no socket.
"""

from . import exceptions as exceptions
from .exceptions import *

# Loaded on first use, because loading costs time: the native module, `typing` and `asyncio`.
# Type checkers take this for True, and so see the names; `typing.TYPE_CHECKING` would have to load `typing`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._native import Client as Client
    from ._native import __version__ as __version__
    from ._native import parse_duration as parse_duration
    from ._native import parse_time as parse_time
    from .aio import AsyncClient as AsyncClient
    from .audit import Audit as Audit
    from .audit import AuditInterrupted as AuditInterrupted
    from .cleanup import DeletionInterrupted as DeletionInterrupted
    from .cleanup import DeletionPlan as DeletionPlan
    from .cleanup import DeletionReport as DeletionReport
    from .types import *

__all__ = [
    "AsyncClient",
    "Audit",
    "AuditInterrupted",
    "Client",
    "DeletionInterrupted",
    "DeletionPlan",
    "DeletionReport",
    "__version__",
    "parse_duration",
    "parse_time",
]
# -- generated: answers; by `make generate` from src/model --
__all__ += [
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
# -- end of answers --
# -- generated: errors; by `make generate` from src/error/kind.rs --
__all__ += [
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
# -- end of errors --

_HOMES = {
    **dict.fromkeys(("Client", "__version__", "parse_duration", "parse_time"), "_native"),
    **dict.fromkeys(("Audit", "AuditInterrupted"), "audit"),
    **dict.fromkeys(("DeletionInterrupted", "DeletionPlan", "DeletionReport"), "cleanup"),
    "AsyncClient": "aio",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'types')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
