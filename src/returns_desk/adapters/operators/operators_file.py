"""The people of a profile in operators.json, with the check of PINs and badges.

Owns the file: replaced as a whole, never half written. Wrong tries are kept in it, so that starting
again saves nobody the wait; nobody is ever locked out for good. It must not record events.
"""

import hmac
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import RLock
from typing import Final

from returns_desk.adapters.operators.records import (
    ROLES,
    BadgeRecord,
    OperatorRecord,
    OperatorsDocument,
    read_document,
    write_document,
)
from returns_desk.adapters.operators.secrets import (
    PinCost,
    PinHasher,
    badge_hash,
    is_badge,
    new_badge,
    refuse_weak_pin,
    wait_after_s,
)
from returns_desk.application.ports import Clock, Operator
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.errors import OperatorMistake

_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")


class OperatorsFile:
    """Who may sign in at this profile."""

    def __init__(
        self, path: Path, profile_key: bytes, clock: Clock, *, cost: PinCost | None = None
    ) -> None:
        self._path = path
        self._key = profile_key
        self._clock = clock
        self._hasher = PinHasher(profile_key, cost)
        self._lock = RLock()

    def all(self) -> tuple[Operator, ...]:
        """Everyone who is not disabled, by name.

        Raises:
            OperatorMistake: The file can't be understood; the sentence names the place.

        """
        with self._lock:
            people = [each for each in self._read().operators if not each.disabled]
        return tuple(sorted(map(operator_of, people), key=lambda each: (each.name, each.id)))

    def check_pin(self, operator_id: str, pin: str) -> Operator:
        """The operator, if the PIN is right. Takes 50 to 150 ms.

        Raises:
            OperatorMistake: `wrong_pin` or `wait_after_wrong_pins`, each with the field `seconds`
                until the next try counts.

        """
        with self._lock:
            document = self._read()
            record = _found(document, operator_id)
            if record is None or record.disabled:
                raise OperatorMistake("That PIN isn't right.", code="wrong_pin", seconds=0)
            now = self._clock.now()
            if record.last_wrong_at is not None and now < record.last_wrong_at:
                # The clock was set back: the wait begins afresh, neither won nor made endless.
                record.last_wrong_at = now
                write_document(self._path, document)
            waiting_s = _seconds_left(record, now)
            if waiting_s > 0:
                message = f"Please try again in {waiting_s} s."
                raise OperatorMistake(message, code="wait_after_wrong_pins", seconds=waiting_s)
            if not self._hasher.is_right(record.pin, pin):
                self._count_wrong_try(document, record, now)
            if record.wrong_tries:
                record.wrong_tries, record.last_wrong_at = 0, None
                write_document(self._path, document)
            return operator_of(record)

    def check_badge(self, badge: str) -> Operator | None:
        """The operator whose badge it is, or None."""
        if not is_badge(badge):
            return None
        shown = badge_hash(self._key, badge)
        with self._lock:
            for record in self._read().operators:
                fits = [each for each in record.badges if hmac.compare_digest(each.hash, shown)]
                if any(each.revoked_at is None for each in fits) and not record.disabled:
                    return operator_of(record)
        return None

    def add(
        self, operator_id: str, name: str, role: str, pin: str, customer: str | None = None
    ) -> Operator:
        """Let a person sign in. `customer` is their own customer number, against self-service.

        Raises:
            OperatorMistake: The id is taken, malformed or holds a card's number, the role unknown,
                or the PIN too easy.

        """
        _refuse_bad_id(operator_id)
        known_role(role)
        if not name.strip():
            raise OperatorMistake("Give the person's name.", code="no_name")
        refuse_weak_pin(pin)
        with self._lock:
            document = self._read()
            if _found(document, operator_id) is not None:
                message = f"There is already an operator {operator_id}; choose another id."
                raise OperatorMistake(message, code="id_taken")
            record = OperatorRecord(
                id=operator_id,
                name=cut_card_numbers(name.strip()),
                role=role,
                customer=cut_card_numbers(customer) if customer else None,
                pin=self._hasher.hashed(pin),
            )
            document.operators.append(record)
            write_document(self._path, document)
        return operator_of(record)

    def disable(self, operator_id: str) -> None:
        """Let a person sign in no more; what they did stays in the journal.

        Raises:
            OperatorMistake: There is no such person, or it is the last one who can manage.

        """
        with self._lock:
            document = self._read()
            record = must_find(document, operator_id)
            refuse_last_manager(document, record)
            record.disabled = True
            write_document(self._path, document)

    def issue_badge(self, operator_id: str) -> str:
        """The text of a new badge for a person; it is shown once and kept only as a hash.

        Raises:
            OperatorMistake: There is no such person.

        """
        badge = new_badge()
        kept = BadgeRecord(hash=badge_hash(self._key, badge), issued_at=self._clock.now())
        self._change(operator_id, lambda record: record.badges.append(kept))
        return badge

    def revoke_badges(self, operator_id: str) -> None:
        """Make every badge of a person worthless.

        Raises:
            OperatorMistake: There is no such person.

        """

        def revoke(record: OperatorRecord) -> None:
            for badge in record.badges:
                badge.revoked_at = badge.revoked_at or self._clock.now()

        self._change(operator_id, revoke)

    def _change(self, operator_id: str, change: Callable[[OperatorRecord], None]) -> None:
        with self._lock:
            document = self._read()
            change(must_find(document, operator_id))
            write_document(self._path, document)

    def _count_wrong_try(
        self, document: OperatorsDocument, record: OperatorRecord, now: datetime
    ) -> None:
        """Keep the try before telling, so that pulling the plug does not win one.

        Raises:
            OperatorMistake: `wrong_pin`, always.

        """
        record.wrong_tries += 1
        record.last_wrong_at = now
        write_document(self._path, document)
        seconds = wait_after_s(record.wrong_tries)
        raise OperatorMistake("That PIN isn't right.", code="wrong_pin", seconds=seconds)

    def _read(self) -> OperatorsDocument:
        return read_document(self._path)


