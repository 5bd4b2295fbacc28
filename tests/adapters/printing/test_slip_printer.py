"""The slip printer: nothing waits for it, and everything comes out in its order."""

from __future__ import annotations

import pytest

from returns_desk.adapters.printing.devices import Patience
from returns_desk.adapters.printing.escpos_slip import DRAWER_KICK
from returns_desk.adapters.printing.network_device import NetworkDevice
from returns_desk.adapters.printing.printer_problems import PrinterProblem
from support.printing_counter import Counter, News, bytes_of
from support.sample_slips import ARMENIAN, ENGLISH, ESTONIAN, LATVIAN
from support.tcp_printer import Manner, TcpPrinter

pytestmark = pytest.mark.usefixtures("qapp")


def test_slips_come_out_in_their_order_and_their_files_go(counter: Counter) -> None:
    printer = counter.switch_on()
    news = News(printer)

    for slip in (ENGLISH, ESTONIAN, ARMENIAN):
        printer.print_slip(slip)

    news.wait_for(waiting=0, is_printing=False, problem=None)
    assert counter.device.jobs == bytes_of(ENGLISH, ESTONIAN, ARMENIAN)
    assert counter.files() == []


def test_nothing_waits_for_a_printer_that_hangs(counter: Counter) -> None:
    counter.device.hold()
    printer = counter.switch_on()
    printer.print_slip(ENGLISH)
    counter.device.wait_for(lambda: counter.device.tries == 1)

    printer.print_slip(ESTONIAN)
    printer.open_drawer()
    printer.try_again()
    state = printer.state()
    printer.close()

    assert (state.waiting, state.is_printing) == (2, True)
    assert len(counter.files()) == 2


def test_a_slip_waits_while_the_printer_is_gone_and_is_printed_when_it_is_back(
    counter: Counter,
) -> None:
    counter.device.problem = PrinterProblem.PAPER_OUT
    printer = counter.switch_on()
    news = News(printer)
    printer.print_slip(ENGLISH)
    news.wait_for(problem="paper_out", waiting=1, is_printing=False)

    counter.device.problem = None
    printer.try_again()

    news.wait_for(problem=None, waiting=0)
    assert counter.device.jobs == bytes_of(ENGLISH)


def test_it_tries_by_itself_too_after_ever_longer_pauses(counter: Counter) -> None:
    counter.device.problem = PrinterProblem.UNREACHABLE
    printer = counter.switch_on(patience=Patience(pauses_seconds=(0.001, 0.002, 600.0)))
    news = News(printer)
    printer.print_slip(ENGLISH)
    counter.device.wait_for(lambda: counter.device.tries == 3)
    news.wait_for(problem="unreachable", is_printing=False)

    assert counter.device.tries == 3  # the third pause is ten minutes


def test_a_new_slip_is_tried_at_once_but_after_those_before_it(counter: Counter) -> None:
    counter.device.problem = PrinterProblem.UNREACHABLE
    printer = counter.switch_on()
    news = News(printer)
    printer.print_slip(ENGLISH)
    news.wait_for(problem="unreachable", is_printing=False)
    counter.device.problem = None

    printer.print_slip(LATVIAN)

    news.wait_for(waiting=0)
    assert counter.device.jobs == bytes_of(ENGLISH, LATVIAN)


def test_an_unknown_error_of_a_library_is_a_printer_that_is_unreachable(counter: Counter) -> None:
    counter.device.error = ValueError("Not a valid baudrate: 1")
    printer = counter.switch_on()
    news = News(printer)

    printer.print_slip(ENGLISH)

    news.wait_for(problem="unreachable", waiting=1, is_printing=False)


def test_the_listener_is_called_in_the_printing_thread_and_never_after_close(
    counter: Counter,
) -> None:
    printer = counter.switch_on()
    news = News(printer)
    printer.print_slip(ENGLISH)
    news.wait_for(waiting=0, is_printing=False)
    printer.close()
    told = len(news.states)

    printer.print_slip(ESTONIAN)
    printer.try_again()

    assert news.threads == {"slip-printer"}
    assert any(state.is_printing for state in news.states)
    assert len(news.states) == told


def test_the_drawer_opens_even_while_slips_wait(counter: Counter) -> None:
    printer = counter.switch_on()

    printer.open_drawer()

    counter.device.wait_for(lambda: counter.device.jobs == [DRAWER_KICK])


def test_a_kick_that_failed_never_comes_later(counter: Counter) -> None:
    counter.device.problem = PrinterProblem.UNREACHABLE
    printer = counter.switch_on()
    news = News(printer)
    printer.open_drawer()
    news.wait_for(problem="unreachable")
    counter.device.problem = None

    printer.print_slip(ENGLISH)

    news.wait_for(waiting=0, problem=None)
    assert counter.device.jobs == bytes_of(ENGLISH)


def test_a_kick_behind_a_printer_that_hangs_is_forgotten(
    counter: Counter,
) -> None:
    counter.device.hold()
    printer = counter.switch_on(patience=Patience(kick_seconds=0.0))
    news = News(printer)
    printer.print_slip(ENGLISH)
    counter.device.wait_for(lambda: counter.device.tries == 1)

    printer.open_drawer()
    counter.device.let_go()

    news.wait_for(waiting=0, is_printing=False)
    printer.close()
    assert counter.device.jobs == bytes_of(ENGLISH)


def test_the_drawer_that_opens_shows_that_the_printer_is_back(counter: Counter) -> None:
    counter.device.problem = PrinterProblem.UNREACHABLE
    printer = counter.switch_on()
    news = News(printer)
    printer.print_slip(ENGLISH)
    news.wait_for(problem="unreachable", is_printing=False)
    counter.device.problem = None

    printer.open_drawer()

    news.wait_for(waiting=0, problem=None)
    assert counter.device.jobs == [DRAWER_KICK, *bytes_of(ENGLISH)]


def test_a_real_printer_that_breaks_off_and_comes_back_prints_the_whole_slip(
    counter: Counter,
) -> None:
    quick = Patience(stall_seconds=5, answer_seconds=0.01, end_seconds=5, pauses_seconds=(600.0,))
    with TcpPrinter(Manner.BREAKS_OFF) as device:
        printer = counter.switch_on(NetworkDevice("127.0.0.1", device.port, quick))
        news = News(printer)
        printer.print_slip(ENGLISH)
        news.wait_for(problem="unreachable", waiting=1, is_printing=False)
    assert device.jobs == []

    device.manner = Manner.TAKES_ALL
    with device:
        printer.try_again()
        assert device.wait_for_jobs(1) == bytes_of(ENGLISH)
        news.wait_for(waiting=0, problem=None)


def test_a_printer_that_breaks_off_after_every_slip_prints_none_without_end(
    counter: Counter,
) -> None:
    quick = Patience(answer_seconds=0.01, pauses_seconds=(0.001,))
    with TcpPrinter(Manner.RESETS) as device:
        printer = counter.switch_on(NetworkDevice("127.0.0.1", device.port, quick), quick)
        news = News(printer)
        printer.print_slip(ENGLISH)
        news.wait_for(waiting=0, is_printing=False, problem=None)

        assert device.jobs == bytes_of(ENGLISH) * 3
