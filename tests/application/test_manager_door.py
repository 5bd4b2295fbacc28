"""The way into the review: who may enter, and what the journal has of every try."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakes import CLERK_PIN, MANAGER_PIN, FakeClock, FakeJournal, FakeOperators, badge_of
from returns_desk.application.manager_door import ENTERED, LEFT, ManagerDoor
from returns_desk.application.ports import Operator
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Callable

CLERK = Operator("mara", "Mara K.", "clerk")
MANAGER = Operator("lind", "J. Lind", "manager")
PERSON_OF_IT = Operator("ida", "Ida", "it")


def test_manager_enters_by_pin_or_badge_and_the_journal_knows() -> None:
    door, journal = _door()

    assert door.enter(MANAGER_PIN, "lind") == MANAGER
    assert door.enter(badge_of(MANAGER)) == MANAGER
    assert door.let_in("lind") == MANAGER
    door.leave(MANAGER)

    noted = [(event.type, event.operator) for event in journal.read()]
    assert noted == [(ENTERED, "lind")] * 3 + [(LEFT, "lind")]


def test_only_those_who_may_look_are_named() -> None:
    door, _ = _door()

    assert [each.id for each in door.people()] == ["lind", "ida"]


@pytest.mark.parametrize(
    "try_it",
    [
        lambda door: door.enter(badge_of(CLERK)),
        lambda door: door.enter(CLERK_PIN, "mara"),
        lambda door: door.let_in("mara"),
    ],
    ids=["by badge", "by PIN", "from the desk"],
)
def test_clerk_stays_outside(try_it: Callable[[ManagerDoor], Operator]) -> None:
    door, journal = _door()

    with pytest.raises(OperatorMistake) as caught:
        try_it(door)

    assert caught.value.code == "review_role_too_low"
    assert not [event for event in journal.read() if event.type == ENTERED]


@pytest.mark.parametrize(
    ("secret", "person", "code", "noted_of"),
    [
        ("000000", None, "choose_operator_first", []),
        ("000000", "lind", "wrong_pin", ["lind"]),
        ("RDB-NOBODY", None, "unknown_badge", [None]),
    ],
)
def test_failed_try_is_refused_and_noted(
    secret: str, person: str | None, code: str, noted_of: list[str | None]
) -> None:
    door, journal = _door()

    with pytest.raises(OperatorMistake) as caught:
        door.enter(secret, person)

    assert caught.value.code == code
    assert [event.operator for event in journal.read() if event.type == "sign_in_failed"] == (
        noted_of
    )


def test_person_who_is_gone_is_not_let_in() -> None:
    door, _ = _door()

    with pytest.raises(OperatorMistake) as caught:
        door.let_in("gone")

    assert caught.value.code == "unknown_operator"


def _door() -> tuple[ManagerDoor, FakeJournal]:
    journal = FakeJournal(FakeClock())
    return ManagerDoor(FakeOperators([CLERK, MANAGER, PERSON_OF_IT]), journal), journal
