"""Slips that wait: nothing is lost, by crash, damage or a folder that went."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.printing.escpos_slip import slip_bytes
from returns_desk.adapters.printing.printer_problems import PrinterProblem
from returns_desk.adapters.printing.slip_documents import slip_document, slip_in
from returns_desk.adapters.printing.slip_printer import EscposSlipPrinter
from returns_desk.adapters.printing.waiting_slips import WaitingSlips
from returns_desk.domain.errors import EnvironmentFault, InvalidInput
from support.printing_counter import MODEL, Counter, News, bytes_of
from support.sample_slips import ARMENIAN, ENGLISH, ESTONIAN, LATVIAN
from support.tcp_printer import TcpPrinter

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.slips import Slip
    from returns_desk.domain.errors import ReturnsError

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_slip_is_on_disk_before_the_printer_is_asked(counter: Counter) -> None:
    counter.device.hold()
    printer = counter.switch_on()

    printer.print_slip(ENGLISH)

    assert counter.files() == ["00000001-198.json"]
    assert printer.state().waiting == 1
    counter.device.let_go()


def test_slips_of_an_earlier_start_come_first(counter: Counter) -> None:
    counter.device.hold()
    first = counter.switch_on()
    first.print_slip(ENGLISH)
    first.print_slip(ESTONIAN)
    first.close()
    counter.device.let_go()

    second = counter.switch_on()
    news = News(second)
    second.print_slip(LATVIAN)

    news.wait_for(waiting=0, is_printing=False)
    assert counter.device.jobs == bytes_of(ENGLISH, ESTONIAN, LATVIAN)


def test_files_are_taken_by_their_number_and_new_ones_count_on(counter: Counter) -> None:
    counter.folder.mkdir(parents=True)
    slips = {12: LATVIAN, 3: ENGLISH, 7: ESTONIAN, 1: ARMENIAN}
    for number, slip in slips.items():
        (counter.folder / f"{number:08}-198.json").write_bytes(slip_document(slip))

    waiting = WaitingSlips(counter.folder)

    assert [int(name[:8]) for name in waiting.at_start] == [1, 3, 7, 12]
    assert waiting.keep(ENGLISH) == "00000013-198.json"


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", slip_document(ENGLISH)[:-9], b'{"version": 2}', b"\xff"]
)
def test_a_damaged_file_is_set_aside_and_the_others_go_on(counter: Counter, content: bytes) -> None:
    counter.folder.mkdir(parents=True)
    (counter.folder / "00000007-198.json").write_bytes(content)

    printer = counter.switch_on()
    news = News(printer)
    printer.print_slip(LATVIAN)

    news.wait_for(waiting=0, is_printing=False)
    assert counter.device.jobs == bytes_of(LATVIAN)
    assert counter.files() == ["00000007-198.json.unprintable"]
    assert (counter.folder / "00000007-198.json.unprintable").read_bytes() == content


def test_a_slip_that_nobody_can_draw_is_set_aside_too(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(slip: Slip, *_: object, **__: object) -> bytes:
        if slip == ENGLISH:
            raise ZeroDivisionError
        return slip_bytes(slip, MODEL)

    monkeypatch.setattr("returns_desk.adapters.printing.slip_printer.slip_bytes", refuses)
    reports: list[ReturnsError] = []
    slips = WaitingSlips(counter.folder)
    printer = EscposSlipPrinter(counter.device, MODEL, slips, report=reports.append)
    counter.printers.append(printer)
    news = News(printer)
    printer.print_slip(ENGLISH)
    printer.print_slip(LATVIAN)

    news.wait_for(waiting=0, is_printing=False)
    assert counter.device.jobs == bytes_of(LATVIAN)
    assert counter.files() == ["00000001-198.json.unprintable"]
    assert [report.code for report in reports] == ["slip_unprintable"]


def test_a_file_that_somebody_took_away_holds_nobody_up(counter: Counter) -> None:
    counter.device.problem = PrinterProblem.UNREACHABLE
    printer = counter.switch_on()
    news = News(printer)
    printer.print_slip(ENGLISH)
    news.wait_for(problem="unreachable", is_printing=False)
    (counter.folder / "00000001-198.json").unlink()

    printer.try_again()

    news.wait_for(waiting=0, problem="not_printable")


def test_a_slip_whose_file_cannot_go_is_not_printed_again(counter: Counter) -> None:
    counter.device.hold()
    printer = counter.switch_on()
    news = News(printer)
    printer.print_slip(ENGLISH)
    counter.device.wait_for(lambda: counter.device.tries == 1)
    (counter.folder / "00000001-198.json").unlink()
    (counter.folder / "00000001-198.json").mkdir()
    counter.device.let_go()

    news.wait_for(waiting=0, problem="no_permission", is_printing=False)
    printer.try_again()
    printer.print_slip(LATVIAN)
    news.wait_for(waiting=0, is_printing=False, problem=None)
    assert counter.device.jobs == bytes_of(ENGLISH, LATVIAN)


def test_a_damaged_file_that_cannot_be_set_aside_holds_nobody_up(counter: Counter) -> None:
    (counter.folder / "00000001-7.json.unprintable" / "full").mkdir(parents=True)
    (counter.folder / "00000001-7.json").write_bytes(b"{}")

    news = News(counter.switch_on())

    news.wait_for(waiting=0, problem="no_permission", is_printing=False)


def test_a_slip_that_cannot_be_kept_is_said_at_once(counter: Counter) -> None:
    printer = counter.switch_on()
    counter.folder.rmdir()
    counter.folder.write_text("in the way", encoding="utf-8")

    with pytest.raises(EnvironmentFault):
        printer.print_slip(ENGLISH)
    assert printer.state().waiting == 0


def test_a_slip_is_the_same_after_it_was_kept() -> None:
    for slip in (ENGLISH, ESTONIAN, LATVIAN, ARMENIAN, replace(ENGLISH, anchor="\ud800\x00")):
        assert slip_in(slip_document(slip)) == slip


def test_a_role_that_does_not_exist_is_no_slip() -> None:
    with pytest.raises(InvalidInput):
        slip_in(slip_document(ENGLISH).replace(b'"thanks"', b'"curse"'))


def test_a_number_in_place_of_a_text_is_no_slip() -> None:
    with pytest.raises(InvalidInput):
        slip_in(slip_document(ENGLISH).replace(b'"Thank you"', b"5"))


def test_what_a_killed_process_left_is_printed_at_the_next_start(
    counter: Counter, project_root: Path
) -> None:
    with TcpPrinter() as nobody:
        port = nobody.port
    program = project_root / "tests" / "support" / "killed_printing.py"
    path = os.pathsep.join(str(project_root / name) for name in ("src", "tests"))
    process = subprocess.Popen(
        [sys.executable, program, counter.folder, str(port)],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"kept\n"
        process.kill()

    assert len(counter.files()) == 2
    news = News(counter.switch_on())
    news.wait_for(waiting=0, is_printing=False)
    assert counter.device.jobs == bytes_of(ENGLISH, ESTONIAN)
