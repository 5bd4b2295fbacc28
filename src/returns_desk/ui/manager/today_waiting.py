"""What waits for somebody, on the review's first page: escalations, and promises that press.

Owns which of them are shown there, and where each leads. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.application.escalations.queue import in_order, is_overdue
from returns_desk.application.promises.promise import Urgency
from returns_desk.ui.kit.promise_words import promise_line, promise_title, urgency_of
from returns_desk.ui.manager.contents import ActionRow
from returns_desk.ui.manager.escalation_contents import Reader, line_of, title_of

if TYPE_CHECKING:
    from returns_desk.application.escalations.queue import Waiting
    from returns_desk.application.promises.promise import Promise

ESCALATIONS: Final = "escalations"
PROMISES: Final = "promises"
BETWEEN: Final = ":"
MOST_ROWS: Final = 4
"""Of each; the rest stand on their own page."""
_PRESSING: Final = frozenset({Urgency.OVERDUE, Urgency.DUE})


@dataclass(frozen=True, slots=True)
class Waits:
    """What was read: every open escalation, every promise, and people's names by id."""

    escalations: tuple[Waiting, ...] = ()
    promises: tuple[Promise, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


def waiting_rows(reader: Reader, waits: Waits, *, may_answer: bool) -> tuple[ActionRow, ...]:
    """The most urgent of both; `may_answer` tells whether their page is open to this person."""
    queue = in_order(waits.escalations, reader.person, reader.now, reader.reminder_minutes)
    pressing = [x for x in waits.promises if x.urgency(reader.now) in _PRESSING]
    return (
        *(_escalation(reader, x, may_answer=may_answer) for x in queue[:MOST_ROWS]),
        *(_promise(reader, x) for x in sorted(pressing, key=lambda x: x.due)[:MOST_ROWS]),
    )


def where_to(code: str) -> tuple[str, str]:
    """The page that a row leads to, and what that page is told."""
    page, _, argument = code.partition(BETWEEN)
    return page, argument if page == ESCALATIONS else ""


def _escalation(reader: Reader, waiting: Waiting, *, may_answer: bool) -> ActionRow:
    words = reader.words
    minutes = int((reader.now - waiting.life.raised_at).total_seconds() // 60)
    time = words.plural("{count} minute", "{count} minutes", minutes)
    overdue = is_overdue(waiting, reader.now, reader.reminder_minutes)
    return ActionRow(
        f"{ESCALATIONS}{BETWEEN}{waiting.case_id}",
        title_of(reader, waiting),
        line_of(reader, waiting),
        (time, "warning", "bad") if overdue else (time, "clock", "manager"),
        words.text("Open") if may_answer else "",
    )


def _promise(reader: Reader, promise: Promise) -> ActionRow:
    words = reader.words
    return ActionRow(
        f"{PROMISES}{BETWEEN}{promise.id}",
        promise_title(words, promise),
        promise_line(words, promise, reader.name_of(promise.made_by)),
        urgency_of(words, promise, promise.urgency(reader.now)),
        words.text("Open"),
    )
