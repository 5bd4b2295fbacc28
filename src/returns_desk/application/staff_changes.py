"""Changes of the people of the shop, each checked, made and recorded; from window and command line.

Owns what the journal says of them: who did it, whose, and what kind of change. Never a name, a
customer number, a PIN or a badge: people are named by their ids. A change that the journal can't
take is not made. People whom the journal does not know yet, since a first start or an older version
added them, are told with the first change.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol, TypeVar

from returns_desk.application.archived_events import read_here
from returns_desk.application.ports import Event, Json, NewEvent, Operator
from returns_desk.application.staff import NewBadge, Staff, StaffEntry, StaffMember
from returns_desk.application.staff_rights import (
    check_change,
    check_disable,
    check_new,
    may_manage,
)
from returns_desk.domain.errors import OperatorMistake

ADDED: Final = "operator_added"
CHANGED: Final = "operator_changed"
DISABLED: Final = "operator_disabled"
BADGE_ISSUED: Final = "badge_issued"
BADGES_REVOKED: Final = "badges_revoked"
AT_COMMAND_LINE: Final = "command_line"
AT_WINDOW: Final = "window"

_RECORDED: Final = {each: each for each in (ADDED, CHANGED, DISABLED, BADGE_ISSUED, BADGES_REVOKED)}
"""Every kind of change that the journal is told of."""

Result = TypeVar("Result")
Payload = dict[str, Json]


class StaffJournal(Protocol):
    """The journal, as far as changes of people need it."""

    def append(self, *events: NewEvent) -> tuple[Event, ...]:
        """Record the events in one commit."""
        ...

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order."""
        ...


