"""Items decided under options: what rules can't tell apart only once, and only what is wanted.

Owns which options do the same as an earlier one. The deciding itself is the tables' work.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from returns_desk.domain.board import STANDING_RANK
from returns_desk.domain.case import Case
from returns_desk.domain.engine.claimed import Item, Looking, Sight
from returns_desk.domain.engine.covering import Decided
from returns_desk.domain.engine.routing import MIXED, decide_mixed
from returns_desk.domain.engine.rulebook import ADJUSTED, Rulebook
from returns_desk.domain.engine.tables import Table, decide, refused_table
from returns_desk.domain.engine.worths import lines_of, worths_of

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


@dataclass(slots=True)
class Deciding:
    """Decides the items of a case, and of others that differ from it in facts alone."""

    language: str
    looking: Looking

    def tables(self, case: Case) -> "Tables":
        """Every option of the catalogue for every item of that case."""
        return Tables(self, case, self.looking.sights(case))

    def table(self, option: str, sight: Sight) -> Table:
        """The table of one option for an item seen so."""
        if option == MIXED:
            return decide_mixed(sight, self.language)
        return decide(option, sight, self.language)


def deciding_for(case: Case, rulebooks: Mapping[str, Rulebook]) -> Deciding:
    """What decides that case; `rulebooks` by jurisdiction."""
    lines = lines_of(case)
    worths = worths_of(case, lines, rulebooks[case.store.jurisdiction])
    return Deciding(case.store.language, Looking(rulebooks, case.sales, lines, worths))


@dataclass
class Tables:
    """One table per option and item of a case, made when it is first asked for."""

    deciding: Deciding
    case: Case
    sights: tuple[Sight, ...]
    seen: dict[str, Mapping[Sight, Table]] = field(default_factory=dict)
    made: dict[str, tuple[Decided, ...]] = field(default_factory=dict)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The claimed items."""
        return self.deciding.looking.items(self.case, self.sights)

    @cached_property
    def same(self) -> Mapping[str, str]:
        """Options that do the same as an earlier one in this claim, with that one."""
        return _same_acts(self.alike)

    @cached_property
    def alike(self) -> tuple[Sight, ...]:
        """Every way in which items are seen, once."""
        return tuple(dict.fromkeys(self.sights))

    def of(self, option: str) -> tuple[Decided, ...]:
        """One option for every item."""
        if option not in self.made:
            tables = self.by_sight(option)
            self.made[option] = tuple(Decided(item, tables[item.sight]) for item in self.items)
        return self.made[option]

    def by_sight(self, option: str) -> Mapping[Sight, Table]:
        """One option for every way in which items are seen."""
        if option not in self.seen:
            self.seen[option] = {sight: self._table(option, sight) for sight in self.alike}
        return self.seen[option]

    def _table(self, option: str, sight: Sight) -> Table:
        """The item's table, unless the earlier option already does as much for it.

        An earlier option that is not possible hides nothing, but refund/mixed over one tender
        has nothing of its own to do.
        """
        own = self.deciding.table(option, sight)
        if option not in self.same:
            return own
        earlier = self.deciding.table(self.same[option], sight)
        is_better = STANDING_RANK[own.standing] < STANDING_RANK[earlier.standing]
        return own if is_better else refused_table(f"same_as:{self.same[option]}")


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
