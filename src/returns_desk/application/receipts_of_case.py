"""Receipts of a case: one is added, one is taken out again, one is a gift receipt.

Owns what comes with a receipt: the claim over all that can come back, and what proves it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from decimal import Decimal

from returns_desk.application import claiming
from returns_desk.application.boards import known_doubts, refresh_board
from returns_desk.application.desk_state import Tone
from returns_desk.application.goods_without_receipt import is_of_line
from returns_desk.application.turn import Turn
from returns_desk.domain.case import ClaimedItem, EvidenceKind, ItemWithoutReceipt
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import CARD_LIKE, Sale


def add_receipt(
    turn: Turn, sale: Sale, evidence: Sequence[EvidenceKind] = (), lines: Sequence[int] = ()
) -> None:
    """Open a case with the receipt, or add it to the open one; claim all that can come back.

    `evidence` is what proves the purchase by the way the receipt came here; it is never asked
    then (R5). `lines` are the only ones that come back, all where none is named. Goods that were
    in the case without a receipt and stand on this one come back by it.
    """
    turn.set(proof=None)
    if turn.session.sale_of(sale.receipt) is not None:
        _note_evidence(turn, evidence)
        turn.say("receipt_here", receipt=sale.receipt)
        return
    if not _fits(turn, sale):
        turn.say("another_currency", Tone.ATTENTION, receipt=sale.receipt)
        return
    is_first = turn.session.record is None
    if is_first:
        turn.open_case(turn.services.journal.next_case_number())
    turn.set(sales=(*turn.session.sales, sale), keying_in=None)
    _note_receipt(turn, sale)
    claiming.claim_whole(turn, sale)
    _narrow(turn, sale, lines)
    _note_evidence(turn, evidence)
    if not any(line.available for line in sale.lines):
        turn.say("nothing_left", Tone.ATTENTION, receipt=sale.receipt)
    elif not is_first:
        turn.say("receipt_added", Tone.NOW, receipt=sale.receipt)
    refresh_board(turn)


def take_out(turn: Turn, receipt: str) -> None:
    """Take a receipt out of the case again, with all that was claimed of it.

    Raises:
        OperatorMistake: it is not in the case, or nothing else is.
    """
    if turn.session.sale_of(receipt) is None:
        raise OperatorMistake("This receipt is not in the return.", code="unknown_receipt")
    claim = turn.record.claim
    kept = tuple(item for item in claim.items if item.receipt != receipt)
    others = tuple(sale for sale in turn.session.sales if sale.receipt != receipt)
    if not others and not claim.without_receipt:
        message = "Something has to come back. If nothing does, choose Customer leaves."
        raise OperatorMistake(message, code="nothing_claimed")
    turn.note("receipt_taken_out", {"receipt": receipt})
    turn.set(sales=others)
    _forget_proofs(turn)
    for sale in others if not kept else ():
        claiming.claim_whole(turn, sale)
    if kept:
        claiming.note_claim(turn, kept)
    turn.say("receipt_taken_out", receipt=receipt)
    refresh_board(turn)


def _forget_proofs(turn: Turn) -> None:
    """What a receipt proved goes with it: what is left may have come here by no proof at all."""
    for kind, is_there in turn.record.claim.evidence.items():
        if is_there and kind is not EvidenceKind.GIFT_RECEIPT:
            _note(turn, f"evidence:{kind}", None)


def mark_gift(turn: Turn, *, is_gift: bool) -> None:
    """Note that the customer holds a gift receipt, or take that back.

    Who was given the goods is not who bought them, and does not have the card that paid. Once it is
    taken back nothing of it is known: a touch too much must not become a proof.
    """
    _note(turn, f"evidence:{EvidenceKind.GIFT_RECEIPT}", True if is_gift else None)
    _note(turn, f"evidence:{EvidenceKind.RECEIPT}", False if is_gift else None)
    _note(turn, "is_purchaser", False if is_gift else None)
    for sale in turn.session.sales:
        for tender in sale.tenders:
            if tender.type in CARD_LIKE:
                name = f"original_tender_present:{sale.receipt}/{tender.tender}"
                _note(turn, name, False if is_gift else None)
    refresh_board(turn)


def _note(turn: Turn, fact: str, value: bool | None) -> None:  # noqa: FBT001 -- the value itself
    claiming.note_fact(turn, fact, value)


def _note_receipt(turn: Turn, sale: Sale) -> None:
    turn.note(
        "receipt_added",
        {
            "receipt": sale.receipt,
            "keyed_in": turn.services.sales.is_keyed_in(sale.receipt),
            "digest": sale_digest(sale),
            "doubts": [asdict(each) for each in known_doubts(turn.services, sale.receipt)],
        },
    )


def _note_evidence(turn: Turn, evidence: Sequence[EvidenceKind]) -> None:
    for kind in evidence:
        if turn.record.claim.evidence.get(kind) is not True:
            claiming.note_fact(turn, f"evidence:{kind}", value=True)


def _narrow(turn: Turn, sale: Sale, lines: Sequence[int]) -> None:
    """Claim the lines that were looked for, and the goods that were here without a receipt."""
    claim = turn.record.claim
    units, rest = _on_lines(sale, claim.without_receipt)
    picked = set(lines) | set(units)
    if not picked:
        return
    items = [item for item in claim.items if item.receipt != sale.receipt]
    own = [item for item in claim.items if item.receipt == sale.receipt]
    items += [_as_brought(item, units.get(item.line)) for item in own if item.line in picked]
    claiming.note_claim(turn, items, narrowed=[sale.receipt], goods=rest)


def _on_lines(
    sale: Sale, goods: Sequence[ItemWithoutReceipt]
) -> tuple[dict[int, ItemWithoutReceipt], list[ItemWithoutReceipt]]:
    """The goods by the lines that hold them, over as many lines as it takes, and what is left.

    No unit is in both: it would be paid twice.
    """
    units: dict[int, ItemWithoutReceipt] = {}
    rest: list[ItemWithoutReceipt] = []
    for each in goods:
        left = each.quantity
        for line in sale.lines:
            there = units[line.line].quantity if line.line in units else Decimal(0)
            taken = min(left, line.available - there) if is_of_line(each, line) else Decimal(0)
            if taken > 0:
                first = units.get(line.line, each)
                units[line.line] = replace(first, quantity=there + taken)
                left -= taken
        if left:
            rest.append(replace(each, quantity=left))
    return units, rest


def _as_brought(item: ClaimedItem, goods: ItemWithoutReceipt | None) -> ClaimedItem:
    """What was told of the goods before their receipt was there is never asked again (R10)."""
    if goods is None:
        return item
    units = min(item.quantity, Decimal(goods.quantity))
    return replace(item, quantity=units, reason=goods.reason, condition=goods.condition)


def _fits(turn: Turn, sale: Sale) -> bool:
    """One claim has one currency."""
    store = turn.services.shop.store
    currencies = {each.currency or store.currency for each in (*turn.session.sales, sale)}
    if turn.session.record is not None and turn.record.claim.without_receipt:
        currencies.add(store.currency)
    return len(currencies) == 1


def sale_digest(sale: Sale) -> str:
    """A fingerprint of the sale as it was seen; who bought is left out."""
    document = asdict(replace(sale, customer=None))
    text = json.dumps(document, sort_keys=True, default=str, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
