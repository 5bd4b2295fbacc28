"""`returns-desk journal restore FILE_OR_FOLDER`: puts a backup in place, and keeps what was there.

Owns the arguments and what is printed. The work comes through `services.more["keeping"]`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from returns_desk.cli.answers import say_result
from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.cli.journal_backup import SERVICE
from returns_desk.cli.progress import progress_bar

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from returns_desk.cli.context import Services, Subparsers

_PEOPLE = {
    "restored": "Personal data: from the backup; what was erased since stays erased.",
    "stayed": "Personal data: those of this profile are whole and stayed.",
    "unreadable": (
        "Personal data: not restored; they open only with the keys of the terminal that was backed "
        "up, and the journal says that they are not here. If you need them and have its recovery "
        "sheet, run 'returns-desk keys recover SHEET' with --profile naming an empty folder, then "
        "restore there."
    ),
    "none": "Personal data: none in this backup.",
}


class Restored(Protocol):
    """What a restore came to; a dataclass, whose fields are what `--json` prints."""

    @property
    def backup(self) -> Path:
        """The folder of the backup."""
        ...

    @property
    def kept(self) -> Path:
        """Where the files of before are."""
        ...

    @property
    def installation(self) -> str:
        """The new id."""
        ...

    @property
    def sequence(self) -> int:
        """The last event now."""
        ...

    @property
    def lost_events(self) -> int:
        """How many events this terminal remembers beyond the backup."""
        ...

    @property
    def people(self) -> str:
        """What became of personal data."""
        ...

    @property
    def has_operators(self) -> bool:
        """Whether somebody was let in to this profile before."""
        ...


class RestoreAccess(Protocol):
    """Backups of one profile; `services.more["keeping"](profile)` gives it."""

    def restore(
        self, source: Path, *, as_replacement: bool, on_progress: Callable[[int, int], None]
    ) -> Restored:
        """Put a backup in place."""
        ...


def add_parser(commands: Subparsers) -> None:
    """Add `restore` to the commands of the journal."""
    parser = commands.add_parser(
        "restore", help="put a backup in place; what was there is kept beside it"
    )
    parser.add_argument(
        "source",
        type=Path,
        metavar="FILE_OR_FOLDER",
        help="one backup, its manifest.json, or a folder of backups (the newest is taken)",
    )
    parser.add_argument(
        "--as-replacement",
        action="store_true",
        help="this computer takes the place of the other terminal that was backed up",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Restore and say what came of it.

    Raises:
        OperatorMistake: A desk runs, or the backup is damaged, foreign or a newer version's.
        EnvironmentFault: A file can't be read or written; the profile is as before.

    """
    access: RestoreAccess = services.more[SERVICE](args.profile)
    with progress_bar("Restoring", err) as show:
        done = access.restore(args.source, as_replacement=args.as_replacement, on_progress=show)
    if args.json:
        say_result(done, out)
    else:
        out.writelines(f"{line}\n" for line in _lines(done))
    return DONE


def _lines(done: Restored) -> Iterator[str]:
    yield f"Restored to event {done.sequence} from {done.backup}"
    yield f"This is a new installation now: {done.installation}"
    if done.lost_events:
        count = "1 event" if done.lost_events == 1 else f"{done.lost_events} events"
        yield f"This terminal had recorded {count} more than the backup holds."
    yield _PEOPLE[done.people]
    if not done.has_operators:
        yield (
            "Nobody may sign in here yet, since PINs are in no backup; let people in with "
            "'returns-desk operators add'."
        )
    if done.kept.exists():
        yield f"The files of before are kept in {done.kept}; they may hold personal data."
