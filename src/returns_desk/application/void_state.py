"""What the screens show of a return that is being taken back: plain data, no sentences.

Owns the shapes. The legs are those of the payout, the last one first; their phases say how far each
came on its way back: `booked` is back in the shop. Money is int minor units.
"""

from dataclasses import dataclass

from returns_desk.application.case_record import PlannedLeg
from returns_desk.application.desk_words import LegPhase
from returns_desk.application.payout_proofs import Proof
from returns_desk.application.ports import Operator


@dataclass(frozen=True, slots=True)
class UndoState:
    """One leg on its way back; `leg` is as it was paid, `reference` and `why` of the way back."""

    leg: PlannedLeg
    phase: LegPhase
    proof: Proof
    reference: str | None = None
    why: str | None = None

    @property
    def pays(self) -> int:
        """What was handed over or credited, minor units."""
        return self.leg.pays


@dataclass(frozen=True, slots=True)
class VoidState:
    """Who decides and why, then the legs. `approver` is who was picked, or the only one.

    `is_over` once everything is back.
    """

    deciders: tuple[Operator, ...] = ()
    approver: Operator | None = None
    reasons: tuple[str, ...] = ()
    legs: tuple[UndoState, ...] = ()
    is_over: bool = False

    @property
    def present(self) -> UndoState | None:
        """The leg whose turn it is, or None when all are back."""
        open_legs = [each for each in self.legs if each.phase is not LegPhase.BOOKED]
        doubtful = [each for each in open_legs if each.phase is LegPhase.IN_DOUBT]
        return next(iter([*doubtful, *open_legs]), None)

    @property
    def has_undone(self) -> bool:
        """Whether a part is back already."""
        return any(each.phase is LegPhase.BOOKED for each in self.legs)
