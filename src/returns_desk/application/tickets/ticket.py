"""One ticket as its events tell it: opened with the goods and their promise, then closed; pure.

A ticket is for goods that are mended here, or for new ones that take the place of those brought.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
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
NOT_COMING: Final = "not_coming"
REPAIR: Final = "repair"
REPLACEMENT: Final = "replacement"
OUTCOMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {REPAIR: (REPAIRED, REPLACED, NOT_MENDED), REPLACEMENT: (REPLACED, NOT_COMING)}
)
"""What may become of the goods: handed over mended, or new ones; or what was chosen failed."""
FAILED: Final = frozenset({NOT_MENDED, NOT_COMING})
"""Outcomes after which the customer chooses anew."""
TAKEN_BACK: Final = "taken_back"
"""The whole return was taken back, and the goods with it."""


@dataclass(frozen=True, slots=True)
class TicketGoods:
    """One line of a receipt that is out for repair, or waits for new goods in its place."""

    receipt: str
    line: int
    quantity: Decimal
    description: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """Goods that a customer waits for. `promise` says by when; a later day is another.

    `outcome` is one of OUTCOMES, empty while the customer waits.
    """

    id: str
    case_id: str
    case_number: int
    promise: str
    goods: tuple[TicketGoods, ...]
    opened_at: datetime
    kind: str = REPAIR
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        """True while the customer waits."""
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
        kind=str(event.payload.get("kind", REPAIR)),
    )


def _goods(value: Json) -> TicketGoods:
    told = cast("Mapping[str, Json]", value)
    return TicketGoods(
        receipt=str(told["receipt"]),
        line=whole_of(told["line"]),
        quantity=Decimal(str(told["quantity"])),
        description=str(told["description"]),
    )
