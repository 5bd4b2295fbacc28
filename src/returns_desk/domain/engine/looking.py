"""Looks at the claimed items of a case, and at what they would be if one fact were otherwise.

Owns which facts of an item are known and which are not. What is alike is looked at once; nothing
of a case is kept. Decides nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, reduce
from operator import and_
from typing import TypeVar

from returns_desk.domain.case import Case, ClaimedItem
from returns_desk.domain.engine.claimed import Background, Kind, Seen, Sight, jurisdiction_of
from returns_desk.domain.engine.goods_facts import FOUND_FACTS, ITEM_FACTS, Found, Goods
from returns_desk.domain.engine.item_facts import (
    SALE_FACTS,
    Bought,
    Facts,
    left_standing,
    look,
    unknown_delivery,
    values_of,
)
from returns_desk.domain.engine.parts import TenderPart, part_with, parts_of
from returns_desk.domain.engine.rule_index import Column
from returns_desk.domain.engine.rulebook import Drawer, Rulebook, drawer_of
from returns_desk.domain.engine.supposing import Supposition
from returns_desk.domain.engine.unknowns import Unknown
from returns_desk.domain.engine.visit_facts import CASE_FACTS, Visit
from returns_desk.domain.engine.worths import Lines, Worth, price_without_receipt
from returns_desk.domain.sale import Sale

MOST_GOODS_REMEMBERED = 2048
"""Goods whose facts are the same are looked up once, for many boards."""

Looked = TypeVar("Looked")


@dataclass(slots=True)
class Looking:
    """Looks at the items of one case; `rulebooks` by jurisdiction, `worths` in the claim's order.

    A sale is known by its identity, and by when a fault of its goods was first told.
    """

    case: Case
    rulebooks: Mapping[str, Rulebook]
    lines: Lines
    worths: Sequence[Worth]
    visit: Visit
    drawer: Drawer
    behind: dict[tuple[int, date | None], Background] = field(default_factory=dict)
    parts: dict[int, tuple[TenderPart, ...]] = field(default_factory=dict)
    visits: dict[Rulebook, "_SeenVisit"] = field(default_factory=dict)

    def sights(self) -> tuple[Sight, ...]:
        """What rules see of each claimed item, those without a receipt last."""
        known: dict[tuple[Background, Kind], Sight] = {}
        found = [*self._with_receipt(), *self._without_receipt()]
        for behind, kind in dict.fromkeys(found):
            known[behind, kind] = behind.sight(kind)
        return tuple(known[each] for each in found)

    def _with_receipt(self) -> Iterator[tuple[Background, Kind]]:
        for claimed, worth in zip(self.case.claim.items, self.worths, strict=False):
            sale, line = self.lines[claimed.receipt, claimed.line]
            behind = self._behind(sale, _reported_on(claimed))
            goods = Goods(line, claimed, self.case.now)
            yield behind, _kind(_seen_goods(behind.book, ITEM_FACTS, goods), worth)

    def _without_receipt(self) -> Iterator[tuple[Background, Kind]]:
        """Items without a sale are judged by the counter's book."""
        claim = self.case.claim
        if not claim.without_receipt:
            return
        book = self.rulebooks[self.case.store.jurisdiction]
        behind = self._background(book, None, Seen(book.without_sale), ())
        worths = self.worths[len(claim.items) :]
        for claimed, worth in zip(claim.without_receipt, worths, strict=True):
            found = Found(claimed, price_without_receipt(claimed, book))
            yield behind, _kind(_seen_goods(book, FOUND_FACTS, found), worth)

    def _behind(self, sale: Sale, reported_on: date | None) -> Background:
        """What the items of that sale share, as it counts for a fault told on that day."""
        key = id(sale), reported_on
        if key not in self.behind:
            book = self.rulebooks[jurisdiction_of(self.case, sale)]
            if key[0] not in self.parts:
                self.parts[key[0]] = parts_of(self.case, sale, book)
            seen = _seen_sale(Bought(self.case, sale, book, reported_on))
            parts = self.parts[key[0]]
            self.behind[key] = self._background(book, sale.receipt, seen, parts)
        return self.behind[key]

    def _background(
        self, book: Rulebook, receipt: str | None, sale: Seen, parts: tuple[TenderPart, ...]
    ) -> Background:
        if book not in self.visits:
            self.visits[book] = _seen_visit(book, self.visit)
        in_stock = self.case.claim.facts.even_exchange_in_stock
        visit = self.visits[book].seen
        names = tuple([each for part in parts for each in part.names])
        return Background(book, receipt, self.drawer, visit, sale, parts, in_stock, names)

    # --- supposed otherwise -------------------------------------------------------------------

    def supposed(
        self, sights: Sequence[Sight], alike: Sequence[Sight], supposed: Supposition
    ) -> Sequence[Sight]:
        """The sights, were that fact otherwise; the same where rules see no difference.

        `alike` are the different ones among them.
        """
        if isinstance(supposed.of, int):
            return self._with_goods(sights, supposed.of, supposed)
        change = self._with_visit if supposed.of is None else _with_tender
        behind: dict[Background, Background] = {}
        after: dict[Sight, Sight] = {}
        for each in alike:
            before = each.behind
            if before not in behind:
                behind[before] = change(before, supposed)
            after[each] = each if behind[before] is before else behind[before].sight(each.kind)
        changed = [each for each, other in after.items() if other is not each]
        return [after[each] for each in sights] if changed else sights

    def held_with_visit(self, sight: Sight, supposed: Supposition) -> int:
        """What would be left standing of goods seen so, were that fact of the visit otherwise."""
        visit = self.visits[sight.book].supposing(supposed.field, supposed.value)
        return visit & sight.behind.sale.held & sight.kind.seen.held

    def _with_visit(self, behind: Background, supposed: Supposition) -> Background:
        """The background, were that fact of the visit otherwise."""
        in_stock = is_in_stock_with(behind, supposed)
        held = self.visits[behind.book].supposing(supposed.field, supposed.value)
        if (held, in_stock) == (behind.visit.held, behind.is_in_stock):
            return behind
        visit = Seen(held, behind.visit.unknown)
        return behind.otherwise(visit, behind.parts, is_in_stock=in_stock)

    def _with_goods(
        self, sights: Sequence[Sight], index: int, supposed: Supposition
    ) -> tuple[Sight, ...]:
        """The sights, were that fact of one item otherwise."""
        claimed, own = self.case.claim.items[index], sights[index]
        _, line = self.lines[claimed.receipt, claimed.line]
        facts = {**ITEM_FACTS, supposed.field: lambda _: supposed.value}
        seen = _seen_goods(own.book, facts, Goods(line, claimed, self.case.now))
        sight = own.behind.sight(own.kind._replace(seen=seen))
        return (*sights[:index], sight, *sights[index + 1 :])


