"""What the journal gave back, laid over a sale."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from builders import line, sale, tender
from returns_desk.application.earlier_returns import together, with_earlier_returns
from returns_desk.application.ports import ReturnedLine, ReturnedSoFar


def test_the_sales_own_numbers_and_the_journals_are_added() -> None:
    sold = sale(
        lines=[line(quantity=Decimal(4), paid=400, returned=Decimal(1), returned_paid=100)],
        tenders=[tender(amount=400, refunded=100)],
    )
    journal = ReturnedSoFar((ReturnedLine(1, Decimal(2), 200, 15),), {1: 185})

    seen = with_earlier_returns(sold, journal)

    only = seen.lines[0]
    assert (only.returned, only.returned_paid, only.returned_fee) == (Decimal(3), 300, 15)
    assert seen.tenders[0].refunded == 285


def test_lines_and_tenders_without_returns_stay_as_they_were() -> None:
    assert with_earlier_returns(sale(), ReturnedSoFar()) == sale()


def test_no_more_than_was_sold_ever_counts_as_returned() -> None:
    journal = ReturnedSoFar((ReturnedLine(1, Decimal(9), 9999, 0),), {1: 9999})

    seen = with_earlier_returns(sale(), journal)

    assert seen.lines[0].available == 0
    assert seen.lines[0].returned_paid == 2136
    assert seen.tenders[0].refundable_amount == 0


@given(st.integers(0, 5), st.integers(1, 5), st.integers(0, 10_000))
def test_any_sequence_of_partial_returns_adds_up_to_what_was_paid(
    first: int, sold: int, paid: int
) -> None:
    taken = Decimal(min(first, sold))
    whole = sale(lines=[line(quantity=Decimal(sold), paid=paid)])
    before = whole.lines[0].paid_share(taken) if taken else 0

    rest = with_earlier_returns(
        whole, ReturnedSoFar((ReturnedLine(1, taken, before, 0),) if taken else ())
    ).lines[0]

    left = rest.paid_share(rest.available) if rest.available else 0
    assert before + left == paid


def test_what_came_back_under_two_spellings_is_added() -> None:
    typed = ReturnedSoFar((ReturnedLine(1, Decimal(1), 100, 0),), {1: 100}, frozenset({"RD/1/a"}))
    spelt = ReturnedSoFar((ReturnedLine(2, Decimal(1), 50, 5),), {1: 20, 2: 25})

    both = together((typed, spelt))

    assert both.lines == (*typed.lines, *spelt.lines)
    assert both.refunded == {1: 120, 2: 25}
    assert both.references == {"RD/1/a"}
    assert together(()) == ReturnedSoFar()
