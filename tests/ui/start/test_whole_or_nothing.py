"""The first start is whole or not at all, and a training reaches nothing of a real shop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from returns_desk.adapters.profile import Profile
from returns_desk.application.desk_state import Stage
from returns_desk.bootstrap.desk import DeskOptions, desk_on
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.start_window import Beginning, begin_where_nothing_is
from returns_desk.bootstrap.training import training_folder
from returns_desk.bootstrap.whole_profile import is_first_start
from returns_desk.ui.clerk.page_contents import Welcome
from returns_desk.ui.start.window import StartWindow
from support.source_text import ROOT
from ui.start.starter import PIN, Starter

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

KILLED = """
import os, signal, sys
from pathlib import Path
import returns_desk.bootstrap.first_start as first
import returns_desk.bootstrap.whole_profile as whole
from returns_desk.application.first_start import FirstEntry, PersonEntry, ShopEntry
from returns_desk.adapters.keeping import switching
from returns_desk.adapters.operators.operators_file import OperatorsFile

def killed(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)

where = sys.argv[2]
if where == "people":
    OperatorsFile.add = killed
elif where == "switch":
    whole.switch = killed
else:
    real, moved = Path.rename, []
    def rename(self, target):
        if moved:
            killed()
        moved.append(self)
        return real(self, target)
    Path.rename = rename
shop = ShopEntry("Corner Shop", "1", "1", "US-MN", "USD", "en", "file")
entry = FirstEntry(shop, PersonEntry("Anna", "581947", "581947"))
first.FirstStart(Path(sys.argv[1])).begin(entry, print)
"""


@pytest.mark.parametrize(
    ("where", "is_whole"), [("people", False), ("switch", False), ("put in place", True)]
)
def test_who_is_killed_in_the_middle_finds_nothing_half_made(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, where: str, *, is_whole: bool
) -> None:
    application_with_look("light")
    folder = tmp_path / "shop"
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), where],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL

    assert is_first_start(folder) is not is_whole
    if not is_whole:
        again = Starter(qtbot, folder)
        again.fill_in_two_steps()
        again.enter()
        assert again.presenter.outcome == "begun"
        again.close()
    with Profile.open(folder) as profile:
        assert [each.name for each in profile.operators().all()] == ["Anna"]
        assert profile.operators().check_pin("anna", PIN).role == "manager"
    assert not (folder / "restoring").exists()
    qapp.processEvents()


def test_a_real_shop_stays_byte_for_byte_as_it_was_while_somebody_trains(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    application_with_look("light")
    starter = Starter(qtbot, tmp_path / "shop")
    starter.fill_in_two_steps()
    starter.enter()
    starter.close()
    qapp.processEvents()
    before = {path: path.read_bytes() for path in starter.folder.rglob("*") if path.is_file()}
    done = subprocess.run(
        [sys.executable, "-c", TRAINED, str(starter.folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout) == {"completed": 1, "folder": "shop-training"}
    after = {path: path.read_bytes() for path in starter.folder.rglob("*") if path.is_file()}
    assert after == before
    assert {each.name for each in tmp_path.iterdir() if each.is_dir()} == {"shop", "shop-training"}


TRAINED = """
import json, sys
from pathlib import Path
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.application.keeping import NoBackups
from returns_desk.application.training_cases import CASES
from returns_desk.adapters.resources import resources_root
from returns_desk.adapters.printing.slip_pdf import write_slip
from returns_desk.bootstrap.counter import add_demo_sales, open_counter
from returns_desk.bootstrap.surroundings import DeskSurroundings
from returns_desk.bootstrap.training import (
    TrainingShop, kept_apart, training_folder, training_options,
)
folder = training_folder(Path(sys.argv[1]))
with kept_apart(Profile.demo(folder)) as profile, profile.locked():
    add_demo_sales(profile, profile.clock.now())
    around = DeskSurroundings(profile.directory, resources_root(), profile.clock, write_slip)
    receipt = TrainingShop(profile).draw(CASES[6])
    with open_counter(profile, around.words, training_options(profile, NoBackups())) as desk:
        desk.choose_operator("mara")
        desk.sign_in(next(each.pin for each in DEMO_OPERATORS if each.id == "mara"))
        desk.scan(receipt)
        desk.choose("refund/original")
        for question in desk.state().case.board.questions:
            if question.fact.startswith("reason"):
                desk.answer(question.fact, "changed_mind")
            if question.fact.startswith("condition"):
                desk.answer(question.fact, "unopened")
        desk.choose("refund/original")
        desk.confirm()
        desk.book_leg(1, counted=desk.state().case.legs[0].pays)
    with profile.read_journal() as journal:
        types = [event.type for event in journal.read()]
print(json.dumps({"completed": types.count("case_completed"), "folder": folder.name}))
"""


def in_the_window(do: str) -> None:
    """As soon as the window of the first start is there, touch one of its buttons."""

    def act() -> None:
        there = [each for each in QApplication.topLevelWidgets() if isinstance(each, StartWindow)]
        window = next(each for each in there if each.isVisible())
        if do == "close":
            window.close()
        else:
            window.footer.demo.click()

    QTimer.singleShot(0, act)


def test_a_start_on_nothing_asks_and_the_demo_shop_lies_beside_the_shop(
    qapp: QApplication, tmp_path: Path
) -> None:
    application_with_look("light")
    folder = tmp_path / "shop"
    in_the_window("demo")
    begun = begin_where_nothing_is(folder, "lv")

    assert begun == Beginning(training_folder(folder), "lv", is_demo=True)
    assert training_folder(folder).parent == folder.parent
    in_the_window("close")
    assert begin_where_nothing_is(folder, "lv") is None
    assert list(tmp_path.iterdir()) == []
    qapp.processEvents()


def test_a_folder_that_cannot_be_made_is_said_above_the_fields_and_can_be_tried_again(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    application_with_look("light")
    (tmp_path / "in-the-way").write_text("no folder", encoding="utf-8")
    starter = Starter(qtbot, tmp_path / "in-the-way" / "shop")
    starter.fill_in_two_steps()
    starter.enter()

    assert starter.window.banner.isVisible()
    assert "in-the-way" in starter.window.banner.sentence()
    assert starter.window.value("person0.name") == "Anna"
    (tmp_path / "in-the-way").unlink()
    starter.enter()
    assert starter.presenter.outcome == "begun"
    starter.close()
    qapp.processEvents()


def test_a_start_on_a_shop_asks_nothing(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("", encoding="utf-8")

    assert begin_where_nothing_is(tmp_path, "") == Beginning(tmp_path, "")


def test_a_journal_without_its_configuration_is_no_first_start(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"")

    assert not is_first_start(tmp_path)


def test_the_sign_in_page_of_a_shop_opens_the_training(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    application_with_look("light")
    starter = Starter(qtbot, tmp_path / "shop")
    starter.fill_in_two_steps()
    starter.enter()
    starter.close()
    opened_trainings: list[str] = []
    welcome = Welcome(training=lambda: opened_trainings.append("opened"))
    with (
        Profile.open(tmp_path / "shop") as profile,
        profile.locked(),
        desk_on(profile, DeskOptions(welcome=welcome)) as opened,
    ):
        opened.window.show()
        qtbot.wait_until(lambda: not opened.tasks.is_busy(), timeout=10_000)
        tile = opened.window.tiles.findChild(QAbstractButton, "tile.training")
        assert isinstance(tile, QAbstractButton)
        tile.click()

        assert opened_trainings == ["opened"]
        assert opened.presenter.state.stage is Stage.SIGNED_OUT
        opened.window.close()
        opened.window.deleteLater()
    qapp.processEvents()
