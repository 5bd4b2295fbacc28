"""`returns-desk journal backup [FOLDER]`: copies the profile, beside a running desk too.

Owns the arguments and what is printed. The work comes through `services.more["keeping"]`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.cli.answers import say_result
from returns_desk.cli.context import BAD_ANSWER, DONE, add_profile_option
from returns_desk.cli.progress import progress_bar

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from returns_desk.cli.context import Services, Subparsers

SERVICE = "keeping"
"""The name of backups among `Services.more`."""


class BackupMade(Protocol):
    """A backup that was made; a dataclass, whose fields are what `--json` prints."""

    @property
    def folder(self) -> Path:
        """Where the journal, the sales and the configuration are."""
        ...

    @property
    def people(self) -> Path | None:
        """Where the personal data are, or None."""
        ...

    @property
    def people_problem(self) -> str | None:
        """Why personal data that are there were not copied, with the mend, or None."""
        ...

    @property
    def sequence(self) -> int:
        """The last event in it."""
        ...

    @property
    def hash(self) -> str:
        """The hash of that event."""
        ...

    @property
    def removed(self) -> int:
        """How many older backups were rotated out."""
        ...


class BackupAccess(Protocol):
    """Backups of one profile; `services.more["keeping"](profile)` gives it."""

    def backup(self, folder: Path | None, on_progress: Callable[[int, int], None]) -> BackupMade:
        """Make one, here or by the desk that runs."""
        ...


def add_parser(commands: Subparsers) -> None:
    """Add `backup` to the commands of the journal."""
    parser = commands.add_parser(
        "backup", help="copy the journal, sales and configuration; personal data apart; no keys"
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="where backups go (default: folder in [backup] of config.toml)",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Make a backup and say where it is; 1 where personal data could not be copied.

    Raises:
        OperatorMistake: No folder is named, it lies in the profile, there is no journal, or a
            running process is silent.
        EnvironmentFault: The folder can't take it; nothing half made is left.

    """
    access: BackupAccess = services.more[SERVICE](args.profile)
    with progress_bar("Backing up", err) as show:
        made = access.backup(args.folder, show)
    exit_code = DONE if made.people_problem is None else BAD_ANSWER
    if args.json:
        say_result(made, out)
        return exit_code
    out.write(f"Backed up and checked, to event {made.sequence}: {made.folder}\n")
    if made.people is not None:
        out.write(f"Personal data, apart: {made.people}\n")
    if made.people_problem is not None:
        out.write(f"Personal data are not in it. {made.people_problem}\n")
    out.write(f"Anchor: {made.sequence}:{made.hash[:8]}\n")
    if made.removed:
        count = "1 older backup" if made.removed == 1 else f"{made.removed} older backups"
        out.write(f"Rotated out: {count}.\n")
    return exit_code
