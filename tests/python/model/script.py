"""The plan of a round: a few operations for each of many packages, in a random order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import iinkedsign
from iinkedsign.testing import Emulator

# The operations, each with the mark under which its requests are found in the journal.
READS = {"status": "S", "get_package": "G", "list_videos": "V"}
# Deletions, and what follows their rules.
DELETES = {"delete_package": "P", "delete_video": "D", "delete_all": "A", "rescind_package": "R"}
MARKS = READS | DELETES
# The follow-up check after a deletion whose outcome is unknown.
FOLLOW_UPS = {"delete_package": "S", "delete_video": "V", "delete_all": "V", "rescind_package": "S"}


@dataclass
class Call:
    """One operation, and what its caller was told."""

    operation: str  # a key of MARKS, or "list"
    package: str
    video: str = ""
    options: dict[str, bool] = field(default_factory=dict)
    cancel_after: float | None = None
    told: str = ""  # ok, cancelled, or the name of the exception
    answer: list[str] = field(default_factory=list)  # the ids of the packages in it
    error: iinkedsign.IinkedSignError | None = None
    seconds: float = 0.0

    def __str__(self) -> str:
        what = f"{self.operation} {self.package} {self.video} {self.options or ''}".strip()
        return f"{what} -> {self.told} ({self.error or ''}; {self.seconds:.2f} s)"


def scripts(chance: random.Random, emulator: Emulator, operations: int) -> Iterator[list[Call]]:
    """Divides the packages of the emulator into scripts of about so many operations in all."""
    packages = emulator.package_ids
    videos = {package: emulator.package_state(package)["videos"] for package in packages}
    rich = [package for package in packages if videos[package]]
    plain = [package for package in packages if not videos[package]]
    lists = 0
    while operations > 0:
        of = rich if rich and chance.random() < 0.4 else plain
        package = of.pop(chance.randrange(len(of)))
        script = []
        for operation in chance.sample(sorted(MARKS), chance.randint(1, 4)):
            call = Call(operation, package)
            if operation == "delete_package":
                call.options = {"notify": chance.random() < 0.5, "override_retention": chance.random() < 0.7}
            if operation == "rescind_package":
                call.options = {"notify": chance.random() < 0.5}
            if operation == "delete_video":
                known = [video["meeting_video_id"] for video in videos[package]]
                call.video = chance.choice([*known, "no-such-video"])
            script.append(call)
        if chance.random() < 0.1:
            lists += 1
            script.append(Call("list", str(lists)))
        if chance.random() < 0.04:
            # The last one, because its request may still arrive when the next call has begun.
            script[-1].cancel_after = chance.uniform(0.0, 0.02)
        operations -= len(script)
        yield script
