"""Which cases a person stands behind: the index of names, and what the journal knows of them.

Owns what is left out: cases of which the journal says that they are erased, though a backup put
back brought them again, or what a restore kept aside holds them until the next sweep. It changes
nothing and decrypts nothing, so no personal data leave it.
"""

from dataclasses import dataclass

from returns_desk.adapters.journal.found_cases import FoundCase
from returns_desk.adapters.people.name_index import parts_of
from returns_desk.adapters.profile import Profile
from returns_desk.application.archived_events import read_here
from returns_desk.application.personal_data import ERASED, KEPT
from returns_desk.domain.errors import OperatorMistake


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """Cases kept under a name, newest first; `unknown` are ids that the journal does not know."""

    cases: tuple[FoundCase, ...]
    unknown: tuple[str, ...]


class PeopleSearch:
    """The search by name in a profile, also beside a running desk."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def find(self, name: str, limit: int) -> FoundPeople:
        """Cases whose name has every part of this one; accents, case and order aside.

        Raises:
            OperatorMistake: No part of a name is given, the keys are gone, or there is no journal.
            EnvironmentFault: A file or the keys can't be read.

        """
        if not parts_of(name):
            message = "Give a name to look for, or a whole part of one."
            raise OperatorMistake(message, code="no_words")
        named = self._profile.cases_named(name)
        with self._profile.read_journal() as journal:
            # Cases of whom something is kept are in no archive.
            told = read_here(journal, types=(KEPT, ERASED)) if named else ()
            last = {event.case_id: event.type for event in told}
            kept = [each for each in named if last.get(each) != ERASED]
            cases = journal.cases(kept)
        known = {each.case_id for each in cases}
        unknown = tuple(each for each in kept if each not in known)
        return FoundPeople(cases[:limit], unknown)
