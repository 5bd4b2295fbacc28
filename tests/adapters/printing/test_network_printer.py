"""A printer on the network: one that takes all, hangs, refuses, breaks off, or has no paper."""

from __future__ import annotations

import socket
import threading

import pytest

from returns_desk.adapters.printing.devices import Patience
from returns_desk.adapters.printing.network_device import (
    ASK_PAPER,
    ASK_WHY_OFFLINE,
    NetworkDevice,
)
from returns_desk.adapters.printing.printer_problems import (
    PrinterFault,
    PrinterProblem,
    PrintingStopped,
)
from support.tcp_printer import WAIT_SECONDS, Manner, TcpPrinter

HURRIED = Patience(connect_seconds=5, stall_seconds=0.3, answer_seconds=0.05, end_seconds=0.5)
LONG_JOB = bytes(range(32, 127)) * 20_000
"""More than the system keeps for a printer that reads nothing."""


def device_of(printer: TcpPrinter, patience: Patience = HURRIED) -> NetworkDevice:
    return NetworkDevice("127.0.0.1", printer.port, patience)


def problem_with(device: NetworkDevice, job: bytes = b"slip") -> PrinterProblem:
    with pytest.raises(PrinterFault) as caught:
        device.send(job, threading.Event())
    return caught.value.problem


def test_a_printer_that_listens_gets_every_byte() -> None:
    with TcpPrinter() as printer:
        device_of(printer).send(LONG_JOB, threading.Event())

        assert printer.wait_for_jobs(1) == [LONG_JOB]


def test_a_printer_that_nobody_switched_on_is_unreachable() -> None:
    with TcpPrinter() as printer:
        device = device_of(printer)

    assert problem_with(device) is PrinterProblem.UNREACHABLE


def test_a_name_that_nobody_has_is_unreachable() -> None:
    device = NetworkDevice("printer.invalid", 9100, HURRIED)

    assert problem_with(device) is PrinterProblem.UNREACHABLE


def test_a_printer_that_reads_nothing_is_given_up_after_the_stall_time() -> None:
    with TcpPrinter(Manner.HANGS) as printer:
        assert problem_with(device_of(printer), LONG_JOB) is PrinterProblem.UNREACHABLE


@pytest.mark.parametrize("kilobytes", [1, 4, 8, 12, 16, 24])
def test_a_job_counts_as_sent_only_when_the_other_side_has_all_of_it(kilobytes: int) -> None:
    hurried = Patience(stall_seconds=0.05, answer_seconds=0.01, end_seconds=0.05)
    job = bytes(kilobytes * 1024)
    with TcpPrinter(Manner.HANGS) as printer:
        try:
            device_of(printer, hurried).send(job, threading.Event())
        except PrinterFault:
            return
        assert printer.received_bytes() == len(ASK_WHY_OFFLINE) + len(job)


@pytest.mark.parametrize("job", [b"a short slip" * 10, LONG_JOB], ids=["short", "long"])
def test_a_printer_that_breaks_off_did_not_print(job: bytes) -> None:
    with TcpPrinter(Manner.BREAKS_OFF) as printer:
        assert problem_with(device_of(printer), job) is PrinterProblem.UNREACHABLE


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({ASK_WHY_OFFLINE: b"\x16"}, PrinterProblem.COVER_OPEN),
        ({ASK_WHY_OFFLINE: b"\x32", ASK_PAPER: b"\x72"}, PrinterProblem.PAPER_OUT),
        ({ASK_WHY_OFFLINE: b"\x12", ASK_PAPER: b"\x72"}, PrinterProblem.PAPER_OUT),
        ({ASK_WHY_OFFLINE: b"\x52", ASK_PAPER: b"\x12"}, PrinterProblem.NEEDS_ATTENTION),
    ],
    ids=["cover", "paper, offline", "paper", "error"],
)
def test_what_the_printer_says_of_itself_is_believed_and_nothing_is_sent(
    answers: dict[bytes, bytes], problem: PrinterProblem
) -> None:
    with TcpPrinter(answers=answers) as printer:
        assert problem_with(device_of(printer)) is problem

        assert printer.jobs == []


@pytest.mark.parametrize("other", [b"", b"\x00", b"\x80\xff"], ids=["silent", "zero", "noise"])
def test_a_printer_that_answers_otherwise_is_taken_as_ready(other: bytes) -> None:
    with TcpPrinter(answers={ASK_WHY_OFFLINE: other}) as printer:
        device_of(printer).send(b"slip", threading.Event())

        assert printer.wait_for_jobs(1) == [b"slip"]


def test_a_printer_that_says_all_is_well_prints() -> None:
    answers = {ASK_WHY_OFFLINE: b"\x12", ASK_PAPER: b"\x12"}
    with TcpPrinter(answers=answers) as printer:
        device_of(printer).send(b"slip", threading.Event())

        assert printer.wait_for_jobs(1) == [b"slip"]


def test_closing_does_not_wait_for_a_printer_that_hangs() -> None:
    stop, ended = threading.Event(), []

    def print_until_stopped(device: NetworkDevice) -> None:
        with pytest.raises(PrintingStopped):
            device.send(LONG_JOB, stop)
        ended.append(True)

    with TcpPrinter(Manner.HANGS) as printer:
        patient = Patience(stall_seconds=600, answer_seconds=0.01)
        thread = threading.Thread(target=print_until_stopped, args=(device_of(printer, patient),))
        thread.start()
        printer.wait_for_connections(1)
        stop.set()
        thread.join(WAIT_SECONDS)

    assert ended == [True]


def test_an_address_of_the_newer_kind_works_too() -> None:
    if not socket.has_ipv6:
        return
    with socket.socket(socket.AF_INET6) as listener:
        listener.bind(("::1", 0))
        listener.listen()
        device = NetworkDevice("::1", listener.getsockname()[1], HURRIED)
        device.send(b"slip", threading.Event())
        link, _ = listener.accept()
        with link:
            assert link.recv(100).endswith(b"slip")
