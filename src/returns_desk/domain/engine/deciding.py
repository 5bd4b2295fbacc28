"""Items decided under options: what rules can't tell apart only once, and only what is wanted.

Owns which options do the same as an earlier one. The deciding itself is the tables' work.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import zip_longest

from returns_desk.domain.board import STANDING_RANK, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.engine.claimed import Item, Sight, items_of
from returns_desk.domain.engine.covering import Decided
from returns_desk.domain.engine.looking import Looking, is_in_stock_with, looking_at
from returns_desk.domain.engine.routing import MIXED, decide_mixed
from returns_desk.domain.engine.rulebook import ADJUSTED, Rulebook
from returns_desk.domain.engine.supposing import Supposition
from returns_desk.domain.engine.tables import MOST_TABLES_KEPT, Table, decide, refused_table
from returns_desk.domain.engine.worths import lines_of, worths_of

_REFUSED = Standing.NOT_POSSIBLE

MOST_SHELVES_KEPT = 512
"""A shop's cases are much alike: what was decided for one serves the next."""

SAME_MEANS = {
    "refund/cash": "cash",
    "refund/bank_transfer": "bank_transfer",
    "refund/cheque": "cheque",
    "refund/gift_card": "gift_card",
    "store_credit/store_credit": "store_credit",
}
"""Options that do what refund/original does where everything was paid by those means."""

GOODWILL_BESIDE = {
    "goodwill/original": "refund/original",
    "goodwill/store_credit": "store_credit/store_credit",
}
"""Goodwill gives what its neighbour gives, where the neighbour is not possible."""


Shelf = dict[str, Table]
"""Tables by option, of all that is seen alike."""


class Tables:
    """One table per option and item of a case, made when it is first asked for.

    Where only the visit is supposed otherwise, the items are those of the tables that these are
    `like`. `shelves` has every way in which items are seen, once, with where its tables are kept.
    """

    def __init__(
        self, looking: Looking, sights: Sequence[Sight], like: "Tables | None" = None
    ) -> None:
        self.looking = looking
        self.sights = sights
        self._like = like
        language = looking.case.store.language
        self.shelves = {
            sight: _shelf(sight, sight.held, language, is_in_stock=sight.is_in_stock)
            for sight in dict.fromkeys(sights)
        }
        self._items: Sequence[Item] | None = None
        self._same: Mapping[str, str] | None = None
        self._by_sight: dict[str, Mapping[Sight, Table]] = {}
        self._of: dict[str, tuple[Decided, ...]] = {}

    @property
    def items(self) -> Sequence[Item]:
        """The claimed items."""
        if self._items is None:
            self._items = self._like.items if self._like else self._own_items()
        return self._items

    def _own_items(self) -> Sequence[Item]:
        return items_of(self.looking.case, self.looking.worths, self.sights)

    @property
    def same(self) -> Mapping[str, str]:
        """Options that do the same as an earlier one in this claim, with that one."""
        if self._same is None:
            self._same = self._like.same if self._like else _same_acts(self.shelves)
        return self._same

    @property
    def has_unknown(self) -> bool:
        """Whether anything at all is not known of some item or of its tenders."""
        return any(sight.unknown or sight.behind.names for sight in self.shelves)

    def supposing(self, supposed: Supposition, concerned: Iterable[str]) -> "Tables | None":
        """The tables, were that fact otherwise; None where it opens none of these options."""
        if supposed.is_of_visit and self._stay_refused(supposed, concerned):
            return None
        sights = self.looking.supposed(self.sights, tuple(self.shelves), supposed)
        if sights is self.sights:
            return None
        other = Tables(self.looking, sights, self if supposed.is_of_visit else None)
        pairs = zip_longest(self.shelves.values(), other.shelves.values())
        return None if all(one is another for one, another in pairs) else other

    def _stay_refused(self, supposed: Supposition, concerned: Iterable[str]) -> bool:
        """Whether cases alike have shown that already; most suppositions open nothing."""
        looking = self.looking
        for sight in self.shelves:
            held = looking.held_with_visit(sight, supposed)
            in_stock = is_in_stock_with(sight, supposed)
            shelf = _shelf(sight, held, looking.case.store.language, is_in_stock=in_stock)
            for option in concerned:
                table = shelf.get(option)
                if table is None or table.standing is not _REFUSED:
                    return False
        return True

    def of(self, option: str) -> tuple[Decided, ...]:
        """One option for every item."""
        if option not in self._of:
            tables = self.by_sight(option)
            pairs = zip(self.items, self.sights, strict=True)
            self._of[option] = tuple([Decided(item, tables[sight]) for item, sight in pairs])
        return self._of[option]

    def is_refused(self, option: str) -> bool:
        """Whether the option is possible for no item, whatever the unknown facts are."""
        for sight, shelf in self.shelves.items():
            kept = shelf.get(option) or self._kept(option, sight)
            if kept.standing is not _REFUSED:
                break
        else:
            return True
        if option not in self.same:
            return False
        return all(table.standing is _REFUSED for table in self.by_sight(option).values())

    def by_sight(self, option: str) -> Mapping[Sight, Table]:
        """One option for every way in which items are seen."""
        if option not in self._by_sight:
            self._by_sight[option] = {sight: self._table(option, sight) for sight in self.shelves}
        return self._by_sight[option]

    def _table(self, option: str, sight: Sight) -> Table:
        """The item's table, unless the earlier option already does as much for it.

        An earlier option that is not possible hides nothing, but refund/mixed over one tender
        has nothing of its own to do.
        """
        own = self._kept(option, sight)
        if option in self.same:
            earlier = self._kept(self.same[option], sight)
            is_better = STANDING_RANK[own.standing] < STANDING_RANK[earlier.standing]
            if not is_better and not _gives_more(own, earlier):
                return refused_table(f"same_as:{self.same[option]}")
        names = sight.behind.names
        return _named(own, names) if names else own

    def _kept(self, option: str, sight: Sight) -> Table:
        """The option for an item that is seen so, whatever the others do."""
        shelf = self.shelves[sight]
        if option not in shelf:
            make = decide_mixed if option == MIXED else partial(decide, option)
            shelf[option] = make(sight, self.looking.case.store.language)
        return shelf[option]


