"""Money: exact shares that add up over any sequence, allocation, rounding, the peers' vectors."""

import doctest
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.money import half_up, share
from returns_desk.domain import money
from returns_desk.domain.errors import Defect
from returns_desk.domain.money import (
    CURRENCY_DIGITS,
    allocate,
    basis_points_of,
    cash_rounding,
    cumulative_share,
    fill_in_order,
    round_half_up,
)
from strategies import examples

amounts = st.integers(0, 10**9)


@st.composite
def split_quantities(draw: st.DrawFn) -> list[Decimal]:
    """Quantities in the order in which they come back: pieces, or grams of a weight."""
    scale = draw(st.sampled_from((Decimal(1), Decimal("0.001"))))
    return [n * scale for n in draw(st.lists(st.integers(1, 500), min_size=1, max_size=12))]


def one_by_one(whole: int, parts: list[Decimal]) -> list[int]:
    sold = sum(parts, Decimal(0))
    before = Decimal(0)
    shares = []
    for part in parts:
        shares.append(cumulative_share(whole, sold, before, part))
        before += part
    return shares


@examples(120, 5_000)
@given(amounts, split_quantities())
def test_shares_of_any_sequence_add_up_to_the_whole(whole: int, parts: list[Decimal]) -> None:
    shares = one_by_one(whole, parts)

    assert sum(shares) == whole


@examples(120, 5_000)
@given(amounts, split_quantities())
def test_no_share_is_more_than_one_minor_unit_from_the_exact_one(
    whole: int, parts: list[Decimal]
) -> None:
    sold = sum(parts, Decimal(0))

    shares = one_by_one(whole, parts)

    for part, found in zip(parts, shares, strict=True):
        assert abs(found - Fraction(whole) * Fraction(part) / Fraction(sold)) <= 1


@examples(120, 5_000)
@given(amounts, split_quantities())
def test_shares_equal_the_oracles(whole: int, parts: list[Decimal]) -> None:
    sold = sum(parts, Decimal(0))
    starts = [sum(parts[:n], Decimal(0)) for n in range(len(parts))]

    shares = one_by_one(whole, parts)

    expected = [share(whole, sold, b, p) for b, p in zip(starts, parts, strict=True)]
    assert shares == expected


@examples(120, 5_000)
@given(amounts, split_quantities())
def test_the_number_of_steps_does_not_change_the_sum_so_far(
    whole: int, parts: list[Decimal]
) -> None:
    sold = sum(parts, Decimal(0))
    half = sum(parts[: len(parts) // 2], Decimal(0))

    in_steps = sum(one_by_one(whole, parts)[: len(parts) // 2])

    assert in_steps == cumulative_share(whole, sold, Decimal(0), half)


@pytest.mark.parametrize(
    ("paid", "shares"),
    [
        pytest.param(2000, [667, 666, 667], id="20.00 for three"),
        pytest.param(2920, [973, 974, 973], id="3 x 9.99 less 10 %, 8.25 % tax: 29.20"),
        pytest.param(19800, [9900, 9900], id="2 x 100 less 20, 10 % tax: one is 99.00"),
        pytest.param(7, [7], id="7.50 sold as 7 comes back as 7"),
        pytest.param(0, [0, 0, 0], id="a gift costs nothing"),
        pytest.param(1, [0, 1, 0], id="one cent for three"),
        pytest.param(100, [33, 34, 33], id="a hundred for three"),
    ],
)
def test_vectors_of_partial_returns(paid: int, shares: list[int]) -> None:
    """Where the peers lose or win a cent, ours add up (peers, section 2.9)."""
    found = one_by_one(paid, [Decimal(1)] * len(shares))

    assert found == shares


def test_a_share_of_more_than_was_sold_is_a_defect() -> None:
    with pytest.raises(Defect):
        cumulative_share(100, Decimal(2), Decimal(1), Decimal(2))


def test_a_line_without_quantity_has_no_share() -> None:
    with pytest.raises(Defect):
        cumulative_share(100, Decimal(0), Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(0), 0),
        (Fraction(1, 2), 1),
        (Fraction(-1, 2), -1),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(-5, 2), -3),
        (Fraction(49, 100), 0),
        (Fraction(-49, 100), 0),
        (Fraction(7, 3), 2),
        (Fraction(10**30 + 1, 2), 5 * 10**29 + 1),
    ],
)
def test_halves_round_away_from_zero(value: Fraction, rounded: int) -> None:
    """0.5 to 1, 1.5 to 2, 2.5 to 3, and the same below zero."""
    assert round_half_up(value) == rounded


@examples(120, 5_000)
@given(st.fractions(max_denominator=1000))
def test_rounding_equals_the_oracles(value: Fraction) -> None:
    assert round_half_up(value) == half_up(value)


@pytest.mark.parametrize(
    ("amount", "basis_points", "part"),
    [(4600, 1000, 460), (2500, 1, 0), (5000, 1, 1), (999, 10_000, 999), (0, 1500, 0), (333, 50, 2)],
)
def test_basis_points_round_half_up(amount: int, basis_points: int, part: int) -> None:
    assert basis_points_of(amount, basis_points) == part


@examples(120, 5_000)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.data())
def test_allocation_adds_up_and_stays_within_the_weights(
    weights: list[int], data: st.DataObject
) -> None:
    amount = data.draw(st.integers(0, sum(weights)))

    parts = allocate(amount, weights)

    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@examples(120, 5_000)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), amounts)
