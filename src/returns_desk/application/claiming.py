"""What comes back and why: quantities, reasons, conditions and answers.

Owns the commands on the claim; edits themselves are claims.py's and facts.py's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from returns_desk.application.boards import refresh_board
from returns_desk.application.claims import (
    Place,
    as_sold,
    changed_item,
    check_quantity,
    claim_document,
    item_at,
    whole_receipt,
    with_quantity,
)
from returns_desk.application.facts import DELIVERED_AT, value_document, with_fact
from returns_desk.application.goods_without_receipt import (
    at_place,
    changed_goods,
    check_units,
    goods_documents,
)
from returns_desk.application.presence import there
from returns_desk.application.price_waiting import wait_for_price
from returns_desk.application.turn import Turn
from returns_desk.domain.board import FactValue
from returns_desk.domain.case import (
    ClaimedItem,
    Condition,
    ItemWithoutReceipt,
    Missing,
    Reason,
)
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import Sale, SaleLine


def claim_whole(turn: Turn, sale: Sale) -> None:
    """Claim every unit of the receipt that can still come back (R1).

    Where nothing is left in the whole case, what was sold is claimed, so that the board says
    why nothing of it is possible.
    """
    items = turn.record.claim.items
    fresh = whole_receipt(sale) or (() if items else as_sold(sale))
    if fresh:
        lines = [there(sale.line_at(item.line), "a claimed line is on its sale") for item in fresh]
        priced = [_with_price(turn, *pair) for pair in zip(lines, fresh, strict=True)]
        note_claim(turn, (*items, *priced))


def set_quantity(turn: Turn, place: Place, quantity: Decimal) -> None:
    """Claim that many units of a line; 0 takes the line out.

    Raises:
        OperatorMistake: more than is left, a fraction of a piece, or nothing left to return.
    """
    index = at_place(turn.record.claim, place)
    if index is not None:
        _set_units(turn, index, quantity)
        return
    line = line_at(turn, place)
    check_quantity(line, quantity)
    items = turn.record.claim.items
    changed = with_quantity(items, place, quantity, _places(turn))
    _refuse_nothing(changed, turn.record.claim.without_receipt)
    if item_at(items, place) is None:
        changed = changed_item(changed, place, lambda item: _with_price(turn, line, item))
    note_claim(turn, changed, narrowed=[place[0]])
    refresh_board(turn)


def set_reason(turn: Turn, place: Place, reason: Reason | None) -> None:
    """Note why the goods come back."""
    if not _change_goods(turn, place, lambda goods: replace(goods, reason=reason)):
        _change(turn, place, lambda item: replace(item, reason=reason))
        wait_for_price(turn, place, reason)


def set_condition(turn: Turn, place: Place, condition: Condition | None) -> None:
    """Note how the goods look."""
    if not _change_goods(turn, place, lambda goods: replace(goods, condition=condition)):
        _change(turn, place, lambda item: replace(item, condition=condition))


def set_missing(turn: Turn, place: Place, missing: frozenset[Missing] | None) -> None:
    """Note what is missing; an empty set says that nothing is."""
    _change(turn, place, lambda item: replace(item, missing=missing))


def answer(turn: Turn, fact: str, value: FactValue) -> None:
    """Answer one question, or take the answer back with None.

    Raises:
        OperatorMistake: there is no such question, or the value is no answer to it.
    """
    with_fact(turn.record.claim, fact, value)
    name, _, receipt = fact.partition(":")
    if name == DELIVERED_AT and turn.session.sale_of(receipt) is None:
        raise OperatorMistake("This receipt is not in the return.", code="unknown_fact")
    note_fact(turn, fact, value)
    refresh_board(turn)


def note_fact(turn: Turn, fact: str, value: FactValue) -> None:
    """Add an answer to the case."""
    turn.note("fact_answered", {"fact": fact, "value": value_document(value)})


def note_claim(
    turn: Turn,
    items: Iterable[ClaimedItem],
    narrowed: Iterable[str] = (),
    goods: Iterable[ItemWithoutReceipt] | None = None,
) -> None:
    """Add the claim as it is now; `narrowed` names receipts of which units were picked.

    `goods` are those without a receipt, where they change.
    """
    claim = replace(turn.record.claim, items=tuple(items))
    if goods is not None:
        claim = replace(claim, without_receipt=tuple(goods))
    document = claim_document(claim, _descriptions(turn))
    without = {"without_receipt": goods_documents(claim)} if claim.without_receipt else {}
    turn.note("claim_changed", {"items": document, "narrowed": [*narrowed], **without})


def note_goods(turn: Turn, goods: Iterable[ItemWithoutReceipt]) -> None:
    """Add the claim with these goods without a receipt; what is on receipts stays.

    Raises:
        OperatorMistake: nothing at all would come back.
    """
    kept = tuple(goods)
    _refuse_nothing(turn.record.claim.items, kept)
    note_claim(turn, turn.record.claim.items, goods=kept)


def line_at(turn: Turn, place: Place) -> SaleLine:
    """That line of the case.

    Raises:
        OperatorMistake: the receipt or the line is not in the case.
    """
    line = turn.session.line_of(*place)
    if line is None:
        raise OperatorMistake("This line is not in the return.", code="unknown_line")
    return line


def _refuse_nothing(items: Sequence[ClaimedItem], goods: Sequence[ItemWithoutReceipt]) -> None:
    if not items and not goods:
        message = "Something has to come back. If nothing does, choose Customer leaves."
        raise OperatorMistake(message, code="nothing_claimed")


def _set_units(turn: Turn, index: int, quantity: Decimal) -> None:
    check_units(quantity)
    claim = turn.record.claim
    note_goods(turn, changed_goods(claim, index, lambda each: replace(each, quantity=quantity)))
    refresh_board(turn)


def _change_goods(
    turn: Turn, place: Place, change: Callable[[ItemWithoutReceipt], ItemWithoutReceipt]
) -> bool:
    """Change goods without a receipt; False where the place is a receipt's line."""
    index = at_place(turn.record.claim, place)
    if index is None:
        return False
    note_goods(turn, changed_goods(turn.record.claim, index, change))
    refresh_board(turn)
    return True


def _change(turn: Turn, place: Place, change: Callable[[ClaimedItem], ClaimedItem]) -> None:
    line_at(turn, place)
    items = turn.record.claim.items
    if item_at(items, place) is None:
        raise OperatorMistake("Choose how many come back first.", code="not_claimed")
    note_claim(turn, changed_item(items, place, change))
    refresh_board(turn)


def _with_price(turn: Turn, line: SaleLine, item: ClaimedItem) -> ClaimedItem:
    """The item with what one unit costs today, where the shop knows it."""
    price = turn.services.current_price(line.sku) if line.sku else None
    return item if price == item.new_unit_price else replace(item, new_unit_price=price)


def _descriptions(turn: Turn) -> dict[Place, str]:
    """What the goods of every line of the case are called."""
    lines = ((sale.receipt, line) for sale in turn.session.sales for line in sale.lines)
    return {(receipt, line.line): line.description for receipt, line in lines}


def _places(turn: Turn) -> list[Place]:
    """Every line of the case in the order of receipts."""
    return [(sale.receipt, line.line) for sale in turn.session.sales for line in sale.lines]
