"""Goods that came by parcel, without the customer: how that stands in a case; pure.

Owns the event's keys. Who sent the parcel is nobody's business here; days are the shop's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING

from returns_desk.application.folded_values import list_of, text_of
from returns_desk.application.ports import Event, Json
from returns_desk.domain.case import ReturnedBy

if TYPE_CHECKING:
    from returns_desk.application.case_record import CaseRecord

PARCEL_NOTED = "parcel_noted"


@dataclass(frozen=True, slots=True)
class Parcel:
    """`posted_on` is when it was handed to the post, where somebody told it.

    `settled` are the facts that nobody need be asked, because nobody stands here; they are taken
    back with the parcel.
    """

    posted_on: date | None = None
    settled: tuple[str, ...] = ()


def parcel_document(parcel: Parcel | None) -> dict[str, Json]:
    """What `parcel_noted` says; None takes it back."""
    if parcel is None:
        return {"returned_by": str(ReturnedBy.COUNTER), "posted_on": None, "settled": []}
    posted = parcel.posted_on.isoformat() if parcel.posted_on else None
    return {
        "returned_by": str(ReturnedBy.POST),
        "posted_on": posted,
        "settled": list(parcel.settled),
    }


def _parcel_noted(record: "CaseRecord", event: Event) -> "CaseRecord":
    """The day of posting is the day on which a withdrawal was told at the latest."""
    payload = event.payload
    way = ReturnedBy(str(payload["returned_by"]))
    posted = text_of(payload["posted_on"])
    day = date.fromisoformat(posted) if posted else None
    told = datetime.combine(day, time(), event.at.tzinfo) if day else None
    claim = replace(record.claim, returned_by=way, withdrawal_notified_at=told)
    settled = tuple(str(each) for each in list_of(payload["settled"]))
    parcel = None if way is ReturnedBy.COUNTER else Parcel(day, settled)
    return replace(record, claim=claim, parcel=parcel)


PARCEL_FOLDS: Mapping[str, Callable[["CaseRecord", Event], "CaseRecord"]] = MappingProxyType(
    {PARCEL_NOTED: _parcel_noted}
)
"""What a parcel changes in a case's record."""
