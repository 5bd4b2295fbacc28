"""`returns-desk journal export [FILE] [--format FORMAT] [--from D] [--before D]`.

Owns the arguments. The work comes through `services.more["keeping"]`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.cli.journal_archive import add_archives_option
from returns_desk.cli.journal_backup import SERVICE
from returns_desk.cli.progress import progress_bar
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from returns_desk.cli.context import Services, Subparsers


class ExportAccess(Protocol):
    """Exports of one profile; `services.more["keeping"](profile)` gives it."""

    def formats(self) -> tuple[str, ...]:
        """Their names, the usual one first."""
        ...

    def look_in(self, folders: Sequence[Path]) -> None:
        """Look for archives in these folders too."""
        ...

    def export(
        self,
        export_format: str,
        first: date | None,
        before: date | None,
        on_progress: Callable[[int, int], None],
    ) -> Iterator[str]:
        """The export, piece by piece."""
        ...

    def write(self, path: Path, lines: Iterator[str], *, replace: bool) -> None:
        """Put it into a file, whole or not at all."""
        ...


def add_parser(commands: Subparsers) -> None:
    """Add `export` to the commands of the journal."""
    parser = commands.add_parser(
        "export", help="write events as JSON Lines or CSV, or returns as POSLog 6"
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="where to (default: standard output)"
    )
    parser.add_argument(
        "--format", default="", metavar="FORMAT", help="jsonl, csv, poslog, books or books-json"
    )
    parser.add_argument("--from", dest="first", default="", metavar="D", help="from this day on")
    parser.add_argument("--before", default="", metavar="D", help="only days before this one")
    parser.add_argument("--replace", action="store_true", help="write over FILE if it is there")
    parser.add_argument(
        "--json", action="store_true", help="JSON Lines, the format where none is named"
    )
    add_archives_option(parser)
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Write the export.

    Raises:
        OperatorMistake: An unknown format, a day that is none, no day at all between the two, no
            journal, or FILE is there or lies in the profile.
        EnvironmentFault: A file can't be read or written; FILE is as before.

    """
    access: ExportAccess = services.more[SERVICE](args.profile)
    access.look_in(args.archives)
    named = _format(args.format, access.formats())
    first, before = _day("--from", args.first), _day("--before", args.before)
    _refuse_no_days(first, before)
    with progress_bar("Exporting", err) as show:
        lines = access.export(named, first, before, show)
        if args.file is None:
            out.writelines(lines)
        else:
            access.write(args.file, lines, replace=args.replace)
    return DONE


def _format(named: str, known: tuple[str, ...]) -> str:
    if named and named not in known:
        message = f"--format {named!r}: there is no such format; choose {', '.join(known)}."
        raise OperatorMistake(message, code="unknown_format")
    return named or known[0]


def _refuse_no_days(first: date | None, before: date | None) -> None:
    if first is not None and before is not None and first >= before:
        message = (
            f"--from {first} --before {before}: no day lies between these, since the day of "
            "--before does not count. Give a later one."
        )
        raise OperatorMistake(message, code="no_day")


def _day(option: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{option} {text!r}: this is no day; write it as 2026-11-22."
        raise OperatorMistake(message, code="no_day") from error
