"""How far this terminal's journal has got to the hub, as a person is told.

Owns the file `sync.json` beside the journal: how far the hub last confirmed, and what stood in the
way last. It is knowledge for people: whoever deletes it loses nothing, since the hub says itself
what it has.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from returns_desk.adapters.safe_files import write_safely
from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FILE: Final = "sync.json"
State = Literal["not_set_up", "all_sent", "waiting", "refused"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is remembered from one sending to the next; times in RFC 3339."""

    installation: str = ""
    confirmed: int = 0
    confirmed_at: str = ""
    problem: str = ""
    problem_code: str = ""
    is_refused: bool = False


class CursorFile:
    """The file of one profile."""

    def __init__(self, directory: Path, installation: str) -> None:
        self._path, self._installation = directory / FILE, installation

    def read(self) -> Cursor:
        """What is remembered; nothing where the file is gone, damaged or another installation's."""
        with suppress(OSError, ValueError, TypeError):
            told = json.loads(self._path.read_bytes())
            cursor = Cursor(**told)
            if cursor.installation == self._installation and type(cursor.confirmed) is int:
                return cursor
        return Cursor(self._installation)

    def confirmed(self, sequence: int, at: datetime) -> None:
        """Remember how far the hub confirmed."""
        told = at.isoformat(timespec="seconds")
        self._write(Cursor(self._installation, sequence, told))

    def stopped(self, problem: str, code: str, *, is_refused: bool) -> None:
        """Remember what stood in the way."""
        found = replace(self.read(), problem=problem, problem_code=code, is_refused=is_refused)
        self._write(found)

    def _write(self, cursor: Cursor) -> None:
        # A disk without room must not stop what leaves it; nor must two that write at once.
        with suppress(EnvironmentFault):
            write_safely(self._path, json.dumps(asdict(cursor)).encode())


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How it is now; what `sync --status --json` prints.

    `waiting_since` is when the first event was recorded that the hub has not confirmed.
    """

    state: State
    sentence: str
    confirmed: int
    waiting: int
    waiting_since: str | None
    confirmed_at: str | None
    problem: str | None
    problem_code: str | None
    terminal: str
    installation: str
    public_key: str


def sentence_of(state: State, waiting: int, since: datetime | None, problem: str) -> str:
    """How it is, in a sentence."""
    if state == "not_set_up":
        return "No hub is set up: this terminal works by itself."
    if state == "refused":
        return f"Not sent: {problem}"
    if state == "all_sent":
        return "All sent."
    moment = f" since {since:%Y-%m-%d %H:%M}" if since else ""
    told = f"{waiting} waiting{moment}."
    return f"{told} {problem}" if problem else told
