"""Receipts of a case: one is added, one is taken out again, one is a gift receipt.

Owns what comes with a receipt: the claim over all that can come back, and what proves it.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from decimal import Decimal

from returns_desk.application import claiming
from returns_desk.application.approvers import refuse_own_purchase
from returns_desk.application.boards import known_doubts, refresh_board
from returns_desk.application.claiming_at_hub import say_taken
from returns_desk.application.desk_state import Tone
from returns_desk.application.goods_without_receipt import is_of_line
from returns_desk.application.opening import open_case
from returns_desk.application.paid_before import hand_on_paid_before, mark_paid_before
from returns_desk.application.papers import PAPER, answered_papers, paper_of_all
from returns_desk.application.parcels import settle_receipt
from returns_desk.application.sale_digest import sale_digest
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
    in the case without a receipt and stand on this one come back by it, or not at all.

    Raises:
        OperatorMistake: whoever serves bought it.
    """
    refuse_own_purchase(turn.operator, [sale])
    turn.set(proof=None)
    if turn.session.sale_of(sale.receipt) is not None:
        _prove_again(turn, sale, evidence)
        return
    if not _fits(turn, sale):
        turn.say("another_currency", Tone.ATTENTION, receipt=sale.receipt)
        return
    is_first = turn.session.record is None
    if is_first:
        open_case(turn)
    _note_answered_papers(turn)
    turn.set(sales=(*turn.session.sales, sale), keying_in=None)
    _note_receipt(turn, sale, on_paper=EvidenceKind.RECEIPT in evidence or None)
    claiming.claim_whole(turn, sale)
    _narrow(turn, sale, lines)
    _note_evidence(turn, evidence)
    settle_receipt(turn)
    mark_paid_before(turn)
    if not any(line.available for line in sale.lines):
        _say_nothing_left(turn, sale)
    elif not is_first:
        turn.say("receipt_added", Tone.NOW, receipt=sale.receipt)
    refresh_board(turn)
    hand_on_paid_before(turn)


def _say_nothing_left(turn: Turn, sale: Sale) -> None:
    others = turn.services.claims.others([sale.receipt])
    if others:
        say_taken(turn, others, "nothing_left_elsewhere")
    else:
        turn.say("nothing_left", Tone.ATTENTION, receipt=sale.receipt)


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
    _note_answered_papers(turn)
    turn.note("receipt_taken_out", {"receipt": receipt})
    turn.set(sales=others)
    _forget_proofs(turn)
    if kept or claim.without_receipt:
        claiming.note_claim(turn, kept)
    else:
        _claim_others(turn, others)
    turn.say("receipt_taken_out", receipt=receipt)
    refresh_board(turn)
    hand_on_paid_before(turn)


def _claim_others(turn: Turn, others: Sequence[Sale]) -> None:
    """Nothing would come back: all that can of the receipts that are still here (R1)."""
    for sale in others:
        claiming.claim_whole(turn, sale)
    mark_paid_before(turn)


def _forget_proofs(turn: Turn) -> None:
    """What a receipt proved goes with it, and what its lack of paper closed opens again.

    What is left may have come here by no proof at all; of each paper it is known whether it is
    here. Whoever holds a gift receipt has no other.
    """
    evidence = turn.record.claim.evidence
    for kind, is_there in evidence.items():
        if is_there and kind not in {EvidenceKind.GIFT_RECEIPT, EvidenceKind.RECEIPT}:
            _note(turn, f"evidence:{kind}", None)
    known, together = evidence.get(EvidenceKind.RECEIPT), paper_of_all(turn.record)
    is_gift = evidence.get(EvidenceKind.GIFT_RECEIPT) is True
    if together is not known and not is_gift and (known or turn.record.receipts):
        _note(turn, f"evidence:{EvidenceKind.RECEIPT}", together)


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


def _note_receipt(turn: Turn, sale: Sale, *, on_paper: bool | None) -> None:
    turn.note(
        "receipt_added",
        {
            "receipt": sale.receipt,
            "on_paper": on_paper,
            "keyed_in": turn.services.sales.is_keyed_in(sale.receipt),
            "digest": sale_digest(sale),
            "doubts": [asdict(each) for each in known_doubts(turn.services, sale.receipt)],
        },
    )


