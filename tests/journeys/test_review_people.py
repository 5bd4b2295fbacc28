"""The manager's page of the shop's people, with real widgets on a real profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from journeys.reviewing import Reviewing
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.kit.chips import Chip
from returns_desk.ui.manager.operators_page import OperatorsPage

if TYPE_CHECKING:
    from journeys.conftest import OpenCounter
    from journeys.harness import Counter

PIN = "518274"


@pytest.fixture
def people(open_counter: OpenCounter) -> Reviewing:
    """The page of people, before J. Lind."""
    review = Reviewing(open_counter())
    review.turn_to("operators")
    return review


def touch(people: Reviewing, name: str) -> None:
    people.part(ActionButton, f"operators.{name}").click()
    people.settle()


def type_in(people: Reviewing, name: str, text: str) -> None:
    field = people.part(QLineEdit, f"operators.{name}.input")
    field.clear()
    people.counter.qtbot.keyClicks(field, text)


def add_ode(people: Reviewing) -> None:
    touch(people, "add")
    type_in(people, "person.name", "Ode D.")
    type_in(people, "pins.pin", PIN)
    type_in(people, "pins.pin_again", PIN)
    touch(people, "save")


def changes(counter: Counter) -> list[tuple[str, object]]:
    """What was journaled of people, but for those found there."""
    types = ("operator_added", "operator_changed", "operator_disabled", "badge_issued")
    return [
        (each.type, each.payload.get("changed"))
        for each in counter.events(*types)
        if not each.payload.get("found")
    ]


def test_a_new_clerk_types_a_pin_twice_and_signs_in_at_the_desk(people: Reviewing) -> None:
    add_ode(people)

    assert people.window.banner.sentence() == "Ode D. may sign in now."
    assert changes(people.counter) == [("operator_added", None)]
    desk = people.counter.opened.desk
    desk.choose_operator("ode-d")
    assert desk.sign_in(PIN).operator is not None
    assert PIN not in (people.counter.folder / "operators.json").read_text()


def test_two_pins_that_differ_and_an_easy_one_are_said_at_their_field(people: Reviewing) -> None:
    touch(people, "add")
    type_in(people, "person.name", "Ode D.")
    type_in(people, "pins.pin", PIN)
    touch(people, "save")
    again = people.part(QLineEdit, "operators.pins.pin_again.input")
    assert again.accessibleDescription() == "The two PINs differ. Type the second one again."

    type_in(people, "pins.pin", "123456")
    type_in(people, "pins.pin_again", "123456")
    touch(people, "save")

    pin = people.part(QLineEdit, "operators.pins.pin.input")
    assert pin.accessibleDescription() == "Anyone would try this PIN first. Choose another."
    assert changes(people.counter) == []


def test_what_is_typed_stays_while_the_counter_works_and_the_language_changes(
    people: Reviewing,
) -> None:
    touch(people, "mara")
    type_in(people, "person.name", "Mara Kask")

    people.counter.opened.presenter.chrome.look_again()
    people.presenter.next_language()
    people.settle()

    assert people.part(QLineEdit, "operators.person.name.input").text() == "Mara Kask"


def test_a_role_and_a_new_pin_are_changed_and_recorded(people: Reviewing) -> None:
    touch(people, "mara")
    people.part(Chip, "operators.role.supervisor").click()
    touch(people, "save")
    type_in(people, "pins.pin", PIN)
    type_in(people, "pins.pin_again", PIN)
    touch(people, "take_pin")

    assert changes(people.counter) == [
        ("operator_changed", ["role"]),
        ("operator_changed", ["pin"]),
    ]
    assert people.part(QLineEdit, "operators.pins.pin.input").text() == ""


def test_who_signs_in_no_more_may_again_by_the_same_button(people: Reviewing) -> None:
    touch(people, "tom")
    touch(people, "sign_in")
    button = people.part(ActionButton, "operators.sign_in")
    assert button.text() == "May sign in again"
    disabled = json.loads((people.counter.folder / "operators.json").read_bytes())
    assert [each["id"] for each in disabled["operators"] if each["disabled"]] == ["tom"]

    touch(people, "sign_in")

    assert button.text() == "May sign in no more"
    assert [what for what, _ in changes(people.counter)] == [
        "operator_disabled",
        "operator_changed",
    ]


def test_a_badge_is_shown_once_signs_in_and_is_revoked(people: Reviewing) -> None:
    touch(people, "mara")
    touch(people, "make_badge")
    page = people.window.findChild(OperatorsPage)
    assert page is not None
    badge = next(text for text in page.shown.texts() if text.startswith("RDB-"))
    desk = people.counter.opened.desk
    assert desk.sign_in_badge(badge).operator is not None

    mark = str(people.counter.events("badge_issued")[-1].payload["badge"])
    touch(people, f"revoke.{mark}")
    touch(people, "badge_done")

    assert not any(text.startswith("RDB-") for text in page.shown.texts())
    assert people.counter.events("badges_revoked")[-1].payload["badges"] == [mark]
    assert people.presenter.back()
    assert not people.presenter.back()


def test_nobody_changes_the_own_role_and_another_manager_is_not_a_managers_to_change(
    people: Reviewing,
) -> None:
    touch(people, "lind")

    assert not people.part(ActionButton, "operators.sign_in").isVisibleTo(people.window)
    assert people.window.findChild(Chip, "operators.role.clerk") is None
