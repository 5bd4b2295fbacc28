"""Parked customers as contents: the list of them, how many, and the question before a change.

Owns their words. Names goods and receipts, never a person. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from returns_desk.ui.clerk.contents import (
    BannerContent,
    ButtonContent,
    ScanContent,
    TileContent,
    TilesContent,
)

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState, DeskState, OpenCaseState
    from returns_desk.ui.kit.wording import Words

PARK: Final = "park"
PARKED: Final = "parked"
PARK_FIRST: Final = "park_first"
TAKE_UP: Final = "parked:"


def parked_of(state: DeskState) -> tuple[OpenCaseState, ...]:
    """The customers who wait, who was parked first at the top."""
    waiting = [(each.parked_at, each) for each in state.open_cases if each.parked_at is not None]
    return tuple(each for _, each in sorted(waiting, key=lambda pair: (pair[0], pair[1].number)))


def parked_button(words: Words, state: DeskState) -> ButtonContent | None:
    """How many wait, for the header; None where nobody does."""
    count = len(parked_of(state))
    if not count:
        return None
    return ButtonContent(PARKED, words.text("Parked: {count}", count=count), "pause", "F5")


def park_button(words: Words) -> ButtonContent:
    """Sets the case at hand aside."""
    return ButtonContent(PARK, words.text("Park"), "pause", "F4")


def with_way_back(words: Words, scan: ScanContent) -> ScanContent:
    """The scan row while the list is open: nothing but the way back beside it."""
    back = ButtonContent("back", words.text("Back"), "back", "Esc")
    return replace(scan, buttons=(back,))


def parked_page(words: Words, state: DeskState, wanted: str) -> TilesContent:
    """Everyone who waits; a touch, a number or Enter takes a case up again."""
    parked = parked_of(state)
    tiles = tuple(
        _tile(words, place, each, is_on=each.case_id == wanted)
        for place, each in enumerate(parked, start=1)
    )
    return TilesContent(
        title=words.text("Parked customers"),
        line=words.text("Touch one, or press its number. Enter takes who has waited longest."),
        icon="pause",
        tiles=tiles,
    )


def _tile(words: Words, place: int, case: OpenCaseState, *, is_on: bool) -> TileContent:
    since = words.clock(case.parked_at) if case.parked_at else ""
    name = case.goods or next(iter(case.receipts), "")
    line = (
        words.text("Case {number}", number=case.number),
        words.text("parked at {time}", time=since),
        words.money(case.amount, case.currency),
    )
    return TileContent(
        code=TAKE_UP + case.case_id,
        title=f"{place}. {name}",
        line=" · ".join(line),
        icon="person",
        is_on=is_on,
        action=words.text("Go on"),
    )


def nobody_parked(words: Words) -> BannerContent:
    """Said where the list would be empty."""
    return BannerContent(
        words.text("Nobody is parked. F4 parks the customer who is here."), "pause"
    )


def park_first(words: Words, case: CaseState, wanted: OpenCaseState) -> BannerContent:
    """The question before one customer makes room for another: one step does both."""
    sentence = words.text(
        "Case {number} is open here. Park it, and case {other} goes on.",
        number=case.number,
        other=wanted.number,
    )
    text = words.text("Park and go on")
    return BannerContent(sentence, "pause", "attention", action_text=text, action=PARK_FIRST)
