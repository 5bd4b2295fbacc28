"""Erasing as the command line uses it: journal and people opened together, the profile locked.

Owns how long files and the lock are held. It must not print.
"""

from returns_desk.adapters.profile import Profile
from returns_desk.application.erasing import Erased, erase_case, finish_erasures, named_case


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
            self._profile.open_people() as people,
        ):
            finish_erasures(journal, people)
            return erase_case(journal, people, named_case(journal, named))