def _seconds_left(record: OperatorRecord, now: datetime) -> int:
    """Whole seconds until the next try counts."""
    wait_s = wait_after_s(record.wrong_tries)
    if wait_s == 0 or record.last_wrong_at is None:
        return 0
    left = record.last_wrong_at + timedelta(seconds=wait_s) - now
    return max(0, -int(-left.total_seconds() // 1))


def _refuse_bad_id(operator_id: str) -> None:
    if cut_card_numbers(operator_id) != operator_id:
        message = (
            f"{cut_card_numbers(operator_id)}: an id can't hold a payment card's number, since it "
            "is kept with everything the person does. Choose a short one, such as mara."
        )
        raise OperatorMistake(message, code="bad_id")
    if not _ID.fullmatch(operator_id):
        message = (
            f"{operator_id!r} can't be an id; use small letters, digits, dots or dashes, "
            "at most 32, such as mara."
        )
        raise OperatorMistake(message, code="bad_id")


def _found(document: OperatorsDocument, operator_id: str) -> OperatorRecord | None:
    return next((each for each in document.operators if each.id == operator_id), None)


def known_role(role: str) -> str:
    """The role, where there is such a one.

    Raises:
        OperatorMistake: `unknown_role`.

    """
    if role not in ROLES:
        message = f"There is no role {role!r}; choose one of {', '.join(ROLES)}."
        raise OperatorMistake(message, code="unknown_role")
    return role


def refuse_last_manager(document: OperatorsDocument, record: OperatorRecord) -> None:
    """Keep the last one who can manage, who else nobody could put back.

    Raises:
        OperatorMistake: `last_manager`.

    """
    others = [each for each in document.operators if each.id != record.id]
    if _can_manage(record) and not any(map(_can_manage, others)):
        message = f"{record.name} is the last manager. Add another manager first."
        raise OperatorMistake(message, code="last_manager")


def must_find(document: OperatorsDocument, operator_id: str) -> OperatorRecord:
    """The person of that id.

    Raises:
        OperatorMistake: `unknown_operator`; names those that there are.

    """
    record = _found(document, operator_id)
    if record is None:
        known = ", ".join(each.id for each in document.operators) or "nobody yet"
        message = f"There is no operator {operator_id!r}; there are: {known}."
        raise OperatorMistake(message, code="unknown_operator")
    return record


def _can_manage(record: OperatorRecord) -> bool:
    return record.role in {"manager", "regional"} and not record.disabled


def operator_of(record: OperatorRecord) -> Operator:
    """The person as use cases know them."""
    return Operator(record.id, record.name, record.role, record.customer)
