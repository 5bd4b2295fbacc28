"""Erasing as the command line uses it: journal and people opened together, the profile locked.

Owns how long files and the lock are held. It must not print.
"""

from returns_desk.adapters.people.every_copy import EveryCopy
from returns_desk.adapters.people.naming_cases import meant_case
from returns_desk.adapters.profile import Profile
from returns_desk.application.erasing import Erased, erase_case, finish_erasures


class ErasingAccess:
    """The personal data of a profile's cases, to be erased."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def erase(self, named: str) -> Erased:
        """Forget the person of the case of that number or id.

        Raises:
            OperatorMistake: There is no such case, or another process has the profile open.
            EnvironmentFault: A file is in use or the disk is full; erase again.

        """
        with (
            self._profile.locked(),
            self._profile.open_journal() as journal,
            self._profile.open_people() as store,
        ):
            people = EveryCopy(store)
            finish_erasures(journal, people)
            case_id = meant_case(self._profile.directory, journal, people, named)
            return erase_case(journal, people, case_id)
