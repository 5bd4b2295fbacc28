"""The people of a profile, to change: names, roles, PINs, badges, and who may sign in no more.

Owns that a change is whole: within `whole()` the file is as before where anything is raised. Who
may change whom, and the journal's record of it, are the use case's.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from returns_desk.adapters.operators.operators_file import (
    OperatorsFile,
    known_role,
    must_find,
    operator_of,
    refuse_last_manager,
)
from returns_desk.adapters.operators.records import (
    BadgeRecord,
    OperatorRecord,
    OperatorsDocument,
    write_document,
)
from returns_desk.adapters.operators.secrets import badge_hash, refuse_weak_pin
from returns_desk.application.staff import BadgeState, NewBadge, StaffEntry, StaffMember
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.errors import OperatorMistake

_MARK_DIGITS: Final = 6
"""How much of a badge's keyed hash tells it from the person's others."""


class StaffFile(OperatorsFile):
    """Who may sign in at this profile, and all changes of them."""

    def everyone(self) -> tuple[StaffMember, ...]:
        """All people by name, also those who may sign in no more."""
        members = [_member(each) for each in self._read().operators]
        return tuple(sorted(members, key=lambda each: (each.person.name, each.person.id)))

    def change(self, operator_id: str, entry: StaffEntry) -> None:
        """Say anew what is known of a person.

        Raises:
            OperatorMistake: There is no such person or role, no name, or it is the last manager.

        """
        role = known_role(entry.role)
        if not entry.name.strip():
            raise OperatorMistake("Give the person's name.", code="no_name")
        with self._lock:
            document = self._read()
            record = must_find(document, operator_id)
            if role not in {"manager", "regional"}:
                refuse_last_manager(document, record)
            record.name, record.role = cut_card_numbers(entry.name.strip()), role
            record.customer = cut_card_numbers(entry.customer.strip()) or None
            write_document(self._path, document)

    def set_pin(self, operator_id: str, pin: str) -> None:
        """Give a person another PIN; wrong tries before count no more.

        Raises:
            OperatorMistake: There is no such person, or the PIN is too easy.

        """
        refuse_weak_pin(pin)
        kept = self._hasher.hashed(pin)

        def renew(record: OperatorRecord) -> None:
            record.pin, record.wrong_tries, record.last_wrong_at = kept, 0, None

        self._change(operator_id, renew)

    def enable(self, operator_id: str) -> None:
        """Let a person sign in again.

        Raises:
            OperatorMistake: There is no such person.

        """
        self._change(operator_id, lambda record: setattr(record, "disabled", False))

    def new_badge(self, operator_id: str) -> NewBadge:
        """Make a badge for a person; its text is shown once and kept only as a hash.

        Raises:
            OperatorMistake: There is no such person.

        """
        text = self.issue_badge(operator_id)
        return NewBadge(badge_hash(self._key, text)[:_MARK_DIGITS], text)

    def revoke(self, operator_id: str, marks: Sequence[str]) -> None:
        """Make these badges of a person worthless.

        Raises:
            OperatorMistake: There is no such person.

        """
        now = self._clock.now()

        def end(record: OperatorRecord) -> None:
            for badge in record.badges:
                if _mark(badge) in marks:
                    badge.revoked_at = badge.revoked_at or now

        self._change(operator_id, end)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Within the block all changes are made or, where something is raised, none.

        Raises:
            EnvironmentFault: The file can't be put back; it is as the block left it.

        """
        with self._lock:
            before = self._read()
            try:
                yield
            except BaseException:
                self._put_back(before)
                raise

    def _put_back(self, before: OperatorsDocument) -> None:
        if self._read() != before:
            write_document(self._path, before)


def _member(record: OperatorRecord) -> StaffMember:
    badges = tuple(
        BadgeState(_mark(each), each.issued_at, is_revoked=each.revoked_at is not None)
        for each in record.badges
    )
    return StaffMember(operator_of(record), record.disabled, badges)


def _mark(badge: BadgeRecord) -> str:
    return badge.hash[:_MARK_DIGITS]
