"""The people of the shop as whoever manages them sees them, and what their store must do.

Owns the shapes and the seam; who may change whom is staff_rights.py's, and what is recorded of it
staff_changes.py's. No PIN and no badge is in any of it but the one badge that was just made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from returns_desk.application.ports import Operator

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


@dataclass(frozen=True, slots=True)
class BadgeState:
    """A badge as it is kept: `mark` tells it from the person's others and opens nothing."""

    mark: str
    issued_at: datetime
    is_revoked: bool = False


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person, whether they may sign in, and their badges in the order in which they were made."""

    person: Operator
    is_disabled: bool = False
    badges: tuple[BadgeState, ...] = ()

    @property
    def badges_in_use(self) -> tuple[BadgeState, ...]:
        """The badges that open something."""
        return tuple(each for each in self.badges if not each.is_revoked)


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """What is said of a person when they are added, or when they are changed.

    `customer` is their own customer number; empty where they have none.
    """

    name: str
    role: str
    customer: str = ""


@dataclass(frozen=True, slots=True)
class NewBadge:
    """A badge that was just made: `text` is shown once and kept nowhere."""

    mark: str
    text: str


class Staff(Protocol):
    """The people of a profile, to change. Every call raises OperatorMistake for an unknown id."""

    def everyone(self) -> tuple[StaffMember, ...]:
        """All people by name, also those who may sign in no more."""
        ...

    def add(
        self, operator_id: str, name: str, role: str, pin: str, customer: str | None = None
    ) -> Operator:
        """Let a person sign in."""
        ...

    def change(self, operator_id: str, entry: StaffEntry) -> None:
        """Say anew what is known of a person."""
        ...

    def set_pin(self, operator_id: str, pin: str) -> None:
        """Give a person another PIN; a weak one is refused."""
        ...

    def disable(self, operator_id: str) -> None:
        """Let a person sign in no more; the last who can manage stays."""
        ...

    def enable(self, operator_id: str) -> None:
        """Let a person sign in again."""
        ...

    def new_badge(self, operator_id: str) -> NewBadge:
        """Make a badge for a person."""
        ...

    def revoke(self, operator_id: str, marks: Sequence[str]) -> None:
        """Make these badges of a person worthless."""
        ...

    def whole(self) -> "AbstractContextManager[None]":
        """Within the block all changes are made or, where something is raised, none."""
        ...
