"""The ten cases of a first week: their order, their receipts, and how an end is judged."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from returns_desk.application.desk_state import DeskState, Notice, Prompt, Stage
from returns_desk.application.sentences import TITLES
from returns_desk.application.training_cases import (
    CASES,
    TrainingProgress,
    case_after,
    chosen_in,
    practise_sale,
)
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType

NOW = datetime.fromisoformat("2026-11-21T09:40:00-06:00")
BY_CODE = {case.code: case for case in CASES}
SALE = Sale(
    "3141-03-20261121-0017",
    "3141",
    NOW - timedelta(hours=1),
    (SaleLine(1, "Plums", Decimal(7), "each", 413, sku="PLUM-RED"),),
    (SaleTender(1, TenderType.CASH, 413),),
    terminal="03",
)


def state_with(notice: Notice | None) -> DeskState:
    """A counter that has this to tell."""
    return DeskState(Stage.WAITING, Prompt.RECEIPT, (), notice=notice)


def test_there_are_ten_cases_and_each_expects_an_option_that_exists() -> None:
    assert len(BY_CODE) == 10
    assert {case.expected for case in CASES} <= set(TITLES)


def test_the_next_case_is_the_next_one_that_is_not_done() -> None:
    codes = [case.code for case in CASES]

    assert case_after(None, ()).code == codes[0]
    assert case_after(codes[0], ()).code == codes[1]
    assert case_after(codes[0], codes[1:3]).code == codes[3]
    assert case_after(codes[-1], codes[:1]).code == codes[1]
    assert case_after(codes[4], codes).code == codes[5]


def test_progress_counts_each_case_once() -> None:
    progress = TrainingProgress().with_done("shelf").with_done("shelf").drawn_once_more()

    assert progress == TrainingProgress(("shelf",), 1)


def test_a_case_has_a_receipt_of_its_own_each_time() -> None:
    first = practise_sale(BY_CODE["shelf"], SALE, TrainingProgress(), NOW)
    second = practise_sale(BY_CODE["shelf"], SALE, TrainingProgress(drawn=1), NOW)

    assert first.receipt == "3141-03-20261121-5000"
    assert second.receipt == "3141-03-20261121-5001"
    assert (first.lines, first.sold_at) == (SALE.lines, SALE.sold_at)


@pytest.mark.parametrize(("code", "days"), [("plums", 0), ("rounding", 1), ("late", 120)])
def test_a_case_lies_as_far_back_as_its_story_says(code: str, days: int) -> None:
    made = practise_sale(BY_CODE[code], SALE, TrainingProgress(), NOW)

    assert (NOW.date() - made.sold_at.date()).days == days
    assert made.sold_at <= NOW


def test_the_way_a_case_ended_is_read_from_what_the_counter_tells() -> None:
    completed = Notice("completed", fields={"option": "refund/original"})

    assert chosen_in(state_with(completed)) == "refund/original"
    assert chosen_in(state_with(Notice("left", fields={"number": 1}))) == ""
    assert chosen_in(state_with(Notice("locked"))) is None
    assert chosen_in(state_with(None)) is None
