"""What screens show of other ways than money back: new goods, and prices that are typed.

Owns the shape of that part of the snapshot; plain data.
"""

from dataclasses import dataclass

from returns_desk.application.new_goods_record import NewGoods


@dataclass(frozen=True, slots=True)
class OtherWaysState:
    """New goods as chosen so far, whether scans name more of them, and whose price is typed."""

    new_goods: tuple[NewGoods, ...] = ()
    picks_goods: bool = False
    asked_price: str = ""