def _prove_again(turn: Turn, sale: Sale, evidence: Sequence[EvidenceKind]) -> None:
    """Note what now proves a receipt that is in the case."""
    before = turn.record.claim.evidence
    _note_answered_papers(turn)
    seen = {each.receipt for each in turn.record.receipts if each.on_paper}
    if EvidenceKind.RECEIPT in evidence and sale.receipt not in seen:
        claiming.note_fact(turn, f"{PAPER}:{sale.receipt}", value=True)
    _note_evidence(turn, evidence)
    if turn.record.claim.evidence != before:
        refresh_board(turn)
    turn.say("receipt_here", receipt=sale.receipt)


def note_no_paper(turn: Turn, receipt: str) -> None:
    """Note that the paper of a receipt is not here, as the customer said; nobody asks for it (R5).

    One that was seen is here, whatever is said later.
    """
    seen = {each.receipt for each in turn.record.receipts if each.on_paper}
    if receipt in seen:
        return
    claiming.note_fact(turn, f"{PAPER}:{receipt}", value=False)
    _settle_papers(turn)
    if seen:
        turn.say("one_without_paper", Tone.ATTENTION, receipt=receipt)


def _note_evidence(turn: Turn, evidence: Sequence[EvidenceKind]) -> None:
    _settle_papers(turn)
    for kind in evidence:
        is_there = turn.record.claim.evidence.get(kind) is True
        if kind is not EvidenceKind.RECEIPT and not is_there:
            claiming.note_fact(turn, f"evidence:{kind}", value=True)


def _note_answered_papers(turn: Turn) -> None:
    """Note for each receipt what was answered for the whole case."""
    for receipt, is_here in tuple(answered_papers(turn.record)):
        claiming.note_fact(turn, f"{PAPER}:{receipt}", is_here)


def _settle_papers(turn: Turn) -> None:
    """Note what the papers of all receipts prove together, where it changes."""
    together = paper_of_all(turn.record)
    known = turn.record.claim.evidence.get(EvidenceKind.RECEIPT)
    # That somebody said no for goods without any purchase stays said (R5).
    if together is not known and not (together is None and known is False):
        _note(turn, f"evidence:{EvidenceKind.RECEIPT}", together)


def _narrow(turn: Turn, sale: Sale, lines: Sequence[int]) -> None:
    """Claim the lines that were looked for, and the goods that were here without a receipt."""
    claim = turn.record.claim
    units, rest = _on_lines(sale, claim.without_receipt)
    picked = set(lines) | set(units)
    if not picked:
        return
    items = [item for item in claim.items if item.receipt != sale.receipt]
    own = {item.line: item for item in claim.items if item.receipt == sale.receipt}
    for line in sale.lines:
        item = own.get(line.line, ClaimedItem(sale.receipt, line.line, line.quantity))
        if line.line in units:
            items.append(_as_brought(item, units[line.line]))
        elif line.line in own and line.line in picked:
            items.append(item)
    claiming.note_claim(turn, items, narrowed=[sale.receipt], goods=rest)


def _on_lines(
    sale: Sale, goods: Sequence[ItemWithoutReceipt]
) -> tuple[dict[int, ItemWithoutReceipt], list[ItemWithoutReceipt]]:
    """The goods by the lines that hold them, over as many lines as it takes, and what is left.

    No unit is in both: it would be paid twice. A receipt answers for as many units as were sold on
    it; those that came back before stand on it too, where the board says so.
    """
    units: dict[int, ItemWithoutReceipt] = {}
    rest: list[ItemWithoutReceipt] = []
    for each in goods:
        own = [line for line in sale.lines if is_of_line(each, line)]
        left = each.quantity
        for line, most in [*((x, x.available) for x in own), *((x, x.quantity) for x in own)]:
            there = units[line.line].quantity if line.line in units else Decimal(0)
            taken = min(left, most - there)
            if taken > 0:
                first = units.get(line.line, each)
                units[line.line] = replace(first, quantity=there + taken)
                left -= taken
        if left:
            rest.append(replace(each, quantity=left))
    return units, rest


def _as_brought(item: ClaimedItem, goods: ItemWithoutReceipt) -> ClaimedItem:
    """What was told of the goods before their receipt was there is never asked again (R10)."""
    return replace(item, quantity=goods.quantity, reason=goods.reason, condition=goods.condition)


def _fits(turn: Turn, sale: Sale) -> bool:
    """One claim has one currency."""
    store = turn.services.shop.store
    currencies = {each.currency or store.currency for each in (*turn.session.sales, sale)}
    if turn.session.record is not None and turn.record.claim.without_receipt:
        currencies.add(store.currency)
    return len(currencies) == 1
