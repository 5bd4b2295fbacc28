"""Owns saying when the customer has the money or the goods (R13); knows no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from returns_desk.domain.board import Option
    from returns_desk.ui.kit.wording import Words

_GIVEN_HERE: Final = frozenset({"original", "cash", "none"})
"""Destinations that are handed over while the customer stands there."""


def timing_of(words: Words, option: Option) -> str:
    """Return when the customer has what an option gives; empty where nobody can know."""
    if option.remedy == "repair":
        return words.text("when it is repaired")
    if option.arrives is None:
        return ""
    least, most = option.arrives.business_days_min, option.arrives.business_days_max
    if most == 0:
        return words.text("now") if option.destination in _GIVEN_HERE else words.text("today")
    return days_text(words, least, most)


def days_text(words: Words, least: int, most: int) -> str:
    """Return a span of business days as words."""
    if least == most:
        return words.plural("in {count} business day", "in {count} business days", most)
    return words.text("in {least}–{most} business days", least=least, most=most)
