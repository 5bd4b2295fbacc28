"""The store of a chain: a profile whose config.toml names pack files that lie in it.

Owns that profile, its people of every role, and short cuts through its journeys.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeys.harness import CHEAP_PINS, PINS, REFERENCE, Counter
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.resources import resource_path
from returns_desk.application.connection import ONLY_TILL
from returns_desk.application.desk_state import LegPhase, Stage
from returns_desk.bootstrap.looks import application_with_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from returns_desk.application.connection import Connection

PACKS = Path(__file__).parent / "packs"
MUGS = "3141-07-20261112-0031"
DESK = "3141-02-20261031-0058"
LAMP = "3141-04-20261115-0088"
OFFICE = {"sara": ("Sara V.", "supervisor", "771902"), "remi": ("Remi O.", "regional", "660418")}
PIN_OF = {**PINS, **{person: pin for person, (_, _, pin) in OFFICE.items()}}


def make_store(folder: Path, *packs: str) -> dict[str, str]:
    """A profile with these packs in its own folder; answers everyone's badge."""
    (folder / "packs").mkdir(parents=True)
    for pack in packs:
        shutil.copy(PACKS / pack, folder / "packs" / pack)
    with Profile.demo(folder, pin_cost=CHEAP_PINS) as profile:
        people = profile.operators(pin_cost=CHEAP_PINS)
        for person, (name, role, pin) in OFFICE.items():
            people.add(person, name, role, pin)
        badges = {person: people.issue_badge(person) for person in PIN_OF}
    settings = folder / "config.toml"
    named = ", ".join(f'"packs/{pack}"' for pack in packs)
    text = settings.read_text(encoding="utf-8")
    assert "packs = []" in text
    settings.write_text(text.replace("packs = []", f"packs = [{named}]"), encoding="utf-8")
    return badges


def open_store(
    qtbot: QtBot,
    folder: Path,
    connection: Connection = ONLY_TILL,
    shipped: Sequence[str] = (),
) -> Counter:
    """The store's counter with its window, and Mara signed in.

    `shipped` are packs of the program that decide in the place of the profile's own.
    """
    application_with_look("light")
    packs = [resource_path("policies") / each for each in shipped]
    counter = Counter(qtbot, folder, packs, connection=connection)
    counter.sign_in()
    return counter


def changed_mind(counter: Counter, receipt: str, *items: str) -> None:
    """Scan a receipt and the goods that come back, all of it where none are named; say why."""
    counter.scan(receipt)
    for item in items:
        counter.scan(item)
    for line in [line for sold in counter.case.receipts for line in sold.lines if line.claimed]:
        reason = f"line.{line.receipt}#{line.line}.reason"
        counter.touch(f"{reason}._open")
        counter.touch(f"{reason}.changed_mind")


def standing(counter: Counter, option: str) -> tuple[str, str, str | None]:
    """Where an option stands on the board, in which group of the window, and who may allow it."""
    on_board = counter.case.board.option(option)
    card = counter.window.case_page.board.card(option).content()
    return str(on_board.standing), card.group, on_board.approval_role


def pay_out(counter: Counter) -> None:
    """Confirm what is marked, book every leg, and make room for the next customer."""
    counter.touch("confirm")
    while counter.stage() is Stage.BOOKING:
        leg = next(each for each in counter.case.legs if each.phase is not LegPhase.BOOKED)
        if leg.means == "cash":
            counter.press(Qt.Key.Key_Return)
        else:
            counter.scan(REFERENCE)
    assert counter.stage() is Stage.SLIP, counter.window.scan_row.banner.sentence()
    counter.press(Qt.Key.Key_F10)
