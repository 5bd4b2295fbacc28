"""The claimed items: what each is worth, and what rules can see of it.

Owns which units come back and their exact share of the money. Decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from returns_desk.domain.case import Case, ClaimedItem, Fault, ItemWithoutReceipt
from returns_desk.domain.engine.item_facts import (
    claimed_facts,
    fault_facts,
    fault_fields,
    line_facts,
    sale_facts,
    shared_facts,
    unknown_missing,
)
from returns_desk.domain.engine.parts import TenderPart, parts_of
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.engine.unknowns import Known, Unknown, split_known
from returns_desk.domain.money import round_half_up
from returns_desk.domain.sale import Sale, SaleLine


@dataclass(frozen=True, slots=True)
class Item:
    """One claimed item. `share` and `tax` are what it is worth before fees, in minor units.

    `quantity` is what can still come back of what was claimed; `surplus` is the rest.
    `unknown` maps fields to the unknown fact that gives them.
    """

    index: int
    quantity: Decimal
    surplus: Decimal
    share: int
    tax: int
    known: Known
    unknown: Mapping[str, Unknown]
    parts: tuple[TenderPart, ...]
    receipt: str | None
    sale: Sale | None
    reduction: int | None
    new_unit_price: int | None
    reported_on: date | None
    in_stock: bool
    cash_rounding_step: int
    rulebook: Rulebook


def fact_name(item: Item, unknown: Unknown) -> str:
    """The name of a fact on the board: `reason:0` for facts of one item."""
    return unknown.name if unknown.is_shared else f"{unknown.name}:{item.index}"


def items_of(case: Case, rulebooks: Mapping[str, Rulebook]) -> tuple[Item, ...]:
    """All claimed items, those without a receipt last; `rulebooks` by jurisdiction."""
    shared = shared_facts(case)
    worth = _claim_worth(case, rulebooks)
    with_receipt = [
        _item_of_sale(case, index, claimed, rulebooks, shared, worth)
        for index, claimed in enumerate(case.claim.items)
    ]
    first = len(with_receipt)
    without = [
        _item_without(case, first + index, claimed, rulebooks, shared, worth)
        for index, claimed in enumerate(case.claim.without_receipt)
    ]
    return (*with_receipt, *without)


def _cash_rounding_step(case: Case, rulebooks: Mapping[str, Rulebook]) -> int:
    """The smallest coin of the drawer: the counter's, wherever the sale was made."""
    return rulebooks[case.store.jurisdiction].settings.cash_rounding_step or 1


def jurisdiction_of(case: Case, sale: Sale | None) -> str:
    """Where the sale was made, else where the counter is."""
    return (sale.jurisdiction if sale else None) or case.store.jurisdiction


def _item_of_sale(
    case: Case,
    index: int,
    claimed: ClaimedItem,
    rulebooks: Mapping[str, Rulebook],
    shared: Mapping[str, Unknown | object],
    worth: int,
) -> Item:
    sale, _ = case.claimed_line(claimed)
    line = _line_before(case, index, claimed)
    book = rulebooks[jurisdiction_of(case, sale)]
    quantity = min(claimed.quantity, line.available)
    known, unknown = split_known(
        {
            **shared,
            **line_facts(line),
            **sale_facts(case, sale, book, _reported_on(claimed)),
            **claimed_facts(claimed.reason, claimed.condition),
            "missing": claimed.missing if claimed.missing is not None else unknown_missing(book),
            **fault_facts(claimed.fault, book),
            "amount": worth,
        },
        book,
    )
    share = line.paid_share(quantity) if quantity else 0
    return Item(
        index=index,
        quantity=quantity,
        surplus=claimed.quantity - quantity,
        share=max(0, share),
        tax=max(0, line.tax_share(quantity)) if quantity else 0,
        known=known,
        unknown=unknown,
        parts=parts_of(case, sale, book),
        receipt=claimed.receipt,
        sale=sale,
        reduction=_reduction(claimed, share, quantity),
        new_unit_price=claimed.new_unit_price,
        reported_on=_reported_on(claimed),
        in_stock=case.claim.facts.even_exchange_in_stock,
        cash_rounding_step=_cash_rounding_step(case, rulebooks),
        rulebook=book,
    )


def _line_before(case: Case, index: int, claimed: ClaimedItem) -> SaleLine:
    """The line as it stands after the earlier items of this claim took their units."""
    _, line = case.claimed_line(claimed)
    for earlier in case.claim.items[:index]:
        if (earlier.receipt, earlier.line) == (claimed.receipt, claimed.line):
            taken = min(earlier.quantity, line.available)
            if taken:
                paid = line.returned_paid + max(0, line.paid_share(taken))
                line = replace(line, returned=line.returned + taken, returned_paid=paid)
    return line


def _reported_on(claimed: ClaimedItem) -> date | None:
    """When the fault was first told; the months of a liability count to that day."""
    reported = claimed.fault.first_reported_at if claimed.fault else None
    return reported.date() if reported else None


def _reduction(claimed: ClaimedItem, share: int, quantity: Decimal) -> int | None:
    """What a lower new price gives back, or None where no new price was named."""
    if claimed.new_unit_price is None:
        return None
    return max(0, share - round_half_up(Fraction(claimed.new_unit_price) * Fraction(quantity)))


# --- one item without a receipt ---


def _item_without(
    case: Case,
    index: int,
    claimed: ItemWithoutReceipt,
    rulebooks: Mapping[str, Rulebook],
    shared: Mapping[str, Unknown | object],
    worth: int,
) -> Item:
    book = rulebooks[case.store.jurisdiction]
    known, unknown = split_known(
        {
            **shared,
            "category": claimed.category,
            "sku": claimed.sku,
            "kind": "goods",
            "final_sale": False,
            "unit_price": _price_without_receipt(claimed, book),
            "with_receipt": False,
            **claimed_facts(claimed.reason, claimed.condition),
            "missing": frozenset(),
            **fault_fields(Fault()),
            "amount": worth,
        },
        book,
    )
    share = _share_without(claimed, book)
    return Item(
        index=index,
        quantity=claimed.quantity,
        surplus=Decimal(0),
        share=share,
        tax=0,
        known=known,
        unknown=unknown,
        parts=(),
        receipt=None,
        sale=None,
        reduction=None,
        new_unit_price=None,
        reported_on=None,
        in_stock=case.claim.facts.even_exchange_in_stock,
        cash_rounding_step=_cash_rounding_step(case, rulebooks),
        rulebook=book,
    )


def _price_without_receipt(claimed: ItemWithoutReceipt, book: Rulebook) -> int:
    """The price per unit by the pack's basis; the lowest where the pack is silent."""
    prices = [p for p in (claimed.current_price, claimed.lowest_price) if p is not None]
    if book.settings.price_without_receipt == "current" and claimed.current_price is not None:
        return claimed.current_price
    return min(prices, default=0)


def _share_without(claimed: ItemWithoutReceipt, book: Rulebook) -> int:
    price = _price_without_receipt(claimed, book)
    return round_half_up(Fraction(price) * Fraction(claimed.quantity))


def _claim_worth(case: Case, rulebooks: Mapping[str, Rulebook]) -> int:
    """What the whole claim is worth before fees, in minor units."""
    total = 0
    for index, claimed in enumerate(case.claim.items):
        line = _line_before(case, index, claimed)
        quantity = min(claimed.quantity, line.available)
        total += max(0, line.paid_share(quantity)) if quantity else 0
    book = rulebooks[case.store.jurisdiction]
    return total + sum(_share_without(x, book) for x in case.claim.without_receipt)
