"""The presenter with a window and a worker of fakes, on a real counter."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from builders import OTHER_LEG, SHELF, paying_option, sale, shelf_options
from counters import Counter, proposing, signed_in, split_desk
from fakes import MANAGER_PIN, FakeSales
from returns_desk.application.desk_state import Stage
from returns_desk.domain.board import Standing
from returns_desk.domain.errors import Defect, EnvironmentFault
from returns_desk.ui.clerk.contents import KeyInEntry
from returns_desk.ui.clerk.presenter import ClerkPresenter
from ui.clerk.fake_window import FakeSurroundings, FakeTasks, FakeView, settings


@dataclass
class Bench:
    """A presenter with everything around it."""

    counter: Counter
    view: FakeView
    tasks: FakeTasks
    around: FakeSurroundings
    presenter: ClerkPresenter


@pytest.fixture
def bench() -> Bench:
    counter = Counter(sales=FakeSales([sale()]), propose=proposing(shelf_options()))
    view, tasks, around = FakeView(), FakeTasks(), FakeSurroundings(counter.clock)
    presenter = ClerkPresenter(view, signed_in(counter), tasks, around, settings())
    presenter.start()
    return Bench(counter, view, tasks, around, presenter)


def test_board_is_shown_on_the_scan(bench: Bench) -> None:
    bench.presenter.scanned(SHELF)

    assert bench.view.pages[-1] == "board"
    assert bench.view.shown["footer"].title == "Nothing chosen yet"


def test_full_disk_pauses_and_the_same_is_tried_again(bench: Bench) -> None:
    bench.presenter.scanned(SHELF)
    bench.counter.journal.is_broken = True
    bench.presenter.board.chip_asked("refund/other_card")
    assert bench.view.sentence == "Paused. The disk is full."
    assert bench.view.shown["banner"].action == "retry"

    bench.counter.journal.is_broken = False
    bench.presenter.acted("retry")

    assert bench.presenter.state.stage is Stage.APPROVAL
    assert bench.view.sentence == ""


def test_our_own_fault_is_reported_and_shows_no_trace(bench: Bench) -> None:
    bench.tasks.fails_with = [Defect("KeyError: 'tender' at line 7")]

    bench.presenter.scanned(SHELF)

    assert len(bench.around.reports) == 1
    assert "KeyError" not in bench.view.sentence
    assert "Something went wrong on our side." in bench.view.sentence


def test_fault_of_the_surroundings_is_no_report(bench: Bench) -> None:
    bench.tasks.fails_with = [EnvironmentFault("The disk is full.")]

    bench.presenter.scanned(SHELF)

    assert bench.around.reports == []


def test_snapshot_of_an_older_command_is_not_shown(bench: Bench) -> None:
    bench.tasks.holds = True
    bench.presenter.scanned(SHELF)
    bench.presenter.acted("lock")
    pages_before = len(bench.view.pages)

    bench.tasks.run_next()

    assert len(bench.view.pages) == pages_before
    bench.tasks.run_next()
    assert bench.view.pages[-1] == "tiles"


def test_enter_twice_confirms_once(bench: Bench) -> None:
    bench.presenter.scanned(SHELF)
    bench.presenter.board.option_chosen("store_credit/store_credit")
    bench.tasks.holds = True

    bench.presenter.confirmed()
    bench.presenter.confirmed()

    assert len(bench.tasks.waiting) == 1


def test_second_touch_takes_the_choice_back(bench: Bench) -> None:
    bench.presenter.scanned(SHELF)
    bench.presenter.board.option_chosen("store_credit/store_credit")
    assert bench.view.shown["footer"].confirm == "ready"

    bench.presenter.board.option_chosen("store_credit/store_credit")

    assert bench.view.shown["footer"].confirm == "not_yet"


def test_banner_of_a_mistake_goes_with_the_next_command(bench: Bench) -> None:
    bench.presenter.scanned(SHELF)
    bench.presenter.board.chip_asked("refund/other_card")
    bench.presenter.scanned("000000")
    assert bench.view.sentence == "That PIN does not fit. Type it again."

    bench.presenter.acted("back")

    assert bench.view.sentence == ""


def test_keys_open_and_close_by_the_same_key(bench: Bench) -> None:
    bench.presenter.acted("keys")
    assert bench.view.pages[-1] == "keys"

    bench.presenter.acted("keys")

    assert bench.view.pages[-1] == "tiles"


def test_idle_desk_locks_and_a_locked_one_stays(bench: Bench) -> None:
    bench.presenter.acted("idle")
    assert bench.presenter.state.stage is Stage.SIGNED_OUT
    recorded = len(bench.counter.journal.events)

    bench.presenter.acted("idle")

    assert len(bench.counter.journal.events) == recorded


def test_language_goes_round(bench: Bench) -> None:
    bench.presenter.acted("language")
    assert bench.view.shown["header"].language.text == "ET"

    bench.presenter.acted("language")

    assert bench.view.shown["header"].language.text == "EN"


def test_clock_says_when_it_takes_long(bench: Bench) -> None:
    bench.presenter.scanned(SHELF)
    assert bench.view.shown["clock"].text == "0:00"

    bench.counter.clock.advance(minutes=4)
    bench.presenter.tick()

    assert bench.view.shown["clock"].tone == "attention"
    assert bench.view.shown["clock"].text == "4:00 – longer than we want"


def test_slip_that_cannot_be_written_is_said_and_the_case_is_complete(bench: Bench) -> None:
    bench.around.slip_fault = EnvironmentFault("The folder of slips can't be written.")
    bench.presenter.scanned(SHELF)
    bench.presenter.board.option_chosen("store_credit/store_credit")

    bench.presenter.confirmed()
    bench.presenter.scanned("77")

    assert bench.presenter.state.stage is Stage.SLIP
    assert "The folder of slips can't be written." in bench.view.sentence


def test_legs_go_one_by_one_card_by_reference_and_cash_by_enter() -> None:
    desk, counter = split_desk()
    view, around = FakeView(), FakeSurroundings(counter.clock)
    presenter = ClerkPresenter(view, desk, FakeTasks(), around, settings())
    presenter.start()
    _, payout, _ = view.shown["page"]
    assert [leg.state for leg in payout.legs] == ["being_paid", "waiting"]

    presenter.scanned("004512")
    _, payout, _ = view.shown["page"]
    assert [leg.state for leg in payout.legs] == ["paid", "being_paid"]
    assert payout.legs[1].confirm_text == "$11.35 given"
    assert "less by rounding" in payout.legs[1].detail
    presenter.confirmed()

    assert presenter.state.stage is Stage.SLIP
    assert len(around.slips) == 1


def test_price_that_is_no_number_points_at_its_field(bench: Bench) -> None:
    bench.presenter.acted("no_receipt")
    line = ("Kettle", "1", "cheap", "")

    bench.presenter.key_in.submitted(
        KeyInEntry("9001", "2026-11-10", "", "cash", "", (line, ("", "", "", "")))
    )

    assert bench.view.pointed == ["lines/0/price"]
    assert bench.view.sentence == "Type the price as it is printed, like 21.36."


def test_a_pin_allows_what_the_window_shows_and_nothing_that_came_since(bench: Bench) -> None:
    bench.presenter.scanned(SHELF)
    bench.presenter.board.chip_asked("refund/other_card")
    shown = bench.presenter.state
    less = replace(OTHER_LEG, amount=2000)
    changed = paying_option("refund/other_card", [less], Standing.NEEDS_APPROVAL)
    bench.counter.propose = proposing([changed])
    bench.presenter._driver.desk.ask_for("refund/other_card")

    bench.presenter.scanned(MANAGER_PIN)

    sentence = "This changed just now. Read it once more, then give your PIN or badge."
    assert (bench.view.sentence, bench.presenter.state) == (sentence, shown)
    assert "approval_given" not in bench.counter.journal.types()


def test_a_pin_allows_what_the_window_shows(bench: Bench) -> None:
    bench.presenter.scanned(SHELF)
    bench.presenter.board.chip_asked("refund/other_card")

    bench.presenter.scanned(MANAGER_PIN)

    assert bench.counter.journal.last("approval_given").payload["amount"] == 2136
