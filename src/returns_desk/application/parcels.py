"""Goods that came by parcel: nobody stands here, so nobody is asked for what only they could show.

Owns which facts are settled by that (R5), and the day of posting where a sale was made at a
distance. What the letter asks for is asked for like anything else.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from returns_desk.application.boards import refresh_board
from returns_desk.application.claiming import note_fact
from returns_desk.application.facts import SAME_CUSTOMER, known_facts
from returns_desk.application.parcel_record import PARCEL_NOTED, Parcel, parcel_document
from returns_desk.application.turn import Turn
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import CARD_LIKE, Channel


def mark_parcel(turn: Turn, *, is_parcel: bool) -> None:
    """Note that the goods came by parcel, or take that back with all that it settled."""
    there = turn.record.parcel
    if is_parcel and there is None:
        _settle(turn, Parcel())
        turn.set(asks_day=_counts_days(turn))
    elif not is_parcel and there is not None:
        for fact in there.settled:
            note_fact(turn, fact, None)
        turn.note(PARCEL_NOTED, parcel_document(None))
        turn.set(asks_day=False)
    refresh_board(turn)


def set_posted_on(turn: Turn, day: date) -> None:
    """Note when the parcel was posted.

    Raises:
        OperatorMistake: there is no parcel, or it would have been posted after today.
    """
    parcel = _parcel(turn)
    if day > turn.now.date():
        message = "Type the day on the parcel’s stamp; it can’t be after today."
        raise OperatorMistake(message, code="posted_after_today")
    turn.note(PARCEL_NOTED, parcel_document(replace(parcel, posted_on=day)))
    turn.set(asks_day=False)
    refresh_board(turn)


def ask_posted_on(turn: Turn) -> None:
    """Wait for the day of posting.

    Raises:
        OperatorMistake: there is no parcel.
    """
    _parcel(turn)
    turn.set(asks_day=True, picks_goods=False, asked_price=None)


def settle_receipt(turn: Turn) -> None:
    """Settle what another receipt in the parcel would have asked for."""
    if turn.record.parcel is not None:
        _settle(turn, turn.record.parcel)


def _parcel(turn: Turn) -> Parcel:
    if turn.record.parcel is None:
        raise OperatorMistake("Mark it as a parcel first.", code="no_parcel")
    return turn.record.parcel


def _settle(turn: Turn, parcel: Parcel) -> None:
    known = known_facts(turn.record.claim, turn.record.delivered)
    new = [fact for fact in _facts_of_presence(turn) if fact not in known]
    for fact in new:
        note_fact(turn, fact, value=False)
    settled = replace(parcel, settled=(*parcel.settled, *new))
    turn.note(PARCEL_NOTED, parcel_document(settled))


def _facts_of_presence(turn: Turn) -> Iterator[str]:
    """What only somebody who stands here could show."""
    yield from ("photo_id_seen", "is_purchaser", SAME_CUSTOMER)
    for sale in turn.session.sales:
        for tender in sale.tenders:
            if tender.type in CARD_LIKE:
                yield f"original_tender_present:{sale.receipt}/{tender.tender}"


def _counts_days(turn: Turn) -> bool:
    """Whether a law may count from the notice: of what was bought at a distance."""
    return any(sale.channel is not Channel.IN_STORE for sale in turn.session.sales)
