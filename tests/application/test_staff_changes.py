"""Who changes whom among the people of the shop, and what the journal says of it."""

import json
from functools import partial

import pytest

from fakes import CLERK, MANAGER, OTHER_CLERK, TECHNICIAN, FakeClock, FakeJournal
from returns_desk.application.ports import Operator
from returns_desk.application.staff import StaffEntry
from returns_desk.application.staff_changes import StaffChanges
from returns_desk.application.staff_rights import (
    manages_people,
    may_change,
    may_manage,
    roles_given_by,
)
from returns_desk.domain.errors import EnvironmentFault
from support.desk_steps import mistake_code
from support.fake_staff import FakeStaff

REGIONAL = Operator("rhea", "Rhea N.", "regional")
SUPERVISOR = Operator("sven", "Sven A.", "supervisor")
OTHER_MANAGER = Operator("paul", "Paul R.", "manager")
PEOPLE = (CLERK, OTHER_CLERK, SUPERVISOR, MANAGER, OTHER_MANAGER, REGIONAL, TECHNICIAN)
ENTRY = StaffEntry("Ode D.", "clerk", "C-91")


@pytest.fixture
def journal() -> FakeJournal:
    return FakeJournal(FakeClock())


@pytest.fixture
def staff() -> FakeStaff:
    return FakeStaff(PEOPLE)


def changes(staff: FakeStaff, journal: FakeJournal, by: Operator | None = MANAGER) -> StaffChanges:
    return StaffChanges(staff, journal, by)


def last(journal: FakeJournal, event_type: str) -> dict[str, object]:
    return dict(journal.last(event_type).payload)


def test_a_manager_adds_a_clerk_and_the_journal_names_no_name(
    staff: FakeStaff, journal: FakeJournal
) -> None:
    added = changes(staff, journal).add("ode", ENTRY, "518274")

    assert added == Operator("ode", "Ode D.", "clerk", "C-91")
    assert last(journal, "operator_added") == {"person": "ode", "at": "window", "role": "clerk"}
    assert journal.last("operator_added").operator == MANAGER.id
    told = json.dumps([dict(each.payload) for each in journal.events])
    assert [each for each in ("Ode D.", "C-91", "518274", "Mara K.") if each in told] == []


def test_people_whom_the_journal_does_not_know_are_told_with_the_first_change(
    staff: FakeStaff, journal: FakeJournal
) -> None:
    by_hand = changes(staff, journal, None)
    by_hand.add("ode", ENTRY, "518274")
    by_hand.set_pin("ode", "640918")

    found = [each.payload["person"] for each in journal.events if each.payload.get("found")]
    assert found == [each.id for each in PEOPLE]
    assert len(journal.appends) == 2
    assert journal.appends[1] == ("operator_changed",)
    assert last(journal, "operator_added")["at"] == "command_line"
    assert journal.last("operator_added").operator is None


def test_what_is_new_is_named_and_nothing_new_is_no_event(
    staff: FakeStaff, journal: FakeJournal
) -> None:
    by_regional = changes(staff, journal, REGIONAL)
    by_regional.change(CLERK.id, StaffEntry(CLERK.name, "clerk"))
    assert journal.events == []

    by_regional.change(CLERK.id, StaffEntry("Mara Kask", "supervisor", "C-5"))

    assert last(journal, "operator_changed") == {
        "person": CLERK.id,
        "at": "window",
        "changed": ["name", "role", "customer"],
        "role": "supervisor",
        "role_before": "clerk",
    }
    by_regional.change(CLERK.id, StaffEntry("Mara K.", "supervisor", "C-5"))
    assert last(journal, "operator_changed")["changed"] == ["name"]


def test_what_the_journal_cannot_take_is_not_made(staff: FakeStaff, journal: FakeJournal) -> None:
    journal.is_broken = True

    with pytest.raises(EnvironmentFault):
        changes(staff, journal).add("ode", ENTRY, "518274")

    assert "ode" not in staff.members


def test_a_new_pin_is_recorded_without_it(staff: FakeStaff, journal: FakeJournal) -> None:
    changes(staff, journal).set_pin(CLERK.id, "640918")

    assert staff.pins[CLERK.id] == "640918"
    assert last(journal, "operator_changed")["changed"] == ["pin"]
    assert "640918" not in repr(journal.events)


def test_who_is_disabled_may_be_enabled_again_and_each_is_recorded_once(
    staff: FakeStaff, journal: FakeJournal
) -> None:
    made = changes(staff, journal)
    for act in (made.disable, made.disable, made.enable, made.enable):
        act(CLERK.id)

    recorded = [each.type for each in journal.events if not each.payload.get("found")]
    assert recorded == ["operator_disabled", "operator_changed"]
    assert last(journal, "operator_changed")["changed"] == ["enabled"]
    assert not staff.members[CLERK.id].is_disabled


