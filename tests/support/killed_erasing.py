"""A process that erases a case of a real profile and is killed after a chosen step.

Run with the profile's folder, the case and the step: recorded, deleted or swept.
"""

import os
import signal
import sys
from pathlib import Path

from returns_desk.adapters.people import SqlitePeopleStore
from returns_desk.adapters.people.erasing_access import ErasingAccess
from returns_desk.adapters.profile import Profile

STEPS = ("recorded", "deleted", "swept")


class KilledStore(SqlitePeopleStore):
    """The real store; the process ends without a word after one of its steps."""

    step = ""

    def erase(self, *case_ids: str) -> tuple[str, ...]:
        die_after("recorded")
        return super().erase(*case_ids)

    def _sweep(self) -> None:
        die_after("deleted")
        super()._sweep()
        die_after("swept")


class KilledProfile(Profile):
    """The real profile with that store."""

    def open_people(self) -> KilledStore:
        return KilledStore(self.people_path, self._keys.derived("people"))


def die_after(step: str) -> None:
    if KilledStore.step == step:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    KilledStore.step = sys.argv[3]
    with KilledProfile.open(Path(sys.argv[1])) as opened:
        ErasingAccess(opened).erase(sys.argv[2])
