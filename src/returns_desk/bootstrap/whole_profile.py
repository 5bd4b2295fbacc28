"""Making a new profile wholly or not at all.

Owns the order: everything is made in a folder aside, and put in place at the end by the switch that
restores use too. Who is stopped or killed before leaves nothing that the next start would have to
care for; after it the next start finishes it.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.keeping.switching import is_cut_off, staging_folder, switch
from returns_desk.adapters.keys.places import holders
from returns_desk.adapters.profile_lock import ProfileLock
from returns_desk.application.sentences import N_
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEGUN_ALREADY: Final = "begun_already"
_LOCK: Final = "profile.lock"
_BEGUN: Final = N_("There is a desk here already. Close this window and start it again.")

Result = TypeVar("Result")


def is_first_start(directory: Path) -> bool:
    """Whether nothing of an installation is in this folder that a start could open or mend."""
    with file_faults(directory):
        begun = ("config.toml", "journal.db")
        return not is_cut_off(directory) and not any((directory / each).exists() for each in begun)


def begin_whole(directory: Path, fill: Callable[[Path], Result]) -> Result:
    """Let `fill` make a profile in a folder aside, then put it in place; answer what it answers.

    Raises:
        OperatorMistake: There is a profile already, or `fill` raised it; nothing is kept.
        EnvironmentFault: The folder can't be written, or `fill` raised it.

    """
    with file_faults(directory):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = ProfileLock(directory / _LOCK)
    lock.acquire(datetime.now(UTC).isoformat(timespec="seconds"))
    try:
        if not is_first_start(directory):
            raise OperatorMistake(_BEGUN, code=BEGUN_ALREADY)
        return _begin_locked(directory, fill)
    finally:
        lock.release()


def _begin_locked(directory: Path, fill: Callable[[Path], Result]) -> Result:
    staging = staging_folder(_forgotten(directory))
    try:
        filled = fill(staging)
    except BaseException:
        _forgotten(directory)
        shutil.rmtree(staging, ignore_errors=True)
        raise
    with file_faults(directory):
        (staging / _LOCK).unlink(missing_ok=True)
        (directory / "keys").mkdir(mode=0o700, exist_ok=True)
        (directory / "logs").mkdir(exist_ok=True)
    switch(directory, ())
    return filled


def _forgotten(directory: Path) -> Path:
    """The profile's folder, once keys of a start that was cut off are out of the keyring."""
    for each in holders(directory / "restoring" / "keys"):
        # A keyring that is out of reach keeps an entry that nobody uses.
        with suppress(EnvironmentFault, OperatorMistake):
            each.remove()
    return directory
