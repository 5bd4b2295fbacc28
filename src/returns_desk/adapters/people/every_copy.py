"""Personal data wherever a profile holds them: people.db, and what restores kept aside of it.

Owns which copies there are, the files of cases beside each included, and that an erasure reaches
each. A copy that is damaged holds people whom nobody can look up: it goes as a whole, with the
first erasure or when its term has ended. It must not touch backups; those are rotated out.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

from returns_desk.adapters.evidence_files import EvidenceFolder
from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.keeping.switching import KEPT_ASIDE, drop_staging
from returns_desk.adapters.people.copies_aside import copies_aside, folders_aside
from returns_desk.adapters.people.damage import people_damage
from returns_desk.adapters.people.people_store import SqlitePeopleStore

_ENDINGS: Final = ("-wal", "-shm", "-journal", "")


class EveryCopy:
    """The people store of a locked profile together with the copies beside it."""

    def __init__(self, people: SqlitePeopleStore) -> None:
        """Take the store; copies are looked for beside its file each time.

        What a restore had prepared before it was cut off is taken away.
        """
        self._people = people
        drop_staging(people.path.parent)

    def cases(self) -> tuple[str, ...]:
        """Every case of which something is kept in some copy."""
        found = set(self._people.cases())
        for copy in self._copies():
            found.update(copy.cases())
        return tuple(sorted(found))

    def kept_before(self, day: date, today: date) -> tuple[str, ...]:
        """Cases whose term began before that day in some copy; damaged copies of then go here."""
        found = dict.fromkeys(self._people.kept_before(day, today))
        for copy in self._copies():
            found.update(dict.fromkeys(copy.kept_before(day, today)))
        for path in self._damaged():
            if _kept_on(path) < day:
                _remove(path)
        return tuple(found)

    def hash_of(self, case_id: str) -> str | None:
        """The hash of what people.db itself holds, None where there is nothing."""
        return self._people.hash_of(case_id)

    def erase(self, *case_ids: str) -> tuple[str, ...]:
        """Forget these cases in every copy; those that some copy held.

        Raises:
            OperatorMistake: A newer version wrote a copy.
            EnvironmentFault: A file is in use or the disk is full; erase again.

        """
        # Files first: cut off in between, a document still lies there, and the next round goes on.
        for folder in (self._people.path.parent, *folders_aside(self._people.path)):
            EvidenceFolder(folder).erase(case_ids)
        gone = set(self._people.erase(*case_ids))
        for copy in self._copies():
            gone.update(copy.erase(*case_ids))
        for path in self._damaged():
            _remove(path)
        return tuple(each for each in case_ids if each in gone)

    def _copies(self) -> Iterator[SqlitePeopleStore]:
        for path in copies_aside(self._people.path):
            if people_damage(path) is None:
                with closing(self._people.at(path)) as copy:
                    yield copy

    def _damaged(self) -> list[Path]:
        paths = copies_aside(self._people.path)
        return [path for path in paths if people_damage(path) is not None]


def _kept_on(path: Path) -> date:
    """The day of the restore, as its folder's name tells it; else the first of all days."""
    try:
        return date.fromisoformat(path.parent.name.removeprefix(KEPT_ASIDE)[:8])
    except ValueError:
        return date.min


def _remove(path: Path) -> None:
    with file_faults(path):
        for ending in _ENDINGS:
            path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
