"""The page of escalations of the manager's window, with what it reads and how it looks.

Owns its wiring. The board and the decision look as at the counter: the same functions make both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from returns_desk.application.escalations.story import story_of
from returns_desk.application.sentences import N_
from returns_desk.bootstrap.manager_evidence import with_papers
from returns_desk.bootstrap.manager_pages import MadePage
from returns_desk.ui.clerk.approval_contents import Decision, approval_of
from returns_desk.ui.clerk.board_contents import board_of
from returns_desk.ui.clerk.option_contents import Speaker
from returns_desk.ui.manager.escalation_page import EscalationPage
from returns_desk.ui.manager.escalation_presenter import PAGE, EscalationPresenter
from returns_desk.ui.manager.frame import PageInfo

if TYPE_CHECKING:
    from returns_desk.adapters.profile import Profile
    from returns_desk.application.desk_state import CaseState
    from returns_desk.application.escalations.equal_cases import EqualCases
    from returns_desk.application.escalations.queue import Waiting
    from returns_desk.application.escalations.story import Moment
    from returns_desk.bootstrap.manager_pages import ManagerParts
    from returns_desk.ui.kit.contents import ApprovalContent, BoardContent
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.escalation_contents import Choice

POLL_MS: Final = 15_000
ROLES: Final = ("supervisor", "manager", "regional")


class JournalReads:
    """Questions about escalations, each with a reader of its own in the reading worker."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def waiting(self) -> tuple[Waiting, ...]:
        """Every escalation that has not ended."""
        with self._profile.read_journal() as journal:
            return journal.escalations()

    def story(self, case_id: str) -> tuple[Moment, ...]:
        """What was said and done in the case."""
        with self._profile.read_journal() as journal:
            return story_of(journal.read(case_id=case_id))

    def equal_cases(self, case_id: str, option: str) -> EqualCases:
        """How equal cases were decided."""
        with self._profile.read_journal() as journal:
            return journal.equal_cases(case_id, option)


class CounterLooks:
    """A case as the counter's window shows it."""

    def __init__(self, minutes: int) -> None:
        self._minutes = minutes

    def board(self, words: Words, case: CaseState) -> BoardContent:
        """The whole board."""
        return board_of(Speaker(case, words))

    def approval(self, words: Words, case: CaseState, choice: Choice) -> ApprovalContent | None:
        """What is to be decided; None where nothing is."""
        decision = Decision(choice.reason, choice.alternative, choice.decline_reason)
        return approval_of(Speaker(case, words), decision, self._minutes)


def escalations_page(parts: ManagerParts) -> MadePage:
    """The page, counting what waits whatever page is in sight."""
    page = EscalationPage()
    shop = parts.services.shop
    presenter = EscalationPresenter(
        page,
        parts.frame,
        parts.desk,
        JournalReads(parts.profile),
        CounterLooks(shop.approval_minutes),
        shop.store.currency,
    )
    page.follow(presenter)
    polling = QTimer(page, interval=POLL_MS)
    polling.timeout.connect(presenter.poll)
    polling.start()
    presenter.poll()
    shown = with_papers(parts, presenter, page)
    return MadePage(PageInfo(PAGE, N_("Escalations"), "bell", ROLES), shown, page)