class StaffChanges:
    """What one person changes; `by` is None at the command line, where nobody signs in."""

    def __init__(self, staff: Staff, journal: StaffJournal, by: Operator | None = None) -> None:
        """Begin with nothing changed."""
        self._staff, self._journal, self._by = staff, journal, by

    def everyone(self) -> tuple[StaffMember, ...]:
        """All people by name, also those who may sign in no more.

        Raises:
            OperatorMistake: `staff_not_yours` where this person manages nobody.
        """
        if not may_manage(self._by):
            message = "People are changed by a manager, a regional manager or IT."
            raise OperatorMistake(message, code="staff_not_yours")
        return self._staff.everyone()

    def add(self, operator_id: str, entry: StaffEntry, pin: str) -> Operator:
        """Let a person sign in.

        Raises:
            OperatorMistake: the id, the role or the PIN won't do, or it is somebody else's to do.
        """
        check_new(self._by, entry.role)
        told: Payload = {"role": entry.role}
        return self._recorded(
            lambda: self._staff.add(
                operator_id, entry.name, entry.role, pin, entry.customer.strip() or None
            ),
            lambda _: (ADDED, operator_id, told),
        )

    def change(self, operator_id: str, entry: StaffEntry) -> None:
        """Say anew what is known of a person; nothing is recorded where nothing is new.

        Raises:
            OperatorMistake: the name or the role won't do, it is somebody else's to do, or it would
                leave nobody who can manage.
        """
        person = self._member(operator_id).person
        check_change(self._by, person, entry.role)
        new: list[Json] = [*_what_is_new(person, entry)]
        if not new:
            return
        told: Payload = {"changed": new}
        if "role" in new:
            told = {**told, "role": entry.role, "role_before": person.role}
        self._recorded(
            lambda: self._staff.change(operator_id, entry), lambda _: (CHANGED, operator_id, told)
        )

    def set_pin(self, operator_id: str, pin: str) -> None:
        """Give a person the PIN that they chose; whether others have it is never looked for.

        Raises:
            OperatorMistake: the PIN is too easy, or it is somebody else's to do.
        """
        check_change(self._by, self._member(operator_id).person)
        self._recorded(
            lambda: self._staff.set_pin(operator_id, pin),
            lambda _: (CHANGED, operator_id, {"changed": ["pin"]}),
        )

    def disable(self, operator_id: str) -> None:
        """Let a person sign in no more; `enable` takes it back.

        Raises:
            OperatorMistake: it is somebody else's to do, or it is the last one who can manage.
        """
        member = self._member(operator_id)
        check_disable(self._by, member.person)
        if not member.is_disabled:
            self._recorded(
                lambda: self._staff.disable(operator_id), lambda _: (DISABLED, operator_id, {})
            )

    def enable(self, operator_id: str) -> None:
        """Let a person sign in again, with the PIN and the badges that they had.

        Raises:
            OperatorMistake: it is somebody else's to do.
        """
        member = self._member(operator_id)
        check_change(self._by, member.person)
        if member.is_disabled:
            self._recorded(
                lambda: self._staff.enable(operator_id),
                lambda _: (CHANGED, operator_id, {"changed": ["enabled"]}),
            )

    def issue_badge(self, operator_id: str) -> NewBadge:
        """Make a badge for a person; its text is shown once.

        Raises:
            OperatorMistake: it is somebody else's to do.
        """
        check_change(self._by, self._member(operator_id).person)
        return self._recorded(
            lambda: self._staff.new_badge(operator_id),
            lambda badge: (BADGE_ISSUED, operator_id, {"badge": badge.mark}),
        )

    def revoke_badges(self, operator_id: str, mark: str = "") -> tuple[str, ...]:
        """Make every badge of a person worthless, or the one with that mark; their marks.

        Raises:
            OperatorMistake: no badge in use has the mark, or it is somebody else's to do.
        """
        member = self._member(operator_id)
        check_change(self._by, member.person)
        marks = [each.mark for each in member.badges_in_use if mark in {"", each.mark}]
        if mark and not marks:
            message = f"{member.person.name} has no badge {mark} in use."
            raise OperatorMistake(message, code="unknown_mark")
        if marks:
            self._recorded(
                lambda: self._staff.revoke(operator_id, marks),
                lambda _: (BADGES_REVOKED, operator_id, {"badges": [*marks]}),
            )
        return tuple(marks)

    def _member(self, operator_id: str) -> StaffMember:
        everyone = self._staff.everyone()
        for each in everyone:
            if each.person.id == operator_id:
                return each
        known = ", ".join(each.person.id for each in everyone) or "nobody yet"
        message = f"There is no operator {operator_id!r}; there are: {known}."
        raise OperatorMistake(message, code="unknown_operator")

    def _recorded(
        self, act: Callable[[], Result], told: Callable[[Result], tuple[str, str, Payload]]
    ) -> Result:
        """Make the change and record it, or neither."""
        before = self._staff.everyone()
        with self._staff.whole():
            result = act()
            found = self._not_recorded(before)
            event_type, person, payload = told(result)
            at = AT_COMMAND_LINE if self._by is None else AT_WINDOW
            said = {"person": person, "at": at, **payload}
            operator = self._by.id if self._by else None
            self._journal.append(*found, NewEvent(_RECORDED[event_type], said, operator=operator))
        return result

    def _not_recorded(self, before: Sequence[StaffMember]) -> list[NewEvent]:
        """People who were there already, and of whom the journal was never told.

        Asked once the change is made: one that is refused leaves the journal alone.
        """
        known = {each.payload.get("person") for each in read_here(self._journal, types=(ADDED,))}
        people = [each.person for each in before if each.person.id not in known]
        return [
            NewEvent(ADDED, {"person": each.id, "role": each.role, "found": True})
            for each in people
        ]


def _what_is_new(person: Operator, entry: StaffEntry) -> Sequence[str]:
    """Which of what is known of a person the entry changes."""
    pairs = (
        ("name", person.name, entry.name.strip()),
        ("role", person.role, entry.role),
        ("customer", person.customer or "", entry.customer.strip()),
    )
    return [what for what, before, after in pairs if before != after]
