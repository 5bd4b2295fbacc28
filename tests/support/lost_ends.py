"""Shops whose journal lost its end in a power cut, and a manager who can answer for it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from adapters.keeping.keeping_kit import CHEAP
from returns_desk.adapters.keeping.backing_up import make_backup
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.application.keeping import Rotation
from returns_desk.application.ports import NewEvent

if TYPE_CHECKING:
    from pathlib import Path

    from support.command_lines import Ran, Run

PINS = {each.id: each.pin for each in DEMO_OPERATORS}
REASON = "The fuse blew on Friday; J. Lind was there."


def people_of(shop: Path) -> None:
    with Profile.open(shop) as profile:
        people = profile.operators(pin_cost=CHEAP)
        for each in DEMO_OPERATORS:
            people.add(each.id, each.name, each.role, each.pin)


def cut_off(shop: Path, copy: Path, kept: Path | None = None) -> Path:
    """The profile as a power cut leaves it with one case in the log, and the log deleted.

    With `kept` a backup was made there just before.
    """
    with Profile.open(shop) as profile, profile.locked(), profile.open_journal() as journal:
        journal.append(NewEvent("case_opened", {"number": 9}, "case-9", "mara"))
        journal.append(NewEvent("case_left", {"reason": "time"}, "case-9"))
        if kept is not None:
            make_backup(profile, kept, Rotation())
        shutil.copytree(shop, copy, ignore=shutil.ignore_patterns("profile.lock"))
    for ending in ("-wal", "-shm"):
        (copy / f"journal.db{ending}").unlink(missing_ok=True)
    return copy


def answered(run: Run, by: str = "lind", reason: str = REASON, pin: str = "") -> Ran:
    words = ("answer-loss", "--by", by, "--reason", reason, "--pin-stdin")
    return run(*words, pin=pin or PINS[by])


def recorded(shop: Path) -> list[str]:
    with Profile.open(shop) as profile, profile.read_journal() as journal:
        return [each.type for each in journal.read()]
