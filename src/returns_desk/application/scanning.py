"""What a scan means: a badge, a PIN, a receipt, an item, a customer.

Owns the classification and its order; nothing that a person can scan is an exception: what is
not found becomes a notice with the next step.
"""

from decimal import Decimal

from returns_desk.application import (
    approving,
    claiming,
    new_goods,
    paying,
    proving,
    same_customer,
    signing_in,
    voiding,
)
from returns_desk.application.boards import known_sale
from returns_desk.application.claims import Place, item_at, next_quantity
from returns_desk.application.desk_state import Stage, Tone
from returns_desk.application.goods_without_receipt import NO_RECEIPT, same_gtin
from returns_desk.application.paid_before import set_quantity
from returns_desk.application.paper_receipts import PaperReceipt, sale_from_paper
from returns_desk.application.receipts_of_case import add_receipt
from returns_desk.application.scanned_codes import case_number_of_slip
from returns_desk.application.session import stage_of
from returns_desk.application.slip_scanning import show_scanned_slip, show_ticket_of
from returns_desk.application.store_credit import is_voucher_code
from returns_desk.application.turn import Turn
from returns_desk.domain.case import EvidenceKind
from returns_desk.domain.errors import InvalidInput, OperatorMistake
from returns_desk.domain.sale import Sale, SaleLine


def scan(turn: Turn, text: str) -> None:
    """Take whatever was scanned or typed into the scan field.

    Raises:
        OperatorMistake: a wrong PIN, an unknown badge, or no scan belongs here.
    """
    scanned = text.strip()
    stage = stage_of(turn.session)
    if not scanned:
        turn.say("nothing_scanned")
    elif stage is Stage.SIGNED_OUT:
        _scan_signed_out(turn, scanned)
    elif stage is Stage.APPROVAL and approving.is_secret(scanned):
        approving.approve(turn, scanned)
    elif stage is Stage.VOID_APPROVAL:
        _scan_decider(turn, scanned)
    elif signing_in.is_badge(scanned):
        signing_in.sign_in_badge(turn, scanned)
    elif stage is Stage.UNDOING:
        _refuse_goods(turn, scanned)
        voiding.undo_scanned(turn, scanned)
    elif stage is Stage.BOOKING:
        _scan_reference(turn, scanned)
    else:
        _refuse_before_an_answer(turn, stage)
        _scan_goods(turn, scanned, stage)


def _refuse_before_an_answer(turn: Turn, stage: Stage) -> None:
    """While one thing is asked for, a scan is no answer to it."""
    is_board = stage is Stage.BOARD
    if is_board and turn.session.asked_price is not None:
        raise OperatorMistake("Type what one costs today, or press Esc.", code="price_first")
    if is_board and turn.session.asks_day:
        message = "Type the day on the parcel’s stamp, or press Esc."
        raise OperatorMistake(message, code="posted_on_first")
    if stage is Stage.IN_DOUBT:
        raise OperatorMistake("Say first whether this part was paid.", code="settle_first")


def _scan_signed_out(turn: Turn, scanned: str) -> None:
    if signing_in.is_badge(scanned):
        signing_in.sign_in_badge(turn, scanned)
    elif turn.session.signing_in is not None:
        signing_in.sign_in(turn, scanned)
    else:
        signing_in.choose_operator(turn, scanned)


def _scan_decider(turn: Turn, scanned: str) -> None:
    if not approving.is_secret(scanned):
        message = "Scan the badge or type the PIN of who decides. Esc goes back to the slip."
        raise OperatorMistake(message, code="void_secret_first")
    voiding.allow_void(turn, scanned)


def _scan_reference(turn: Turn, scanned: str) -> None:
    """Take the scan as the reference of the leg."""
    _refuse_goods(turn, scanned)
    paying.book_scanned(turn, scanned)


def _refuse_goods(turn: Turn, scanned: str) -> None:
    """The goods and receipts at hand are no reference."""
    if turn.session.sale_of(scanned) is not None or _lines_of_item(turn, scanned):
        message = "This is of the return itself. Type the reference of the till or card reader."
        raise OperatorMistake(message, code="not_a_reference")


def _scan_goods(turn: Turn, scanned: str, stage: Stage) -> None:
    """A receipt first, then an item of the open case, then whatever the store can find."""
    sale = known_sale(turn.services, scanned) or _sale_by_pattern(turn, scanned)
    if sale is not None:
        if stage is Stage.SLIP and same_customer.goes_on_with(turn, sale):
            same_customer.anything_else(turn)
            return
        if stage is Stage.WAITING and show_ticket_of(turn, sale.receipt):
            return
        if stage is Stage.SLIP:
            turn.set(record=None, sales=(), board=None, chosen=None)
        add_receipt(turn, sale, (EvidenceKind.RECEIPT,))
    elif stage is Stage.BOARD and new_goods.take_scan(turn, scanned):
        return
    elif stage is Stage.PROOF or not _scan_item(turn, scanned):
        _search(turn, scanned, stage)