def test_a_badge_is_recorded_by_its_mark_and_revoked_alone_or_with_all(
    staff: FakeStaff, journal: FakeJournal
) -> None:
    made = changes(staff, journal)
    first, second, third = (made.issue_badge(CLERK.id) for _ in range(3))

    assert last(journal, "badge_issued")["badge"] == third.mark
    assert first.text not in repr(journal.events)
    assert made.revoke_badges(CLERK.id, second.mark) == (second.mark,)
    assert made.revoke_badges(CLERK.id) == (first.mark, third.mark)
    assert last(journal, "badges_revoked")["badges"] == [first.mark, third.mark]
    assert staff.members[CLERK.id].badges_in_use == ()


def test_no_badge_is_nothing_to_revoke(staff: FakeStaff, journal: FakeJournal) -> None:
    made = changes(staff, journal)

    assert made.revoke_badges(CLERK.id) == ()
    assert journal.events == []
    assert mistake_code(lambda: made.revoke_badges(CLERK.id, "m9")) == "unknown_mark"


def test_an_unknown_person_is_said_with_those_that_there_are(journal: FakeJournal) -> None:
    for staff in (FakeStaff(PEOPLE), FakeStaff(())):
        made = changes(staff, journal, None)
        assert mistake_code(partial(made.disable, "nobody")) == "unknown_operator"


@pytest.mark.parametrize("person", [OTHER_MANAGER, REGIONAL, TECHNICIAN])
def test_a_manager_looks_after_clerks_and_supervisors_alone(
    staff: FakeStaff, journal: FakeJournal, person: Operator
) -> None:
    made = changes(staff, journal)
    acts = (
        lambda: made.change(person.id, StaffEntry("X", person.role)),
        lambda: made.set_pin(person.id, "640918"),
        lambda: made.disable(person.id),
        lambda: made.enable(person.id),
        lambda: made.issue_badge(person.id),
        lambda: made.revoke_badges(person.id),
        lambda: made.add("ode", StaffEntry("Ode", person.role), "518274"),
        lambda: made.change(CLERK.id, StaffEntry(CLERK.name, person.role)),
    )

    assert {mistake_code(act) for act in acts} == {"staff_not_yours"}
    assert journal.events == []


def test_a_manager_changes_their_own_name_and_pin_and_never_their_role(
    staff: FakeStaff, journal: FakeJournal
) -> None:
    made = changes(staff, journal)
    made.change(MANAGER.id, StaffEntry("Ines Mets", "manager"))
    made.set_pin(MANAGER.id, "640918")

    for role in ("regional", "clerk"):
        entry = StaffEntry("Ines Mets", role)
        assert mistake_code(partial(made.change, MANAGER.id, entry)) == "own_role"
    assert mistake_code(lambda: made.disable(MANAGER.id)) == "own_sign_in"


@pytest.mark.parametrize("by", [REGIONAL, TECHNICIAN, None])
def test_regional_managers_and_it_look_after_everybody(
    staff: FakeStaff, journal: FakeJournal, by: Operator | None
) -> None:
    made = changes(staff, journal, by)

    made.disable(OTHER_MANAGER.id)
    made.change(SUPERVISOR.id, StaffEntry(SUPERVISOR.name, "manager"))

    assert len(made.everyone()) == len(PEOPLE)
    assert roles_given_by(by) == ("clerk", "supervisor", "manager", "regional", "it")


@pytest.mark.parametrize("by", [CLERK, SUPERVISOR])
def test_whoever_manages_nobody_sees_and_changes_nobody(
    staff: FakeStaff, journal: FakeJournal, by: Operator
) -> None:
    made = changes(staff, journal, by)

    assert mistake_code(made.everyone) == "staff_not_yours"
    assert mistake_code(lambda: made.set_pin(by.id, "640918")) == "staff_not_yours"
    assert roles_given_by(by) == ()
    assert not may_manage(by)
    assert not may_change(by, by)


def test_an_unknown_role_is_left_to_the_store_to_refuse(
    staff: FakeStaff, journal: FakeJournal
) -> None:
    changes(staff, journal).add("ode", StaffEntry("Ode", "king"), "518274")

    assert staff.members["ode"].person.role == "king"


def test_those_who_may_change_others_are_found() -> None:
    assert manages_people(PEOPLE) == (MANAGER, OTHER_MANAGER, REGIONAL, TECHNICIAN)
