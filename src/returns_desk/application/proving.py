"""The ladder of proof at work: a purchase is looked for without its receipt, rung by rung.

Owns which clue is asked for on which rung, what the sale store is asked, and which evidence a
find is. Nothing that was typed is recorded; of a card only the last four digits are looked at.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from returns_desk.application.boards import known_sale, refresh_board
from returns_desk.application.claiming import note_fact
from returns_desk.application.desk_state import Tone
from returns_desk.application.found_purchases import FOUND_MAX, GATHERED_MAX, purchases_of
from returns_desk.application.goods_entry import (
    check_price,
    goods_of,
    is_priced,
    known_item_of,
    open_with_goods,
    receipt_here_with,
)
from returns_desk.application.goods_without_receipt import check_units, names_goods
from returns_desk.application.known_items import KnownItem
from returns_desk.application.lawful_proofs import counted_by_law
from returns_desk.application.ports import Candidate, SaleQuery
from returns_desk.application.proofs import Clues, GoodsEntry, ProofState, Rung
from returns_desk.application.receipts_of_case import add_receipt, note_no_paper
from returns_desk.application.turn import Turn
from returns_desk.domain.case import EvidenceKind
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import Sale

LAST_FOUR = 4
NEAR_DAYS = 7
"""A day that was told may be this far off, either way."""

EVIDENCE = {
    Rung.CARD: EvidenceKind.CARD_LOOKUP,
    Rung.CUSTOMER: EvidenceKind.CUSTOMER_RECORD,
    Rung.SERIAL: EvidenceKind.SERIAL_RECORD,
    Rung.BANK_STATEMENT: EvidenceKind.BANK_STATEMENT,
}
_PROVES = {
    Rung.CARD: frozenset({"same_card"}),
    Rung.CUSTOMER: frozenset({"same_customer"}),
    Rung.SERIAL: frozenset({"same_serial"}),
    Rung.BANK_STATEMENT: frozenset({"same_amount"}),
    Rung.ITEM: frozenset({"same_item", "text_matches"}),
}
"""What must fit; the store leaves a clue out where nothing fits it, and that proves nothing."""


def begin(turn: Turn, rung: Rung | None) -> None:
    """Open the ladder (F3), or step to another rung of it; what was told stays."""
    before = turn.session.proof
    clues = replace(before.clues if before else Clues(), rung=rung or Rung.CARD)
    goods, price = (before.goods, before.goods_price) if before else ("", None)
    by_law = counted_by_law(turn)
    proof = ProofState(clues, is_told=True, by_law=by_law, goods=goods, goods_price=price)
    turn.set(proof=proof, is_approving=False, approver=None, keying_in=None)


def look_up(turn: Turn, told: Clues) -> None:
    """Look for the purchase by what was told; what fits stands in the snapshot, best first.

    A receipt's number in any field opens that receipt. Whoever said that there is no receipt may
    know its number all the same: where it matters, it is asked whether the paper is here.

    Raises:
        InvalidInput: names the field, and what is missing in it.
    """
    before = turn.session.proof or ProofState(told, by_law=counted_by_law(turn))
    if _means_goods(turn, told) and look_up_scan(turn, _main_clue(told)):
        return
    sale = _receipt_named(turn, told)
    if sale is not None:
        add_receipt(turn, sale)
        return
    clues = _kept(turn, told)
    item = known_item_of(turn, clues.item)
    found = purchases_of(turn, clues, _candidates(turn, clues))
    proof = replace(before, clues=clues, found=found, has_searched=True)
    turn.set(proof=_with_goods(turn, proof, item), keying_in=None)
    if item is not None and turn.session.record is None:
        open_with_goods(turn, goods_of(turn, item, GoodsEntry(clues.item)))
    if not found:
        turn.say("nothing_found", Tone.ATTENTION, rung=str(clues.rung))


def _receipt_named(turn: Turn, told: Clues) -> Sale | None:
    """The receipt with that number; four digits of a card are no number of a receipt."""
    clue = _main_clue(told)
    if told.rung is Rung.CARD and len(clue) <= LAST_FOUR:
        return None
    return known_sale(turn.services, clue)


def _means_goods(turn: Turn, told: Clues) -> bool:
    """Whether goods were scanned where a card, a customer or a serial number was waited for."""
    text = _main_clue(told)
    if told.rung not in {Rung.CARD, Rung.CUSTOMER, Rung.SERIAL} or len(text) <= LAST_FOUR:
        return False
    if told.rung is Rung.SERIAL and turn.services.items.with_serial(text):
        return False
    codes = turn.services.codes.goods(text).item_codes
    return any(turn.services.sales.item_code(each) for each in codes)


def look_up_scan(turn: Turn, scanned: str) -> bool:
    """Take a scan as a clue: goods, a piece by its serial number, a customer.

    False where the store knows nothing by it; nothing has changed then.
    """
    code = turn.services.codes.goods(scanned)
    before = turn.session.proof
    clues = before.clues if before else Clues()
    codes = [each for each in code.item_codes if turn.services.sales.item_code(each)]
    serial = code.serial or scanned
    if turn.services.items.with_serial(serial):
        clues = replace(clues, rung=Rung.SERIAL, serial=serial, item="")
    elif codes:
        rung = clues.rung if before and _narrows(before) else Rung.ITEM
        clues = replace(clues, rung=rung, item=codes[0])
    elif turn.services.sales.find(SaleQuery(customer=scanned), 1):
        clues = replace(clues, rung=Rung.CUSTOMER, customer=scanned, item="")
    else:
        return False
    look_up(turn, clues)
    return True


def take(turn: Turn, receipt: str) -> bool:
    """Take a purchase that the ladder found into the case; False where it found none such."""
    proof = turn.session.proof
    found = next((each for each in proof.found if each.receipt == receipt), None) if proof else None
    sale = known_sale(turn.services, receipt)
    if proof is None or found is None or sale is None:
        return False
    kind = EVIDENCE.get(proof.clues.rung)
    add_receipt(turn, sale, (kind,) if kind else (), found.lines if proof.clues.item else ())
    if proof.is_told and turn.session.sale_of(receipt) is not None:
        note_no_paper(turn, receipt)
        refresh_board(turn)
    return True


def add_goods(turn: Turn, entry: GoodsEntry) -> None:
    """Take goods into the case for which no purchase was found; the pack says what is open.

    Raises:
        InvalidInput: names the field: nothing typed, or a price that nobody knows or may type.
        OperatorMistake: a number of pieces that nobody brings.
    """
    proof = turn.session.proof or ProofState(Clues(Rung.NOTHING))
    if not entry.goods.strip():
        raise InvalidInput("goods", "Scan the goods, or type what they are.")
    check_units(entry.quantity)
    if entry.quantity == 0:
        raise InvalidInput("quantity", "Type how many come back.")
    item = known_item_of(turn, entry.goods)
    if item is None and not names_goods(turn.services.mask(entry.goods)):
        raise InvalidInput("goods", "Scan the goods, or type what they are.")
    goods = goods_of(turn, item, entry)
    if not is_priced(goods):
        raise InvalidInput("price", "Type what one of them costs today, tax included.")
    check_price(turn, item, entry.price)
    receipt = receipt_here_with(turn, goods)
    turn.set(proof=None)
    if receipt is not None:
        turn.say("receipt_here", Tone.ATTENTION, receipt=receipt)
        return
    open_with_goods(turn, goods)
    _note_no_paper(turn, proof)
    refresh_board(turn)


def _note_no_paper(turn: Turn, proof: ProofState) -> None:
    """Whoever said that there is no receipt is not asked for it (R5)."""
    known = turn.record.claim.evidence
    if proof.is_told and EvidenceKind.RECEIPT not in known:
        note_fact(turn, f"evidence:{EvidenceKind.RECEIPT}", value=False)
        refresh_board(turn)


# --- what is asked, and of what -----------------------------------------------------------


def _kept(turn: Turn, told: Clues) -> Clues:
    """What was told, of a card only its last four digits; each rung's own clue must be there."""
    digits = "".join(sign for sign in told.card if sign.isdecimal())
    if len(digits) > LAST_FOUR:
        turn.cut(told.card, "proof/card")
    clues = replace(
        told,
        card=digits[-LAST_FOUR:],
        customer=turn.services.mask(told.customer.strip()),
        serial=told.serial.strip(),
        item=turn.services.mask(told.item.strip()),
    )
    _check(clues)
    return clues


