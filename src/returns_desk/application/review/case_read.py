"""One case as a manager reads it: its story, and what stood on its last board; pure.

Money in minor units of the board's currency.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from returns_desk.application.escalations.story import Moment, story_of
from returns_desk.application.folded_values import list_of, text_of
from returns_desk.application.ports import Event, Json

POSSIBLE: Final = ("available", "conditional", "needs_approval")


@dataclass(frozen=True, slots=True)
class Offered:
    """One option that was possible on a board, in the board's order."""

    option: str
    standing: str
    amount: int


@dataclass(frozen=True, slots=True)
class CaseRead:
    """One case: `number` is 0 where no event tells it."""

    case_id: str
    number: int = 0
    story: tuple[Moment, ...] = ()
    board: tuple[Offered, ...] = ()
    outcome: str = ""
    first_asked: str = ""


def case_read(case_id: str, events: Iterable[Event]) -> CaseRead:
    """The case as its events tell it; lenient with those of other versions."""
    told = tuple(events)
    boards = [each.payload.get("board") for each in told if each.type == "board_shown"]
    numbers = [each.payload.get("number") for each in told if each.type == "case_opened"]
    number = numbers[0] if numbers else 0
    return CaseRead(
        case_id=case_id,
        number=number if isinstance(number, int) else 0,
        story=story_of(told),
        board=_possible(boards[-1] if boards else None),
        outcome=_first(told[::-1], "case_completed"),
        first_asked=_first(told, "asked_for", "option_chosen"),
    )


def _possible(board: Json) -> tuple[Offered, ...]:
    options = list_of(board.get("options", ())) if isinstance(board, Mapping) else ()
    return tuple(
        Offered(str(each.get("id")), str(each["standing"]), _amount(each.get("amount")))
        for each in options
        if isinstance(each, Mapping) and each.get("standing") in POSSIBLE
    )


def _amount(value: Json) -> int:
    return value if isinstance(value, int) else 0


def _first(events: Iterable[Event], *types: str) -> str:
    found = (text_of(each.payload.get("option")) for each in events if each.type in types)
    return next((option for option in found if option), "")
