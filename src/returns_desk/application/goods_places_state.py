"""What the screens show of where goods go: plain data, no sentences."""

from dataclasses import dataclass, replace
from decimal import Decimal

from returns_desk.application.slips import Slip
from returns_desk.domain.disposal import GoodsPlace


@dataclass(frozen=True, slots=True)
class PlacedGoods:
    """Goods that stay with the shop; `place` is the suggestion until something else is noted.

    `receipt` is empty for goods without one. Of `is_fixed` goods nobody chooses.
    """

    receipt: str
    line: int
    description: str
    quantity: Decimal
    unit: str
    suggested: GoodsPlace
    place: GoodsPlace
    is_fixed: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """Receipt and line."""
        return self.receipt, self.line

    def at(self, place: GoodsPlace) -> "PlacedGoods":
        """The same goods at another place."""
        return replace(self, place=place)

    def for_repair(self) -> "PlacedGoods":
        """The same goods on their way to the repairer; recalled ones stay aside."""
        if self.is_fixed:
            return self
        repair = GoodsPlace.REPAIR
        return replace(self, suggested=repair, place=repair, is_fixed=True)


@dataclass(frozen=True, slots=True)
class GoodsPlacesState:
    """Where the goods of a completed case go; `labels` are there once it is noted."""

    goods: tuple[PlacedGoods, ...]
    is_noted: bool = False
    is_confirmed: bool = False
    labels: tuple[Slip, ...] = ()
