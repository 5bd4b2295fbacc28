"""One ticket as its events tell it: opened with the goods and their promise, then closed; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final, cast

from returns_desk.application.folded_values import list_of, whole_of
from returns_desk.application.ports import Event, Json
from returns_desk.application.presence import there

OPENED: Final = "ticket_opened"
CLOSED: Final = "ticket_closed"
TYPES: Final = (OPENED, CLOSED)
REPAIRED: Final = "repaired"
REPLACED: Final = "replaced"
NOT_MENDED: Final = "not_mended"
OUTCOMES: Final = (REPAIRED, REPLACED, NOT_MENDED)
"""What became of the goods: handed over mended, or new ones, or as they were."""
TAKEN_BACK: Final = "taken_back"
"""The whole return was taken back, and the goods with it."""


@dataclass(frozen=True, slots=True)
class TicketGoods:
    """One line of a receipt that is out for repair."""

    receipt: str
    line: int
    quantity: Decimal
    description: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """Goods that a customer left. `promise` says by when they are ready; a later day is another.

    `outcome` is one of OUTCOMES, empty while the goods are here.
    """

    id: str
    case_id: str
    case_number: int
    promise: str
    goods: tuple[TicketGoods, ...]
    opened_at: datetime
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        """True while the goods are here."""
        return not self.outcome


def changed(tickets: Mapping[str, Ticket], event: Event) -> Ticket:
    """The ticket that the event opens, gives another day or closes."""
    known = tickets.get(str(event.payload["ticket"]))
    if event.type == CLOSED:
        return replace(there(known, "it was opened"), outcome=str(event.payload["outcome"]))
    if known is not None:
        return replace(known, promise=str(event.payload["promise"]))
    return Ticket(
        id=str(event.payload["ticket"]),
        case_id=event.case_id or "",
        case_number=whole_of(event.payload["case"]),
        promise=str(event.payload["promise"]),
        goods=tuple(_goods(each) for each in list_of(event.payload["goods"])),
        opened_at=event.at,
    )


def _goods(value: Json) -> TicketGoods:
    told = cast("Mapping[str, Json]", value)
    return TicketGoods(
        receipt=str(told["receipt"]),
        line=whole_of(told["line"]),
        quantity=Decimal(str(told["quantity"])),
        description=str(told["description"]),
    )
