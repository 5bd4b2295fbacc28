"""Goodwill as contents: what is left of the clerk's budget, why it is given, and how much.

For the clerk alone; the customer's display is fed from elsewhere and never hears of a budget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from babel.numbers import get_decimal_symbol

from returns_desk.application.goodwill_budget import GOODWILL_REASONS, is_of_clerk
from returns_desk.application.sentences import N_
from returns_desk.ui.clerk.contents import TileContent, TilesContent
from returns_desk.ui.kit.contents import ChipContent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.domain.board import Option
    from returns_desk.ui.clerk.option_contents import Speaker

ALL_OF_IT: Final = "goodwill:all"
AMOUNT: Final = "goodwill_amount"
WHY: Final = "why:"
"""Before a reason in the code of its chip."""
_REASONS: Final[Mapping[str, str]] = {
    "fair_to_customer": N_("Fair to the customer"),
    "our_mistake": N_("It was our doing"),
    "waited_long": N_("A long wait"),
    "promise_not_kept": N_("We said otherwise"),
}


def budget_line(speaker: Speaker, option: Option) -> str:
    """What is left for goodwill that needs no second person; empty for every other option."""
    budget, words = speaker.case.other_ways.budget, speaker.words
    if budget is None or not is_of_clerk(option):
        return ""
    left, limit = speaker.money(budget.left), speaker.money(budget.limit)
    if budget.days is None:
        return words.text("{left} left of {limit}", left=left, limit=limit)
    said = N_("{left} left of {limit} in {days} days")
    return words.text(said, left=left, limit=limit, days=words.number(budget.days))


def why_goodwill(speaker: Speaker) -> tuple[str, tuple[ChipContent, ...]]:
    """Why it is given, in the place of what the customer asks for: one touch, or none at all."""
    words, said = speaker.words, speaker.case.other_ways.goodwill_reason
    chips = tuple(
        ChipContent(WHY + code, words.text(_REASONS[code]), on=code == said)
        for code in GOODWILL_REASONS
    )
    return words.text("Why it\nis given"), chips


def amount_chip(speaker: Speaker) -> tuple[ChipContent, ...]:
    """A touch lets another amount be typed, where goodwill is wanted; else nothing."""
    if not speaker.case.other_ways.can_choose_amount:
        return ()
    return (ChipContent(AMOUNT, speaker.words.text("Another amount")),)


def amount_page(speaker: Speaker) -> TilesContent:
    """How much is given: digits by touch, or all of it at once."""
    words, most = speaker.words, speaker.money(speaker.case.other_ways.goodwill_most)
    point = get_decimal_symbol(words.language)
    has_point = point in speaker.money(0)
    pad = (words.text("Back"), words.text("Enter"), *((point,) if has_point else ()))
    return TilesContent(
        title=words.text("How much is given?"),
        line=words.text("Any amount up to {amount}.", amount=most),
        icon="cash",
        more=(TileContent(ALL_OF_IT, words.text("All of it"), most, "check-circle"),),
        pad=pad,
    )
