"""`returns-desk journal search WORD…` and `search --people NAME…`: cases, newest first.

Owns the arguments and what is printed. Cases come through `services.journal`, by a person's name
through `services.more["people_search"]`; no name is ever printed that was not typed.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol, TextIO, cast

from returns_desk.cli.answers import say_json
from returns_desk.cli.context import DONE, add_profile_option
from returns_desk.cli.journal_archive import add_archives_option
from returns_desk.domain.errors import OperatorMistake, ensure

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from returns_desk.cli.context import Services, Subparsers

SERVICE = "people_search"
"""The name of the search by a person's name among `Services.more`."""


class FoundCase(Protocol):
    """A case as a search answers it; a dataclass, whose fields are what `--json` prints."""

    @property
    def number(self) -> int | None:
        """The case's number on this terminal."""
        ...

    @property
    def opened_at(self) -> str | None:
        """When, with offset."""
        ...

    @property
    def outcome(self) -> str | None:
        """The option that was carried out, `left`, or None while the case is open."""
        ...

    @property
    def receipts(self) -> Sequence[str]:
        """The receipts' numbers."""
        ...

    @property
    def items(self) -> Sequence[str]:
        """What came back."""
        ...

    @property
    def reasons(self) -> Sequence[str]:
        """Why, as codes."""
        ...


class SearchableJournal(Protocol):
    """What is asked of the journal."""

    def search(self, text: str, limit: int) -> Sequence[FoundCase]:
        """Cases that hold every word of the text, newest first."""
        ...


class JournalAccess(Protocol):
    """The journal of one profile; `services.journal(profile)` gives it."""

    def look_in(self, folders: Sequence[Path]) -> None:
        """Look for archives in these folders too."""
        ...

    def reading(self) -> AbstractContextManager[SearchableJournal]:
        """The journal to read, also beside a running desk."""
        ...


class FoundPeople(Protocol):
    """What is kept under a name."""

    @property
    def cases(self) -> Sequence[FoundCase]:
        """Cases, newest first."""
        ...

    @property
    def unknown(self) -> Sequence[str]:
        """Ids of cases that the journal does not know."""
        ...


class PeopleAccess(Protocol):
    """The search by name; `services.more["people_search"](profile)` gives it."""

    def find(self, name: str, limit: int) -> FoundPeople:
        """Cases whose name has every part of this one."""
        ...


def add_parser(commands: Subparsers) -> None:
    """Add `search` to the commands of the journal."""
    parser = commands.add_parser(
        "search", help="find cases by receipt, item, reason, reference or number, newest first"
    )
    parser.add_argument("query", nargs="+", metavar="WORD", help="all of them are to be there")
    parser.add_argument(
        "--people",
        action="store_true",
        help="the words are a person's name, in any order and without accents if you like",
    )
    parser.add_argument(
        "--limit", type=int, default=20, metavar="N", help="at most so many cases (default: 20)"
    )
    add_archives_option(parser)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_profile_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services, out: TextIO, err: TextIO) -> int:
    """Search and print; finding nothing is no mistake.

    Raises:
        OperatorMistake: There is no word, no profile or no journal, or the keys are gone.
        EnvironmentFault: A file can't be read.

    """
    del err
    if args.limit < 1:
        raise OperatorMistake("--limit: give a number of 1 or more.", code="limit")
    text = " ".join(args.query)
    if not any(sign.isalnum() for sign in text):
        message = "Give a word to look for: a receipt, goods, a reason, a reference or a number."
        raise OperatorMistake(message, code="no_words")
    ensure(services.journal is not None, "Bootstrap gives the command line a journal.")
    assert services.journal is not None  # noqa: S101 -- narrows the type after ensure
    journal: JournalAccess = services.journal(args.profile)
    journal.look_in(args.archives)
    if args.people:
        return _say_people(text, args, services.more[SERVICE](args.profile), out)
    return _say_cases(text, args, journal, out)


def _say_cases(text: str, args: argparse.Namespace, journal: JournalAccess, out: TextIO) -> int:
    with journal.reading() as reading:
        cases = reading.search(text, args.limit)
    if args.json:
        say_json({"query": text, "cases": _documents(cases)}, out)
    else:
        out.writelines(f"{line}\n" for line in _lines(cases, "No case holds all of these words."))
    return DONE


def _say_people(text: str, args: argparse.Namespace, access: PeopleAccess, out: TextIO) -> int:
    found = access.find(text, args.limit)
    if args.json:
        unknown = [*found.unknown]
        document = {"query": text, "cases": _documents(found.cases), "not_in_journal": unknown}
        say_json(document, out)
        return DONE
    if found.cases or not found.unknown:
        nobody = "No case is kept under this name."
        out.writelines(f"{line}\n" for line in _lines(found.cases, nobody))
    out.writelines(
        f"Case {each} is not in this journal; 'returns-desk journal erase {each}' takes away what "
        "is kept of the person.\n"
        for each in found.unknown
    )
    return DONE


def _documents(cases: Sequence[FoundCase]) -> list[dict[str, Any]]:
    return [asdict(cast("Any", case)) for case in cases]


def _lines(cases: Sequence[FoundCase], nothing: str) -> Iterator[str]:
    if not cases:
        yield nothing
    for case in cases:
        when = (case.opened_at or "")[:16].replace("T", " ")
        what = ", ".join((*case.receipts, *case.items, *case.reasons))
        yield f"{case.number or '-':>6}  {when}  {case.outcome or 'open'}  {what}"
