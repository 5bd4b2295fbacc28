"""The presenter at the slip: printing again, the customer's language, news of the printer."""

from __future__ import annotations

import pytest

from builders import SHELF, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.application.desk_state import Stage
from returns_desk.application.ports import PrinterState
from returns_desk.ui.clerk.presenter import ClerkPresenter
from ui.clerk.fake_window import FakeSurroundings, FakeTasks, FakeView, settings


class Bench:
    """A presenter at the slip of an even exchange, with a printer."""

    def __init__(self, language: str = "en", spoken: tuple[str, ...] = ("en", "et")) -> None:
        sales, propose = FakeSales([sale()]), proposing(shelf_options())
        self.counter = Counter(sales=sales, propose=propose, language=language)
        self.counter.printer.is_configured = True
        self.view, self.around = FakeView(), FakeSurroundings(self.counter.clock)
        self.around.printer = PrinterState(is_configured=True)
        self.around.spoken = spoken
        desk = signed_in(self.counter)
        self.presenter = ClerkPresenter(self.view, desk, FakeTasks(), self.around, settings())
        self.presenter.start(language)

    def complete(self) -> None:
        self.presenter.scanned(SHELF)
        self.presenter.board.option_chosen("even_exchange/none")
        self.presenter.confirmed()
        assert self.presenter.state.stage is Stage.SLIP


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_the_slip_page_says_what_the_printer_does(bench: Bench) -> None:
    bench.complete()

    assert bench.view.shown["page"].printer.pill.text == "Printed"


def test_news_of_the_printer_move_only_its_own_places(bench: Bench) -> None:
    bench.complete()
    pages = list(bench.view.pages)

    bench.around.printer = PrinterState(is_configured=True, waiting=2, problem="unreachable")
    bench.presenter.printer_changed()

    assert bench.view.pages == pages
    assert bench.view.shown["header"].slips.text == "2 slips wait"
    assert bench.view.shown["printer"].pill.text == "Waits"


def test_nobody_sees_what_waits_while_nobody_is_signed_in(bench: Bench) -> None:
    bench.around.printer = PrinterState(is_configured=True, waiting=2, problem="unreachable")
    bench.presenter.acted("lock")

    assert bench.view.shown["header"].slips is None


def test_printing_again_is_for_the_slip_alone(bench: Bench) -> None:
    bench.presenter.scanned(SHELF)
    bench.presenter.acted("print_again")
    assert bench.view.sentence == ""

    bench.presenter.acted("back")
    bench.complete()
    bench.presenter.acted("print_again")

    assert len(bench.counter.printer.printed) == 2


def test_what_waits_can_be_tried_from_any_page(bench: Bench) -> None:
    bench.counter.printer.is_gone = True
    bench.complete()
    bench.presenter.acted("next")
    bench.counter.printer.is_gone = False

    bench.presenter.acted("try_printer")

    assert len(bench.counter.printer.printed) == 1


def test_the_slip_goes_on_in_the_customers_language(bench: Bench) -> None:
    bench.complete()
    bench.presenter.slip_language_chosen("lv")

    case = bench.presenter.state.case
    assert case is not None
    assert case.slip is not None
    assert case.slip.language == "lv"


def test_a_shop_whose_language_no_window_speaks_prints_in_it_all_the_same() -> None:
    bench = Bench("hy", spoken=("en",))
    bench.presenter.acted("language")
    bench.complete()

    assert [slip.language for slip in bench.counter.printer.printed] == ["hy"]


def test_a_slip_that_waits_is_not_queued_twice_by_its_key(bench: Bench) -> None:
    bench.complete()
    given = len(bench.counter.printer.printed)
    bench.around.printer = PrinterState(is_configured=True, waiting=1, problem="paper_out")

    bench.presenter.acted("print_again")

    assert len(bench.counter.printer.printed) == given
    assert bench.view.sentence == (
        "The printer has no paper. The slip waits and is printed when it is back."
    )
    assert bench.view.shown["banner"].action == "try_printer"


def test_a_slip_that_is_being_printed_is_not_queued_twice_by_its_key(bench: Bench) -> None:
    bench.complete()
    given = len(bench.counter.printer.printed)
    bench.around.printer = PrinterState(is_configured=True, is_printing=True, waiting=1)

    bench.presenter.acted("print_again")

    assert len(bench.counter.printer.printed) == given
    assert bench.view.sentence == "The slip is being printed."


def test_a_slip_that_the_printer_never_took_may_be_printed_while_others_wait(bench: Bench) -> None:
    bench.counter.printer.is_full = True
    bench.complete()
    bench.counter.printer.is_full = False
    bench.around.printer = PrinterState(is_configured=True, waiting=1, problem="paper_out")

    bench.presenter.acted("print_again")

    assert len(bench.counter.printer.printed) == 1
