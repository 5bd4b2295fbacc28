"""A call is promised at the counter: by keys, by touch, on the slip, in the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from journeys.harness import PLUMS, SHELF, Counter
from returns_desk.application.desk_state import Stage

F9, ENTER = Qt.Key.Key_F9, Qt.Key.Key_Return


def pill(counter: Counter) -> str:
    """What the header says of promises; empty where it says nothing."""
    shown = counter.window.header.promises
    return shown.accessibleName() if shown.isVisible() else ""


def kept_button(counter: Counter) -> QAbstractButton:
    """The button of the only promise in the list."""
    page = counter.window.promises
    buttons = page.findChildren(QAbstractButton)
    (found,) = [each for each in buttons if each.objectName().startswith("promises.kept:")]
    return found


def overdue(counter: Counter) -> list[str]:
    """The promises that were handed on by themselves."""
    triggers = [x.payload["triggers"] for x in counter.events("escalation_raised")]
    over = counter.events("promise_overdue")
    assert triggers.count(["promise_overdue"]) == len(over)
    return [str(each.payload["promise"]) for each in over]


def test_story_3_a_call_that_was_promised_and_not_made_is_handed_on_by_itself(
    counter: Counter,
) -> None:
    counter.scan(SHELF)
    counter.press(F9)
    counter.actions.count = 0
    counter.press(ENTER)
    one_action = counter.actions.count
    counter.press(Qt.Key.Key_F4)

    (made,) = counter.events("promise_made")
    counter.clock.go_on(hours=16)
    counter.opened.presenter.tick()
    soon = pill(counter)
    counter.clock.go_on(hours=2)
    counter.opened.presenter.tick()
    counter.qtbot.waitUntil(lambda: bool(overdue(counter)))

    assert one_action == 1
    assert (made.operator, made.payload["kind"], made.payload["channel"]) == (
        "mara",
        "call_you",
        "phone",
    )
    assert soon == "1 promise due"
    assert pill(counter) == "1 promise overdue"
    assert overdue(counter) == [made.payload["promise"]]
    assert counter.events("promise_overdue")[0].case_id == made.case_id


def test_it_is_handed_on_once_also_after_a_crash_and_stands_at_sign_in(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.press(F9)
    counter.press(ENTER)
    counter.press(Qt.Key.Key_F4)
    counter.clock.go_on(hours=20)
    counter.opened.presenter.tick()
    counter.qtbot.waitUntil(lambda: bool(overdue(counter)))

    counter.crash_and_start_again()
    counter.sign_in("tom")
    listed = counter.window.promises.isVisible()
    button = kept_button(counter)
    counter.touch(button.objectName())

    assert listed
    assert len(overdue(counter)) == 1
    assert [each.operator for each in counter.events("promise_kept")] == ["tom"]
    assert pill(counter) == ""
    assert counter.stage() is Stage.WAITING


def test_what_is_touched_and_typed_stands_in_the_list_and_no_event_has_it(
    counter: Counter,
) -> None:
    counter.scan(SHELF)
    counter.touch("scan_row.promise")
    counter.touch("promise.kind.answer")
    counter.touch("promise.who.manager")
    page = counter.window.promise
    page.due.input.setText("2026-11-27 10:30")
    page.contact.input.setText("mari@example.ee")
    page.words.input.setText("About the table legs")
    counter.touch("confirm")
    counter.press(Qt.Key.Key_F4)
    counter.press(F9)

    (made,) = counter.events("promise_made")
    assert made.payload["channel"] == "email"
    assert made.payload["due"] == "2026-11-27T10:30:00-06:00"
    assert "About the table legs · mari@example.ee" in counter.texts()
    assert "mari" not in repr(made.payload)


def test_an_end_that_is_none_is_said_and_what_was_typed_stays(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.press(F9)
    counter.window.promise.due.input.setText("soon")
    counter.touch("confirm")

    assert counter.window.promise.due.text() == "soon"
    assert counter.window.promise.isVisible()
    assert "2026-11-26 17:00" in counter.window.scan_row.banner.accessibleName()
    assert counter.events("promise_made") == []


def test_after_the_payout_it_stands_on_the_slip_and_esc_leaves_the_page(counter: Counter) -> None:
    counter.scan(PLUMS)
    counter.press(str(counter.window.case_page.board.card("even_exchange/none").content().number))
    counter.press(ENTER)
    counter.press(F9)
    counter.press(Qt.Key.Key_Escape)
    left = counter.window.promise.isVisible()
    counter.press(F9)
    counter.press(ENTER)

    assert not left
    assert counter.case.slip is not None
    assert "We call you by 22 Nov 2026, 12:00." in [x.text for x in counter.case.slip.lines]
    assert counter.window.slip_page.isVisible()


def test_the_list_is_a_calendar_file_too_and_opens_a_parked_case(counter: Counter) -> None:
    counter.press(F9)
    empty = counter.window.scan_row.banner.accessibleName()
    counter.scan(SHELF)
    counter.press(F9)
    counter.window.promise.words.input.setText("Secret words")
    counter.press(ENTER)
    counter.press(Qt.Key.Key_F4)
    counter.press(F9)
    counter.touch("promises.calendar")
    (file,) = (counter.folder / "calendar").iterdir()
    (opens,) = [
        each.objectName()
        for each in counter.window.promises.findChildren(QAbstractButton)
        if each.objectName().startswith("promises.open:")
    ]
    counter.touch(opens)

    assert "Nothing is promised" in empty
    assert b"SUMMARY:We call" in file.read_bytes()
    assert b"Secret" not in file.read_bytes()
    assert counter.stage() is Stage.BOARD
