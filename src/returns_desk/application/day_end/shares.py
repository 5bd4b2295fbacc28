"""Who took over which of the things that a day's end left, as its event says it.

Owns how each person's share is read back. Pure. One person takes over everything that is not given
to somebody else by name.
"""

from collections.abc import Mapping
from typing import Final

from returns_desk.application.book_memory import text
from returns_desk.application.day_end.day_record import handed_over
from returns_desk.application.ports import Event, Json

GIVEN: Final = "given"
"""The event's key for what goes to others: the person by the thing; absent where there is none."""
CASE, DOUBT, PROMISE = "case", "doubt", "promise"


def shares_of(event: Event) -> dict[str, tuple[str, ...]]:
    """What each person took over at that end of day; whoever takes the rest comes first."""
    to = text(event.payload.get("to"))
    given = _given(event.payload.get(GIVEN))
    shares: dict[str, tuple[str, ...]] = {to: ()}
    for name in _names(event):
        taker = given.get(name, to)
        shares[taker] = (*shares.get(taker, ()), name)
    return {taker: names for taker, names in shares.items() if names}


def how_many(names: tuple[str, ...], kind: str) -> int:
    """How many of these things are of that kind."""
    return sum(name.startswith(f"{kind}/") for name in names)


def _names(event: Event) -> tuple[str, ...]:
    return (
        *(f"{CASE}/{each}" for each in handed_over(event, "cases")),
        *_doubts(event.payload.get("handed_over")),
        *(f"{PROMISE}/{each}" for each in handed_over(event, "promises")),
    )


def _doubts(handed: Json) -> tuple[str, ...]:
    found = handed.get("doubts") if isinstance(handed, Mapping) else ()
    doubts = found if isinstance(found, list | tuple) else ()
    told = (each for each in doubts if isinstance(each, Mapping))
    return tuple(f"{DOUBT}/{each.get('case')}/{each.get('leg')}" for each in told)


def _given(value: Json) -> dict[str, str]:
    told = value if isinstance(value, Mapping) else {}
    return {name: person for name, person in told.items() if isinstance(person, str)}
