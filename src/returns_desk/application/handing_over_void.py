"""A return that was taken back, as the till and the books need it; pure.

Owns what of the return's own document is different in it: its number, its moment, its proofs.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from returns_desk.application.case_fold import record_of
from returns_desk.application.handing_over_document import (
    ReturnDocument,
    ReturnLeg,
    ReturnLine,
    return_document_of,
)
from returns_desk.application.ports import Event
from returns_desk.application.presence import there
from returns_desk.application.slips import payout_reference
from returns_desk.application.void_record import VOIDED, VoidRecord
from returns_desk.domain.business_day import MIDNIGHT


def void_document_of(
    events: Sequence[Event], store: str, *, training: bool = False, day_ends_at: time = MIDNIGHT
) -> ReturnDocument:
    """The document that takes the return of these events back, whole."""
    made = return_document_of(events, store, training=training, day_ends_at=day_ends_at)
    record = record_of(events)
    void = there(record.void, "the return was taken back")
    ended = next(event for event in events if event.type == VOIDED)
    return replace(
        made,
        reference=payout_reference(record.number, void.key),
        key=void.key,
        completed_at=ended.at,
        operator=ended.operator or "",
        approver=void.approver,
        lines=tuple(_with_the_customer(line) for line in made.lines),
        legs=tuple(_undone(leg, void) for leg in made.legs),
        vouched_sequence=ended.sequence,
        vouched_hash=ended.hash,
        voids=made.reference,
    )


def _with_the_customer(line: ReturnLine) -> ReturnLine:
    """The goods are the customer's again, wherever in the shop they were."""
    return replace(line, place=None, place_confirmed=None)


def _undone(leg: ReturnLeg, void: VoidRecord) -> ReturnLeg:
    """The same money, with what proves that it came back."""
    undo = void.undone[leg.leg]
    return replace(leg, reference=undo.reference, booked_at=undo.at)
