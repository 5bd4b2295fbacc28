"""The shapes in which a transaction's lines are worked on before they become a sale.

Owns shapes only. `Goods` change while voids, discounts and taxes are applied to them, in this
order; nothing else may change them. Money is minor units, never below zero: which way goods and
money went is said beside it.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from returns_desk.adapters.sales.poslog.elements import Element
from returns_desk.adapters.sales.poslog.header import Header, Link
from returns_desk.adapters.sales.readings import LeftOut
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.sale import LineKind, LineTax


@dataclass(slots=True)
class Goods:
    """One line of goods. `amount` is after the line's own discounts; `tax` is inside or on top."""

    line: int
    place: str
    element: Element
    comes_back: bool
    quantity: Decimal
    unit: str
    amount: int
    discount: int = 0
    sku: str | None = None
    gtin: str | None = None
    description: str = ""
    category: str = ""
    serial: str | None = None
    kind: LineKind = LineKind.GOODS
    final_sale: bool = False
    link: Link | None = None
    is_void: bool = False
    is_negative: bool = False
    is_fee: bool = False
    till_position: str = ""
    taxes: list[LineTax] = field(default_factory=list)
    tax_on_top: int = 0

    @property
    def signed_amount(self) -> int:
        """The amount, below zero where the goods come back."""
        return -self.amount if self.comes_back else self.amount

    @property
    def paid(self) -> int:
        """What was paid for the line (or is paid back), tax in."""
        return self.amount + self.tax_on_top

    @property
    def tax(self) -> int:
        """The tax inside `paid`."""
        return sum(tax.amount for tax in self.taxes)


@dataclass(frozen=True, slots=True)
class PlacedElement:
    """Something that is no goods, with its place and the line item around it."""

    place: str
    element: Element
    line_item: Element
    line: int


@dataclass(slots=True)
class Book:
    """Everything of one transaction that counts. `other_money` was taken for what is no goods."""

    header: Header
    retail: Element
    goods: list[Goods] = field(default_factory=list)
    tenders: list[PlacedElement] = field(default_factory=list)
    taxes: list[PlacedElement] = field(default_factory=list)
    discounts: list[PlacedElement] = field(default_factory=list)
    rewards: list[PlacedElement] = field(default_factory=list)
    voids: list[PlacedElement] = field(default_factory=list)
    other_money: int = 0
    doubts: list[SaleDoubt] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def back(self) -> list[Goods]:
        """The goods that came back."""
        return [x for x in self.goods if x.comes_back]

    @property
    def fees(self) -> list[Goods]:
        """Fees kept from what came back: where goods come back and nothing but fees is sold."""
        sold = [x for x in self.goods if not x.comes_back]
        return sold if self.back and all(x.is_fee for x in sold) else []

    @property
    def sold(self) -> list[Goods]:
        """The goods sold."""
        return [] if self.fees else [x for x in self.goods if not x.comes_back]

    def doubt(
        self, code: str, place: str, said: int | None = None, found: int | None = None
    ) -> None:
        """Note something that does not add up."""
        self.doubts.append(SaleDoubt(code, said, found, place))

    def total(self, name: str) -> Element | None:
        """The receipt's total of this TotalType, where it has one."""
        return next(
            (x for x in self.retail.each("Total") if x.attribute("TotalType") == name), None
        )
