"""What claimed items are worth: the units that can still come back, and their exact money.

Owns the shares of lines within one claim. Knows no rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from returns_desk.domain.case import Case, ClaimedItem, ItemWithoutReceipt
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.money import round_half_up
from returns_desk.domain.sale import Sale, SaleLine


@dataclass(frozen=True, slots=True)
class Worth:
    """What can still come back of a claimed item, and its money before fees, in minor units.

    `surplus` is what was claimed above that. `reduction` is what a lower new price gives back,
    None where no new price was named. `line` is the line as earlier items of the claim left it.
    `diminished_value` is what the goods lost by handling.
    """

    quantity: Decimal
    surplus: Decimal
    share: int
    tax: int
    reduction: int | None
    line: SaleLine | None
    diminished_value: int = 0


Place = tuple[str, int]
"""Receipt and line."""

Lines = Mapping[Place, tuple[Sale, SaleLine]]


def lines_of(case: Case) -> Lines:
    """Every line of every sale, by receipt and number; the first where a receipt is there twice."""
    lines: dict[Place, tuple[Sale, SaleLine]] = {}
    for sale in case.sales:
        for line in sale.lines:
            lines.setdefault((sale.receipt, line.line), (sale, line))
    return lines


def worths_of(case: Case, lines: Lines, book: Rulebook) -> tuple[Worth, ...]:
    """The worth of each item in the claim's order; `book` prices goods without a receipt."""
    taken: dict[Place, tuple[SaleLine, Worth]] = {}
    worths: list[Worth] = []
    for claimed in case.claim.items:
        place = (claimed.receipt, claimed.line)
        if place in taken:
            line = _less(*taken[place])
        else:
            _, line = lines.get(place) or case.claimed_line(claimed)
        worth = _worth_of(claimed, line)
        taken[place] = line, worth
        worths.append(worth)
    return (*worths, *[_worth_without(each, book) for each in case.claim.without_receipt])


def _less(line: SaleLine, worth: Worth) -> SaleLine:
    """The line as it stands after an earlier item of this claim took its units."""
    paid = line.returned_paid + max(0, worth.share)
    return replace(line, returned=line.returned + worth.quantity, returned_paid=paid)


def _worth_of(claimed: ClaimedItem, line: SaleLine) -> Worth:
    quantity = min(claimed.quantity, line.available)
    share = line.paid_share(quantity) if quantity else 0
    return Worth(
        quantity=quantity,
        surplus=claimed.quantity - quantity,
        share=max(0, share),
        tax=max(0, _tax_share(line, quantity)) if quantity else 0,
        reduction=_reduction(claimed, share, quantity),
        line=line,
        diminished_value=claimed.diminished_value,
    )


def _tax_share(line: SaleLine, quantity: Decimal) -> int:
    """The tax inside what comes back; of a whole line it needs no fractions."""
    if quantity == line.quantity:
        return min(line.tax, line.paid - line.returned_paid)
    return line.tax_share(quantity)


def _reduction(claimed: ClaimedItem, share: int, quantity: Decimal) -> int | None:
    """What a lower new price gives back, or None where no new price was named."""
    if claimed.new_unit_price is None:
        return None
    return max(0, share - round_half_up(Fraction(claimed.new_unit_price) * Fraction(quantity)))


def price_without_receipt(claimed: ItemWithoutReceipt, book: Rulebook) -> int:
    """The price per unit by the pack's basis; the lowest where the pack is silent."""
    prices = [p for p in (claimed.current_price, claimed.lowest_price) if p is not None]
    if book.settings.price_without_receipt == "current" and claimed.current_price is not None:
        return claimed.current_price
    return min(prices, default=0)


def _worth_without(claimed: ItemWithoutReceipt, book: Rulebook) -> Worth:
    price = price_without_receipt(claimed, book)
    share = round_half_up(Fraction(price) * Fraction(claimed.quantity))
    return Worth(claimed.quantity, Decimal(0), share, 0, None, None)
