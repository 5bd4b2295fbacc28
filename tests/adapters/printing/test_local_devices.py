"""Printers at this computer: a file, a device file, a serial port, USB."""

from __future__ import annotations

import os
import threading
import tty
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import usb.core
from usb.backend import libusb0, libusb1, openusb

from returns_desk.adapters.printing.devices import Patience
from returns_desk.adapters.printing.file_device import FileDevice
from returns_desk.adapters.printing.printer_problems import (
    PrinterFault,
    PrinterProblem,
    PrintingStopped,
    printer_faults,
)
from returns_desk.adapters.printing.serial_device import SerialDevice
from returns_desk.adapters.printing.usb_device import UsbDevice
from support.usb_printer import UsbPrinter

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.printing.devices import Device

HURRIED = Patience(stall_seconds=0.3)
JOB = bytes(range(32, 127)) * 500
WAIT_SECONDS = 20.0
GOES_ON = threading.Event()


def problem_with(device: Device, job: bytes = JOB) -> PrinterProblem:
    with pytest.raises(PrinterFault) as caught:
        device.send(job, GOES_ON)
    return caught.value.problem


def while_read(handle: int, size: int, action: Callable[[], None]) -> bytes:
    """What another thread reads from the handle while the action runs."""
    got = bytearray()

    def read() -> None:
        while len(got) < size:
            got.extend(os.read(handle, 4_096))

    thread = threading.Thread(target=read)
    thread.start()
    action()
    thread.join(WAIT_SECONDS)
    return bytes(got)


def test_a_file_grows_by_every_job(tmp_path: Path) -> None:
    device = FileDevice(tmp_path / "paper.bin")

    device.send(b"first", GOES_ON)
    device.send(b"second", GOES_ON)

    assert (tmp_path / "paper.bin").read_bytes() == b"firstsecond"


def test_a_folder_that_is_not_there_is_a_printer_that_is_not_there(tmp_path: Path) -> None:
    assert problem_with(FileDevice(tmp_path / "gone" / "lp0")) is PrinterProblem.NOT_THERE


def test_a_folder_in_place_of_the_device_is_no_printer(tmp_path: Path) -> None:
    assert problem_with(FileDevice(tmp_path)) is PrinterProblem.NOT_THERE


def test_a_full_device_is_a_full_disk() -> None:
    assert problem_with(FileDevice(Path("/dev/full"), HURRIED)) is PrinterProblem.DISK_FULL


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (PermissionError(13, "denied"), PrinterProblem.NO_PERMISSION),
        (OSError(28, "full"), PrinterProblem.DISK_FULL),
        (OSError(19, "no device"), PrinterProblem.NOT_THERE),
        (OSError(5, "broken"), PrinterProblem.UNREACHABLE),
        (OSError("said nothing"), PrinterProblem.UNREACHABLE),
    ],
)
def test_each_error_of_the_system_is_one_of_our_problems(
    error: OSError, problem: PrinterProblem
) -> None:
    with pytest.raises(PrinterFault) as caught, printer_faults():
        raise error

    assert caught.value.code == problem


def test_a_pipe_that_nobody_reads_is_no_printer_and_holds_nobody_up(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)

    assert problem_with(FileDevice(pipe, HURRIED)) is PrinterProblem.NOT_THERE


def test_a_pipe_that_is_read_gets_every_byte(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    device = FileDevice(pipe)

    big = JOB * 10
    got = while_read(reader, len(big), lambda: device.send(big, GOES_ON))

    os.close(reader)
    assert got == big


def test_a_device_that_stops_taking_bytes_is_given_up(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    assert problem_with(FileDevice(pipe, HURRIED), JOB * 10) is PrinterProblem.UNREACHABLE
    os.close(reader)


def test_closing_ends_a_write_that_nobody_takes(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    stop = threading.Event()
    stop.set()

    with pytest.raises(PrintingStopped):
        FileDevice(pipe).send(JOB * 10, stop)
    os.close(reader)


def test_a_serial_port_gets_every_byte_unchanged() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    device = SerialDevice(os.ttyname(theirs), 19_200)

    got = while_read(ours, len(JOB), lambda: device.send(JOB, GOES_ON))

    os.close(theirs)
    os.close(ours)
    assert got == JOB


def test_a_serial_printer_that_takes_nothing_is_given_up() -> None:
    ours, theirs = os.openpty()
    device = SerialDevice(os.ttyname(theirs), 9_600, "xon_xoff", HURRIED)

    assert problem_with(device, JOB * 10) is PrinterProblem.UNREACHABLE
    os.close(theirs)
    os.close(ours)


class SlowPort:
    """The part of a port that says how many bytes the system still holds."""

    def __init__(self, *waiting: int) -> None:
        self._waiting = list(waiting)

    @property
    def out_waiting(self) -> int:
        return self._waiting.pop(0) if len(self._waiting) > 1 else self._waiting[0]


def test_the_last_bytes_of_a_serial_port_are_waited_for_as_long_as_they_go() -> None:
    device = SerialDevice("COM3", 9_600, patience=HURRIED)

    device._wait_until_sent(SlowPort(300, 300, 200, 200, 100, 0), GOES_ON)  # type: ignore[arg-type]  # stands for a port

    with pytest.raises(PrinterFault):
        device._wait_until_sent(SlowPort(300), GOES_ON)  # type: ignore[arg-type]  # likewise


def test_a_serial_port_that_is_not_there_is_not_there(tmp_path: Path) -> None:
    device = SerialDevice(str(tmp_path / "ttyS9"), 9_600)

    assert problem_with(device) is PrinterProblem.NOT_THERE


def test_without_libusb_the_problem_names_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (libusb0, libusb1, openusb):
        monkeypatch.setattr(module, "get_backend", lambda: None)

    problem = problem_with(UsbDevice(0x04B8, 0x0E15))

    assert problem is PrinterProblem.USB_LIBRARY_MISSING


def test_a_usb_printer_gets_every_byte_at_its_way_in() -> None:
    printer = UsbPrinter()

    UsbDevice(0x04B8, 0x0E15, backend=printer).send(JOB, GOES_ON)

    assert bytes(printer.taken) == JOB
    assert printer.is_given_back


def test_closing_ends_a_job_at_usb() -> None:
    stop = threading.Event()
    stop.set()

    with pytest.raises(PrintingStopped):
        UsbDevice(0x04B8, 0x0E15, backend=UsbPrinter()).send(JOB, stop)


def test_another_usb_device_is_not_the_printer() -> None:
    assert problem_with(UsbDevice(0x1234, 0x5678, backend=UsbPrinter())) is PrinterProblem.NOT_THERE


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (usb.core.USBError("denied", errno=13), PrinterProblem.NO_PERMISSION),
        (usb.core.USBError("pulled out", errno=19), PrinterProblem.NOT_THERE),
        (usb.core.USBTimeoutError("no room", errno=110), PrinterProblem.UNREACHABLE),
    ],
    ids=["no right", "pulled out", "timeout"],
)
def test_what_goes_wrong_at_usb_is_one_of_our_problems(
    error: usb.core.USBError, problem: PrinterProblem
) -> None:
    printer = UsbPrinter(error)

    assert problem_with(UsbDevice(0x04B8, 0x0E15, backend=printer)) is problem
    assert printer.is_given_back