def _sale_by_pattern(turn: Turn, scanned: str) -> Sale | None:
    """The sale whose number stands in a barcode of the shop's own pattern."""
    receipt = turn.services.codes.receipt(scanned)
    return known_sale(turn.services, receipt) if receipt else None


# --- receipts ---------------------------------------------------------------------------


def pick_candidate(turn: Turn, receipt: str) -> None:
    """Take the purchase that the store found; no paper was seen.

    Raises:
        OperatorMistake: the store no longer has it.
    """
    if not proving.take(turn, receipt):
        raise OperatorMistake("This purchase is no longer here. Search again.", code="unknown_sale")


def begin_key_in(turn: Turn, receipt: str) -> None:
    """Open the screen on which a paper receipt is keyed in."""
    turn.set(keying_in=receipt.strip(), is_approving=False)


def key_in_receipt(turn: Turn, paper: PaperReceipt) -> None:
    """Keep the receipt from paper, marked so, and add it to the case.

    Raises:
        InvalidInput: a field can't be used.
        OperatorMistake: the store knows this receipt already.
    """
    services = turn.services
    if services.guard.refuses_receipt(paper.receipt.strip()):
        message = "This looks like a card's number. Type the number of the receipt."
        raise InvalidInput("receipt", message, code="card_like_receipt")
    sale = sale_from_paper(
        paper, services.shop.store, turn.now, lambda text: turn.cut(text, "paper_receipt")
    )
    if services.sales.receipt(sale.receipt) is not None:
        message = "The store knows this receipt. Press Esc and scan it."
        raise OperatorMistake(message, code="receipt_known", receipt=sale.receipt)
    services.sales.add_keyed_in(sale)
    add_receipt(turn, known_sale(services, sale.receipt) or sale, (EvidenceKind.RECEIPT,))


# --- items and what else the store can find ---------------------------------------------


def _scan_item(turn: Turn, scanned: str) -> bool:
    """Select one more unit of the line that the item is on; the first one narrows the claim."""
    if turn.session.record is None or stage_of(turn.session) is Stage.SLIP:
        return False
    lines = _lines_of_item(turn, scanned)
    if not lines:
        return _scan_goods_again(turn, scanned)
    items = turn.record.claim.items
    for receipt, line in lines:
        place = (receipt, line.line)
        there = item_at(items, place) if receipt in turn.record.narrowed else None
        claimed = there.quantity if there else Decimal(0)
        if claimed < line.available:
            _claim_unit(turn, place, next_quantity(line, claimed))
            return True
    turn.say("line_full", receipt=lines[-1][0], line=lines[-1][1].line)
    return True


def _scan_goods_again(turn: Turn, scanned: str) -> bool:
    """One more unit of goods that are in the case without a receipt."""
    codes = turn.services.codes.goods(scanned).item_codes
    for number, goods in enumerate(turn.record.claim.without_receipt, 1):
        if goods.sku in codes or any(same_gtin(goods.gtin, each) for each in codes):
            claiming.set_quantity(turn, (NO_RECEIPT, number), goods.quantity + 1)
            return True
    return False


def _claim_unit(turn: Turn, place: Place, quantity: Decimal) -> None:
    receipt = place[0]
    if receipt not in turn.record.narrowed:
        kept = [x for x in turn.record.claim.items if x.receipt != receipt]
        kept += [x for x in turn.record.claim.items if (x.receipt, x.line) == place]
        claiming.note_claim(turn, kept, narrowed=[receipt])
    set_quantity(turn, place, quantity)


def _lines_of_item(turn: Turn, scanned: str) -> list[tuple[str, SaleLine]]:
    """Lines of the case with this item, first receipt first; those of its serial number alone."""
    code = turn.services.codes.goods(scanned)
    skus = {scanned, *(turn.services.sales.item_code(each) or each for each in code.item_codes)}
    found = [
        (sale.receipt, line)
        for sale in turn.session.sales
        for line in sale.lines
        if line.sku in skus or any(same_gtin(line.gtin, each) for each in code.item_codes)
    ]
    of_serial = [(receipt, line) for receipt, line in found if line.serial == code.serial]
    return of_serial if code.serial and of_serial else found


def _search(turn: Turn, scanned: str, stage: Stage) -> None:
    """Offer what the store finds by goods, serial number or customer; else say the next step."""
    if stage in {Stage.WAITING, Stage.SLIP} and show_scanned_slip(turn, scanned):
        return
    before = turn.session
    if stage is Stage.SLIP:
        turn.set(record=None, sales=(), board=None, chosen=None)
    if not proving.look_up_scan(turn, scanned):
        turn.session = before
        misread = turn.services.codes.goods(scanned).is_misread
        _say_not_found(turn, scanned, is_misread=misread)


def _say_not_found(turn: Turn, scanned: str, *, is_misread: bool) -> None:
    number = case_number_of_slip(scanned)
    shown = turn.services.mask(scanned)
    if number is not None:
        turn.say("own_slip", number=number)
    elif is_voucher_code(scanned):
        turn.say("own_voucher")
    elif is_misread:
        turn.say("bad_check_digit", Tone.ATTENTION, text=shown)
    else:
        turn.say("not_found", Tone.ATTENTION, text=shown)
