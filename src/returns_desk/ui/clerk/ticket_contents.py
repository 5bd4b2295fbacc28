"""Goods that a customer waits for, beside the slip, as contents.

Owns their words and the codes of what can be done. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.application.tickets.opening import WEEKS
from returns_desk.application.tickets.ticket import (
    NOT_COMING,
    NOT_MENDED,
    OUTCOMES,
    REPAIR,
    REPAIRED,
    REPLACED,
    REPLACEMENT,
)
from returns_desk.ui.clerk.contents import ButtonContent
from returns_desk.ui.clerk.disposal_contents import GoodsPlacesContent

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState
    from returns_desk.application.tickets.ticket import Ticket
    from returns_desk.ui.kit.wording import Words

CLOSE: Final = "ticket:"
EXPECT: Final = "ticket_weeks:"
ORDER: Final = "ticket_order:"
OUTCOME_WORDS: Final = {
    REPAIRED: N_("Handed over, repaired"),
    REPLACED: N_("Handed over, a new one"),
    NOT_MENDED: N_("Could not be mended"),
    NOT_COMING: N_("A new one can't be had"),
}
HEADINGS: Final = {REPAIR: N_("Here for repair"), REPLACEMENT: N_("Waiting for a new one")}
LINES: Final = {
    REPAIR: N_("Two weeks are promised, if you choose no other. The slip brings it back."),
    REPLACEMENT: N_("The slip says by when, and brings this back."),
}


def ticket_of(words: Words, case: CaseState) -> GoodsPlacesContent | None:
    """What stands beside the slip; None where nobody waits, and nothing can be ordered."""
    if case.may_order:
        return _to_order(words)
    if case.ticket is None or not case.ticket.is_open:
        return None
    return _waiting(words, case.ticket)


def _to_order(words: Words) -> GoodsPlacesContent:
    line = words.text("Order it. The slip then says by when, and brings this back.")
    heading = words.text("Is the new one not here?")
    return GoodsPlacesContent(heading, (line,), _weeks(words, ORDER))


def _waiting(words: Words, ticket: Ticket) -> GoodsPlacesContent:
    outcomes = tuple(
        ButtonContent(CLOSE + code, words.text(OUTCOME_WORDS[code]))
        for code in OUTCOMES[ticket.kind]
    )
    goods = tuple(each.description for each in ticket.goods)
    lines = (*goods, words.text(LINES[ticket.kind]))
    heading = words.text(HEADINGS[ticket.kind])
    return GoodsPlacesContent(heading, lines, (*outcomes, *_weeks(words, EXPECT)))


def _weeks(words: Words, code: str) -> tuple[ButtonContent, ...]:
    return tuple(
        ButtonContent(
            f"{code}{each}",
            words.plural("Ready in {count} week", "Ready in {count} weeks", each),
            "calendar",
        )
        for each in WEEKS
    )
