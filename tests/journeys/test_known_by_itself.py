"""What the shop's own books say reaches the board in the window, and nobody is asked for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from journeys.chain import (
    LAMP,
    MUGS,
    changed_mind,
    make_store,
    open_store,
    pay_out,
    standing,
)
from journeys.harness import SHELF, Counter
from returns_desk.application.board_document import board_document
from returns_desk.application.boards import case_of
from returns_desk.application.case_fold import record_of
from returns_desk.application.connection import TILLS_WITHOUT_HUB
from returns_desk.domain.engine import propose_board
from support.sale_readings import bring_in, earlier, piece, reading

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

GOODWILL = "goodwill/original"
MONEY = "refund/original"
GRILL = "3141-04-20261110-0009"
CUSTOMER = "C-20417"


@pytest.fixture
def counter(store_counter: Counter) -> Counter:
    """The chain's counter, whose clerks may give goodwill."""
    return store_counter


def give_goodwill(counter: Counter, receipt: str, *items: str) -> None:
    changed_mind(counter, receipt, *items)
    counter.touch(f"option.{GOODWILL}")
    pay_out(counter)


def test_a_clerk_gives_goodwill_until_the_budget_of_the_period_is_used_up(
    counter: Counter,
) -> None:
    give_goodwill(counter, SHELF)

    changed_mind(counter, MUGS, "PLATE-DIN-WH")
    used_up = standing(counter, GOODWILL)
    counter.clock.go_on(days=7)
    counter.scan("PLATE-DIN-WH")

    assert counter.events("approval_given") == []
    assert used_up == ("needs_approval", "manager", "supervisor")
    assert standing(counter, GOODWILL) == ("available", "now", None)
    noted = [each.payload["goodwill_given"] for each in counter.events("background_looked_up")]
    assert noted == [2136, 0]


def test_the_budget_is_each_persons_own(counter: Counter) -> None:
    give_goodwill(counter, SHELF)
    counter.touch("header.lock")
    counter.sign_in("tom")

    changed_mind(counter, MUGS, "PLATE-DIN-WH")

    assert standing(counter, GOODWILL) == ("available", "now", None)


def test_whoever_takes_over_serves_within_their_own_budget(counter: Counter) -> None:
    give_goodwill(counter, SHELF)
    changed_mind(counter, MUGS, "PLATE-DIN-WH")
    counter.touch("header.lock")

    counter.sign_in("tom")

    assert standing(counter, GOODWILL) == ("available", "now", None)


def test_the_third_return_of_a_customer_goes_to_a_supervisor(counter: Counter) -> None:
    booked = earlier("till-9", GRILL, [piece("1", 1283, sku="TONGS-BBQ")])
    bring_in(counter.profile.sales_path, reading(None, booked))
    changed_mind(counter, LAMP, "BULB-E26-4")
    second = standing(counter, MONEY)
    counter.touch(f"option.{MONEY}")
    pay_out(counter)

    changed_mind(counter, LAMP, "RUG-5X7-GR")

    assert second == ("available", "now", None)
    assert standing(counter, MONEY) == ("needs_approval", "manager", "supervisor")
    asked = {question.fact for question in counter.case.board.questions}
    assert not {fact for fact in asked if "history" in fact or "returns" in fact}
    journal = repr(counter.events())
    assert CUSTOMER not in journal


def test_returns_of_another_customer_change_nothing(counter: Counter) -> None:
    paint = "3141-07-20261118-0012"
    booked = [earlier(f"till-{x}", GRILL, [piece("1", 100, sku="TONGS-BBQ")]) for x in range(3)]
    bring_in(counter.profile.sales_path, *(reading(None, each) for each in booked))

    changed_mind(counter, paint, "ROLLER-KIT-9")

    assert standing(counter, MONEY) == ("available", "now", None)


def test_offline_the_policys_limit_holds(qtbot: QtBot, tmp_path: Path) -> None:
    make_store(tmp_path / "store", "shop.toml")
    counter = open_store(qtbot, tmp_path / "store", TILLS_WITHOUT_HUB)

    changed_mind(counter, LAMP, "BULB-E26-4")
    above = standing(counter, MONEY)
    counter.close()

    assert above == ("needs_approval", "manager", "manager")


def test_r4_every_board_that_was_shown_can_be_made_again_from_its_case(
    qtbot: QtBot, tmp_path: Path
) -> None:
    make_store(tmp_path / "store", "shop.toml")
    counter = open_store(qtbot, tmp_path / "store", TILLS_WITHOUT_HUB)
    booked = earlier("till-9", GRILL, [piece("1", 1283, sku="TONGS-BBQ")])
    bring_in(counter.profile.sales_path, reading(None, booked))
    changed_mind(counter, LAMP, "BULB-E26-4")
    counter.touch(f"option.{MONEY}")

    shown = [each for each in counter.events() if each.type == "board_shown"]
    made_again = [board_again(counter, each.sequence) for each in shown]
    counter.close()

    assert len(shown) > 2
    assert [each.payload["digest"] for each in shown] == made_again


def board_again(counter: Counter, sequence: int) -> str:
    """The digest of the board that the case's events before that one give, without a screen."""
    services = counter.opened.desk._services
    earlier_events = [each for each in counter.events() if each.case_id]
    record = record_of(each for each in earlier_events if each.sequence < sequence)
    sales = [services.sales.receipt(each.receipt) for each in record.receipts]
    (at,) = [each.payload["at"] for each in earlier_events if each.sequence == sequence]
    known = [sale for sale in sales if sale is not None]
    case = case_of(record, known, services, datetime.fromisoformat(str(at)))
    board = propose_board(case, services.policies.policy())
    return str(board_document(board, case)["digest"])
