"""What screens show of other ways than money back: new goods, typed prices, goodwill.

Owns the shape of that part of the snapshot; plain data.
"""

from dataclasses import dataclass

from returns_desk.application.evidence.seen import SeenPaper
from returns_desk.application.goodwill_budget import GoodwillBudget
from returns_desk.application.new_goods_record import NewGoods
from returns_desk.application.parcel_record import Parcel


@dataclass(frozen=True, slots=True)
class OtherWaysState:
    """New goods as chosen so far, whether scans name more of them, and whose price is typed.

    `budget` is for goodwill, None where the packs name none; for the clerk alone.
    """

    new_goods: tuple[NewGoods, ...] = ()
    picks_goods: bool = False
    asked_price: str = ""
    budget: GoodwillBudget | None = None
    parcel: Parcel | None = None
    papers: tuple[SeenPaper, ...] = ()
    """What the customer showed."""
    goodwill_reason: str = ""
    """Why goodwill is given, while some of the clerk's own is marked."""
    goodwill_most: int = 0
    """The most that can be typed while an amount of goodwill is waited for, minor units."""
    can_choose_amount: bool = False
    """Whether goodwill is wanted, of which less may be given."""
