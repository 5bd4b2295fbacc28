"""Puts restored files in the place of a profile's own, and finishes that after a crash.

Owns the folder `restoring` of a profile. Until `switch.json` stands in it nothing of the profile
was touched; from then on the switch is only ever finished. What was there before is moved into a
folder beside it, never removed. It must not know what is in the files.
"""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.profile_lock import ProfileLock
from returns_desk.adapters.safe_files import sync_folder, write_safely
from returns_desk.domain.errors import OperatorMistake

RESTORING: Final = "restoring"
_SWITCH: Final = "switch.json"
KEPT_ASIDE: Final = "before-restore-"
"""What the names of all folders begin with in which a restore keeps what was there before."""
_LOGS: Final = ("-wal", "-shm", "-journal")
"""What SQLite leaves beside a database; it belongs to the old file and would spoil the new one."""


def staging_folder(profile: Path) -> Path:
    """An empty folder to prepare the restored files in; what a crash left in it goes.

    Raises:
        EnvironmentFault: the profile's folder can't be written.
    """
    staging = profile / RESTORING
    with file_faults(staging):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(mode=0o700, parents=True)
    return staging


def drop_staging(profile: Path) -> None:
    """Take away what was staged, unless the switch was begun."""
    if not is_cut_off(profile):
        shutil.rmtree(profile / RESTORING, ignore_errors=True)


def switch(profile: Path, going: tuple[str, ...]) -> Path:
    """Put everything from the staging folder in place; where the old files are kept.

    `going` names files of the profile that are only kept aside. Who calls this holds the lock.

    Raises:
        EnvironmentFault: a file can't be moved; opening the profile goes on with it.
    """
    staging = profile / RESTORING
    files = sorted(
        each.relative_to(staging).as_posix() for each in staging.rglob("*") if each.is_file()
    )
    kept = f"{KEPT_ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z"
    plan = {"kept": kept, "files": files, "going": list(going)}
    with file_faults(staging):
        for folder in (*(each for each in staging.rglob("*") if each.is_dir()), staging):
            sync_folder(folder)
    write_safely(staging / _SWITCH, json.dumps(plan, indent=1).encode("utf-8"))
    _finish(profile)
    return profile / kept


def is_cut_off(profile: Path) -> bool:
    """True where a restore was begun for good and did not end."""
    return (profile / RESTORING / _SWITCH).exists()


def finish_switch(profile: Path) -> None:
    """Finish a restore that was cut off; nothing where there was none.

    Raises:
        OperatorMistake: another process is at it.
        EnvironmentFault: a file can't be moved.
    """
    if not is_cut_off(profile):
        return
    lock = ProfileLock(profile / "profile.lock")
    lock.acquire(datetime.now(UTC).isoformat(timespec="seconds"))
    try:
        if is_cut_off(profile):
            _finish(profile)
    finally:
        lock.release()


def _finish(profile: Path) -> None:
    """Each step finds out by itself whether it was done before."""
    staging = profile / RESTORING
    with file_faults(staging):
        try:
            plan = json.loads((staging / _SWITCH).read_bytes())
            kept, files, going = profile / plan["kept"], plan["files"], plan["going"]
        except (ValueError, LookupError, TypeError) as error:
            message = f"{staging / _SWITCH}: this is no plan of a restore. Restore once more."
            raise OperatorMistake(message, code="restore_unreadable") from error
        for name in files:
            if (staging / name).exists():
                _keep(profile, kept, name)
                (profile / name).parent.mkdir(parents=True, exist_ok=True)
                (staging / name).rename(profile / name)
                sync_folder((profile / name).parent)
        for name in going:
            _keep(profile, kept, name)
        sync_folder(profile)
        (staging / _SWITCH).unlink()
        shutil.rmtree(staging)


def _keep(profile: Path, kept: Path, name: str) -> None:
    """Move the old file aside with what belongs to it; its logs first, so that none outlives it."""
    for ending in (*_LOGS, ""):
        old = profile / f"{name}{ending}"
        if old.exists():
            place = kept / f"{name}{ending}"
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            old.rename(place)
            sync_folder(place.parent)