def _check(clues: Clues) -> None:
    rung = clues.rung
    if rung is Rung.CARD and len(clues.card) < LAST_FOUR:
        raise InvalidInput("card", "Type the last four digits of the card, only those.")
    if rung is Rung.CUSTOMER and not clues.customer:
        raise InvalidInput("customer", "Type or scan the customer’s number.")
    if rung is Rung.SERIAL and not clues.serial:
        raise InvalidInput("serial", "Scan or type the serial number.")
    if rung is Rung.BANK_STATEMENT and clues.amount is None:
        raise InvalidInput("amount", "Type the amount on the statement, like 21.36.")
    if rung is Rung.BANK_STATEMENT and clues.day is None:
        raise InvalidInput("day", "Type the day on the statement, like 2026-11-07.")
    if rung in {Rung.ITEM, Rung.NOTHING} and not clues.item:
        raise InvalidInput("item", "Scan the goods, or type what they are.")


def _main_clue(told: Clues) -> str:
    by_rung = {Rung.CARD: told.card, Rung.CUSTOMER: told.customer, Rung.SERIAL: told.serial}
    return by_rung.get(told.rung, told.item).strip()


def _has_main(clues: Clues) -> bool:
    return bool(_main_clue(clues)) or clues.amount is not None


def _narrows(before: ProofState) -> bool:
    """Whether goods narrow what was told before; where that found nothing, they stand alone."""
    was_in_vain = before.has_searched and not before.found
    is_last = before.clues.rung is Rung.NOTHING
    return _has_main(before.clues) and (is_last or not was_in_vain)


