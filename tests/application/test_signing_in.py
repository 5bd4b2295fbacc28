"""Who is at the counter."""

import pytest

from builders import SHELF
from counters import Counter, signed_in
from fakes import CLERK, CLERK_PIN, MANAGER, OTHER_CLERK, FakeOperators, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.domain.errors import OperatorMistake


def test_a_name_then_a_pin_sign_in(counter: Counter) -> None:
    desk = Desk(counter.services())

    chosen = desk.choose_operator(CLERK.id)
    entered = desk.sign_in(CLERK_PIN)

    assert (chosen.stage, chosen.prompt) == (Stage.SIGNED_OUT, Prompt.PIN)
    assert (entered.stage, entered.prompt) == (Stage.WAITING, Prompt.RECEIPT)
    assert entered.operator is not None
    assert entered.operator.name == CLERK.name
    assert counter.journal.types() == ["operator_signed_in"]


def test_the_scan_field_alone_signs_in(counter: Counter) -> None:
    desk = Desk(counter.services())

    desk.scan(CLERK.id)
    entered = desk.scan(CLERK_PIN)

    assert entered.stage is Stage.WAITING


def test_a_badge_signs_in_with_one_scan(counter: Counter) -> None:
    entered = Desk(counter.services()).scan(badge_of(CLERK))

    assert entered.stage is Stage.WAITING


def test_a_wrong_pin_is_journaled_and_changes_nothing(counter: Counter) -> None:
    desk = Desk(counter.services())
    desk.choose_operator(CLERK.id)
    before = desk.state()

    with pytest.raises(OperatorMistake) as mistake:
        desk.sign_in("999999")

    assert mistake.value.code == "wrong_pin"
    assert desk.state() == before
    assert counter.journal.types() == ["sign_in_failed"]
    assert "999999" not in repr(counter.journal.events)


def test_an_unknown_badge_is_journaled(counter: Counter) -> None:
    desk = Desk(counter.services())

    with pytest.raises(OperatorMistake) as mistake:
        desk.scan("RDB-nobody")

    assert mistake.value.code == "unknown_badge"
    assert counter.journal.types() == ["sign_in_failed"]


def test_a_pin_needs_a_name_first(counter: Counter) -> None:
    with pytest.raises(OperatorMistake) as mistake:
        Desk(counter.services()).sign_in(CLERK_PIN)

    assert mistake.value.code == "choose_operator_first"
    failed = counter.journal.last("sign_in_failed")
    assert (failed.operator, dict(failed.payload)) == (None, {})


def test_an_unknown_name_is_one_sentence(counter: Counter) -> None:
    with pytest.raises(OperatorMistake) as mistake:
        Desk(counter.services()).scan(SHELF)

    assert mistake.value.code == "unknown_operator"


def test_escape_takes_the_name_back(counter: Counter) -> None:
    desk = Desk(counter.services())
    desk.choose_operator(CLERK.id)

    assert desk.back().prompt is Prompt.OPERATOR


def test_locking_keeps_the_open_case_and_hides_it(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    locked = desk.idle()
    back = desk.scan(badge_of(CLERK))

    assert locked.stage is Stage.SIGNED_OUT
    assert locked.case is None
    assert back.stage is Stage.BOARD
    assert back.case is not None
    assert "desk_locked" in counter.journal.types()


def test_idling_at_a_locked_desk_does_nothing(counter: Counter) -> None:
    Desk(counter.services()).idle()

    assert counter.journal.types() == []


def test_r10_a_colleague_takes_over_with_everything_that_was_given(counter: Counter) -> None:
    counter.operators = FakeOperators((CLERK, OTHER_CLERK, MANAGER))
    desk = signed_in(counter)
    desk.scan(SHELF)

    taken_over = desk.scan(badge_of(OTHER_CLERK))

    assert taken_over.operator is not None
    assert taken_over.operator.id == OTHER_CLERK.id
    assert taken_over.case is not None
    assert taken_over.case.clerk == CLERK.id


def test_the_own_badge_once_more_changes_nothing(desk: Desk, counter: Counter) -> None:
    desk.scan(badge_of(CLERK))

    assert counter.journal.types() == ["operator_signed_in"]
