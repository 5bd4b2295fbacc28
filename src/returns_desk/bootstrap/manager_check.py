"""Whether the journal that the manager's window shows is as it was recorded.

Owns when that is asked, and what is said where it is not. The whole chain is walked in a worker of
its own: pages are read meanwhile.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_

if TYPE_CHECKING:
    from returns_desk.adapters.profile import Profile
    from returns_desk.application.ports import Verification
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.manager.frame import Worker
    from returns_desk.ui.manager.presenter import ShellPresenter

BENT: Final = N_(
    "The journal is not as it was recorded: figures and cases here may be wrong. "
    "IT can see where with 'returns-desk journal verify'."
)
UNREAD: Final = N_(
    "The journal can't be verified now: nobody knows whether figures and cases here are right. "
    "IT can see why with 'returns-desk journal verify'."
)


def check_journal(profile: Profile, worker: Worker, shell: ShellPresenter) -> None:
    """Verify once; what is wrong stands above every page from then on."""
    worker.run(partial(_verified, profile), partial(_tell, shell), partial(_cannot, shell))


def _verified(profile: Profile) -> Verification:
    with profile.read_journal() as journal:
        return journal.verify(owner=profile.owner)


def _tell(shell: ShellPresenter, found: Verification) -> None:
    if found.bent is not None:
        shell.warn(BENT)


def _cannot(shell: ShellPresenter, _: ReturnsError) -> None:
    shell.warn(UNREAD)
