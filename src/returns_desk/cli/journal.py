"""`returns-desk journal verify|rebuild`: the local journal.

Owns the arguments and what is printed. The journal itself comes through `services.journal`.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from returns_desk.application.ports import BentEvent
from returns_desk.cli import (
    journal_archive,
    journal_backup,
    journal_erase,
    journal_export,
    journal_loss,
    journal_restore,
    journal_search,
)
from returns_desk.cli.answers import say_json
from returns_desk.cli.context import BAD_ANSWER, DONE, add_profile_option
from returns_desk.cli.progress import progress_bar
from returns_desk.domain.errors import ensure

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from returns_desk.application.ports import Verification
    from returns_desk.cli.context import Services, Subparsers


MANIFEST_ENDING = ".json"
"""What an anchor ends with that is a backup's manifest, and was not read from a slip."""


class ReadableJournal(Protocol):
    """What these commands read."""

    def guard_problem(self) -> str | None:
        """What is wrong with the guards of the events, in one sentence, or None."""
        ...


class RebuildableJournal(Protocol):
    """What `rebuild` needs."""

    def rebuild(self, on_progress: Callable[[int, int], None] | None = None) -> Verification:
        """Make the read models afresh, unless the chain is bent."""
        ...


class JournalAccess(Protocol):
    """The journal of one profile; `services.journal(profile)` gives it."""

    def look_in(self, folders: Sequence[Path]) -> None:
        """Look for archives in these folders too."""
        ...

    def reading(self) -> AbstractContextManager[ReadableJournal]:
        """The journal to read, also beside a running desk."""
        ...

    def verify(
        self,
        journal: Any,
        slips: Sequence[str] = (),
        manifests: Sequence[Path] = (),
        *,
        deep: bool = False,
    ) -> Verification:
        """Walk the whole chain and compare with owner and anchors, these and those within reach."""
        ...

    def key_doubts(self) -> Sequence[str]:
        """What can't be proved because the keys can't be read, one sentence each."""
        ...

    def key_loss(self) -> BentEvent | None:
        """Keys that are gone or are none; None where they are whole, or only out of reach."""
        ...

    def side_notes(self) -> Sequence[str]:
        """What lies beside the journal without a word of it there, one sentence each."""
        ...

    def side_problem(self) -> BentEvent | None:
        """What lies beside the journal and is not as the journal says, or None."""
        ...

    def writing(self) -> AbstractContextManager[RebuildableJournal]:
        """The journal to write; refused while another process writes the profile."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `journal` and what it can do."""
    parser = subparsers.add_parser(
        "journal", help="check, search, rebuild or export the local journal"
    )
    commands = parser.add_subparsers(dest="journal_command", metavar="WHAT", required=True)
    verify = commands.add_parser("verify", help="say whether every event is as it was recorded")
    verify.add_argument(
        "--deep",
        action="store_true",
        help="also every signature, the file itself, and the tables that screens read",
    )
    verify.add_argument(
        "--anchor",
        metavar="SLIP",
        action="append",
        default=[],
        help="the anchor printed on a slip: SEQUENCE:HASH or its eight characters, or the "
        "manifest.json of a backup; repeatable",
    )
    rebuild = commands.add_parser("rebuild", help="make the tables that screens read afresh")
    journal_erase.add_to(commands)
    for adds in (
        journal_archive,
        journal_backup,
        journal_export,
        journal_loss,
        journal_restore,
        journal_search,
    ):
        adds.add_parser(commands)
    for each in (verify, rebuild):
        journal_archive.add_archives_option(each)
        each.add_argument("--json", action="store_true", help="print the result as JSON")
        add_profile_option(each)
        each.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Do it and answer the exit code: 1 where the journal does not verify.

    Raises:
        OperatorMistake: There is no profile or journal, or another process writes it.
        EnvironmentFault: A file can't be read or written.

    """
    ensure(services.journal is not None, "Bootstrap gives the command line a journal.")
    assert services.journal is not None  # noqa: S101 -- narrows the type after ensure
    journal: JournalAccess = services.journal(args.profile)
    journal.look_in(args.archives)
    if args.journal_command == "verify":
        return _say_verification(_verify(journal, args), out, as_json=args.json)
    found = _rebuild(journal, err)
    return _say_verification(found, out, as_json=args.json)


def _verify(journal: JournalAccess, args: argparse.Namespace) -> Verification:
    with journal.reading() as reading:
        manifests = [Path(each) for each in args.anchor if each.endswith(MANIFEST_ENDING)]
        slips = [each for each in args.anchor if not each.endswith(MANIFEST_ENDING)]
        found = journal.verify(reading, slips, manifests, deep=args.deep)
        guards = reading.guard_problem() if found.bent is None else None
    if guards is not None:
        # Every event is as it was, but the desk records nothing until that is mended.
        others = tuple(each for each in found.warnings if each != guards)
        found = replace(found, bent=BentEvent(0, "guards", guards), warnings=others)
    if args.deep and found.bent is None:
        notes = (*found.warnings, *journal.side_notes())
        found = replace(found, bent=journal.side_problem(), warnings=notes)
    notes = (*found.warnings, *journal.key_doubts())
    found = replace(found, warnings=notes)
    return found if found.bent else replace(found, bent=journal.key_loss())


def _rebuild(journal: JournalAccess, err: TextIO) -> Verification:
    """With a progress bar where a person watches."""
    with journal.writing() as writing, progress_bar("Rebuilding", err) as show:
        return writing.rebuild(show)


def _say_verification(found: Verification, out: TextIO, *, as_json: bool) -> int:
    if as_json:
        document = asdict(found) | {"verifies": found.bent is None}
        say_json(document, out)
    else:
        out.writelines(line + "\n" for line in _lines(found))
    return DONE if found.bent is None else BAD_ANSWER


def _lines(found: Verification) -> Iterator[str]:
    count = "1 event" if found.events == 1 else f"{found.events} events"
    if found.bent is None and found.away_to:
        yield f"Events {found.away_to + 1} to {found.events}: all as they were recorded."
    elif found.bent is None:
        yield f"{count}: all as they were recorded."
    else:
        yield f"{count}: the journal does not verify. {found.bent.message}"
    if found.anchors and found.vouched_to:
        yield f"Vouched for up to event {found.vouched_to} ({'; '.join(found.anchors)})."
    yield from found.warnings
