"""Personal data after a restore: what was erased stays erased, whatever a backup still holds.

Owns which copy of people.db a restored profile has. It must not read a document.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.keeping.database_copies import is_whole_database
from returns_desk.adapters.keeping.evidence_copies import bring_evidence
from returns_desk.adapters.keys.places import keys_in
from returns_desk.adapters.people import SqlitePeopleStore
from returns_desk.adapters.people.stored_hashes import stored_hashes
from returns_desk.adapters.safe_files import copy_safely
from returns_desk.application.archived_events import read_here
from returns_desk.application.personal_data import ERASED, KEPT
from returns_desk.application.ports import Event, NewEvent
from returns_desk.domain.errors import EnvironmentFault, ReturnsError

PEOPLE: Final = "people.db"
RESTORED: Final = "restored"
STAYED: Final = "stayed"
UNREADABLE: Final = "unreadable"
NONE: Final = "none"


def stage_people(
    directory: Path, staging: Path, copy: Path | None, erased: Collection[str], *, stays: bool
) -> str:
    """Bring personal data to where a restore needs them; what became of them.

    `stays`: the profile's own file is kept where it is whole, since it knows every erasure.

    Raises:
        EnvironmentFault: the disk can't take it.
    """
    if stays and is_whole_database(directory / PEOPLE):
        return STAYED
    if copy is None:
        return NONE
    target = staging / PEOPLE
    copy_safely(copy, target)
    key = keys_in(directory / "keys").derived("people")
    with SqlitePeopleStore(target, key) as people:
        if not _opens(people):
            people.close()
            target.unlink()
            return UNREADABLE
        people.erase(*erased)
    bring_evidence(copy.parent, staging, erased)
    return RESTORED


def erased_after(journals: Iterable[Path], sequence: int) -> Sequence[NewEvent]:
    """Erasures past an event that one of these journals knows, the last of each case.

    Journals that can't be read are left aside.
    """
    found: dict[str, NewEvent] = {}
    for path in journals:
        for event in _events(path, sequence, (ERASED,)):
            found[str(event.case_id)] = NewEvent(ERASED, event.payload, event.case_id)
    return tuple(found.values())


def erased_cases(journal: Path) -> frozenset[str]:
    """Cases of which the last that a journal says is the erasure of their personal data."""
    words = _last_words(journal)
    return frozenset(case_id for case_id, event in words.items() if event.type == ERASED)


def reconciled(journal: Path, lost: Sequence[NewEvent], people: Path) -> Iterator[NewEvent]:
    """What a restored journal has to add, so that it says of personal data what is there.

    `lost` are erasures that the journal does not know; `people` holds the data, newer than the
    journal where the profile's own file stayed.

    Raises:
        EnvironmentFault: the file can't be read.
    """
    yield from lost
    stored, erased = stored_hashes(people), {each.case_id for each in lost}
    for case_id, event in _last_words(journal).items():
        told, there = event.payload.get("hash"), stored.get(case_id)
        if event.type == ERASED or case_id in erased:
            continue
        if there is None:
            yield NewEvent(ERASED, {"why": "restored", "hash": told}, case_id)
        elif told != f"sha256:{there}":
            yield NewEvent(KEPT, {"hash": f"sha256:{there}"}, case_id)


def _last_words(journal: Path) -> dict[str, Event]:
    return {str(event.case_id): event for event in _events(journal, 0, (KEPT, ERASED))}


def _events(path: Path, after: int, types: Sequence[str]) -> Iterator[Event]:
    with suppress(ReturnsError), JournalReader(path, AnchorFile(path.parent / "none")) as journal:
        yield from read_here(journal, after=after, types=types)


def _opens(people: SqlitePeopleStore) -> bool:
    """Whether this computer's key opens what is kept; nothing kept opens with any key."""
    try:
        for case_id in people.cases()[:1]:
            people.get(case_id)
    except EnvironmentFault:
        return False
    return True