def _candidates(turn: Turn, clues: Clues) -> tuple[Candidate, ...]:
    if clues.rung is Rung.NOTHING:
        return ()
    if clues.rung is Rung.SERIAL:
        return turn.services.items.with_serial(clues.serial)
    found: dict[tuple[str, int], Candidate] = {}
    for query in _queries(turn, clues):
        for each in turn.services.sales.find(query, GATHERED_MAX):
            if _PROVES[clues.rung] & set(each.because):
                found.setdefault((each.receipt, each.line), each)
        if len({receipt for receipt, _ in found}) >= FOUND_MAX:
            break
    return tuple(found.values())


def _queries(turn: Turn, clues: Clues) -> Iterator[SaleQuery]:
    """The day that was told first, then the days around it.

    A card says more than a day that is remembered: there all other days come at the end.
    """
    known = turn.services.sales.item_code(clues.item) if clues.item else None
    query = SaleQuery(
        item=known,
        text=None if known else clues.item or None,
        customer=clues.customer if clues.rung is Rung.CUSTOMER else None,
        card_last4=clues.card if clues.rung is Rung.CARD else None,
        amount=clues.amount if clues.rung is Rung.BANK_STATEMENT else None,
    )
    if clues.rung is Rung.BANK_STATEMENT:
        query = replace(query, item=None, text=None)
    if clues.day is not None:
        yield _within(query, turn.now, clues.day, 0)
        yield _within(query, turn.now, clues.day, NEAR_DAYS)
    if clues.day is None or clues.rung is Rung.CARD:
        yield query


def _within(query: SaleQuery, now: datetime, day: date, margin_days: int) -> SaleQuery:
    """The same question within so many days of a day at the shop."""
    first = datetime.combine(day, time(), now.tzinfo)
    margin = timedelta(days=margin_days)
    return replace(query, sold_from=first - margin, sold_before=first + margin + timedelta(days=1))


def _with_goods(turn: Turn, proof: ProofState, item: KnownItem | None) -> ProofState:
    if item is None:
        return replace(proof, goods=proof.clues.item)
    price = turn.services.current_price(item.sku)
    shown = price if price is not None else item.lowest_price
    return replace(proof, goods=item.description, goods_price=shown)
