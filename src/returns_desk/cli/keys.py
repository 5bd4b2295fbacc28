"""`returns-desk keys make|move|sheet|recover`: where a terminal's keys lie, and its recovery sheet.

Owns the arguments and what is printed. A key is printed only where `-` asks for the sheet on
standard output; it is never logged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TextIO

from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.domain.errors import ensure

if TYPE_CHECKING:
    import argparse

    from returns_desk.cli.context import Services, Subparsers

_PLACES: Final = ("file", "machine", "person")
_PLACES_HELP: Final = (
    "file: files that only this account can read; machine: a file that only this computer can "
    "open; person: the keyring of whoever is signed in to this computer"
)


class KeysAccess(Protocol):
    """The keys of one profile; `services.keys(profile)` gives it."""

    def make(self, place: str) -> str:
        """Begin a profile whose keys lie in this place; the words for it."""
        ...

    def move(self, place: str) -> str:
        """Move the keys to this place, whole or not at all; the words for it."""
        ...

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
    parser = subparsers.add_parser("keys", help="this terminal's keys: their place, their sheet")
    commands = parser.add_subparsers(dest="keys_command", metavar="WHAT", required=True)
    make = commands.add_parser("make", help="begin a profile, and choose where its keys lie")
    make.add_argument("--place", choices=_PLACES, required=True, help=_PLACES_HELP)
    move = commands.add_parser("move", help="move the keys to another place")
    move.add_argument("--to", choices=_PLACES, required=True, dest="place", help=_PLACES_HELP)
    sheet = commands.add_parser("sheet", help="write the keys down, to be printed and locked away")
    sheet.add_argument("file", metavar="FILE", help="a new file, or - for standard output")
    recover = commands.add_parser("recover", help="put lost keys back from a sheet")
    recover.add_argument("file", metavar="FILE", help="the sheet, or its eight lines typed again")
    for each in (make, move, sheet, recover):
        add_profile_option(each)
        each.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, _err: TextIO) -> int:
    """Make or move keys, write or read the sheet.

    Raises:
        OperatorMistake: No profile, keys that can't be used, an unreadable sheet, or one of
            another terminal.
        EnvironmentFault: A keyring can't be reached, or a folder not written.

    """
    ensure(services.keys is not None, "Bootstrap gives the command line the keys.")
    assert services.keys is not None  # noqa: S101 -- narrows the type after ensure
    access: KeysAccess = services.keys(args.profile)
    match args.keys_command:
        case "make":
            out.write(f"The profile is begun; its keys lie in {access.make(args.place)}.\n")
        case "move":
            out.write(f"The keys lie in {access.move(args.place)}.\n")
        case "recover":
            names = access.recover(Path(args.file))
            out.write(f"Put back: {', '.join(names)}.\n" if names else "Both keys were there.\n")
        case _:
            _write_sheet(access, args.file, out)
    return DONE


def _write_sheet(access: KeysAccess, file: str, out: TextIO) -> None:
    if file == "-":
        out.write(access.sheet())
        return
    access.write_sheet(Path(file))
    out.write(f"Written to {file}. Print it, lock it away, then delete the file.\n")
