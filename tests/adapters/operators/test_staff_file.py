"""Changes of people in their file: whole or not at all, and never the last who can manage."""

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from returns_desk.adapters.operators import StaffFile
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.application.ports import Operator
from returns_desk.application.staff import StaffEntry
from returns_desk.domain.errors import OperatorMistake
from support.desk_steps import mistake_code

PIN = "428713"


class StandingClock:
    """Stands."""

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 18, 40, tzinfo=UTC)


@pytest.fixture
def staff(tmp_path: Path) -> StaffFile:
    cost = PinCost(passes=1, memory_kib=8, lanes=1)
    staff = StaffFile(tmp_path / "operators.json", bytes(range(32)), StandingClock(), cost=cost)
    staff.add("mara", "Mara K.", "clerk", PIN)
    staff.add("lind", "J. Lind", "manager", "904162", customer="C-77")
    return staff


def test_name_role_and_customer_are_said_anew(staff: StaffFile) -> None:
    staff.change("mara", StaffEntry(" Mara Kask ", "supervisor", "C-5"))

    assert staff.all()[1] == Operator("mara", "Mara Kask", "supervisor", "C-5")
    assert staff.check_pin("mara", PIN).role == "supervisor"
    staff.change("lind", StaffEntry("J. Lind", "regional"))
    assert staff.all()[0].customer is None


def test_what_no_person_can_be_is_refused(staff: StaffFile) -> None:
    for operator_id, entry, code in (
        ("mara", StaffEntry("Mara", "king"), "unknown_role"),
        ("mara", StaffEntry(" ", "clerk"), "no_name"),
        ("nobody", StaffEntry("N", "clerk"), "unknown_operator"),
        ("lind", StaffEntry("J. Lind", "it"), "last_manager"),
    ):
        assert mistake_code(partial(staff.change, operator_id, entry)) == code


def test_a_new_pin_ends_the_old_one_and_the_wait(staff: StaffFile) -> None:
    for _ in range(4):
        with pytest.raises(OperatorMistake):
            staff.check_pin("mara", "111112")

    staff.set_pin("mara", "640918")

    assert staff.check_pin("mara", "640918").id == "mara"
    assert mistake_code(lambda: staff.check_pin("mara", PIN)) == "wrong_pin"
    assert mistake_code(lambda: staff.set_pin("mara", "123456")) == "pin_too_easy"


def test_two_people_may_have_one_pin_and_nobody_hears_of_it(staff: StaffFile) -> None:
    staff.set_pin("mara", "904162")

    assert staff.check_pin("mara", "904162").id == "mara"


def test_who_was_disabled_is_shown_and_signs_in_again_once_enabled(staff: StaffFile) -> None:
    staff.disable("mara")

    shown = {each.person.id: each.is_disabled for each in staff.everyone()}
    assert shown == {"lind": False, "mara": True}
    assert [each.id for each in staff.all()] == ["lind"]

    staff.enable("mara")
    assert staff.check_pin("mara", PIN).id == "mara"


def test_one_badge_of_several_is_made_worthless(staff: StaffFile) -> None:
    lost, kept = staff.new_badge("mara"), staff.new_badge("mara")

    staff.revoke("mara", [lost.mark])

    assert staff.check_badge(lost.text) is None
    assert staff.check_badge(kept.text) == Operator("mara", "Mara K.", "clerk")
    member = next(each for each in staff.everyone() if each.person.id == "mara")
    assert [each.mark for each in member.badges_in_use] == [kept.mark]
    assert lost.mark not in lost.text


def test_where_something_is_raised_the_file_is_as_before(staff: StaffFile, tmp_path: Path) -> None:
    before = json.loads((tmp_path / "operators.json").read_bytes())

    def change_and_fail() -> None:
        with staff.whole():
            staff.disable("mara")
            staff.new_badge("lind")
            staff.disable("nobody")

    def fail() -> None:
        with staff.whole():
            staff.disable("nobody")

    assert mistake_code(change_and_fail) == mistake_code(fail) == "unknown_operator"
    assert json.loads((tmp_path / "operators.json").read_bytes()) == before
