"""The counter's memory of what the hub is still to be told: read from the journal, event by event.

Owns the payloads of claims and nothing but that memory; the journal stays the truth, and a restart
reads it anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, Protocol, cast

from returns_desk.application.archived_events import read_here
from returns_desk.application.claims_at_hub import CaseClaim, ClaimedMoney, ClaimedUnits
from returns_desk.application.ports import Event, Json

CLAIMED: Final = "lines_claimed"
"""The lines of a payout, at the hub or still to be told to it."""
GIVEN_UP: Final = "claim_given_up"
"""What was claimed is not paid after all, or was taken back."""
SETTLED: Final = "claim_settled"
"""The hub was told later, and what it said."""
TYPES: Final = (CLAIMED, GIVEN_UP, SETTLED)


class ReadableJournal(Protocol):
    """As much of a journal as is read here."""

    def read(self, *, after: int = 0, types: Sequence[str] = ()) -> Iterator[Event]:
        """Events in sequence order, of some types."""
        ...

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        ...


class ClaimBook:
    """What waits, by case. Not thread-safe: the counter's worker alone asks."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self._at = 0
        self._waiting: dict[str, CaseClaim] = {}

    def waiting(self, journal: ReadableJournal) -> tuple[CaseClaim, ...]:
        """What the hub has not been told as it is by now, in the order in which it came about."""
        head = journal.head()[0]
        if head > self._at:
            for event in read_here(journal, after=self._at, types=TYPES):
                self._take(event)
            self._at = head
        return tuple(self._waiting.values())

    def _take(self, event: Event) -> None:
        case_id = str(event.case_id)
        self._waiting.pop(case_id, None)
        if event.type == CLAIMED and event.payload["waits"] is True:
            self._waiting[case_id] = claim_from(case_id, event.payload)
        elif event.type == GIVEN_UP:
            self._waiting[case_id] = CaseClaim(case_id)


def claim_document(claim: CaseClaim, *, waits: bool) -> dict[str, Json]:
    """The payload of `lines_claimed`; `waits` where the hub is still to be told."""
    units: list[Json] = [
        {
            "store": each.store,
            "receipt": each.receipt,
            "line": each.line,
            "quantity": str(each.quantity),
            "sold": str(each.sold),
            "paid": each.paid,
            "fee": each.fee,
        }
        for each in claim.units
    ]
    money: list[Json] = [
        {
            "receipt": each.receipt,
            "tender": each.tender,
            "tender_type": each.tender_type,
            "amount": each.amount,
        }
        for each in claim.money
    ]
    return {"reference": claim.reference, "units": units, "money": money, "waits": waits}


def claim_from(case_id: str, payload: Mapping[str, Json]) -> CaseClaim:
    """The claim that `claim_document` wrote."""
    return CaseClaim(
        case_id,
        str(payload["reference"]),
        tuple(_units(each) for each in _objects(payload["units"])),
        tuple(_money(each) for each in _objects(payload["money"])),
    )


def _objects(value: Json) -> Sequence[Mapping[str, Json]]:
    return cast("Sequence[Mapping[str, Json]]", value)


def _units(each: Mapping[str, Json]) -> ClaimedUnits:
    return ClaimedUnits(
        store=str(each["store"]),
        receipt=str(each["receipt"]),
        line=cast("int", each["line"]),
        quantity=Decimal(str(each["quantity"])),
        sold=Decimal(str(each["sold"])),
        paid=cast("int", each["paid"]),
        fee=cast("int", each["fee"]),
    )


def _money(each: Mapping[str, Json]) -> ClaimedMoney:
    return ClaimedMoney(
        receipt=str(each["receipt"]),
        tender=cast("int", each["tender"]),
        tender_type=str(each["tender_type"]),
        amount=cast("int", each["amount"]),
    )
