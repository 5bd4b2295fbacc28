"""Forgetting a person: of one case at somebody's wish, and of every case whose term has ended.

Owns the order that survives a power cut. The event is recorded first, then key and document go:
cut off in between, the next round finds a document that the journal says is erased, and finishes.
The other way round, a lost people.db would look like erasures that nobody asked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from returns_desk.application.personal_data import ERASED, is_erased
from returns_desk.application.ports import Event, NewEvent
from returns_desk.domain.errors import OperatorMistake

AT_A_WISH: Final = "asked_for"
TERM_ENDED: Final = "term_ended"
CASES_IN_ONE_SWEEP: Final = 200
"""So many documents go before the file is swept and the round says how far it is."""

Progress = Callable[[int, int], None]
"""Called with how many of how many are done."""


class ErasableJournal(Protocol):
    """What erasing needs of the journal."""

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit."""
        ...

    def read(self, *, case_id: str | None = None, types: tuple[str, ...] = ()) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types."""
        ...

    def open_cases(self) -> Sequence[str]:
        """Cases that were begun and neither completed nor left."""
        ...


class ErasablePeople(Protocol):
    """What erasing needs of the people store."""

    def cases(self) -> Sequence[str]:
        """Every case of which something is kept."""
        ...

    def kept_before(self, day: date, today: date) -> Sequence[str]:
        """Cases whose term began before that day."""
        ...

    def hash_of(self, case_id: str) -> str | None:
        """The hash of what is stored, None where there is nothing."""
        ...

    def erase(self, *case_ids: str) -> Sequence[str]:
        """Forget documents, keys and names for good; those that were there."""
        ...


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of one case. `found` is False where nothing was kept of it any more."""

    case_id: str
    found: bool


def named_case(journal: ErasableJournal, named: str) -> str:
    """The id of a case that a person named by its number or by its id.

    Raises:
        OperatorMistake: there is no such case here.
    """
    for event in journal.read(types=("case_opened",)):
        if event.case_id and named in {event.case_id, str(event.payload["number"])}:
            return event.case_id
    message = (
        f"There is no case {named} in this journal. Give the number that stands on its slip; "
        "'returns-desk journal search' finds it."
    )
    raise OperatorMistake(message, code="unknown_case")


def erase_case(journal: ErasableJournal, people: ErasablePeople, case_id: str) -> Erased:
    """Forget what is kept of a person in this case; once more finishes what was cut off.

    Raises:
        EnvironmentFault: a file is in use or the disk is full; erase again.
    """
    _record(journal, people, [case_id], {"why": AT_A_WISH})
    return Erased(case_id, found=bool(people.erase(case_id)))


def finish_erasures(journal: ErasableJournal, people: ErasablePeople) -> int:
    """Erase what the journal says is erased and still lies there; how many cases it was.

    A power cut leaves such documents, and so does a people.db that was restored from a backup of
    before the erasure.
    """
    left = [each for each in people.cases() if is_erased(journal, each)]
    return len(people.erase(*left)) if left else 0


def erase_past_terms(
    journal: ErasableJournal,
    people: ErasablePeople,
    today: date,
    days: int,
    on_progress: Progress | None = None,
) -> int:
    """Forget everybody whose term of so many days has ended; how many cases it was.

    A case that is still open keeps what it needs until it ends.

    Raises:
        EnvironmentFault: a file can't be written; the next round goes on.
    """
    open_cases = set(journal.open_cases())
    past = people.kept_before(today - timedelta(days=days), today)
    due = [each for each in past if each not in open_cases]
    for start in range(0, len(due), CASES_IN_ONE_SWEEP):
        some = due[start : start + CASES_IN_ONE_SWEEP]
        _record(journal, people, some, {"why": TERM_ENDED, "days": days})
        people.erase(*some)
        if on_progress is not None:
            on_progress(start + len(some), len(due))
    return len(due)


def _record(
    journal: ErasableJournal,
    people: ErasablePeople,
    case_ids: Sequence[str],
    why: Mapping[str, str | int],
) -> None:
    """Say in the journal that these cases' data are erased, where it does not say so yet."""
    events = []
    for case_id in case_ids:
        there = people.hash_of(case_id)
        if there is not None and not is_erased(journal, case_id):
            payload = {**why, "hash": f"sha256:{there}"}
            events.append(NewEvent(ERASED, payload, case_id))
    if events:
        journal.append(*events)
