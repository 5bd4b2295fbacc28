"""`returns-desk journal verify|rebuild|export`: the local journal.

Owns the arguments and what is printed. The journal itself comes through `services.journal`.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol, TextIO

from rich.console import Console
from rich.progress import Progress

from returns_desk.cli.context import BAD_ANSWER, DONE, add_profile_option
from returns_desk.domain.errors import ensure

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from returns_desk.application.ports import Event, Verification
    from returns_desk.cli.context import Services, Subparsers


class ReadableJournal(Protocol):
    """What these commands read."""

    def verify(self, *, deep: bool = False, slips: Sequence[str] = ()) -> Verification:
        """Walk the whole chain and compare with the anchors within reach."""
        ...

    def read(self, *, after: int = 0) -> Iterator[Event]:
        """Events in sequence order."""
        ...


class RebuildableJournal(Protocol):
    """What `rebuild` needs."""

    def rebuild(self, on_progress: Callable[[int, int], None] | None = None) -> Verification:
        """Make the read models afresh, unless the chain is bent."""
        ...


class JournalAccess(Protocol):
    """The journal of one profile; `services.journal(profile)` gives it."""

    def reading(self) -> AbstractContextManager[ReadableJournal]:
        """The journal to read, also beside a running desk."""
        ...

    def writing(self) -> AbstractContextManager[RebuildableJournal]:
        """The journal to write; refused while another process writes the profile."""
        ...


def add_parser(subparsers: Subparsers) -> None:
    """Add `journal` and what it can do."""
    parser = subparsers.add_parser("journal", help="check, rebuild or export the local journal")
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
        help="the anchor printed on a slip: SEQUENCE:HASH or its eight characters; repeatable",
    )
    rebuild = commands.add_parser("rebuild", help="make the tables that screens read afresh")
    export = commands.add_parser("export", help="write every event as one line of JSON")
    for each in (verify, rebuild, export):
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
    if args.journal_command == "verify":
        with journal.reading() as reading:
            found = reading.verify(deep=args.deep, slips=args.anchor)
        return _say_verification(found, out, as_json=args.json)
    if args.journal_command == "rebuild":
        found = _rebuild(journal, err)
        return _say_verification(found, out, as_json=args.json)
    return _export(journal, out)


def _rebuild(journal: JournalAccess, err: TextIO) -> Verification:
    """With a progress bar where a person watches."""
    with Progress(console=Console(file=err), disable=not err.isatty(), transient=True) as bar:
        task = bar.add_task("Rebuilding")

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        with journal.writing() as writing:
            return writing.rebuild(show)


def _export(journal: JournalAccess, out: TextIO) -> int:
    with journal.reading() as reading:
        for event in reading.read():
            document = asdict(event) | {"at": event.at.isoformat(timespec="milliseconds")}
            out.write(json.dumps(document, ensure_ascii=False, sort_keys=True) + "\n")
    return DONE


def _say_verification(found: Verification, out: TextIO, *, as_json: bool) -> int:
    if as_json:
        document = asdict(found) | {"verifies": found.bent is None}
        out.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        out.writelines(line + "\n" for line in _lines(found))
    return DONE if found.bent is None else BAD_ANSWER


def _lines(found: Verification) -> Iterator[str]:
    count = "1 event" if found.events == 1 else f"{found.events} events"
    if found.bent is None:
        yield f"{count}: all as they were recorded."
    else:
        yield f"{count}: the journal does not verify. {found.bent.message}"
    if found.anchors:
        yield f"Vouched for up to event {found.vouched_to} ({'; '.join(found.anchors)})."
    yield from found.warnings
