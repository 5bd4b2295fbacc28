"""Items decided under options: what rules can't tell apart only once, and only what is wanted.

Owns which options do the same as an earlier one by their means, and which items that leaves. The
deciding itself is the tables' work.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import zip_longest

from returns_desk.domain.board import Standing
from returns_desk.domain.case import Case
from returns_desk.domain.engine.claimed import Item, Sight, items_of
from returns_desk.domain.engine.covering import Cover, Decided, cover
from returns_desk.domain.engine.looking import Looking, is_in_stock_with, looking_at
from returns_desk.domain.engine.routing import MIXED, decide_mixed
from returns_desk.domain.engine.rulebook import ADJUSTED, Rulebook
from returns_desk.domain.engine.sameness import Doubts, Pair, doubts_of, gives_no_more
from returns_desk.domain.engine.shares import capacity_of
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


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Of all that is seen alike: tables by option, and doubts that an earlier one does as much."""

    tables: dict[str, Table] = field(default_factory=dict)
    doubts: dict[Pair, Doubts] = field(default_factory=dict)


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
                table = shelf.tables.get(option)
                if table is None or table.standing is not _REFUSED:
                    return False
        return True

    def of(self, option: str) -> tuple[Decided, ...]:
        """One option for every item."""
        if option not in self._of:
            own = self._own(option)
            self._of[option] = self._less_same(option, own) if option in self.same else own
        return self._of[option]

    def _own(self, option: str) -> tuple[Decided, ...]:
        """The same before it is held against an earlier option that does the same."""
        tables = {sight: self._named(option, sight) for sight in self.shelves}
        pairs = zip(self.items, self.sights, strict=True)
        return tuple([Decided(item, tables[sight]) for item, sight in pairs])

    def is_refused(self, option: str) -> bool:
        """Whether the option is possible for no item, whatever the unknown facts are."""
        for sight, shelf in self.shelves.items():
            kept = shelf.tables.get(option) or self._kept(option, sight)
            if kept.standing is not _REFUSED:
                break
        else:
            return True
        same = self.same
        if option not in same:
            return False
        doubts = [self._doubts((option, same[option]), sight) for sight in self.shelves]
        if None in doubts:
            return False
        if not any(doubts) and not self._may_be_short:
            return True
        return all(each.table.standing is _REFUSED for each in self.of(option))

    def by_sight(self, option: str) -> Mapping[Sight, Table]:
        """The tables of an option that is refused, for every way in which items are seen."""
        if option in self.same:
            return dict.fromkeys(self.shelves, refused_table(f"same_as:{self.same[option]}"))
        return {sight: self._named(option, sight) for sight in self.shelves}

    def _less_same(self, option: str, own: tuple[Decided, ...]) -> tuple[Decided, ...]:
        """Less the items for which the earlier option does as much, whatever is answered.

        What a joint limit leaves out of the earlier one stays where this one carries it.
        """
        pair = option, self.same[option]
        doubts = {sight: self._doubts(pair, sight) for sight in self.shelves}
        if all(each is None for each in doubts.values()):
            return own
        hidden = [
            self._does_as_much(pair, each.item, doubts[sight])
            for each, sight in zip(own, self.sights, strict=True)
        ]
        if self._may_be_short:
            kept = self._only_carried_by(pair, own)
            hidden = [h and each.item not in kept for h, each in zip(hidden, own, strict=True)]
        same = refused_table(f"same_as:{pair[1]}")
        return tuple([Decided(d.item, same) if h else d for h, d in zip(hidden, own, strict=True)])

    def _does_as_much(self, pair: Pair, item: Item, doubts: Doubts) -> bool:
        if not doubts:
            return doubts is not None
        is_alone = len(self.sights) == 1
        return all(gives_no_more(pair, item, each, is_alone=is_alone) for each in doubts)

    def _only_carried_by(self, pair: Pair, own: Sequence[Decided]) -> set[Item]:
        """The items that a joint limit leaves out of the earlier option, but not of this one."""
        short = self._cover(pair[1], self.of(pair[1])).not_carried
        carried = {each.item for each in self._cover(pair[0], own).covered}
        return carried.intersection([each.decided.item for each in short])

    def _doubts(self, pair: Pair, sight: Sight) -> Doubts:
        """Where the earlier option might do less for goods that are seen so."""
        known = self.shelves[sight].doubts
        if pair not in known:
            own, earlier = (self._kept(each, sight) for each in pair)
            known[pair] = doubts_of(pair, sight, own, earlier)
        return known[pair]

    @property
    def _may_be_short(self) -> bool:
        """Whether a drawer or tenders may not hold all that is claimed."""
        if self.looking.case.claim.facts.drawer_cash is not None:
            return True
        claimed: dict[str | None, int] = {}
        room: dict[str | None, int | None] = {}
        for item in self.items:
            receipt = item.receipt
            if receipt not in room:
                claimed[receipt], room[receipt] = 0, capacity_of(item)
            claimed[receipt] += item.share
        return any(held is not None and claimed[name] > held for name, held in room.items())

    def _cover(self, option: str, decided: Sequence[Decided]) -> Cover:
        drawer_cash = self.looking.case.claim.facts.drawer_cash
        return cover(option, decided, drawer_cash)

    def _named(self, option: str, sight: Sight) -> Table:
        """The item's table with the facts of tenders as the board names them."""
        own, names = self._kept(option, sight), sight.behind.names
        return _named(own, names) if names else own

    def _kept(self, option: str, sight: Sight) -> Table:
        """The option for an item that is seen so, whatever the others do."""
        shelf = self.shelves[sight].tables
        if option not in shelf:
            make = decide_mixed if option == MIXED else partial(decide, option)
            shelf[option] = make(sight, self.looking.case.store.language)
        return shelf[option]


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
    return Shelf()


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
