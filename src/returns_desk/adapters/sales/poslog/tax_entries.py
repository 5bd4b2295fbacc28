"""Reads the Tax elements of a receipt and of its lines.

Owns what one says. Must not attribute it to lines; `taxes` does.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from returns_desk.adapters.sales.poslog.book import Goods
from returns_desk.adapters.sales.poslog.elements import EXTENSION, Element
from returns_desk.adapters.sales.poslog.values import LONGEST_CODE, money_in, number_of
from returns_desk.domain.money import round_half_up
from returns_desk.domain.sale import LineTax

_HIGHEST_BASIS_POINTS: Final = 100_000
_ADDED_TO_PRICE: Final = frozenset({"SALES", "STATE", "CITY", "COUNTY", "LOCAL", "USE"})
_INSIDE_PRICE: Final = frozenset({"VAT", "GST", "MWST", "MOMS", "TVA", "BTW", "IVA"})
_CODES: Final = ("TaxGroupID", "TaxRuleID", "TaxAuthority")


@dataclass(frozen=True, slots=True)
class TaxEntry:
    """One Tax: minor units, never below zero. `is_inside` is None where nothing says it."""

    place: str
    code: str
    group: str
    rate_basis_points: int
    amount: int
    taxable: int | None
    is_refund: bool
    is_inside: bool | None

    def part(self, amount: int) -> LineTax:
        """So much of this tax, inside a line."""
        return LineTax(self.code, self.rate_basis_points, amount)


def tax_entry(element: Element, currency: str, place: str, item: Element | None = None) -> TaxEntry:
    """Read one Tax element; `item` is the Sale or Return that it stands in, if it does.

    Raises:
        InvalidInput: a number in it can't be read.

    """
    amount = money_in(element.first("Amount"), currency, f"{place}/Tax")
    base = element.first("TaxableAmount")
    group = element.either("TaxGroupID", "TaxRuleID")
    return TaxEntry(
        place=place,
        code=(element.attribute("TaxID") or element.either(*_CODES) or _kind(element) or "tax")[
            :LONGEST_CODE
        ],
        group=group,
        rate_basis_points=_rate(element, place),
        amount=abs(amount),
        taxable=None if base is None else abs(money_in(base, currency, f"{place}/Tax")),
        is_refund=amount < 0 or element.attribute("TypeCode") == "Refund",
        is_inside=_is_inside(element, base, item),
    )


def is_taxable_by(goods: Goods, entry: TaxEntry) -> bool:
    """Whether a line says that it bears a tax: NCR's itemisers, else the schema's TaxableFlag."""
    itemizers = goods.element.first(EXTENSION + "Itemizers")
    if itemizers is not None:
        return itemizers.flag(f"Tax{entry.code}")
    return goods.element.attribute("TaxableFlag").lower() not in {"false", "0"}


def names_group(goods: Goods, entry: TaxEntry) -> bool:
    """Whether a line's own Tax (without an amount) names the entry's group."""
    own = goods.element.each("Tax")
    return bool(entry.group) and any(
        x.either("TaxGroupID", "TaxRuleID") == entry.group for x in own
    )


def _kind(element: Element) -> str:
    return element.attribute("TaxType", "TaxSubType")


def _is_inside(element: Element, base: Element | None, item: Element | None) -> bool | None:
    if item and (said := item.text_of("TaxIncludedInPriceFlag")):
        return said.lower() in {"true", "1"}
    for where in (base, element):
        said = where.attribute("TaxIncludedInTaxableAmountFlag") if where else ""
        if said:
            return said.lower() in {"true", "1"}
    kind = _kind(element).upper()
    if kind in _INSIDE_PRICE:
        return True
    return False if kind in _ADDED_TO_PRICE else None


def _rate(element: Element, place: str) -> int:
    text = element.text_of("Percent")
    percent = number_of(text, f"{place}/Tax/Percent") if text else Decimal(0)
    points = round_half_up(Fraction(percent) * 100)
    return points if 0 <= points <= _HIGHEST_BASIS_POINTS else 0