def looking_at(
    case: Case, rulebooks: Mapping[str, Rulebook], lines: Lines, worths: Sequence[Worth]
) -> Looking:
    """What looks at that case; the drawer is the counter's, wherever the sale was made."""
    visit = Visit(case, sum(each.share for each in worths))
    drawer = drawer_of(rulebooks[case.store.jurisdiction])
    return Looking(case, rulebooks, lines, worths, visit, drawer)


def _kind(seen: Seen, worth: Worth) -> Kind:
    """Goods seen so and worth that; the units that no rule can tell apart are of one kind."""
    return Kind(
        seen=seen,
        is_back_already=not worth.quantity,
        is_worth_something=bool(worth.share),
        has_reduction=bool(worth.reduction),
        has_new_price=worth.reduction is not None,
    )


def _with_tender(behind: Background, supposed: Supposition) -> Background:
    """The background, were that fact of one tender otherwise."""
    if all(part.key != supposed.of for part in behind.parts):
        return behind
    parts = tuple(
        part_with(part, behind.book, supposed.field, supposed.value)
        if part.key == supposed.of
        else part
        for part in behind.parts
    )
    return behind.otherwise(behind.visit, parts, is_in_stock=behind.is_in_stock)


def is_in_stock_with(seen: Background | Sight, supposed: Supposition) -> bool:
    """Whether the same goods would be there, were that fact of the visit otherwise."""
    return seen.is_in_stock or supposed.field == "even_exchange_in_stock"


# --- what rules see of it -------------------------------------------------------------------


def _seen_goods(book: Rulebook, facts: Facts[Looked], goods: Looked) -> Seen:
    """What rules see of goods by their own facts."""
    columns = book.index.columns.get("item", ())
    return _seen_of_values(book, values_of(columns, facts, goods))


@lru_cache(maxsize=MOST_GOODS_REMEMBERED)
def _seen_of_values(book: Rulebook, values: tuple[object, ...]) -> Seen:
    """What goods with these values leave standing; one value per column of the item."""
    columns = book.index.columns.get("item", ())
    held, names = left_standing(columns, values, book.index.every)
    return _seen_alike(held, _unknown(book, names))


@lru_cache(maxsize=MOST_GOODS_REMEMBERED)
def _seen_alike(held: int, unknown: tuple[Unknown, ...]) -> Seen:
    """One for all goods that rules can't tell apart, however their values differ."""
    return Seen(held, unknown)


@dataclass(frozen=True, slots=True)
class _SeenVisit:
    """What rules see of the visit: by field, what its value leaves standing, and all in all."""

    every: int
    columns: Sequence[Column]
    masks: Mapping[str, int]
    seen: Seen

    def supposing(self, field_name: str, value: object) -> int:
        """What is left standing were that known fact otherwise."""
        masks = [mask for name, mask in self.masks.items() if name != field_name]
        masks += [c.mask_of(value) for c in self.columns if c.field == field_name]
        return reduce(and_, masks, self.every)


def _seen_visit(book: Rulebook, visit: Visit) -> _SeenVisit:
    """What rules see of the visit; each book says how far back earlier returns count."""
    counted = Visit(visit.case, visit.worth, book.settings.history_period_days)
    columns = book.index.columns.get("case", ())
    held = every = book.index.every
    names: list[str] = []
    masks: dict[str, int] = {}
    for column, value in zip(columns, values_of(columns, CASE_FACTS, counted), strict=True):
        if value is None and column.may_be_unknown:
            names.append(column.field)
        else:
            mask = column.mask_of(value)
            masks[column.field] = masks.get(column.field, every) & mask
            held &= mask
    return _SeenVisit(every, columns, masks, Seen(held, _unknown(book, names)))


def _seen_sale(bought: Bought) -> Seen:
    """What rules see of a sale; all that can be unknown of it is the day of delivery."""
    columns = bought.book.index.columns.get("sale", ())
    held, names = look(columns, SALE_FACTS, bought, bought.book.index.every)
    return Seen(held, (unknown_delivery(bought),) if names else ())


def _unknown(book: Rulebook, names: Iterable[str]) -> tuple[Unknown, ...]:
    return tuple(dict.fromkeys(book.unknown[name] for name in names))


def _reported_on(claimed: ClaimedItem) -> date | None:
    """When the fault was first told; the months of a liability count to that day."""
    reported = claimed.fault.first_reported_at if claimed.fault else None
    return reported.date() if reported else None