def _gives_more(own: Table, earlier: Table) -> bool:
    """Whether the earlier one stops at an amount and this one does not."""
    if not own.outcomes or all(not each.fees.once for each in earlier.outcomes):
        return False
    is_ended = any(each.fees.has_ceiling for each in earlier.outcomes)
    return is_ended and not any(each.fees.has_ceiling for each in own.outcomes)


def _shelf(sight: Sight, held: int, language: str, *, is_in_stock: bool) -> Shelf:
    """Where tables are kept for all that rules can't tell apart from this, with `held` standing.

    Whatever `decide` and `_same_acts` look at must be named here.
    """
    parts = tuple([(p.held, p.unknown, p.is_declined, p.means) for p in sight.parts])
    goods = (held, sight.unknown, sight.kind[1:], is_in_stock)
    return shelf_of(sight.book, goods, sight.receipt is None, parts, language)


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _named(table: Table, names: tuple[tuple[str, str], ...]) -> Table:
    """The table with the facts of tenders under their names on the board."""
    by_place = dict(names)
    if all(fact.name not in by_place for fact in table.facts):
        return table
    facts = [replace(fact, name=by_place.get(fact.name, fact.name)) for fact in table.facts]
    return replace(table, facts=tuple(facts))


@lru_cache(maxsize=MOST_SHELVES_KEPT)
def shelf_of(*_seen: Hashable) -> Shelf:
    """An empty shelf for what is seen so; the same one when it is seen so again."""
    return {}


def tables_of(case: Case, rulebooks: Mapping[str, Rulebook]) -> Tables:
    """The tables of that case; `rulebooks` by jurisdiction."""
    lines = lines_of(case)
    worths = worths_of(case, lines, rulebooks[case.store.jurisdiction])
    looking = looking_at(case, rulebooks, lines, worths)
    return Tables(looking, looking.sights())


def _same_acts(sights: Iterable[Sight]) -> dict[str, str]:
    worth = [sight for sight in sights if not sight.is_back_already]
    is_adjusted = any(s.has_new_price and s.held & s.book.adjustment for s in worth)
    means = {part.means for sight in worth if sight.is_worth_something for part in sight.parts}
    has_receipts = all(sight.receipt is not None for sight in worth)
    same = {
        option: "refund/original"
        for option, of_option in SAME_MEANS.items()
        if has_receipts and means == {of_option} and not (is_adjusted and option in ADJUSTED)
    }
    beside_of = {o: b for o, b in GOODWILL_BESIDE.items() if not is_adjusted or b in ADJUSTED}
    same |= {option: same.get(beside, beside) for option, beside in beside_of.items()}
    if all(len(sight.parts) <= 1 for sight in worth):
        same[MIXED] = "refund/original"
    return same
