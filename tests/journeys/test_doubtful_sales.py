"""A sale that does not add up opens like any other; one calm banner tells staff, no slip does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from returns_desk.application.ports import SaleDoubt
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


def doubtful(counter: Counter) -> None:
    """Bring a sale in whose payments differ from its goods."""
    lines = (replace(SALE.lines[0], paid=39929, tax=0),)
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
