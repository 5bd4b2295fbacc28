"""`returns-desk journal archive --before YYYY`: moves old years into a file that still verifies.

Owns the arguments and what is printed. The work comes through `services.more["archiving"]`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.application.archived_years import NEWEST_STAY
from returns_desk.cli.answers import say_result
from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.cli.progress import progress_bar
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from returns_desk.cli.context import Services, Subparsers

SERVICE = "archiving"
"""The name of archiving among `Services.more`."""
_MEGABYTE = 1_000_000
_YEAR = re.compile(r"[12][0-9]{3}")
_WHY = {
    "open": "is still open",
    "not_with_the_till": "is not handed over to the till yet",
    "promised": "has a promise that nobody has ended yet",
    "personal_data": "still has personal data, whose term runs",
}


class ArchivingDone(Protocol):
    """What was moved; a dataclass, whose fields are what `--json` prints."""

    @property
    def file(self) -> Path | None:
        """The archive, or None where nothing was moved."""
        ...

    @property
    def first(self) -> int:
        """The first event in it."""
        ...

    @property
    def last(self) -> int:
        """The last event in it."""
        ...

    @property
    def freed_bytes(self) -> int:
        """How much smaller the journal's file is."""
        ...

    @property
    def held_case(self) -> str:
        """The number of the case that keeps later events from going; empty for none."""
        ...

    @property
    def held_why(self) -> str:
        """Why, as a code."""
        ...


class ArchivingAccess(Protocol):
    """Archiving of one profile; `services.more["archiving"](profile)` gives it."""

    def archive(self, before: int, on_progress: Callable[[int, int], None]) -> ArchivingDone:
        """Move what was recorded before that year."""
        ...


def add_parser(commands: Subparsers) -> None:
    """Add `archive` to the commands of the journal."""
    parser = commands.add_parser(
        "archive", help="move old years into a file of their own; the journal verifies with it"
    )
    parser.add_argument(
        "--before",
        required=True,
        metavar="YYYY",
        help="move what was recorded before this year; what is still at work stays",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def add_archives_option(parser: argparse.ArgumentParser) -> None:
    """Let a person name where archives lie that were moved to another disk."""
    parser.add_argument(
        "--archives",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="look for archives of old years here too; repeatable",
    )


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Archive, and say what moved where.

    Raises:
        OperatorMistake: A desk runs, the journal does not verify, or the year is not over.
        EnvironmentFault: The disk can't take it; the journal is whole.

    """
    before = _year(args.before)
    access: ArchivingAccess = services.more[SERVICE](args.profile)
    with progress_bar("Archiving", err) as show:
        done = access.archive(before, show)
    if args.json:
        say_result(done, out)
    else:
        out.writelines(f"{line}\n" for line in _lines(done, before))
    return DONE


def _year(text: str) -> int:
    if not _YEAR.fullmatch(text):
        message = f"--before {text!r}: this is no year; write it as 2024."
        raise OperatorMistake(message, code="no_year")
    return int(text)


def _lines(done: ArchivingDone, before: int) -> Iterator[str]:
    if done.file is None:
        yield (
            f"Nothing to move: no event of before {before} can go; the newest {NEWEST_STAY} stay "
            "in any case."
        )
    else:
        freed = done.freed_bytes / _MEGABYTE
        yield f"Moved events {done.first} to {done.last}: {done.file}"
        yield f"The journal's file is {freed:.1f} MB smaller. Figures, search and books stay."
        yield "Keep the archive: the journal verifies with it. The next backup takes it along."
    if done.held_case:
        yield f"Later events stay, because case {done.held_case} {_WHY[done.held_why]}."
