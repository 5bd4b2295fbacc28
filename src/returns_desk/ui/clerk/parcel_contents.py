"""Parcels as contents: the mark on a receipt, the day of posting, and what to do with the slip.

Owns their words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.ui.kit.contents import ChipContent

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState
    from returns_desk.ui.kit.wording import Words

PARCEL: Final = "parcel"
POSTED: Final = "posted_on"


def parcel_chips(words: Words, case: CaseState) -> tuple[ChipContent, ...]:
    """Whether it came by parcel, and when that was posted; a touch on the day types another."""
    parcel = case.other_ways.parcel
    mark = ChipContent(PARCEL, words.text("Came by parcel"), on=parcel is not None)
    if parcel is None:
        return (mark,)
    if parcel.posted_on is None:
        return mark, ChipContent(POSTED, words.text("Day of posting"))
    # The day alone: a narrow column has no room for more in every language.
    return mark, ChipContent(POSTED, words.weekday(parcel.posted_on), on=True)


def slip_lines(words: Words, case: CaseState, lines: tuple[str, ...]) -> tuple[str, ...]:
    """What to do with the slip: of a parcel it is posted."""
    if case.other_ways.parcel is None:
        return lines
    return words.text("Put it in an envelope, and post it to the sender."), *lines[1:]
