"""Returns of other systems join their sale whichever comes first, and none counts twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from returns_desk.adapters.sales.earlier_returns import ReturnOutcome
from returns_desk.adapters.sales.readings import EarlierReturn, Reading
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.sales.sale_writer import Outcome
from returns_desk.application.ports import SaleDoubt, SaleQuery
from returns_desk.domain.sale import Sale, TenderType
from support.sale_readings import bring_in, earlier, piece, reading
from support.shelf_sale import SALE, SHELF

CARD = TenderType.CREDIT_CARD
PAIR = replace(
    SALE,
    lines=(replace(SHELF, quantity=Decimal(2)),),
)
BACK = earlier("till-1", SALE.receipt, [piece("1", 1068, line=1)], [(CARD, 1068, 1)])
DOUBT = SaleDoubt("payments_differ_from_lines", 20900, 39929)


@pytest.fixture
def sales_db(tmp_path: Path) -> Path:
    """Where a sale store is going to be."""
    return tmp_path / "sales.db"


def returned(sales_db: Path, receipt: str = SALE.receipt, *booked_here: str) -> tuple[str, int]:
    """What came back of the first line, and what went back on the first payment."""
    with SaleStore(sales_db) as store:
        sale = store.receipt(receipt, frozenset(booked_here))
    assert sale is not None
    return str(sale.lines[0].returned), sale.tenders[0].refunded


def doubts(sales_db: Path, receipt: str = SALE.receipt, *booked_here: str) -> list[str]:
    """The codes of what does not add up."""
    with SaleStore(sales_db) as store:
        return [each.code for each in store.doubts(receipt, frozenset(booked_here))]


def test_a_return_joins_its_sale_whichever_came_first(sales_db: Path) -> None:
    bring_in(sales_db, reading(None, BACK))
    bring_in(sales_db, reading(PAIR))

    assert returned(sales_db) == ("1", 1068)


def test_the_same_file_twice_changes_nothing(sales_db: Path) -> None:
    first = bring_in(sales_db, reading(PAIR, BACK, doubts=[DOUBT], aliases=["o:1"]))
    again = bring_in(sales_db, reading(PAIR, BACK, doubts=[DOUBT], aliases=["o:1"]))

    assert (first.outcomes[Outcome.NEW], first.returns[ReturnOutcome.NEW]) == (1, 1)
    assert again.outcomes == {Outcome.ALREADY_THERE: 1}
    assert again.returns == {ReturnOutcome.ALREADY_THERE: 1}
    assert returned(sales_db) == ("1", 1068)


@pytest.mark.parametrize("sale_first", [True, False])
def test_a_return_that_names_another_number_of_the_sale_joins_it(
    sales_db: Path, *, sale_first: bool
) -> None:
    files = [reading(PAIR, aliases=["order:77"]), reading(None, replace(BACK, receipt="order:77"))]
    for each in files if sale_first else reversed(files):
        bring_in(sales_db, each)

    assert returned(sales_db) == ("1", 1068)
    assert returned(sales_db, "order:77") == ("1", 1068)


def test_a_number_that_two_sales_share_joins_a_return_to_neither(sales_db: Path) -> None:
    other = replace(PAIR, receipt="R-2")
    bring_in(sales_db, *(reading(each, aliases=["77"]) for each in (PAIR, other)))
    bring_in(sales_db, reading(None, replace(BACK, receipt="77")))

    assert returned(sales_db) == returned(sales_db, "R-2") == ("0", 0)
    with SaleStore(sales_db) as store:
        assert store.receipt("77") is None


def test_a_receipt_of_that_very_number_goes_before_another_sales_alias(sales_db: Path) -> None:
    bring_in(sales_db, reading(PAIR), reading(replace(PAIR, receipt="R-2"), aliases=[PAIR.receipt]))
    bring_in(sales_db, reading(None, BACK))

    assert returned(sales_db) == ("1", 1068)
    assert returned(sales_db, "R-2") == ("0", 0)


def test_a_receipt_from_paper_typed_without_dashes_has_its_returns(sales_db: Path) -> None:
    with SaleStore(sales_db) as store:
        store.add_keyed_in(replace(PAIR, receipt="3141 07 20261107 0042"))
    bring_in(sales_db, reading(None, BACK))

    assert returned(sales_db) == ("1", 1068)


def test_a_return_that_the_journal_counts_itself_is_left_out(sales_db: Path) -> None:
    bring_in(sales_db, reading(PAIR, replace(BACK, reference="RD/12/00000000002a")))

    assert returned(sales_db) == ("1", 1068)
    assert returned(sales_db, SALE.receipt, "RD/12/00000000002a") == ("0", 0)
    assert returned(sales_db, SALE.receipt, "RD/13/00000000002b") == ("1", 1068)


def test_a_fuller_copy_of_a_return_takes_the_place_of_the_first(sales_db: Path) -> None:
    under_way = replace(BACK, refunds=())
    bring_in(sales_db, reading(PAIR, under_way))
    summary = bring_in(sales_db, reading(None, BACK))

    assert summary.returns == {ReturnOutcome.UPDATED: 1}
    assert returned(sales_db) == ("1", 1068)


def test_a_copy_that_disagrees_is_listed_and_the_stored_one_stays(
    sales_db: Path,
) -> None:
    other = earlier("till-1", SALE.receipt, [piece("2", 500, line=1)])
    bring_in(sales_db, reading(PAIR, BACK))
    summary = bring_in(sales_db, reading(None, other))

    assert dict(summary.left_out_by_reason) == {"contradicts_stored_return": 1}
    assert "return till-1 holds other goods or money" in str(summary.first_left_out[0]["message"])
    assert returned(sales_db) == ("1", 1068)


def test_a_copy_of_another_receipt_disagrees_as_well(sales_db: Path) -> None:
    bring_in(sales_db, reading(PAIR, BACK))
    summary = bring_in(sales_db, reading(None, replace(BACK, receipt="R-9")))

    assert "the receipt of return till-1 differs" in str(summary.first_left_out[0]["message"])


def test_a_return_below_zero_is_listed_and_not_kept(sales_db: Path) -> None:
    summary = bring_in(sales_db, reading(PAIR, earlier("x", SALE.receipt, [piece("-1", 5)])))

    assert dict(summary.left_out_by_reason) == {"bad_return": 1}
    assert returned(sales_db) == ("0", 0)


def test_returns_of_a_sale_that_contradicts_count_all_the_same(sales_db: Path) -> None:
    bring_in(sales_db, reading(PAIR))
    changed = replace(PAIR, lines=(replace(PAIR.lines[0], paid=9999),))
    summary = bring_in(sales_db, reading(changed, BACK))

    assert dict(summary.left_out_by_reason) == {"contradicts_stored_sale": 1}
    assert returned(sales_db) == ("1", 1068)


@pytest.mark.parametrize("number", [SALE.receipt, "order:77"])
def test_a_purchase_that_came_back_elsewhere_is_found_last(sales_db: Path, number: str) -> None:
    older = replace(PAIR, receipt="R-1", sold_at=PAIR.sold_at - timedelta(days=1))
    back = replace(BACK, receipt=number, pieces=(piece("2", 2136, line=1),))
    bring_in(sales_db, reading(older), reading(PAIR, aliases=["order:77"]), reading(None, back))

    with SaleStore(sales_db) as store:
        found = store.find(SaleQuery(item=SHELF.sku))

    assert [each.receipt for each in found] == ["R-1", SALE.receipt]
    assert "nothing_left" in found[1].because


# --- doubts ----------------------------------------------------------------------------------


def test_what_a_sale_and_its_returns_are_doubted_for_is_told_together(sales_db: Path) -> None:
    too_much = replace(BACK, pieces=(piece("3", 2136, line=1),))
    bring_in(sales_db, reading(PAIR, too_much, doubts=[DOUBT]))

    assert doubts(sales_db) == ["payments_differ_from_lines", "more_returned_than_sold"]
    assert doubts(sales_db, "unknown") == []


def test_our_own_return_in_the_tills_log_is_no_doubt(sales_db: Path) -> None:
    ours = replace(BACK, pieces=(piece("3", 2136, line=1),), reference="RD/12/00000000002a")
    bring_in(sales_db, reading(PAIR, ours))

    assert doubts(sales_db) == ["more_returned_than_sold"]
    assert doubts(sales_db, SALE.receipt, "RD/12/00000000002a") == []


def test_a_fuller_copy_answers_what_was_doubted_before(sales_db: Path) -> None:
    unpaid = replace(PAIR, tenders=())
    bring_in(sales_db, reading(unpaid, doubts=[DOUBT], aliases=["o:1"]))
    bring_in(sales_db, reading(PAIR))

    assert doubts(sales_db) == []
    assert returned(sales_db, "o:1") == ("0", 0)


def test_a_copy_that_knows_less_brings_no_doubt_back(sales_db: Path) -> None:
    known = replace(PAIR, customer="C-1")
    bring_in(sales_db, reading(known))
    bring_in(sales_db, reading(PAIR, doubts=[DOUBT]))

    assert doubts(sales_db) == []


def test_two_copies_that_each_know_something_keep_the_doubts_of_both(sales_db: Path) -> None:
    other = SaleDoubt("total_differs_from_lines", 1, 2)
    bring_in(sales_db, reading(replace(PAIR, customer="C-1"), doubts=[DOUBT]))
    bring_in(sales_db, reading(replace(PAIR, cashier="c104"), doubts=[other]))

    assert set(doubts(sales_db)) == {DOUBT.code, other.code}


def test_a_doubt_never_holds_a_card_number(sales_db: Path) -> None:
    bring_in(sales_db, reading(PAIR, doubts=[replace(DOUBT, place="4111111111111111")]))

    assert b"4111111111111111" not in sales_db.read_bytes()


def test_a_doubtful_receipt_is_counted_once_and_named_with_its_sentence(sales_db: Path) -> None:
    summary = bring_in(
        sales_db,
        reading(PAIR, replace(BACK, doubts=(DOUBT,)), doubts=[DOUBT]),
        *(reading(replace(PAIR, receipt=f"R-{n}"), doubts=[DOUBT]) for n in range(20)),
    ).as_json()

    assert summary["doubtful"] == 21
    shown = summary["first_doubtful"]
    assert isinstance(shown, list)
    assert len(shown) == 10
    assert shown[0] == {
        "receipt": SALE.receipt,
        "doubts": [
            {
                "code": "payments_differ_from_lines",
                "said": 20900,
                "found": 39929,
                "place": "",
            }
        ],
        "message": "The shop's system says payments of 209.00 and goods of 399.29.",
    }


# --- the order of arrival ----------------------------------------------------------------------


def files_of(pieces: Sequence[int], *, as_order: bool) -> list[Reading]:
    """A sale, a fuller copy of it, and its returns; one of those comes in two copies."""
    number = "order:77" if as_order else SALE.receipt
    sale = replace(SALE, lines=(replace(SHELF, quantity=Decimal(5), paid=5000),))
    sale = replace(sale, tenders=(replace(sale.tenders[0], amount=5000),))
    returns: list[EarlierReturn] = [
        earlier(f"r{n}", number, [piece(str(count), 900 * count, sku=SHELF.sku)])
        for n, count in enumerate(pieces)
    ]
    fuller = [replace(x, refunds=earlier("", "", [], [(CARD, 100, None)]).refunds) for x in returns]
    return [
        reading(sale, aliases=["order:77"]),
        reading(replace(sale, customer="C-1"), doubts=[DOUBT]),
        *(reading(None, each) for each in [*returns[:1], *fuller]),
    ]


@settings(max_examples=15)
@given(st.data(), st.lists(st.integers(1, 3), min_size=1, max_size=2), st.booleans())
def test_any_order_of_files_gives_the_same_sale(
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    pieces: list[int],
    as_order: bool,
) -> None:
    files = files_of(pieces, as_order=as_order)

    expected = seen_after(tmp_path_factory.mktemp("order"), files)
    found = seen_after(tmp_path_factory.mktemp("order"), data.draw(st.permutations(files)))

    assert found == expected
    assert found[0].lines[0].returned == min(sum(pieces), 5)


def seen_after(folder: Path, files: Sequence[Reading]) -> tuple[Sale, frozenset[SaleDoubt]]:
    """The sale and its doubts after these files, each brought in by itself."""
    sales_db = folder / "sales.db"
    for each in files:
        bring_in(sales_db, each)
    with SaleStore(sales_db) as store:
        sale = store.receipt(SALE.receipt)
        assert sale is not None
        return sale, frozenset(store.doubts(SALE.receipt))
