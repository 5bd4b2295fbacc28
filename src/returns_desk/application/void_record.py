"""What a case remembers of being taken back: who allowed it, and how far each leg came.

Owns the shapes and how events build them; the legs of the payout themselves stay as they were
paid. Pure. Money is int minor units of the case's currency.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from returns_desk.application.folded_values import text_of, whole_of
from returns_desk.application.ports import Event

VOID_BEGUN: Final = "void_begun"
UNDO_BEGUN: Final = "undo_begun"
UNDO_BOOKED: Final = "undo_booked"
UNDO_FAILED: Final = "undo_failed"
UNDO_SETTLED: Final = "undo_settled"
VOID_GIVEN_UP: Final = "void_given_up"
VOIDED: Final = "case_voided"


@dataclass(frozen=True, slots=True)
class Undo:
    """One leg on its way back. `progress`: begun, undone, failed, to_undo."""

    progress: str
    at: datetime
    reference: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class VoidRecord:
    """A return that is being taken back. `key` is its own, as the payout has one."""

    key: str
    reason: str
    approver: str
    at: datetime
    undone: Mapping[int, Undo] = field(default_factory=lambda: MappingProxyType({}))
    is_over: bool = False
    """Whether every leg is undone and the goods are the customer's again."""

    def progress_of(self, leg: int) -> str:
        """How far that leg of the payout came on its way back."""
        undo = self.undone.get(leg)
        return undo.progress if undo else "to_undo"

    @property
    def has_undone(self) -> bool:
        """True once money came back."""
        return any(each.progress == "undone" for each in self.undone.values())

    @property
    def begun(self) -> frozenset[int]:
        """Legs of which nobody has said yet whether they came back."""
        return frozenset(leg for leg, each in self.undone.items() if each.progress == "begun")


def begun_void(event: Event) -> VoidRecord:
    """The record that the taking back begins with."""
    payload = event.payload
    key, reason, approver = (str(payload[name]) for name in ("key", "reason", "approver"))
    return VoidRecord(key, reason, approver, event.at)


def after_undo(void: VoidRecord, event: Event) -> VoidRecord:
    """The record after an event of one of its legs."""
    payload = event.payload
    undo = Undo(
        _progress_after(event),
        event.at,
        text_of(payload.get("reference")),
        text_of(payload.get("why")),
    )
    return replace(void, undone=MappingProxyType({**void.undone, whole_of(payload["leg"]): undo}))


def _progress_after(event: Event) -> str:
    if event.type == UNDO_SETTLED:
        return "undone" if event.payload["happened"] is True else "to_undo"
    return {UNDO_BEGUN: "begun", UNDO_BOOKED: "undone", UNDO_FAILED: "failed"}[event.type]
