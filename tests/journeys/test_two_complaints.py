"""Two complaints: what was said is kept, handed on by itself, and taken up where it stopped."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from journeys.harness import PINS, REFERENCE, SHELF, Counter
from returns_desk.application.desk_state import LegPhase, Stage


def ask_and_approve(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")
    counter.scan(PINS["lind"])


def test_escalation_is_logged_by_itself_with_the_whole_board(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.clock.go_on(seconds=49)

    counter.touch("asks.refund/other_card")

    (raised,) = counter.events("escalation_raised")
    assert raised.operator == "mara"
    assert raised.payload["triggers"] == ["asked_option_needs_approval"]
    assert raised.payload["option"] == "refund/other_card"
    assert raised.payload["raised_by"] == "mara"
    payload: dict[str, Any] = dict(raised.payload)
    assert len(payload["board"]["options"]) == 15
    offered = [each["option"] for each in payload["offered"]]
    shown = counter.window.case_page.board
    assert set(offered) >= {card.content().option_id for card in shown.shown_cards()}
    assert raised.at == counter.clock.now()
    assert "18:40:49" in counter.texts()


def test_decline_names_another_way_and_who_said_so(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")

    counter.touch("approval.alternative.store_credit/store_credit")
    counter.scan(PINS["lind"])

    (declined,) = counter.events("approval_declined")
    assert declined.payload["alternative"] == "store_credit/store_credit"
    assert declined.payload["approver"] == "lind"
    assert counter.stage() is Stage.BOARD
    assert "J. Lind offers another way: Store credit." in counter.texts()


def test_case_goes_on_at_the_step_where_it_stopped(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.press("-")
    answers = dict(counter.case.answers)

    counter.crash_and_start_again()
    counter.sign_in("tom")
    counter.touch(_resume(counter))

    assert counter.stage() is Stage.BOARD
    assert dict(counter.case.answers) == answers
    assert "Is the card ending 1234 here?" not in counter.texts()


def test_approval_survives_a_crash_and_is_not_asked_for_again(counter: Counter) -> None:
    ask_and_approve(counter)

    counter.crash_and_start_again()
    counter.sign_in()
    counter.touch(_resume(counter))

    assert counter.case.approval is not None
    assert counter.case.chosen == "refund/other_card"
    assert counter.case.can_confirm


def test_leg_in_doubt_is_shown_first_and_settled_by_a_person(counter: Counter) -> None:
    ask_and_approve(counter)
    counter.touch("confirm")
    assert counter.stage() is Stage.BOOKING

    counter.crash_and_start_again()
    counter.sign_in()

    assert counter.stage() is Stage.IN_DOUBT
    assert counter.case.legs[0].phase is LegPhase.IN_DOUBT
    assert not counter.events("leg_booked")
    counter.qtbot.keyClicks(counter.found("leg.1.reference"), REFERENCE)
    counter.touch("leg.1.confirm")
    assert counter.stage() is Stage.SLIP
    assert REFERENCE in "\n".join(counter.window.slip_page.slip.texts())


def test_leg_in_doubt_that_was_not_paid_is_paid_once(counter: Counter) -> None:
    ask_and_approve(counter)
    counter.touch("confirm")
    counter.crash_and_start_again()
    counter.sign_in()

    counter.touch("leg.1.failed")
    assert counter.stage() is Stage.BOOKING
    counter.press(Qt.Key.Key_Return)
    counter.scan(REFERENCE)

    assert counter.stage() is Stage.SLIP
    assert len(counter.events("leg_booked")) == 1


def test_part_that_did_not_work_says_what_can_be_done_now(counter: Counter) -> None:
    ask_and_approve(counter)
    counter.touch("confirm")

    counter.touch("leg.1.failed")
    counter.touch("choice.unreachable")

    (failed,) = counter.events("leg_failed")
    assert failed.payload["why"] == "unreachable"
    assert "Nothing was paid on this part" in counter.window.scan_row.banner.sentence()


def _resume(counter: Counter) -> str:
    return f"tile.resume:{counter.state.open_cases[0].case_id}"
