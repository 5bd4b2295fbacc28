"""`returns-desk keys sheet|recover`: the recovery sheet for IT.

Owns the arguments and what is printed. A key is printed only where `-` asks for the sheet on
standard output; it is never logged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.domain.errors import ensure

if TYPE_CHECKING:
    import argparse

    from returns_desk.cli.context import Services, Subparsers


class RecoveryAccess(Protocol):
    """The keys of one profile; `services.keys(profile)` gives it."""

    def sheet(self) -> str:
        """The sheet's text."""
        ...

    def write_sheet(self, path: Path) -> None:
        """Write the sheet into a new file that only this account can read."""
        ...

    def recover(self, path: Path) -> tuple[str, ...]:
        """Put back what is missing; the names of what was put back."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `keys` and what it can do."""
    parser = subparsers.add_parser("keys", help="the recovery sheet of this terminal's keys")
    commands = parser.add_subparsers(dest="keys_command", metavar="WHAT", required=True)
    sheet = commands.add_parser("sheet", help="write the keys down, to be printed and locked away")
    recover = commands.add_parser("recover", help="put lost keys back from a sheet")
    sheet.add_argument("file", metavar="FILE", help="a new file, or - for standard output")
    recover.add_argument("file", metavar="FILE", help="the sheet, or its eight lines typed again")
    for each in (sheet, recover):
        add_profile_option(each)
        each.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, _err: TextIO) -> int:
    """Write or read the sheet.

    Raises:
        OperatorMistake: No profile, an unreadable sheet, or one of another terminal.

    """
    ensure(services.keys is not None, "Bootstrap gives the command line the keys.")
    assert services.keys is not None  # noqa: S101 -- narrows the type after ensure
    access: RecoveryAccess = services.keys(args.profile)
    if args.keys_command == "recover":
        names = access.recover(Path(args.file))
        out.write(f"Put back: {', '.join(names)}.\n" if names else "Both keys were there.\n")
    elif args.file == "-":
        out.write(access.sheet())
    else:
        access.write_sheet(Path(args.file))
        out.write(f"Written to {args.file}. Print it, lock it away, then delete the file.\n")
    return DONE
