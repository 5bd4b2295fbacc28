"""The claimed items, as rules see them.

Owns which facts of an item are known and which are not. Decides nothing; what an item is worth is
the business of `worths`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from returns_desk.domain.case import Case, ClaimedItem
from returns_desk.domain.engine.item_facts import (
    FOUND_FACTS,
    ITEM_FACTS,
    SALE_FACTS,
    Bought,
    Facts,
    Found,
    Goods,
    look,
    unknown_delivery,
)
from returns_desk.domain.engine.parts import TenderPart, parts_of
from returns_desk.domain.engine.rulebook import Drawer, Rulebook, drawer_of
from returns_desk.domain.engine.unknowns import Unknown
from returns_desk.domain.engine.visit_facts import CASE_FACTS, Visit
from returns_desk.domain.engine.worths import Lines, Worth, lines_of, price_without_receipt
from returns_desk.domain.sale import Sale, SaleLine


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """All that a decision on an item can depend on; items that rules can't tell apart share one.

    `held` are the conjunctions that its known facts leave standing, `unknown` its other facts.
    """

    book: Rulebook
    receipt: str | None
    drawer: Drawer
    held: int
    unknown: tuple[Unknown, ...]
    parts: tuple[TenderPart, ...]
    is_back_already: bool
    is_worth_something: bool
    is_in_stock: bool
    has_reduction: bool
    has_new_price: bool


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One claimed item. `share` and `tax` are what it is worth before fees, in minor units.

    `quantity` is what can still come back of what was claimed; `surplus` is the rest. `line` is
    its line as earlier returns left it, None without a receipt.
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

    @property
    def parts(self) -> tuple[TenderPart, ...]:
        """The tenders that its money came from and that can still give something back."""
        return self.sight.parts


def jurisdiction_of(case: Case, sale: Sale | None) -> str:
    """Where the sale was made, else where the counter is."""
    return (sale.jurisdiction if sale else None) or case.store.jurisdiction


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the known facts of something leave standing, and its unknown ones."""

    held: int
    unknown: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class _Background:
    """What all items of one sale share (or all without one): the case, the sale, the tenders."""

    book: Rulebook
    receipt: str | None
    seen: _Seen
    parts: tuple[TenderPart, ...]
    is_in_stock: bool
    drawer: Drawer
    sights: dict[tuple[object, ...], Sight] = field(default_factory=dict)

    def sight(self, seen: _Seen, worth: Worth) -> Sight:
        """What rules see of an item before this background; the same for items seen alike."""
        is_back, has_share = not worth.quantity, bool(worth.share)
        key = id(seen), is_back, has_share, worth.reduction is None, bool(worth.reduction)
        if key not in self.sights:
            self.sights[key] = Sight(
                book=self.book,
                receipt=self.receipt,
                drawer=self.drawer,
                held=self.seen.held & seen.held,
                unknown=(*self.seen.unknown, *seen.unknown),
                parts=self.parts,
                is_back_already=is_back,
                is_worth_something=has_share,
                is_in_stock=self.is_in_stock,
                has_reduction=bool(worth.reduction),
                has_new_price=worth.reduction is not None,
            )
        return self.sights[key]


