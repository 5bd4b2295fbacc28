"""The first start: three steps to a working desk, or straight into the demo shop."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from returns_desk.adapters.profile import Profile
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.desk_state import Stage
from returns_desk.bootstrap.desk import desk_on
from returns_desk.bootstrap.looks import application_with_look
from returns_desk.bootstrap.whole_profile import is_first_start
from ui.start.starter import OTHER_PIN, PIN, Starter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

FEWEST_ACTIONS = 7
"""The shop's name, Enter, a name, a PIN, the PIN again, Enter, Enter: about a minute's typing."""
SALES = "receipt,date,sku,description,quantity,total\n" + "".join(
    f"R-{number:05},2026-11-02 10:00,SKU-{number},Cup,1,4.50\n" for number in range(3)
)


@pytest.fixture
def starter(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Starter]:
    """The window for an empty folder."""
    application_with_look("light")
    opened = Starter(qtbot, tmp_path / "shop")
    yield opened
    opened.close()
    qapp.processEvents()


def test_seven_actions_lead_to_a_desk_that_waits_for_a_sign_in(starter: Starter) -> None:
    starter.fill_in_two_steps()
    starter.enter()

    assert starter.actions == FEWEST_ACTIONS
    assert starter.presenter.outcome == "begun"
    assert not starter.window.isVisible()
    with Profile.open(starter.folder) as profile, profile.locked():
        assert [(each.name, each.role) for each in profile.operators().all()] == [
            ("Anna", "manager")
        ]
        with desk_on(profile) as opened:
            opened.window.show()
            starter.qtbot.wait_until(lambda: not opened.tasks.is_busy(), timeout=10_000)
            assert opened.presenter.state.stage is Stage.SIGNED_OUT
            assert opened.window.scan.isEnabled()
            assert not opened.window.training.isVisible()
            opened.window.close()
            opened.window.deleteLater()


def test_everything_that_was_chosen_stands_in_the_profile(starter: Starter) -> None:
    starter.type("name", "Nurgapood")
    starter.type("store", "12")
    starter.type("counter", "3")
    starter.choose("country", "EE")
    starter.choose("keys", "machine")
    starter.choose("language", "et")
    starter.enter()
    starter.type("person0.name", "Õie Kask")
    starter.type("person0.pin", PIN)
    starter.type("person0.pin_again", PIN)
    starter.touch("start.more")
    starter.type("person1.name", "Արամ")
    starter.type("person1.pin", OTHER_PIN)
    starter.type("person1.pin_again", OTHER_PIN)
    starter.touch("start.onward")
    starter.touch("start.onward")

    with Profile.open(starter.folder) as profile:
        told = profile.configuration
        assert (told.store.name, told.store.id, told.terminal) == ("Nurgapood", "12", "3")
        assert (told.store.jurisdiction, told.store.currency) == ("EE", "EUR")
        assert (told.store.language, told.store.zone) == ("et", "Europe/Tallinn")
        assert (told.keys.place, told.demo) == ("machine", False)
        people = {each.id: each.role for each in profile.operators().all()}
        assert people == {"oie-kask": "manager", "person": "clerk"}
        assert profile.operators().check_pin("person", OTHER_PIN).name == "Արամ"


def test_a_file_of_sales_comes_in_and_its_receipts_are_found(
    starter: Starter, tmp_path: Path
) -> None:
    file = tmp_path / "sales.csv"
    file.write_text(SALES, encoding="utf-8")
    starter.fill_in_two_steps()
    starter.type("file", str(file))
    starter.enter()

    assert starter.window.banner.sentence() == "3 receipts are here."
    starter.enter()
    assert starter.presenter.outcome == "begun"
    with SaleStore(starter.folder / "sales.db") as store:
        assert store.receipt("R-00002") is not None


def test_a_file_that_is_no_sales_says_so_at_its_field_and_makes_nothing(
    starter: Starter, tmp_path: Path
) -> None:
    file = tmp_path / "sales.csv"
    file.write_bytes(b"%PDF-1.7 of something else")
    starter.fill_in_two_steps()
    starter.type("file", str(file))
    starter.enter()

    assert "export the sales as CSV" in starter.mistake("file")
    assert is_first_start(starter.folder)
    starter.type("file", " ")
    starter.enter()
    assert starter.presenter.outcome == "begun"


def test_a_file_that_is_stopped_leaves_nothing_and_another_can_follow(
    starter: Starter, tmp_path: Path
) -> None:
    file = tmp_path / "sales.csv"
    file.write_text(SALES, encoding="utf-8")
    starter.fill_in_two_steps()
    starter.type("file", str(file))
    gate = threading.Event()
    starter.opened.tasks.run(gate.wait, lambda _: None, print)
    starter.presenter.onward()
    assert starter.window.footer.back.text() == "Stop"
    assert not starter.window.footer.demo.isVisible()
    QTest.mouseClick(starter.window.footer.back, Qt.MouseButton.LeftButton)
    gate.set()
    starter.settle()

    assert starter.mistake("file").startswith("Stopped. Nothing of it was kept")
    assert is_first_start(starter.folder)
    assert not (starter.folder / "restoring").exists()
    starter.enter()
    assert starter.window.banner.sentence() == "3 receipts are here."


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("person0.name", "", "Type a name, as colleagues see it."),
        ("person0.pin", "58", "A PIN has six digits or more."),
        ("person0.pin", "five", "A PIN has digits only."),
        ("person0.pin", "123456", "Anyone would try this PIN first. Choose another."),
        ("person0.pin_again", "581948", "The two PINs differ. Type the second one again."),
    ],
)
def test_each_mistake_of_a_person_is_one_sentence_at_its_field(
    starter: Starter, name: str, text: str, sentence: str
) -> None:
    starter.fill_in_two_steps()
    starter.press(Qt.Key.Key_Escape)
    starter.window.set_value(name, text)
    starter.enter()

    assert starter.mistake(name) == sentence
    assert starter.window.people.isVisible()
    assert starter.window.field(name).input.hasFocus()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("name", "Type the shop's name, as it stands on the slip."),
        ("store", "Type the shop's number. A shop that has none takes 1."),
        ("counter", "Type this counter's number. The first one is 1."),
    ],
)
def test_what_is_missing_of_the_shop_is_said_at_its_field(
    starter: Starter, name: str, sentence: str
) -> None:
    starter.type("name", "Corner Shop")
    starter.window.set_value(name, " ")
    starter.enter()

    assert starter.mistake(name) == sentence
    assert starter.window.shop.isVisible()
    starter.type(name, "7")
    assert starter.mistake(name) != sentence


def test_going_back_keeps_what_was_typed(starter: Starter) -> None:
    starter.fill_in_two_steps()
    starter.press(Qt.Key.Key_Escape)
    starter.press(Qt.Key.Key_Escape)

    assert starter.window.shop.isVisible()
    assert starter.window.value("name") == "Corner Shop"
    assert starter.window.value("person0.pin_again") == PIN
    assert is_first_start(starter.folder)


def test_another_language_is_one_touch_away_and_keeps_what_was_typed(starter: Starter) -> None:
    starter.type("name", "Corner Shop")
    starter.press(Qt.Key.Key_F11)

    assert starter.window.accessibleName() == "Kolm sammu töötava letini"
    assert starter.window.value("name") == "Corner Shop"
    assert starter.window.value("language") == "et"


def test_the_demo_shop_is_one_action_and_its_button_is_as_large(starter: Starter) -> None:
    demo, onward = starter.window.footer.demo, starter.window.footer.onward
    assert demo.size() == onward.size()

    starter.touch("start.demo")

    assert starter.presenter.outcome == "demo"
    assert is_first_start(starter.folder)


def test_a_window_that_is_closed_begins_nothing(starter: Starter) -> None:
    starter.fill_in_two_steps()
    starter.window.close()

    assert starter.presenter.outcome == "closed"
    assert not starter.folder.exists()
