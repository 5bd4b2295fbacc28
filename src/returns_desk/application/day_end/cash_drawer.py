"""What has to be in the drawer: what was noted, less what went out, and what came back.

Owns which events move cash, and when. Pure. What went through the fiscal till counts there and not
here. A payout that was in doubt counts to the drawer from which it was begun: its money was in
nobody's hand later.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from returns_desk.application.book_memory import integer, text
from returns_desk.application.ports import Event
from returns_desk.application.void_record import (
    UNDO_BEGUN,
    UNDO_BOOKED,
    UNDO_FAILED,
    UNDO_SETTLED,
)

CASH_TYPES: Final = (
    "leg_begun",
    "leg_booked",
    "leg_failed",
    "leg_settled",
    UNDO_BEGUN,
    UNDO_BOOKED,
    UNDO_FAILED,
    UNDO_SETTLED,
)

CashOf = Callable[[Event], int | None]
"""What the leg of an event pays out of the drawer, minor units; None where it is no such leg."""

_OUT, _BACK = 1, -1
_Place = tuple[str, int, int]
"""A payout's key, its leg, and which way the money goes."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """The drawer since it was noted; minor units.

    `doubtful_out` and `doubtful_back` are payouts, and cash on its way back, that were begun and of
    which nobody has said what became of them; `expected` has none of it.
    """

    noted: int
    paid_out: int = 0
    came_back: int = 0
    begun: Mapping[_Place, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def expected(self) -> int:
        """What has to be in it."""
        return self.noted - self.paid_out + self.came_back

    @property
    def has_moved(self) -> bool:
        """Whether cash went out or came back, or may have."""
        return bool(self.paid_out or self.came_back or self.begun)

    @property
    def doubtful_out(self) -> int:
        """What may have left it besides."""
        return sum(amount for (_, _, way), amount in self.begun.items() if way == _OUT)

    @property
    def doubtful_back(self) -> int:
        """What may have come back besides."""
        return sum(amount for (_, _, way), amount in self.begun.items() if way == _BACK)


def drawer_after(noted: int, events: Iterable[Event], cash_of: CashOf) -> Drawer:
    """The drawer after events of CASH_TYPES that came since it was noted."""
    moved = {_OUT: 0, _BACK: 0}
    begun: dict[_Place, int] = {}
    for event in events:
        amount = cash_of(event)
        if amount is None:
            continue
        place = _place(event)
        if event.type in {"leg_begun", UNDO_BEGUN}:
            begun[place] = amount
            continue
        was_begun_here = begun.pop(place, None) is not None
        moved[place[2]] += _moved(event, amount, was_begun_here=was_begun_here)
    return Drawer(noted, moved[_OUT], moved[_BACK], MappingProxyType(begun))


def _moved(event: Event, amount: int, *, was_begun_here: bool) -> int:
    if event.type in {"leg_booked", UNDO_BOOKED}:
        return amount
    is_settled = event.type in {"leg_settled", UNDO_SETTLED}
    return amount if is_settled and was_begun_here and event.payload["happened"] is True else 0


def _place(event: Event) -> _Place:
    """A taking back has a key of its own, and names the payout's."""
    payload = event.payload
    is_back = "payout" in payload
    key = text(payload.get("payout" if is_back else "key"))
    return key, integer(payload.get("leg")), _BACK if is_back else _OUT
