"""The coins and notes of a currency, as they lie in a drawer; values in minor units.

Owns the tables. A currency that is not here is counted as a sum.
"""

from types import MappingProxyType
from typing import Final

_DRAM: Final = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10)
_NOTES_AND_COINS: Final = MappingProxyType(
    {
        "AMD": tuple(dram * 100 for dram in _DRAM),
        "AUD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5),
        "CAD": (10000, 5000, 2000, 1000, 500, 200, 100, 25, 10, 5),
        "EUR": (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
        "GBP": (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
        "NZD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10),
        "USD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1),
    }
)


def denominations(currency: str) -> tuple[int, ...]:
    """The values from the largest note to the smallest coin; empty where they are not known.

    >>> denominations("GBP")[-3:], denominations("JPY")
    ((5, 2, 1), ())
    """
    return _NOTES_AND_COINS.get(currency, ())
