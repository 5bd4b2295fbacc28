"""Exact money: integer minor units, named rounding, cumulative shares, allocation.

Owns every division of money in the program. Amounts are plain `int` in the minor unit of
one ISO 4217 currency; it must never see a float. Sources: ISO 4217 for the digits;
partial returns as CONTRACT.md, "Partial returns".
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from returns_desk.domain.errors import ensure

CURRENCY_DIGITS: dict[str, int] = {
    **dict.fromkeys(
        [
            "AED",
            "ALL",
            "AMD",
            "ANG",
            "AOA",
            "ARS",
            "AUD",
            "AZN",
            "BAM",
            "BBD",
            "BDT",
            "BGN",
            "BMD",
            "BND",
            "BOB",
            "BRL",
            "BSD",
            "BYN",
            "BZD",
            "CAD",
            "CHF",
            "CNY",
            "COP",
            "CRC",
            "CUP",
            "CZK",
            "DKK",
            "DOP",
            "DZD",
            "EGP",
            "ETB",
            "EUR",
            "FJD",
            "GBP",
            "GEL",
            "GHS",
            "GTQ",
            "HKD",
            "HNL",
            "HTG",
            "HUF",
            "IDR",
            "ILS",
            "INR",
            "IRR",
            "JMD",
            "KES",
            "KGS",
            "KHR",
            "KZT",
            "LAK",
            "LBP",
            "LKR",
            "MAD",
            "MDL",
            "MKD",
            "MNT",
            "MOP",
            "MUR",
            "MVR",
            "MXN",
            "MYR",
            "MZN",
            "NAD",
            "NGN",
            "NIO",
            "NOK",
            "NPR",
            "NZD",
            "PAB",
            "PEN",
            "PGK",
            "PHP",
            "PKR",
            "PLN",
            "QAR",
            "RON",
            "RSD",
            "RUB",
            "SAR",
            "SEK",
            "SGD",
            "THB",
            "TJS",
            "TMT",
            "TOP",
            "TRY",
            "TTD",
            "TWD",
            "TZS",
            "UAH",
            "USD",
            "UYU",
            "UZS",
            "VES",
            "WST",
            "XCD",
            "YER",
            "ZAR",
            "ZMW",
        ],
        2,
    ),
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
}
"""Decimal digits of the minor unit by ISO 4217 code; a code that is not here is unknown."""

WHOLE_BASIS_POINTS = 10_000


def round_half_up(value: Fraction) -> int:
    """Round to the nearest integer, halves away from zero.

    >>> round_half_up(Fraction(5, 2)), round_half_up(Fraction(-5, 2)), round_half_up(Fraction(7, 3))
    (3, -3, 2)
    """
    sign = -1 if value < 0 else 1
    magnitude = abs(value)
    return sign * ((2 * magnitude.numerator + magnitude.denominator) // (2 * magnitude.denominator))


def cumulative_share(
    whole_minor_units: int, of_quantity: Decimal, before_quantity: Decimal, quantity: Decimal
) -> int:
    """The share of a line's money that `quantity` more units bring back, exactly.

    R(whole * (before + quantity) / of) - R(whole * before / of), half up, so that any
    sequence of partial returns adds up to the whole, for pieces and for weights.

    >>> [cumulative_share(2000, Decimal(3), Decimal(n), Decimal(1)) for n in range(3)]
    [667, 666, 667]
    """
    ensure(of_quantity > 0, "a line without a quantity has no shares")
    ensure(0 <= before_quantity <= before_quantity + quantity <= of_quantity, "more than was sold")
    per_unit = Fraction(whole_minor_units) / Fraction(of_quantity)
    after = round_half_up(per_unit * Fraction(before_quantity + quantity))
    return after - round_half_up(per_unit * Fraction(before_quantity))


def basis_points_of(amount_minor_units: int, basis_points: int) -> int:
    """A rate of an amount, half up; 10,000 basis points are the whole."""
    doubled = 2 * abs(amount_minor_units) * basis_points + WHOLE_BASIS_POINTS
    sign = -1 if amount_minor_units < 0 else 1
    return sign * (doubled // (2 * WHOLE_BASIS_POINTS))


def allocate(amount_minor_units: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split an amount in proportion to the weights by largest remainder; ties go to the first.

    The parts add up to the amount, and where amount <= sum(weights) no part is above its weight.

    >>> allocate(100, (1, 1, 1))
    (34, 33, 33)
    """
    total = sum(weights)
    ensure(amount_minor_units >= 0 and all(w >= 0 for w in weights), "money parts are not negative")
    ensure(total > 0 or amount_minor_units == 0, "nothing to allocate to")
    if total == 0:
        return (0,) * len(weights)
    floors = [amount_minor_units * weight // total for weight in weights]
    rest = amount_minor_units - sum(floors)
    by_remainder = sorted(
        range(len(weights)), key=lambda i: (-(amount_minor_units * weights[i] % total), i)
    )
    for index in by_remainder[:rest]:
        floors[index] += 1
    return tuple(floors)


def fill_in_order(amount_minor_units: int, capacities: Sequence[int]) -> tuple[int, ...]:
    """Split an amount by filling each capacity before the next one is touched.

    >>> fill_in_order(50, (30, 40))
    (30, 20)
    """
    parts = []
    rest = amount_minor_units
    for capacity in capacities:
        part = min(rest, capacity)
        parts.append(part)
        rest -= part
    ensure(rest == 0, "more than the capacities hold")
    return tuple(parts)


def cash_rounding(amount_minor_units: int, step_minor_units: int) -> int:
    """What rounding to the smallest coin adds (signed), half up; 0 where there is no rule.

    >>> cash_rounding(2497, 5), cash_rounding(2498, 5), cash_rounding(2497, 1)
    (-2, 2, 0)
    """
    if step_minor_units <= 1:
        return 0
    rounded = round_half_up(Fraction(amount_minor_units, step_minor_units)) * step_minor_units
    return rounded - amount_minor_units
