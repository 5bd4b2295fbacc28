"""What the page of escalations is to its presenter, and what the presenter asks.

Owns these Protocols. Plain Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState
    from returns_desk.application.escalations.equal_cases import EqualCases
    from returns_desk.application.escalations.queue import Waiting
    from returns_desk.application.escalations.story import Moment
    from returns_desk.ui.kit.contents import ApprovalContent, BoardContent
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.escalation_contents import Choice
    from returns_desk.ui.manager.escalation_shapes import OpenedContent, QueueContent


class EscalationView(Protocol):
    """The page, as the presenter sees it."""

    def show_queue(self, content: QueueContent) -> None:
        """Show what waits."""
        ...

    def show_opened(self, content: OpenedContent) -> None:
        """Show one of them."""
        ...

    def forget_secret(self) -> None:
        """Empty the field for badge and PIN."""
        ...

    def remind(self, sentence: str) -> None:
        """Say it to whoever does not look."""
        ...


class Reads(Protocol):
    """Questions to the journal; on the reading worker only."""

    def waiting(self) -> tuple[Waiting, ...]:
        """Every escalation that has not ended."""
        ...

    def story(self, case_id: str) -> tuple[Moment, ...]:
        """What was said and done in the case."""
        ...

    def equal_cases(self, case_id: str, option: str) -> EqualCases:
        """How equal cases were decided."""
        ...


class Looks(Protocol):
    """How the counter's window shows a case; here it is shown the same (R3)."""

    def board(self, words: Words, case: CaseState) -> BoardContent:
        """The whole board."""
        ...

    def approval(self, words: Words, case: CaseState, choice: Choice) -> ApprovalContent | None:
        """What is to be decided; None where nothing is."""
        ...
