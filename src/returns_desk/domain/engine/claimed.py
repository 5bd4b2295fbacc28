"""The claimed items, as rules see them.

Owns the shapes of what is seen. Looks at nothing (that is the business of `looking`) and decides
nothing; what an item is worth is the business of `worths`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from returns_desk.domain.case import Case
from returns_desk.domain.engine.parts import TenderPart
from returns_desk.domain.engine.rulebook import Drawer, Rulebook
from returns_desk.domain.engine.unknowns import Unknown
from returns_desk.domain.engine.worths import Worth
from returns_desk.domain.sale import Sale, SaleLine


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the known facts of something leave standing, and its unknown ones."""

    held: int
    unknown: tuple[Unknown, ...] = ()


class Kind(NamedTuple):
    """Goods by themselves, whatever sale they are of: what rules see, and what they are worth."""

    seen: Seen
    is_back_already: bool
    is_worth_something: bool
    has_reduction: bool
    has_new_price: bool


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """What all items of one sale share (or all without one): the visit, the sale, the tenders.

    `names` are the unknown facts of its tenders: by place, and as the board names them.
    """

    book: Rulebook
    receipt: str | None
    drawer: Drawer
    visit: Seen
    sale: Seen
    parts: tuple[TenderPart, ...]
    is_in_stock: bool
    names: tuple[tuple[str, str], ...]

    def otherwise(
        self, visit: Seen, parts: tuple[TenderPart, ...], *, is_in_stock: bool
    ) -> "Background":
        """The same sale with another visit, other tenders or another stock behind it."""
        return Background(
            self.book, self.receipt, self.drawer, visit, self.sale, parts, is_in_stock, self.names
        )

    def sight(self, kind: Kind) -> "Sight":
        """What rules see of goods of that kind before this background."""
        return Sight(
            behind=self,
            kind=kind,
            book=self.book,
            receipt=self.receipt,
            drawer=self.drawer,
            held=self.visit.held & self.sale.held & kind.seen.held,
            unknown=self.visit.unknown + self.sale.unknown + kind.seen.unknown,
            parts=self.parts,
            is_in_stock=self.is_in_stock,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """All that a decision on an item can depend on; items that rules can't tell apart share one.

    `held` are the conjunctions that its known facts leave standing, `unknown` its other facts.
    """

    behind: Background
    kind: Kind
    book: Rulebook
    receipt: str | None
    drawer: Drawer
    held: int
    unknown: tuple[Unknown, ...]
    parts: tuple[TenderPart, ...]
    is_in_stock: bool

    @property
    def is_back_already(self) -> bool:
        """Nothing of it can still come back."""
        return self.kind.is_back_already

    @property
    def is_worth_something(self) -> bool:
        """Money was paid for it."""
        return self.kind.is_worth_something

    @property
    def has_reduction(self) -> bool:
        """A lower new price was named."""
        return self.kind.has_reduction

    @property
    def has_new_price(self) -> bool:
        """A new price was named, lower or not."""
        return self.kind.has_new_price


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One claimed item. `share` and `tax` are what it is worth before fees, in minor units.

    `quantity` is what can still come back of what was claimed; `surplus` is the rest. `line` is
    its line as earlier returns left it, None without a receipt. `diminished_value` is what it lost
    by handling, `return_shipping` what the carriage of the whole claim costs.
    """

    index: int
    quantity: Decimal
    surplus: Decimal
    share: int
    tax: int
    reduction: int | None
    new_unit_price: int | None
    receipt: str | None
    line: SaleLine | None
    sight: Sight
    diminished_value: int = 0
    return_shipping: int = 0

    @property
    def parts(self) -> tuple[TenderPart, ...]:
        """The tenders that its money came from and that can still give something back."""
        return self.sight.parts


def jurisdiction_of(case: Case, sale: Sale | None) -> str:
    """Where the sale was made, else where the counter is."""
    return (sale.jurisdiction if sale else None) or case.store.jurisdiction


def items_of(case: Case, worths: Sequence[Worth], sights: Sequence[Sight]) -> tuple[Item, ...]:
    """The claimed items, worth that and seen so."""
    prices = [claimed.new_unit_price for claimed in case.claim.items]
    prices += [None] * len(case.claim.without_receipt)
    items = [
        Item(
            index=index,
            quantity=worth.quantity,
            surplus=worth.surplus,
            share=worth.share,
            tax=worth.tax,
            reduction=worth.reduction,
            new_unit_price=price,
            receipt=sight.receipt,
            line=worth.line,
            sight=sight,
            diminished_value=worth.diminished_value,
            return_shipping=case.claim.return_shipping,
        )
        for index, (worth, sight, price) in enumerate(zip(worths, sights, prices, strict=True))
    ]
    return tuple(items)