@dataclass(slots=True)
class Looking:
    """Looks at the items of a case and of others that differ from it in facts alone.

    What the cases share is looked at once; it is known by its identity, so the cases are kept.
    `sales`, `lines` and `worths` are those of the first case; `rulebooks` by jurisdiction.
    """

    rulebooks: Mapping[str, Rulebook]
    sales: tuple[Sale, ...]
    lines: Lines
    worths: Sequence[Worth]
    cases: list[Case] = field(default_factory=list)
    of_sales: dict[tuple[int, date | None], _Seen] = field(default_factory=dict)
    of_items: dict[int, _Seen] = field(default_factory=dict)
    alike: dict[_Seen, _Seen] = field(default_factory=dict)
    of_tenders: dict[tuple[int, int, int], tuple[TenderPart, ...]] = field(default_factory=dict)

    def sights(self, case: Case) -> tuple[Sight, ...]:
        """What rules see of each claimed item, those without a receipt last."""
        self.cases.append(case)
        lines = self.lines if case.sales is self.sales else lines_of(case)
        visit = Visit(case, sum(each.share for each in self.worths))
        today = case.now.date()
        behind: dict[tuple[int, date | None], _Background] = {}
        sights: list[Sight] = []
        for claimed, worth in zip(case.claim.items, self.worths, strict=False):
            sale, line = lines[claimed.receipt, claimed.line]
            key = id(sale), _reported_on(claimed)
            if key not in behind:
                behind[key] = self._behind(visit, sale, key[1])
            if id(claimed) not in self.of_items:
                seen = _seen(behind[key].book, "item", ITEM_FACTS, Goods(line, claimed, today))
                self.of_items[id(claimed)] = self.alike.setdefault(seen, seen)
            sights.append(behind[key].sight(self.of_items[id(claimed)], worth))
        return (*sights, *self._sights_without_receipt(visit))

    def _sights_without_receipt(self, visit: Visit) -> list[Sight]:
        claim = visit.case.claim
        if not claim.without_receipt:
            return []
        behind = self._behind_nothing(visit)
        sights: list[Sight] = []
        worths = self.worths[len(claim.items) :]
        for claimed, worth in zip(claim.without_receipt, worths, strict=True):
            found = Found(claimed, price_without_receipt(claimed, behind.book))
            seen = _seen(behind.book, "item", FOUND_FACTS, found)
            sights.append(behind.sight(self.alike.setdefault(seen, seen), worth))
        return sights

    def items(self, case: Case, sights: Sequence[Sight]) -> tuple[Item, ...]:
        """The claimed items of a case, seen so."""
        prices = [claimed.new_unit_price for claimed in case.claim.items]
        prices += [None] * len(case.claim.without_receipt)
        return tuple(
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
            )
            for index, (worth, sight, price) in enumerate(
                zip(self.worths, sights, prices, strict=True)
            )
        )

    def _behind(self, visit: Visit, sale: Sale, reported_on: date | None) -> _Background:
        """What the items of that sale share, as it counts for a fault told on that day."""
        case = visit.case
        book = self.rulebooks[jurisdiction_of(case, sale)]
        key = id(sale), reported_on
        if key not in self.of_sales:
            self.of_sales[key] = _seen_sale(Bought(case, sale, book, reported_on))
        facts = case.claim.facts
        paid = id(sale), id(facts.original_tender_present), id(facts.refund_authorisation)
        if paid not in self.of_tenders:
            self.of_tenders[paid] = parts_of(case, sale, book)
        seen = _both(_seen_visit(book, visit), self.of_sales[key])
        parts = self.of_tenders[paid]
        in_stock = facts.even_exchange_in_stock
        return _Background(book, sale.receipt, seen, parts, in_stock, self._drawer(case))

    def _behind_nothing(self, visit: Visit) -> _Background:
        """What items without a receipt share: the counter's book and no sale."""
        book = self.rulebooks[visit.case.store.jurisdiction]
        seen = _both(_seen_visit(book, visit), _Seen(book.without_sale))
        in_stock = visit.case.claim.facts.even_exchange_in_stock
        return _Background(book, None, seen, (), in_stock, self._drawer(visit.case))

    def _drawer(self, case: Case) -> Drawer:
        """The counter's, wherever the sale was made."""
        return drawer_of(self.rulebooks[case.store.jurisdiction].settings)


Looked = TypeVar("Looked")


def _seen(book: Rulebook, about: str, facts: Facts[Looked], looked_at: Looked) -> _Seen:
    """What rules see of something by its own facts."""
    columns = book.index.columns.get(about, ())
    held, names = look(columns, facts, looked_at, book.index.every)
    return _Seen(held, tuple(dict.fromkeys(book.unknown[name] for name in names)))


def _seen_visit(book: Rulebook, visit: Visit) -> _Seen:
    """What rules see of the visit; each book says how far back earlier returns count."""
    counted = replace(visit, period_days=book.settings.history_period_days)
    return _seen(book, "case", CASE_FACTS, counted)


def _seen_sale(bought: Bought) -> _Seen:
    """What rules see of a sale; all that can be unknown of it is the day of delivery."""
    columns = bought.book.index.columns.get("sale", ())
    held, names = look(columns, SALE_FACTS, bought, bought.book.index.every)
    return _Seen(held, (unknown_delivery(bought),) if names else ())


def _both(one: _Seen, other: _Seen) -> _Seen:
    return _Seen(one.held & other.held, (*one.unknown, *other.unknown))


def _reported_on(claimed: ClaimedItem) -> date | None:
    """When the fault was first told; the months of a liability count to that day."""
    reported = claimed.fault.first_reported_at if claimed.fault else None
    return reported.date() if reported else None
