"""Whether the journal that the manager's window shows is as it was recorded.

Owns when that is asked, and what is said where it is not. The whole chain is walked in a worker of
its own: pages are read meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.ui.manager.today_kept import BENT, READING, UNREAD, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.profile import Profile
    from returns_desk.application.ports import Verification
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.manager.frame import Worker
    from returns_desk.ui.manager.presenter import ShellPresenter

CHANGED: Final = N_(
    "The journal is not as it was recorded: figures and cases here may be wrong. "
    "IT can see where with 'returns-desk journal verify'."
)
UNCHECKED: Final = N_(
    "The journal can't be verified now: nobody knows whether figures and cases here are right. "
    "IT can see why with 'returns-desk journal verify'."
)


class JournalCheck:
    """What the one look at the whole chain found.

    Attributes:
        standing: one of today_kept's words; READING until it is done.
    """

    def __init__(self, profile: Profile, shell: ShellPresenter) -> None:
        """Nothing is asked yet."""
        self._profile, self._shell = profile, shell
        self.standing = READING
        self._told: list[Callable[[], None]] = []

    def then(self, tell: Callable[[], None]) -> None:
        """Call this once it is known."""
        self._told.append(tell)

    def begin(self, worker: Worker) -> None:
        """Verify once; what is wrong stands above every page from then on."""
        worker.run(self._verified, self._tell, self._cannot)

    def _verified(self) -> Verification:
        with self._profile.read_journal() as journal:
            return journal.verify(owner=self._profile.owner)

    def _tell(self, found: Verification) -> None:
        self.standing = WHOLE if found.bent is None else BENT
        if found.bent is not None:
            self._shell.warn(CHANGED)
        self._say()

    def _cannot(self, _: ReturnsError) -> None:
        self.standing = UNREAD
        self._shell.warn(UNCHECKED)
        self._say()

    def _say(self) -> None:
        for tell in self._told:
            tell()
