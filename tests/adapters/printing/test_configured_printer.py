"""From config.toml to a printer, and what is wrong with a configuration in one sentence."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.printer_configuration import PrinterConfiguration
from returns_desk.adapters.printing.configured_printer import NoSlipPrinter, slip_printer
from returns_desk.adapters.printing.escpos_slip import slip_bytes
from returns_desk.adapters.printing.printer_model import model_names, printer_model
from returns_desk.adapters.printing.slip_printer import EscposSlipPrinter
from returns_desk.adapters.profile_configuration import read_configuration
from returns_desk.application.ports import PrinterState
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from support.escpos_reader import read_escpos
from support.sample_slips import ENGLISH, LATVIAN

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

HEAD = """
terminal = "07"
[store]
id = "1"
name = "Põhjala"
jurisdiction = "EE"
currency = "EUR"
language = "et"
zone = "Europe/Tallinn"
[printer]
"""


def read(folder: Path, printer: str) -> PrinterConfiguration:
    path = folder / "config.toml"
    path.write_text(HEAD + printer, encoding="utf-8")
    return read_configuration(path).printer


def test_a_counter_without_a_printer_takes_everything_and_keeps_nothing(tmp_path: Path) -> None:
    printer = slip_printer(PrinterConfiguration(), tmp_path)

    printer.print_slip(ENGLISH)
    printer.open_drawer()
    printer.try_again()
    printer.close()

    assert isinstance(printer, NoSlipPrinter)
    assert printer.state() == PrinterState()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("letters", ["auto", "image"])
def test_a_file_printer_prints_the_slip_as_configured(
    tmp_path: Path, qtbot: QtBot, letters: str
) -> None:
    paper = json.dumps(str(tmp_path / "paper.bin"))
    configuration = read(
        tmp_path, f'kind = "file"\ndevice = {paper}\nwidth_dots = 384\nletters = "{letters}"'
    )

    printer = slip_printer(configuration, tmp_path)
    assert isinstance(printer, EscposSlipPrinter)
    printer.print_slip(LATVIAN)
    qtbot.waitUntil(lambda: not printer.state().waiting, timeout=20_000)
    printer.close()

    printed = (tmp_path / "paper.bin").read_bytes()
    narrow = printer_model("default", 384)
    assert printed == slip_bytes(LATVIAN, narrow, as_picture=letters == "image")
    assert bool(read_escpos(printed).lines) == (letters == "auto")
    assert list((tmp_path / "slips" / "waiting").iterdir()) == []


@pytest.mark.parametrize(
    "printer",
    [
        'kind = "network"\naddress = "192.0.2.17"',
        'kind = "usb"\nvendor = "04b8"\nproduct = "0e15"',
        'kind = "serial"\ndevice = "COM3"\nbaud = 19200\nhandshake = "hardware"',
        'kind = "file"\ndevice = "lp0"',
    ],
)
def test_every_kind_of_printer_is_made_without_being_opened(tmp_path: Path, printer: str) -> None:
    made = slip_printer(read(tmp_path, printer), tmp_path)

    assert made.state() == PrinterState(is_configured=True)
    made.close()


@pytest.mark.parametrize(
    ("printer", "said"),
    [
        ('kind = "network"', "printer: a network printer needs address; add it."),
        ('kind = "usb"\nvendor = "04b8"', "printer: a usb printer needs product; add it."),
        ('kind = "serial"', "printer: a serial printer needs device; add it."),
        ('vendor = "4b8"', "write four digits or letters a to f, such as 04b8."),
        ('product = "xyz9"', "write four digits or letters a to f, such as 0e15."),
    ],
)
def test_what_is_missing_in_the_file_is_named_with_its_mend(
    tmp_path: Path, printer: str, said: str
) -> None:
    with pytest.raises(OperatorMistake) as caught:
        read(tmp_path, printer)

    assert caught.value.message.endswith(said)
    assert str(tmp_path / "config.toml") in caught.value.message


def test_a_model_that_does_not_exist_is_named_with_those_that_do(tmp_path: Path) -> None:
    configuration = read(tmp_path, 'kind = "file"\ndevice = "x"\nmodel = "LaserJet"')

    with pytest.raises(OperatorMistake) as caught:
        slip_printer(configuration, tmp_path)

    assert "'LaserJet'" in caught.value.message
    assert "TM-T88V" in caught.value.message


def test_a_folder_of_slips_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "slips").write_text("in the way", encoding="utf-8")

    with pytest.raises(EnvironmentFault):
        slip_printer(read(tmp_path, 'kind = "file"\ndevice = "x"'), tmp_path)


@pytest.mark.parametrize(
    ("name", "width_dots", "columns"),
    [
        ("default", None, 48),
        ("default", 384, 32),
        ("TM-T88V", None, 42),
        ("TM-T20II", None, 48),
        ("TM-T20II-42col", None, 42),
        ("NT-80-V-UL", None, 48),
        ("ZJ-5870", None, 32),
    ],
)
def test_columns_follow_from_model_and_paper(
    name: str, width_dots: int | None, columns: int
) -> None:
    assert printer_model(name, width_dots).columns == columns


def test_every_model_has_letters_and_a_width() -> None:
    for name in model_names():
        model = printer_model(name)
        assert model.columns >= 16, name
        assert model.code_pages[0].holds("ABC xyz 019 /-.,"), name


def test_the_librarys_own_reader_is_never_imported() -> None:
    assert "escpos.capabilities" not in sys.modules
