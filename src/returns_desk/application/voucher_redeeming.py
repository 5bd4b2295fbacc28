"""Whether a voucher that somebody brought may be redeemed, and that it is redeemed once.

Owns the judgement from what the voucher proves by itself and what this journal knows. Another
terminal's journal is not asked: what was redeemed there is known here only after a sync.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from returns_desk.application.archived_events import read_here
from returns_desk.application.ports import Event, Journal, Json, NewEvent
from returns_desk.application.store_credit import (
    VOUCHER_ISSUED,
    VOUCHER_REDEEMED,
    Seal,
    Voucher,
    VoucherHistory,
    VoucherReading,
    VoucherStanding,
    issued_voucher,
)
from returns_desk.application.void_record import (
    UNDO_BEGUN,
    UNDO_BOOKED,
    UNDO_FAILED,
    UNDO_SETTLED,
)

_OUTCOMES = ("leg_begun", "leg_booked", "leg_failed", "leg_settled")
_UNDOING = (UNDO_BEGUN, UNDO_BOOKED, UNDO_FAILED, UNDO_SETTLED)
_WITHOUT_HISTORY = {
    Seal.FORGED: VoucherStanding.FORGED,
    Seal.NOT_OURS: VoucherStanding.NOT_OURS,
    Seal.UNKNOWN_TERMINAL: VoucherStanding.UNKNOWN_TERMINAL,
}


class ReadableEvents(Protocol):
    """The part of a journal that is read here."""

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types."""
        ...


@dataclass(frozen=True, slots=True)
class VoucherAnswer:
    """What is said of a voucher that was brought. `number` is empty where none could be read.

    `voucher` is what it says of itself; where it is forged or its terminal unknown, nobody
    vouches for that.
    """

    standing: VoucherStanding
    number: str = ""
    voucher: Voucher | None = None
    is_issued_here: bool = False
    redeemed_at: datetime | None = None
    redeemed_for: str | None = None


def answer_for(
    journal: ReadableEvents, reading: VoucherReading, today: date, installation: str
) -> VoucherAnswer:
    """What may be done today with what was read, as far as this journal knows."""
    unproved = _WITHOUT_HISTORY.get(reading.seal)
    if unproved is not None:
        return VoucherAnswer(unproved, reading.number, reading.voucher)
    history = history_of(journal, reading.number)
    voucher = reading.voucher or history.issued
    # Whoever types a bare number says that it was issued here.
    is_here = voucher is None or voucher.installation == installation
    return VoucherAnswer(
        _standing(voucher, history, today, is_issued_here=is_here),
        reading.number,
        voucher,
        is_here,
        history.redeemed_at,
        history.redeemed_for,
    )


def redeem(
    journal: Journal, reading: VoucherReading, today: date, installation: str, sold_as: str | None
) -> VoucherAnswer:
    """Redeem a valid voucher; the answer is what it was a moment before, unless it was valid.

    `sold_as` is the sale that it paid for. The caller is the only writer of the journal, so that
    nobody redeems between the look and the record.
    """
    answer = answer_for(journal, reading, today, installation)
    voucher = answer.voucher
    if answer.standing is not VoucherStanding.VALID or voucher is None:
        return answer
    payload: dict[str, Json] = {
        "voucher": voucher.number,
        "value": voucher.value,
        "currency": voucher.currency,
        "installation": voucher.installation,
        "terminal": voucher.terminal,
        "sold_as": sold_as,
    }
    journal.append(NewEvent(VOUCHER_REDEEMED, payload))
    return answer


def history_of(journal: ReadableEvents, number: str) -> VoucherHistory:
    """What this journal knows of the voucher."""
    issued = redeemed = None
    for event in _told_of(journal, number):
        if event.type == VOUCHER_ISSUED:
            issued = event
        else:
            redeemed = event
    sold_as = redeemed.payload["sold_as"] if redeemed else None
    return VoucherHistory(
        issued=issued_voucher(issued) if issued else None,
        is_paid_out=issued is not None and _is_paid_out(journal, issued),
        is_taken_back=issued is not None and _is_taken_back(journal, issued),
        redeemed_at=redeemed.at if redeemed else None,
        redeemed_for=None if sold_as is None else str(sold_as),
    )


def _told_of(journal: ReadableEvents, number: str) -> list[Event]:
    """Where an archive is away, what is here is enough if it tells of the voucher at all.

    Raises:
        EnvironmentFault: the archive that would have to tell of it is not here.

    """
    types = (VOUCHER_ISSUED, VOUCHER_REDEEMED)
    told = [each for each in read_here(journal, types=types) if each.payload["voucher"] == number]
    if not told:
        told = [each for each in journal.read(types=types) if each.payload["voucher"] == number]
    return told


def _is_paid_out(journal: ReadableEvents, issued: Event) -> bool:
    """Whether the last that happened to its leg is that it was paid."""
    leg = (issued.payload["key"], issued.payload["leg"])
    is_paid = False
    for event in journal.read(case_id=issued.case_id, types=_OUTCOMES):
        if (event.payload["key"], event.payload["leg"]) == leg:
            is_settled = event.type == "leg_settled" and event.payload["happened"] is True
            is_paid = is_settled or event.type == "leg_booked"
    return is_paid


def _is_taken_back(journal: ReadableEvents, issued: Event) -> bool:
    """Whether it came back with its return, or may have: then nobody redeems it."""
    leg = (issued.payload["key"], issued.payload["leg"])
    is_back = False
    for event in journal.read(case_id=issued.case_id, types=_UNDOING):
        if (event.payload["payout"], event.payload["leg"]) == leg:
            did_not = event.type == UNDO_SETTLED and event.payload["happened"] is not True
            is_back = event.type != UNDO_FAILED and not did_not
    return is_back


def _standing(
    voucher: Voucher | None, history: VoucherHistory, today: date, *, is_issued_here: bool
) -> VoucherStanding:
    """What may be done with a voucher that is what it says; None for an unknown number."""
    if history.redeemed_at is not None:
        return VoucherStanding.USED
    if is_issued_here and history.issued is None:
        return VoucherStanding.UNKNOWN_VOUCHER
    if history.is_taken_back:
        return VoucherStanding.TAKEN_BACK
    if is_issued_here and not history.is_paid_out:
        return VoucherStanding.NOT_PAID_OUT
    last = voucher.expires_on if voucher else None
    if last is not None and last < today:
        return VoucherStanding.EXPIRED
    return VoucherStanding.VALID
