"""People that a test can change, with their PINs in clear; owns no test."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from builders import NOW
from returns_desk.application.ports import Operator
from returns_desk.application.staff import BadgeState, NewBadge, StaffEntry, StaffMember


class FakeStaff:
    """What the port promises, in a dictionary."""

    def __init__(self, people: Iterable[Operator]) -> None:
        self.members = {each.id: StaffMember(each) for each in people}
        self.pins: dict[str, str] = {}
        self._made = 0

    def everyone(self) -> tuple[StaffMember, ...]:
        return tuple(self.members.values())

    def add(
        self, operator_id: str, name: str, role: str, pin: str, customer: str | None = None
    ) -> Operator:
        person = Operator(operator_id, name, role, customer)
        self.members[operator_id], self.pins[operator_id] = StaffMember(person), pin
        return person

    def change(self, operator_id: str, entry: StaffEntry) -> None:
        person = Operator(operator_id, entry.name, entry.role, entry.customer or None)
        self.members[operator_id] = replace(self.members[operator_id], person=person)

    def set_pin(self, operator_id: str, pin: str) -> None:
        self.pins[operator_id] = pin

    def disable(self, operator_id: str) -> None:
        self._set(operator_id, is_disabled=True)

    def enable(self, operator_id: str) -> None:
        self._set(operator_id, is_disabled=False)

    def new_badge(self, operator_id: str) -> NewBadge:
        self._made += 1
        mark = f"m{self._made}"
        member = self.members[operator_id]
        badges = (*member.badges, BadgeState(mark, NOW))
        self.members[operator_id] = replace(member, badges=badges)
        return NewBadge(mark, f"RDB-{operator_id}-{self._made}")

    def revoke(self, operator_id: str, marks: Sequence[str]) -> None:
        member = self.members[operator_id]
        badges = tuple(
            replace(each, is_revoked=each.is_revoked or each.mark in marks)
            for each in member.badges
        )
        self.members[operator_id] = replace(member, badges=badges)

    @contextmanager
    def whole(self) -> Iterator[None]:
        members, pins = dict(self.members), dict(self.pins)
        try:
            yield
        except BaseException:
            self.members, self.pins = members, pins
            raise

    def _set(self, operator_id: str, *, is_disabled: bool) -> None:
        self.members[operator_id] = replace(self.members[operator_id], is_disabled=is_disabled)
