"""What the planted shop sells: items, how often each is sold, why things come back.

Owns the background that is the same in every planted year. Prices are minor units.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Goods(NamedTuple):
    """One item; of a hundred things sold, `sold` are this."""

    sku: str
    description: str
    category: str
    price: int
    sold: int


CATALOGUE: Final = (
    Goods("SHELF-36W", "Shelf board, white, 36 in", "hardware/shelving", 2136, 14),
    Goods("LAMP-ARC-BK", "Floor lamp, arc, black", "lighting/lamps", 9512, 9),
    Goods("KETTLE-17", "Kettle 1.7 l, steel", "kitchen/kettles", 3990, 5),
    Goods("MUG-OAK", "Kohvikann, õunapuust sang", "kitchen/mugs", 1250, 13),
    Goods("TEE-BLUE-M", "T-shirt, blue, M", "clothing/tops", 1999, 18),
    Goods("RUG-23", "Rug, wool, 2 x 3 ft", "home/rugs", 7450, 6),
    Goods("DRILL-18", "Drill, 18 V, two batteries", "hardware/tools", 12900, 7),
    Goods("POT-SET", "Սրճաման և բաժակներ", "kitchen/sets", 5600, 8),
    Goods("TOY-TRAIN", "Wooden train, 24 pieces", "toys/trains", 3400, 12),
    Goods("FRAME-A4", "Picture frame, A4, birch", "home/frames", 1490, 8),
)
REASONS: Final = {
    "changed_mind": 40,
    "faulty": 25,
    "not_as_described": 12,
    "wrong_item": 10,
    "damaged": 7,
    "spoiled": 6,
}
CONDITIONS: Final = {"unopened": 45, "opened": 40, "used": 15}
RETURNED_PER_HUNDRED: Final = 6


def sold_units(cases: int) -> dict[str, int]:
    """How many of each item such a shop sold in a year in which `cases` of them came back."""
    sold = cases * 100 // RETURNED_PER_HUNDRED
    return {each.sku: sold * each.sold // 100 for each in CATALOGUE}
