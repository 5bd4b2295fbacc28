"""The training: ten cases through the real window, and what the coach says of each choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from journeys.harness import CHEAP_PINS
from returns_desk.adapters.printer_configuration import PrinterConfiguration
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import HandOverConfiguration, demo_configuration
from returns_desk.application.desk_state import Stage
from returns_desk.application.keeping import NoBackups
from returns_desk.application.training_cases import CASES
from returns_desk.bootstrap.desk import opened_profile
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.training import training_options
from ui.start.trainee import Trainee

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

BY_CODE = {case.code: case for case in CASES}


@pytest.fixture
def trainee(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Trainee]:
    """A trainee who has signed in as Mara."""
    application_with_look("light")
    opened = Trainee(qtbot, tmp_path / "training")
    opened.sign_in()
    yield opened
    opened.close()
    qapp.processEvents()


@pytest.mark.parametrize("code", BY_CODE)
def test_the_expected_choice_is_there_and_is_told_to_be_it(trainee: Trainee, code: str) -> None:
    case = BY_CODE[code]
    trainee.begin(code)
    if code == "gift":
        trainee.touch(f"receipt.{trainee.case.receipts[0].receipt}.gift")

    trainee.carry_out(case.expected)

    assert trainee.stage() is Stage.SLIP
    assert case.why in trainee.said()
    assert "That was the choice expected." in trainee.said()
    assert "1 of 10 done." in trainee.said()
    slip = trainee.case.slip
    assert slip is not None
    assert "Training: nothing here is real." in [line.text for line in slip.lines]
    assert trainee.training.coach.verdict is True
    trainee.touch("coach.first")
    assert trainee.training.coach.case is not case
    assert trainee.stage() is Stage.WAITING


def test_another_choice_is_told_to_be_another_with_the_rule(trainee: Trainee) -> None:
    case = BY_CODE["shelf"]
    trainee.begin("shelf")

    trainee.carry_out("store_credit/store_credit")

    assert trainee.training.coach.verdict is False
    expected = "Another choice was expected: To another card of the customer."
    assert f"It is booked. {expected} {case.why}" in trainee.said()
    first = trainee.events("receipt_added")[-1].payload["receipt"]
    trainee.touch("coach.second")
    trainee.touch("coach.first")
    assert trainee.training.coach.case is case
    assert trainee.case.receipts[0].receipt != first
    assert not trainee.case.receipts[0].lines[0].nothing_left


def test_who_lets_the_customer_walk_away_hears_what_there_was(trainee: Trainee) -> None:
    trainee.begin("cheque")
    trainee.press(Qt.Key.Key_F7)
    trainee.press(Qt.Key.Key_Return)

    assert trainee.stage() is Stage.WAITING
    assert "They left without a solution, and there was one: Money back as goodwill." in (
        trainee.said()
    )
    assert BY_CODE["cheque"].why in trainee.said()


def test_what_was_learned_is_remembered_by_the_training_itself(trainee: Trainee) -> None:
    trainee.begin("plums")
    trainee.carry_out("even_exchange/none")
    trainee.crash_and_start_again()
    trainee.sign_in()

    assert trainee.training.coach.case.code == "shelf"
    trainee.touch("coach.second")
    assert trainee.training.coach.case.code == "gift"


def test_after_all_ten_everything_can_begin_again(trainee: Trainee) -> None:
    shop = trainee.training.shop
    for case in CASES:
        shop.remember(case.code)
    trainee.begin("shelf")
    trainee.carry_out("refund/other_card")
    assert "10 of 10 done." in trainee.said()

    trainee.touch("coach.first")

    assert shop.progress().done == ()
    assert trainee.training.coach.case.code == "plums"


def test_a_damaged_memory_costs_the_ticks_alone(trainee: Trainee) -> None:
    trainee.begin("plums")
    trainee.carry_out("even_exchange/none")
    memory = trainee.folder / "training.json"
    trainee.start_again_with(lambda: memory.write_text("{", encoding="utf-8"))

    trainee.begin("plums")

    assert not trainee.case.receipts[0].lines[0].nothing_left


def test_the_training_is_marked_on_every_page(trainee: Trainee) -> None:
    bar = trainee.window.training
    trainee.begin("shelf")
    assert bar.isVisible()
    assert bar.accessibleName() == "Training: nothing here is real."
    for _ in range(4):
        trainee.press(Qt.Key.Key_F11)
        assert bar.isVisible()
        assert bar.accessibleName()


def test_the_training_opens_no_drawer_and_reaches_no_till(trainee: Trainee, tmp_path: Path) -> None:
    settings = tmp_path / "training" / "config.toml"
    drops = tmp_path / "till"
    drops.mkdir()
    told = f'\n[handover]\nfolder = "{drops}"\n'
    told = settings.read_text(encoding="utf-8") + told
    trainee.start_again_with(lambda: settings.write_text(told, encoding="utf-8"))

    trainee.begin("rounding")
    trainee.carry_out("refund/original")

    assert trainee.stage() is Stage.SLIP
    assert list(drops.iterdir()) == []
    assert training_options(trainee.profile, NoBackups()).opens_drawer is False


@pytest.mark.parametrize("is_named", [True, False])
def test_however_a_demo_is_opened_it_reaches_no_till_and_no_printer(
    tmp_path: Path, *, is_named: bool
) -> None:
    folder = tmp_path / "demo"
    Profile.demo(folder, pin_cost=CHEAP_PINS).close()
    _connect(folder, tmp_path)

    with opened_profile(folder, demo=not is_named) as opened:
        configuration = opened.configuration

    assert configuration.demo
    assert configuration.printer == PrinterConfiguration()
    assert configuration.handover == HandOverConfiguration()


def test_a_real_shop_keeps_its_till_and_its_printer(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    Profile.open(folder, create=demo_configuration(demo=False)).close()
    _connect(folder, tmp_path)

    with opened_profile(folder, demo=False) as opened:
        configuration = opened.configuration

    assert configuration.printer.kind == "file"
    assert configuration.handover.folder


def _connect(folder: Path, around: Path) -> None:
    """A till's folder and a printer, as somebody copied them in from the real desk."""
    (around / "till").mkdir()
    settings = folder / "config.toml"
    lines = (
        settings.read_text(encoding="utf-8"),
        f"[handover]\nfolder = '{around / 'till'}'",
        f"[printer]\nkind = 'file'\ndevice = '{around / 'paper'}'",
    )
    settings.write_text("\n".join(lines), encoding="utf-8")
