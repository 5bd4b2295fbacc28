"""A sale that does not add up opens like any other; one calm banner tells staff, no slip does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.board import Standing
from returns_desk.ui.clerk.receipt_contents import line_key
from returns_desk.ui.kit.banner import Banner
from support.sale_readings import bring_in, reading
from support.shelf_sale import SALE

if TYPE_CHECKING:
    from journeys.harness import Counter

RECEIPT = "#1001"
SENTENCE = (
    "The shop's system says payments of $209.00 and goods of $399.29."
    " It was brought in as it came; compare with the paper."
)

AT_MOST = "At most $209.00 can go back on this receipt."
LIMITED = (
    "refund/original",
    "refund/other_card",
    "refund/cash",
    "refund/bank_transfer",
    "refund/cheque",
    "exchange/none",
    "store_credit/store_credit",
)
"""Options that pay more than the $209.00, whatever else closes them."""


def doubtful(counter: Counter, pieces: int = 1) -> None:
    """Bring a sale in whose payments differ from its goods."""
    lines = (replace(SALE.lines[0], quantity=Decimal(pieces), paid=39929, tax=0),)
    tenders = (replace(SALE.tenders[0], amount=20900),)
    sale = replace(SALE, receipt=RECEIPT, lines=lines, tenders=tenders)
    doubt = SaleDoubt("payments_differ_from_lines", 20900, 39929)
    bring_in(counter.folder / "sales.db", reading(sale, doubts=[doubt]))


def test_r1_a_doubtful_sale_has_its_whole_board_and_one_banner(counter: Counter) -> None:
    doubtful(counter)

    counter.scan(RECEIPT)

    assert counter.found("receipt.doubt").accessibleName() == SENTENCE
    assert counter.window.case_page.board.shown_cards()
    assert len(counter.window.findChildren(Banner, "receipt.doubt")) == 1


def test_a_sale_that_adds_up_has_no_banner(counter: Counter) -> None:
    counter.scan(SALE.receipt)

    banners = counter.window.findChildren(Banner, "receipt.doubt")
    assert [each.isVisible() for each in banners] == [False]


def test_no_slip_says_that_a_sale_was_doubted(counter: Counter) -> None:
    doubtful(counter)
    counter.scan(RECEIPT)

    counter.press("1")
    counter.press(Qt.Key.Key_Return)

    assert counter.case.slip is not None
    said = " ".join(f"{line.text} {line.value}" for line in counter.case.slip.lines)
    assert "add up" not in said
    assert "209" not in said


def test_the_banner_is_there_again_after_a_crash(counter: Counter) -> None:
    doubtful(counter)
    counter.scan(RECEIPT)

    counter.crash_and_start_again()
    counter.sign_in()
    counter.touch(f"tile.resume:{counter.state.open_cases[0].case_id}")

    assert counter.found("receipt.doubt").accessibleName() == SENTENCE


def test_r1_no_closed_option_promises_what_the_board_does_not_hold(counter: Counter) -> None:
    doubtful(counter)
    counter.scan(RECEIPT)

    grid = counter.window.case_page.board.impossible
    said = {each: grid.cell(each).accessibleName() for each in LIMITED}

    assert {each.id for each in counter.case.board.options if each.id in LIMITED} == set(LIMITED)
    assert all(
        each.standing is Standing.NOT_POSSIBLE and not each.changes_if
        for each in counter.case.board.options
        if each.id in LIMITED
    )
    assert all(text.endswith(f". {AT_MOST} Call a manager.") for text in said.values()), said
    assert "Opens when the card" not in counter.texts()
    assert "Opens if the bank" not in counter.texts()


def test_r3_what_the_customer_asked_for_says_the_same_at_the_top(counter: Counter) -> None:
    doubtful(counter)
    counter.scan(RECEIPT)

    counter.touch("asks.refund/original")

    asked = counter.window.case_page.board.slot.content()
    assert asked is not None
    assert asked.card.line == f"{AT_MOST} Call a manager."
    assert "would open it" not in counter.window.scan_row.banner.sentence()


def test_fewer_goods_are_named_as_the_way_where_there_are_fewer(counter: Counter) -> None:
    doubtful(counter, pieces=2)
    sentence = f"{AT_MOST} Choose fewer goods, or call a manager."

    counter.scan(RECEIPT)
    assert sentence in counter.texts()

    key = line_key(RECEIPT, 1)
    counter.window.case_page.receipts.quantity_changed.emit(key, "1")
    counter.settle()
    assert sentence not in counter.texts()
    assert counter.case.board.option("refund/original").standing is not Standing.NOT_POSSIBLE


def test_r3_nobody_is_told_that_everything_is_open_above_what_is_closed(counter: Counter) -> None:
    doubtful(counter)
    counter.scan(RECEIPT)

    assert "everything is already yours to do" not in counter.texts()
    assert "no option here; F8 calls a manager all the same" in counter.texts()
