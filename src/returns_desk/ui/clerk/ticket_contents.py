"""Goods that are here for repair, beside the slip, as contents.

Owns their words and the codes of what can be done. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.application.tickets.opening import WEEKS
from returns_desk.application.tickets.ticket import NOT_MENDED, REPAIRED, REPLACED
from returns_desk.ui.clerk.contents import ButtonContent
from returns_desk.ui.clerk.disposal_contents import GoodsPlacesContent

if TYPE_CHECKING:
    from returns_desk.application.tickets.ticket import Ticket
    from returns_desk.ui.kit.wording import Words

CLOSE: Final = "ticket:"
EXPECT: Final = "ticket_weeks:"
OUTCOME_WORDS: Final = {
    REPAIRED: N_("Handed over, repaired"),
    REPLACED: N_("Handed over, a new one"),
    NOT_MENDED: N_("Could not be mended"),
}


def ticket_of(words: Words, ticket: Ticket | None) -> GoodsPlacesContent | None:
    """What stands beside the slip; None where nothing is here for repair."""
    if ticket is None or not ticket.is_open:
        return None
    weeks = tuple(
        ButtonContent(
            f"{EXPECT}{each}",
            words.plural("Ready in {count} week", "Ready in {count} weeks", each),
            "calendar",
        )
        for each in WEEKS
    )
    outcomes = tuple(
        ButtonContent(CLOSE + code, words.text(text)) for code, text in OUTCOME_WORDS.items()
    )
    line = words.text("Two weeks are promised, if you choose no other. The slip brings it back.")
    goods = tuple(each.description for each in ticket.goods)
    return GoodsPlacesContent(words.text("Here for repair"), (*goods, line), (*outcomes, *weeks))