def test_no_part_is_a_whole_unit_from_its_proportion(weights: list[int], amount: int) -> None:
    total = sum(weights)
    if total == 0:
        amount = 0

    parts = allocate(amount, weights)

    exact = [Fraction(amount * w, total) if total else Fraction(0) for w in weights]
    assert all(abs(p - e) < 1 for p, e in zip(parts, exact, strict=True))


def test_allocation_gives_the_odd_unit_to_the_first_of_equals() -> None:
    assert allocate(1003, (50, 50)) == (502, 501)


@pytest.mark.parametrize(
    ("amount", "weights"),
    [(-1, (1,)), (1, (-1, 2)), (1, ()), (1, (0, 0))],
    ids=["negative amount", "negative weight", "no weights", "only zero weights"],
)
def test_allocation_refuses_what_can_not_be_split(amount: int, weights: tuple[int, ...]) -> None:
    with pytest.raises(Defect):
        allocate(amount, weights)


@examples(120, 5_000)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.data())
def test_filling_in_order_leaves_no_room_before_a_later_part(
    capacities: list[int], data: st.DataObject
) -> None:
    amount = data.draw(st.integers(0, sum(capacities)))

    parts = fill_in_order(amount, capacities)

    assert sum(parts) == amount
    used = [index for index, part in enumerate(parts) if part]
    assert all(parts[index] == capacities[index] for index in used[:-1])
    assert all(part <= capacity for part, capacity in zip(parts, capacities, strict=True))


def test_filling_beyond_the_capacities_is_a_defect() -> None:
    with pytest.raises(Defect):
        fill_in_order(71, (30, 40))


@pytest.mark.parametrize(
    ("amount", "step", "rounding"),
    [
        (2497, 5, -2),
        (2498, 5, 2),
        (2500, 5, 0),
        (2497, 1, 0),
        (2497, 0, 0),
        (5, 10, 5),
        (4, 10, -4),
        (567557, 100, 43),
    ],
)
def test_cash_rounds_to_the_smallest_coin(amount: int, step: int, rounding: int) -> None:
    """24.97 at a step of 5 is 24.95; 5675.57 to whole units adds 0.43."""
    assert cash_rounding(amount, step) == rounding


@examples(120, 5_000)
@given(amounts, st.integers(2, 1000))
def test_rounded_cash_is_payable_in_coins_and_off_by_half_a_coin_at_most(
    amount: int, step: int
) -> None:
    rounding = cash_rounding(amount, step)

    assert (amount + rounding) % step == 0
    assert abs(2 * rounding) <= step


@pytest.mark.parametrize(("code", "digits"), [("JPY", 0), ("USD", 2), ("EUR", 2), ("KWD", 3)])
def test_currencies_have_the_digits_of_iso_4217(code: str, digits: int) -> None:
    assert CURRENCY_DIGITS[code] == digits


def test_examples_in_the_docstrings_hold() -> None:
    outcome = doctest.testmod(money)

    assert outcome.attempted > 0
    assert outcome.failed == 0
