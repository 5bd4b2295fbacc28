"""To what a cash refund of 24.97 is rounded in each country, and that cards never are."""

import pytest

from support.law_boards import DEMO, TODAY, law_board

FIVE_CENTS = -2
TEN_CENTS = 3
WHOLE_KRONA = 3

ROUNDED = [
    ("EE", FIVE_CENTS),
    ("LT", FIVE_CENTS),
    ("FI", FIVE_CENTS),
    ("NL", FIVE_CENTS),
    ("BE", FIVE_CENTS),
    ("IE", FIVE_CENTS),
    ("IT", FIVE_CENTS),
    ("CA", FIVE_CENTS),
    ("AU", FIVE_CENTS),
    ("NZ", TEN_CENTS),
    ("SE", WHOLE_KRONA),
]
TO_THE_CENT = ["LV", "DE", "FR", "SK", "ES", "GB", "US-MN", "US-CA", "AM"]


@pytest.mark.parametrize(("place", "rounding"), ROUNDED)
def test_cash_is_rounded_where_small_coins_are_gone(place: str, rounding: int) -> None:
    refund = law_board(place, TODAY, DEMO).option("refund/original")

    assert (refund.amount, refund.legs[0].rounding) == (2497, rounding)


@pytest.mark.parametrize(("place", "rounding"), ROUNDED)
def test_a_card_is_never_rounded(place: str, rounding: int) -> None:
    card, here = {"type": "debit_card"}, {"original_tender_present": {"R/1": True}}
    refund = law_board(place, TODAY, DEMO, tender=card, facts=here).option("refund/original")

    assert rounding
    assert [leg.rounding for leg in refund.legs] == [0]


@pytest.mark.parametrize("place", TO_THE_CENT)
def test_elsewhere_cash_is_paid_to_the_cent(place: str) -> None:
    refund = law_board(place, TODAY, DEMO).option("refund/original")

    assert [leg.rounding for leg in refund.legs] == [0]
