"""A price that nobody knows and a person types: what it is of, while the scan field waits for it.

Owns the shape; which use case takes the price is that use case's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from returns_desk.application.claims import Place
from returns_desk.application.goods_without_receipt import MOST_UNIT_PRICE
from returns_desk.application.new_goods_record import NewGoods
from returns_desk.domain.errors import OperatorMistake

NOTHING_TYPED: Final[Mapping[str, Any]] = MappingProxyType(
    {"picks_goods": False, "asked_price": None, "asks_day": False, "goodwill_reason": ""}
)
"""What the session holds while the scan field waits for nothing special."""


@dataclass(frozen=True, slots=True)
class PriceAsked:
    """What an amount is typed for: `goods` that go out, the line at `place`, or an `option`.

    The option is goodwill of which `most` can be given, in minor units.
    """

    name: str
    goods: NewGoods | None = None
    place: Place | None = None
    option: str = ""
    most: int = 0


def check_unit_price(price: int, least: int = 1) -> None:
    """Refuse what is no price of one unit, in minor units.

    Raises:
        OperatorMistake: below `least`, or so much that a slip of the finger typed it.
    """
    if not least <= price <= MOST_UNIT_PRICE:
        message = "This is no price of one. Type what one costs today, with tax."
        raise OperatorMistake(message, code="no_unit_price")
