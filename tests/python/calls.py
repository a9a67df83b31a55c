"""One call of each operation, for what has to hold for all of them."""

from __future__ import annotations

from typing import Any

from vendor import PACKAGE

CALLS: dict[str, dict[str, Any]] = {
    "package_status": {"package_id": PACKAGE},
    "get_package": {"package_id": PACKAGE},
    "list_packages": {},
    "list_videos": {"package_id": PACKAGE},
    "delete_package": {"package_id": PACKAGE},
    "delete_video": {"package_id": PACKAGE, "meeting_video_id": "v"},
    "delete_all_videos": {"package_id": PACKAGE},
    "rescind_package": {"package_id": PACKAGE, "message": "The terms are other ones."},
    "download_video": {"package_id": PACKAGE, "meeting_video_id": "v", "path": "/tmp/no-video-is-saved-here"},
}
