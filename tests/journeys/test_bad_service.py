"""Bad service, turned round: nobody is passed on, asked again, refused a manager or blamed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from journeys.harness import PINS, PLUMS, REFERENCE, SHELF, THREE_WAYS, Counter
from returns_desk.application.desk_state import Stage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from journeys.conftest import OpenCounter

BLAMING = (
    "company policy",
    "unfortunately",
    "you should have",
    "as a courtesy",
    "lucky",
    "normally",
    "exception for you",
    "invalid",
    "denied",
    "error",
)


def assert_nobody_is_blamed(text: str) -> None:
    for phrase in BLAMING:
        assert not re.search(rf"\b{phrase}\b", text, re.IGNORECASE), phrase


def manager_button(counter: Counter) -> QWidget:
    return counter.found("header.manager")


def test_person_with_authority_is_one_action_away_from_every_screen_of_a_case(
    counter: Counter,
) -> None:
    counter.scan(SHELF)
    assert manager_button(counter).isEnabled()
    counter.touch("asks.refund/other_card")
    assert manager_button(counter).isEnabled()
    counter.scan(PINS["lind"])
    assert manager_button(counter).isEnabled()
    counter.touch("confirm")
    assert manager_button(counter).isEnabled()
    counter.scan(REFERENCE)
    assert manager_button(counter).isEnabled()


@pytest.mark.parametrize("way", ["key", "touch"])
def test_calling_a_manager_is_noted_by_itself(counter: Counter, way: str) -> None:
    counter.scan(SHELF)
    counter.actions.count = 0

    if way == "key":
        counter.press(Qt.Key.Key_F8)
    else:
        counter.touch("header.manager")

    assert counter.actions.count == 1
    (called,) = counter.events("manager_called")
    assert called.operator == "mara"
    (raised,) = counter.events("escalation_raised")
    assert raised.payload["triggers"] == ["manager_asked"]


def test_what_was_answered_is_never_asked_again_by_whoever_takes_over(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.press("-")
    counter.touch("header.lock")
    assert SHELF not in counter.texts()

    counter.sign_in("tom")

    assert counter.stage() is Stage.BOARD
    assert SHELF in counter.texts()
    assert "Is the card ending 1234 here?" not in counter.texts()


def test_locked_desk_shows_nothing_of_the_case(counter: Counter) -> None:
    counter.scan(SHELF)

    counter.touch("header.lock")

    assert counter.stage() is Stage.SIGNED_OUT
    for secret in (SHELF, "1234", "$21.36", "Shelf board"):
        assert secret not in counter.texts()


def test_not_found_says_the_next_step_and_loses_nothing(counter: Counter) -> None:
    counter.scan("3141-07-20261107-9999")

    assert counter.stage() is Stage.WAITING
    assert "Check it, or enter it from paper." in counter.window.scan_row.banner.sentence()
    counter.touch("banner.act")
    assert counter.stage() is Stage.KEY_IN
    assert counter.window.key_in.text_of("receipt") == "3141-07-20261107-9999"


def test_a_pin_typed_at_the_wrong_moment_is_not_repeated(counter: Counter) -> None:
    counter.scan("904162")

    said = counter.window.scan_row.banner.sentence()
    assert "Check it, or enter it from paper." in said
    assert "904162" not in said


def test_customer_who_leaves_is_noted_with_what_was_said(counter: Counter) -> None:
    counter.scan(SHELF)

    counter.press(Qt.Key.Key_F7)
    counter.touch("choice.nothing_suited")

    (left,) = counter.events("case_left")
    assert left.payload["reason"] == "nothing_suited"
    triggers = [each.payload["triggers"] for each in counter.events("escalation_raised")]
    assert ["declined_all"] in triggers
    assert counter.stage() is Stage.WAITING


def test_customer_who_leaves_without_a_word_takes_two_keys(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.actions.count = 0

    counter.press(Qt.Key.Key_F7)
    counter.press(Qt.Key.Key_Return)

    assert counter.actions.count == 2
    (left,) = counter.events("case_left")
    assert left.payload["reason"] == "did_not_say"


def test_nobody_is_blamed_on_any_page(counter: Counter) -> None:
    pages = [counter.texts()]
    for receipt in (SHELF, PLUMS, THREE_WAYS):
        counter.scan(receipt)
        pages.append(counter.texts())
        counter.press(Qt.Key.Key_F7)
        pages.append(counter.texts())
        counter.press(Qt.Key.Key_Return)
    counter.press(Qt.Key.Key_F1)
    pages.append(counter.texts())

    for page in pages:
        assert_nobody_is_blamed(page)


def test_everything_can_be_reached_by_tab(counter: Counter) -> None:
    counter.scan(SHELF)
    reached: list[str] = []

    for _ in range(80):
        counter.qtbot.keyClick(counter.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(counter.window.focusWidget().objectName())
        if reached[-1] == "scan":
            break

    assert reached[-1] == "scan"
    order = [
        "asks.refund/original",
        "option.refund/original",
        f"line.{SHELF}#1.reason._open",
        "guidance.1",
        "footer.leave",
        "header.manager",
    ]
    places = [reached.index(name) for name in order]
    assert places == sorted(places)


def test_wrong_pin_says_so_and_keeps_the_case(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")

    counter.scan("000001")

    assert counter.stage() is Stage.APPROVAL
    assert "000001" not in counter.texts()
    assert counter.window.scan.is_pin_mode()


def test_paper_receipt_gives_a_whole_board(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.press(Qt.Key.Key_F3)
    form = counter.window.key_in
    typed = {
        "receipt": "9001-02-20261110-0007",
        "day": "2026-11-10",
        "time": "1102",
        "last4": "1234",
        "lines/0/name": "Kettle, steel",
        "lines/0/quantity": "1",
        "lines/0/price": "39.90",
    }
    for name, text in typed.items():
        counter.qtbot.keyClicks(form.field(name), text)

    counter.touch("confirm")

    assert counter.stage() is Stage.BOARD, counter.window.scan_row.banner.sentence()
    assert "Keyed in from paper" in counter.texts()
    assert "$39.90" in counter.texts()


def test_wrong_day_on_paper_names_the_field_and_keeps_what_was_typed(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F3)
    counter.press(Qt.Key.Key_F3)
    form = counter.window.key_in
    counter.qtbot.keyClicks(form.field("receipt"), "9001")
    counter.qtbot.keyClicks(form.field("day"), "soon")

    counter.touch("confirm")

    assert "2026-11-07" in counter.window.scan_row.banner.sentence()
    assert form.text_of("receipt") == "9001"
    assert form.field("day").hasFocus()


def test_customer_without_a_receipt_is_found_by_their_number(counter: Counter) -> None:
    counter.scan("C-20417")
    assert "2 receipts fit" in counter.texts()

    counter.touch(f"candidate.{THREE_WAYS}.take")

    assert counter.stage() is Stage.BOARD
    assert THREE_WAYS in counter.texts()


def test_question_about_one_of_several_goods_names_it(counter: Counter) -> None:
    counter.scan(THREE_WAYS)

    assert "Floor lamp, arc, black: Is it faulty?" in counter.texts()


def test_no_to_a_question_with_many_answers_opens_the_choice(counter: Counter) -> None:
    counter.scan(SHELF)

    counter.touch("option.replacement/none.no")

    assert counter.window.case_page.receipts.line(f"{SHELF}#1").reasons.is_open()
    counter.touch(f"line.{SHELF}#1.reason.damaged")
    assert counter.case.answers["reason:0"] == "damaged"


def test_pin_can_be_typed_by_touch_alone(open_counter: OpenCounter) -> None:
    counter = open_counter()
    counter.touch("tile.person:mara")

    for digit in PINS["mara"]:
        counter.touch(f"pin_pad.{digit}")
    counter.touch("pin_pad.enter")

    assert counter.stage() is Stage.WAITING
