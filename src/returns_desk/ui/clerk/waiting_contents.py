"""What waits for the person with authority who is signed in at the counter, as one sentence.

Owns who is told and which cases count: those of customers who wait while another is served. The
case at hand shows its own request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.application.approvers import has_authority
from returns_desk.application.escalations.answering import LEAST_ROLE
from returns_desk.application.escalations.life import WAITS
from returns_desk.ui.clerk.contents import BannerContent

if TYPE_CHECKING:
    from datetime import datetime

    from returns_desk.application.desk_state import DeskState
    from returns_desk.ui.kit.wording import Words


def waiting_numbers(state: DeskState) -> tuple[int, ...]:
    """The numbers of cases that wait for whoever is signed in; none for who has no authority."""
    person = state.operator
    if person is None or not has_authority(person.role, LEAST_ROLE):
        return ()
    return tuple(
        each.number
        for each in state.open_cases
        if each.escalation is not None and each.escalation.phase in WAITS
    )


def waiting_banner(words: Words, state: DeskState) -> BannerContent | None:
    """The sentence; None where nothing waits for that person."""
    numbers = waiting_numbers(state)
    if not numbers:
        return None
    said = words.text(
        "Waits for your answer: case {numbers}. F12 shows it.",
        numbers=", ".join(str(each) for each in numbers),
    )
    return BannerContent(said, "manager", "manager")


class Reminders:
    """When it is said again: at once for whoever comes, then every so many minutes."""

    def __init__(self, minutes: int) -> None:
        """Begin with nobody told."""
        self._minutes = minutes
        self._told: tuple[str, tuple[int, ...], datetime] | None = None

    def is_due(self, state: DeskState, now: datetime) -> bool:
        """Whether it is to be said now; then it counts as said."""
        numbers = waiting_numbers(state)
        if not numbers or state.operator is None:
            self._told = None
            return False
        who = state.operator.id
        if self._told is not None and self._told[:2] == (who, numbers):
            passed = (now - self._told[2]).total_seconds()
            if passed < self._minutes * 60:
                return False
        self._told = (who, numbers, now)
        return True
