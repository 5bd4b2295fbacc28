"""What the books remember of a case between its events, and how payloads are read for it.

Owns the memory's shape, also as JSON, so that it outlives a restart. It posts nothing. Reading is
lenient: a payload that lacks something gives zero or an empty text, and never an error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from returns_desk.application.ports import Event, Json
from returns_desk.domain.books import GoodsBack, TaxShare

_GOODS_CELLS = 9


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg as far as the books know it; `begun_event` 0 while it is not in doubt."""

    means: str = ""
    amount: int = 0
    rounding: int = 0
    begun_event: int = 0
    begun_day: str = ""
    is_booked: bool = False

    @property
    def is_begun(self) -> bool:
        """True while nobody has said whether it was paid."""
        return self.begun_event > 0


@dataclass(frozen=True, slots=True)
class Memory:
    """A case until it ends; legs by `leg_key`, also those of plans that were given up."""

    number: int | None = None
    currency: str = ""
    option: str = ""
    absorbed: int = 0
    goods: tuple[GoodsBack, ...] = ()
    legs: Mapping[str, Leg] = field(default_factory=lambda: MappingProxyType({}))

    def leg(self, event: Event) -> Leg:
        """The leg that the event is about."""
        return self.legs.get(leg_key(event.payload), Leg())

    def with_leg(self, event: Event, leg: Leg) -> "Memory":
        """The same memory with that leg in the place of the one that the event is about."""
        return self.but(legs={**self.legs, leg_key(event.payload): leg})

    def but(
        self,
        *,
        number: int | None = None,
        currency: str | None = None,
        option: str | None = None,
        absorbed: int | None = None,
        goods: tuple[GoodsBack, ...] | None = None,
        legs: Mapping[str, Leg] | None = None,
    ) -> "Memory":
        """The same memory with what is given; `replace` takes ten times as long, at each event."""
        return Memory(
            self.number if number is None else number,
            self.currency if currency is None else currency,
            self.option if option is None else option,
            self.absorbed if absorbed is None else absorbed,
            self.goods if goods is None else goods,
            self.legs if legs is None else legs,
        )

    def document(self) -> list[Json]:
        """The memory as JSON-able values, in the order of the fields: short, for it is written."""
        goods: list[Json] = [_goods_cells(each) for each in self.goods]
        legs: dict[str, Json] = {key: _leg_cells(leg) for key, leg in self.legs.items()}
        return [self.number, self.currency, self.option, self.absorbed, goods, legs]


def memory_of(document: Sequence[Any]) -> Memory:
    """The memory back from its document."""
    number, currency, option, absorbed, goods, legs = document
    return Memory(
        number=number,
        currency=currency,
        option=option,
        absorbed=absorbed,
        goods=tuple(_goods_back(cells) for cells in goods),
        legs={key: Leg(*cells) for key, cells in legs.items()},
    )


def _goods_back(cells: Sequence[Any]) -> GoodsBack:
    """Goods back from their cells; the word that they are kept stands last, where they are."""
    *sums, taxes = cells[:_GOODS_CELLS]
    goods = GoodsBack(*(*sums, tuple(TaxShare(*share) for share in taxes)))
    return replace(goods, is_kept=True) if len(cells) > _GOODS_CELLS else goods


def _goods_cells(goods: GoodsBack) -> list[Json]:
    sums: tuple[Json, ...] = (goods.paid, goods.tax, goods.fee, goods.worth, goods.worth_tax)
    taxes: list[Json] = [[x.code, x.rate_basis_points, x.amount] for x in goods.taxes]
    kept: tuple[Json, ...] = (True,) if goods.is_kept else ()
    return [goods.receipt, goods.line, goods.quantity, *sums, taxes, *kept]


def _leg_cells(leg: Leg) -> list[Json]:
    begun: tuple[Json, ...] = (leg.begun_event, leg.begun_day)
    return [leg.means, leg.amount, leg.rounding, *begun, leg.is_booked]


def leg_key(payload: Mapping[str, Json]) -> str:
    """The one name of a leg: the payout's key and its number."""
    return f"{text(payload.get('key'))}/{integer(payload.get('leg'))}"


def planned_legs(payload: Mapping[str, Json]) -> dict[str, Leg]:
    """The legs of a plan by `leg_key`."""
    key = payload.get("key")
    return {leg_key({"key": key, **leg}): _leg(leg) for leg in _objects(payload.get("legs"))}


def planned_goods(payload: Mapping[str, Json]) -> tuple[GoodsBack, ...]:
    """The goods of a plan, those without a receipt last; an older plan does not tell of these.

    Where a plan tells no worth, it is what is owed.
    """
    items, without = _objects(payload.get("items")), _objects(payload.get("without_receipt"))
    return tuple(_goods(each) for each in (*items, *without))


def planned_taxes(item: Mapping[str, Json]) -> tuple[TaxShare, ...]:
    """The taxes of goods of a plan by code; empty where the plan or the sale did not say them."""
    return tuple(_tax(each) for each in _objects(item.get("taxes")))


def integer(value: Json) -> int:
    """The value where it is a whole number, else 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def text(value: Json) -> str:
    """The value where it is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def _leg(leg: Mapping[str, Json]) -> Leg:
    return Leg(
        means=text(leg.get("means")),
        amount=integer(leg.get("amount")),
        rounding=integer(leg.get("rounding")),
    )


def _goods(item: Mapping[str, Json]) -> GoodsBack:
    paid, tax = (max(0, integer(item.get(name))) for name in ("paid", "tax"))
    return GoodsBack(
        receipt=text(item.get("receipt")),
        line=integer(item.get("line")),
        quantity=text(item.get("quantity")),
        paid=paid,
        tax=tax,
        fee=integer(item.get("fee")),
        worth=max(0, integer(item.get("worth", paid))),
        worth_tax=max(0, integer(item.get("worth_tax", tax))),
        taxes=planned_taxes(item),
        is_kept=item.get("kept") is True,
    )


def _tax(share: Mapping[str, Json]) -> TaxShare:
    rate = share.get("rate_basis_points")
    return TaxShare(
        code=text(share.get("code")),
        rate_basis_points=integer(rate) if rate is not None else None,
        amount=max(0, integer(share.get("amount"))),
    )


def _objects(value: Json) -> list[Mapping[str, Json]]:
    found = value if isinstance(value, list | tuple) else ()
    return [each for each in found if isinstance(each, Mapping)]
