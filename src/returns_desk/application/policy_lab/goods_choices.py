"""What the goods of an invented case cost, and how many they are.

Owns prices, quantities and totals that hang together. Money is minor units. Decides nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from returns_desk.application.policy_lab.thresholds import Made, Tests, numbers_of

MOST_UNITS = 100
"""No invented claim has more units than this."""


def goods_choices(tests: Tests, plainest: int, *, with_sale: bool) -> Made:
    """Prices at every turning point, then quantities, then dearer receipts."""
    for items, (unit_price, quantity, other) in _claims(tests, plainest, with_sale=with_sale):
        amount = unit_price * quantity
        seen: dict[str, object] = {
            "unit_price": unit_price,
            "amount": amount,
            "quantity": quantity,
            "items_claimed": items,
        }
        sketch: Mapping[str, Any] = {"unit_price": unit_price, "quantity": quantity}
        if with_sale:
            paid = amount + other
            seen |= {"sale_total": paid, "tender_amount": paid, "total_kept": other}
            sketch = {**sketch, "other_goods": other, "items_claimed": items}
        yield seen, sketch


def _claims(
    tests: Tests, plainest: int, *, with_sale: bool
) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """One item of every worth, then more items of which only the first costs something."""
    yield from ((1, worth) for worth in _worths(tests, plainest))
    for items in numbers_of(tests, "items_claimed"):
        if with_sale and 1 < items <= MOST_UNITS:
            yield from ((items, worth) for worth in _worths(tests, plainest))


def _worths(tests: Tests, plainest: int) -> Iterator[tuple[int, int, int]]:
    """Unit price, quantity and what the rest of the receipt cost."""
    prices = {n for field in ("unit_price", "amount") for n in numbers_of(tests, field) if n > 0}
    totals = {
        n for field in ("sale_total", "tender_amount") for n in numbers_of(tests, field) if n > 0
    }
    kept = sorted(n for n in numbers_of(tests, "total_kept") if n > 0)
    units = {n for n in numbers_of(tests, "quantity") if 1 < n <= MOST_UNITS}
    all_prices = (plainest, *sorted(prices | totals))
    yield from ((price, 1, 0) for price in all_prices)
    for price in all_prices:
        yield from ((price, quantity, 0) for quantity in sorted(units))
        yield from ((price, 1, total - price) for total in sorted(totals) if total > price)
        yield from ((price, 1, other) for other in kept)
        yield from (
            (price, amount // price, 0)
            for amount in sorted(prices)
            if amount % price == 0 and 1 < amount // price <= MOST_UNITS
        )
