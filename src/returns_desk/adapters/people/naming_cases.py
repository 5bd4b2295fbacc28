"""Which case a person means by the number of a slip, also after an older backup was restored.

Owns the look into the journals that restores kept aside: they know numbers that the journal of now
does not, or has given again. It must not erase.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.sqlite_journal import SqliteJournal
from returns_desk.adapters.keeping.switching import KEPT_ASIDE
from returns_desk.application.archived_events import read_here
from returns_desk.application.erasing import named_case
from returns_desk.domain.errors import OperatorMistake, ReturnsError

OPENED: Final = "case_opened"
CASES_NAMED: Final = 5
"""So many case ids are told; the others come when these are gone."""


class KnownPeople(Protocol):
    """What is asked of the people store."""

    def cases(self) -> Collection[str]:
        """Every case of which something is kept."""
        ...


def meant_case(folder: Path, journal: SqliteJournal, people: KnownPeople, named: str) -> str:
    """The id of the case of that number or id, in a profile's folder.

    Raises:
        OperatorMistake: there is no such case, or two bear the number; names what can be given.
    """
    kept = people.cases()
    if named in kept:
        return named
    # Cases of whom something is kept are in no archive.
    events = read_here(journal, types=(OPENED,))
    opened = {event.case_id: str(event.payload["number"]) for event in events}
    unknown = [each for each in kept if each not in opened]
    earlier = [each for each in unknown if each in set(_earlier_cases(folder, named))]
    if not earlier:
        return _here(journal, named, unknown)
    if len(earlier) > 1 or named in opened.values():
        here = [str(each) for each, number in opened.items() if number == named]
        message = (
            f"Several cases bear the number {named}, since an older backup was restored: "
            f"{', '.join(here + earlier)}. Give the id of the one that is meant; those of before "
            "the restore stand last."
        )
        raise OperatorMistake(message, code="ambiguous_case")
    return earlier[0]


def _here(journal: SqliteJournal, named: str, unknown: list[str]) -> str:
    try:
        return named_case(journal, named)
    except OperatorMistake as mistake:
        if not unknown:
            raise
        more = f" and {len(unknown) - CASES_NAMED} more" if len(unknown) > CASES_NAMED else ""
        message = (
            f"{mistake.message} people.db also holds personal data of cases that this journal "
            f"does not know: {', '.join(unknown[:CASES_NAMED])}{more}; such an id can stand for "
            "the number."
        )
        raise OperatorMistake(message, code=mistake.code) from mistake


def _earlier_cases(folder: Path, number: str) -> Iterator[str]:
    """Cases of that number in journals kept aside; one that can't be read is left out."""
    for path in sorted(folder.glob(f"{KEPT_ASIDE}*/journal.db")):
        none = AnchorFile(path.with_name("none"))
        with suppress(ReturnsError), JournalReader(path, none) as journal:
            for event in read_here(journal, types=(OPENED,)):
                if event.case_id and str(event.payload["number"]) == number:
                    yield event.case_id
