"""The slip prints by itself, a printer that is gone stops nobody, and the drawer opens for cash."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeys.harness import CHEAP_PINS, REFERENCE, SHELF, THREE_WAYS, Counter
from journeys.whole_returns import exchange_plums
from returns_desk.adapters.printing.escpos_slip import DRAWER_KICK
from returns_desk.adapters.profile import Profile
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.application.slips import SlipRole
from returns_desk.bootstrap.looks import application_with_look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fake_printer import FakeSlipPrinter

SENT = "slip_sent_to_printer"
DRAWER = "drawer_opened"


@pytest.fixture
def counter(printing_counter: Counter) -> Counter:
    """A counter with a slip printer."""
    return printing_counter


def news_from_another_thread(counter: Counter, act: Callable[[], None]) -> None:
    """What a printer does in its own thread, and the window after it."""
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()
    QApplication.processEvents()
    counter.settle()


def test_the_slip_prints_by_itself_and_the_page_says_so(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    exchange_plums(counter)

    assert [slip.case_number for slip in printer.printed] == [1]
    assert "Printed" in counter.texts()
    assert [event.payload["copy"] for event in counter.events(SENT)] == [False]


def test_coming_back_to_the_slip_prints_nothing(counter: Counter, printer: FakeSlipPrinter) -> None:
    exchange_plums(counter)
    counter.press(Qt.Key.Key_F1)
    counter.press(Qt.Key.Key_F1)
    counter.touch("header.lock")
    counter.sign_in()

    assert counter.stage() is Stage.SLIP
    assert len(printer.printed) == 1


def test_print_again_by_key_and_by_touch_makes_marked_copies(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    exchange_plums(counter)

    QTest.keyClick(counter.window.scan, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    counter.settle()
    counter.touch("slip.print_again")

    copies = printer.printed[1:]
    assert [any(line.text == "Copy" for line in slip.lines) for slip in copies] == [True, True]
    assert [event.payload["copy"] for event in counter.events(SENT)] == [False, True, True]


def test_a_printer_that_is_gone_stops_nobody(counter: Counter, printer: FakeSlipPrinter) -> None:
    printer.is_gone = True
    exchange_plums(counter)
    said_at_the_slip = counter.texts()

    counter.press(Qt.Key.Key_Return)
    counter.scan(SHELF)

    assert "The printer can’t be reached. The slip waits" in said_at_the_slip
    assert counter.stage() is Stage.BOARD
    assert "1 slip waits" in counter.texts()


def test_what_waits_is_tried_from_the_header_when_the_printer_is_back(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    printer.is_gone = True
    exchange_plums(counter)
    counter.press(Qt.Key.Key_Return)
    printer.is_gone = False

    counter.touch("header.try_printer")

    assert len(printer.printed) == 1
    assert "slip waits" not in counter.texts()


def test_news_of_the_printer_arrive_while_something_else_is_done(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    printer.is_gone = True
    exchange_plums(counter)
    counter.press(Qt.Key.Key_F1)
    printer.is_gone = False

    news_from_another_thread(counter, printer.try_again)

    assert "Everything by keyboard" in counter.texts()
    assert "slip waits" not in counter.texts()
    counter.press(Qt.Key.Key_F1)
    assert "Printed" in counter.texts()


def test_a_slip_that_cannot_be_kept_is_said_once_and_the_case_is_complete(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    printer.is_full = True
    exchange_plums(counter)

    said = counter.window.scan_row.banner.sentence()
    assert "The slip can’t wait for the printer: The disk is full." in said
    assert "Not printed" in counter.texts()
    assert counter.events("case_completed")


def pay_in_three_ways(counter: Counter) -> None:
    """A whole return with three legs, one of them in cash."""
    counter.scan(THREE_WAYS)
    counter.touch("option.refund/original")
    while counter.stage() is Stage.BOARD:
        counter.press("+")
        counter.press(Qt.Key.Key_Return)
    while counter.stage() is Stage.BOOKING:
        if counter.state.prompt is Prompt.CASH:
            counter.press(Qt.Key.Key_Return)
        else:
            counter.scan(REFERENCE)


def test_the_drawer_opens_once_for_a_cash_leg(counter: Counter, printer: FakeSlipPrinter) -> None:
    pay_in_three_ways(counter)

    cash = [leg for leg in counter.case.legs if leg.means == "cash"]
    assert counter.stage() is Stage.SLIP
    assert len(cash) == 1
    assert printer.drawers == 1
    assert [event.payload["leg"] for event in counter.events(DRAWER)] == [cash[0].leg]


def test_r6_no_slip_on_paper_mentions_a_waived_difference(
    counter: Counter, printer: FakeSlipPrinter
) -> None:
    exchange_plums(counter)

    chosen = counter.events("option_chosen")[0]
    slip = printer.printed[0]
    said = [f"{line.text} {line.value}" for line in slip.lines]
    assert chosen.payload["absorbed"]
    assert not any(
        line.role in {SlipRole.LEG, SlipRole.TOTAL} and line.value for line in slip.lines
    )
    assert not any("differ" in each.lower() for each in said)


# --- with the real printer, which here is a file ---------------------------------------------


def with_printer_file(folder: Path, device: Path) -> None:
    """A demo profile whose printer is a file."""
    with Profile.demo(folder, pin_cost=CHEAP_PINS):
        path = folder / "config.toml"
    lines = path.read_text(encoding="utf-8").split("[printer]")
    assert len(lines) <= 2
    rest = lines[1].partition("\n[")[2] if len(lines) == 2 else ""
    told = f'[printer]\nkind = "file"\ndevice = "{device.as_posix()}"\ndrawer = true\n'
    path.write_text(lines[0] + told + (f"\n[{rest}" if rest else ""), encoding="utf-8")


@pytest.fixture
def device(tmp_path: Path) -> Path:
    return tmp_path / "port" / "lp0"


@pytest.fixture
def real_counter(qtbot: QtBot, tmp_path: Path, device: Path) -> Iterator[Counter]:
    """A counter whose ESC/POS printer writes into a file that is not there yet."""
    application_with_look("light")
    with_printer_file(tmp_path / "profile", device)
    opened = Counter(qtbot, tmp_path / "profile")
    opened.sign_in()
    yield opened
    opened.close()


def wait_for_text(counter: Counter, text: str) -> None:
    counter.qtbot.wait_until(lambda: text in counter.texts(), timeout=10_000)


def test_the_real_printer_prints_what_the_window_shows(real_counter: Counter, device: Path) -> None:
    device.parent.mkdir()
    exchange_plums(real_counter)

    wait_for_text(real_counter, "Printed")
    assert b"Exchanged for the same goods" in device.read_bytes()


def test_the_real_printer_opens_the_drawer_that_hangs_on_it(
    real_counter: Counter, device: Path
) -> None:
    device.parent.mkdir()
    pay_in_three_ways(real_counter)

    wait_for_text(real_counter, "Printed")
    assert device.read_bytes().count(DRAWER_KICK) == 1


def test_the_real_printer_gone_keeps_the_slip_over_a_power_cut(
    real_counter: Counter, device: Path
) -> None:
    exchange_plums(real_counter)
    wait_for_text(real_counter, "The slip waits")
    device.parent.mkdir()

    real_counter.crash_and_start_again()

    real_counter.qtbot.wait_until(device.is_file, timeout=10_000)
    real_counter.qtbot.wait_until(
        lambda: device.read_bytes().count(b"Exchanged for the same goods") == 1, timeout=10_000
    )
    assert len(real_counter.events(SENT)) == 1
