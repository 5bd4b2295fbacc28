"""Which goods an exchange takes once the new ones are chosen and not all of their money has a way.

Owns that choice alone: goods whose money would be left over with no way back, or with a worse one
only, stay out, so that they never close what is open without them. What the new goods take and
where the rest goes is the business of `exchanging`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from returns_desk.domain.board import STANDING_RANK, LeftItem, Option, Standing
from returns_desk.domain.engine.covering import POSSIBLE, Decided, cover
from returns_desk.domain.engine.exchanging import NO_WAY, Ways, with_new_goods
from returns_desk.domain.engine.rights_alone import refused_above

NOT_CARRIED = "exceeds_refundable_amount"


@dataclass(frozen=True, slots=True)
class NewGoods:
    """The goods that were chosen, worth `total` in minor units, for these items.

    `build` makes the exchange of some items before anything is chosen.
    """

    total: int | None
    decided: Sequence[Decided]
    build: Callable[[Sequence[Decided]], Option]
    ways: Ways

    def exchange(self) -> Option:
        """The exchange of all its best items, or of as many of them as stand better without all."""
        plain = self.build(self.decided)
        whole = with_new_goods(plain, self.total, self.decided, self.ways)
        if whole.standing is plain.standing:
            return whole
        for standing in POSSIBLE:
            if whole.standing is standing:
                break
            for group in POSSIBLE[: STANDING_RANK[standing] + 1]:
                taken = self._taken(group, standing)
                if taken:
                    return self._only(taken, group, standing)
        return whole

    def _of(self, decided: Sequence[Decided]) -> Option:
        return with_new_goods(self.build(decided), self.total, decided, self.ways)

    def _taken(self, group: Standing, standing: Standing) -> list[Decided]:
        """Items of one standing in their order, each while the exchange stands so with it."""
        taken: list[Decided] = []
        for each in self._carried(group):
            after = self._of([*taken, each]).standing
            if STANDING_RANK[after] <= STANDING_RANK[standing]:
                taken.append(each)
        return taken

    def _carried(self, group: Standing) -> Sequence[Decided]:
        own = [each for each in self.decided if each.table.standing is group]
        return cover("exchange/none", own).covered

    def _only(self, taken: Sequence[Decided], group: Standing, standing: Standing) -> Option:
        """The exchange of these; what stands as well by itself is out for the others' sake."""
        kept = {each.item.index for each in taken}
        closed = {
            each.item.index: each
            for each in self.decided
            if STANDING_RANK[each.table.standing] <= STANDING_RANK[group]
            and each.item.index not in kept
        }
        carried = {each.item.index for better in POSSIBLE for each in self._carried(better)}
        codes = {index: NO_WAY if index in carried else NOT_CARRIED for index in closed}
        found = self._of([_closed(each, codes.get(each.item.index)) for each in self.decided])
        left = [
            self._left(place, closed[place.item], standing)
            if place.reasons[0].code == NO_WAY
            else place
            for place in found.left
        ]
        return replace(found, left=tuple(left))

    def _left(self, place: LeftItem, each: Decided, standing: Standing) -> LeftItem:
        """An item that was left out, as it stands by itself where that is worse."""
        alone = self._of([each]).standing
        if alone not in POSSIBLE or STANDING_RANK[alone] <= STANDING_RANK[standing]:
            return place
        reasons = place.reasons[1:] or place.reasons
        return replace(place, standing=alone, amount=each.item.share, reasons=reasons)


def _closed(each: Decided, code: str | None) -> Decided:
    return each if code is None else each._replace(table=refused_above(each.table, code))
