"""What is done at the slip of a complete return: something else, or taking the return back.

Owns which command each touch and key becomes. Plain Python; knows no widget.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from returns_desk.application.desk_state import LegPhase, Stage
from returns_desk.application.payout_proofs import CASH, Proof
from returns_desk.ui.clerk.more_contents import ANYTHING_ELSE
from returns_desk.ui.clerk.void_contents import DECIDER, REASON, VOID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.application.void_state import UndoState
    from returns_desk.ui.clerk.driver import Driver


class SlipActions:
    """The presenter's part of what comes after a return."""

    def __init__(self, driver: Driver) -> None:
        """Work on a driver's snapshot."""
        self._driver = driver
        self.actions: Mapping[str, Callable[[], None]] = {
            ANYTHING_ELSE: self.anything_else,
            VOID: self.take_back,
        }
        """What each of its buttons does."""

    def anything_else(self) -> None:
        """The customer has something else."""
        self._driver.do(self._driver.desk.anything_else)

    def answered(self, *, yes: bool) -> bool:
        """Plus goes on with the customer; False where nothing is asked beside a slip."""
        if not self.is_at_rest():
            return False
        if yes and not self._driver.is_pending():
            self.anything_else()
        return True

    def is_at_rest(self) -> bool:
        """Whether the slip is in sight with nothing over it."""
        return self._driver.state.stage is Stage.SLIP and not self._driver.local.overlay

    def take_back(self) -> None:
        """Ask for a second person to take the return back."""
        self._driver.local.void_reason = ""
        self._driver.do(self._driver.desk.begin_void)

    def is_undoing(self) -> bool:
        """Whether legs are on their way back."""
        return self._driver.state.stage is Stage.UNDOING

    def secret_given(self, secret: str) -> bool:
        """A badge or PIN, with the reason that was touched; False where none is awaited."""
        if self._driver.state.stage is not Stage.VOID_APPROVAL:
            return False
        reason = self._driver.local.void_reason or None
        self._driver.do(partial(self._driver.desk.allow_void, secret, reason))
        return True

    def tile_touched(self, code: str) -> None:
        """Who decides, or why."""
        if code.startswith(REASON):
            self._driver.local.void_reason = code.removeprefix(REASON)
            self._driver.show()
        else:
            choose = self._driver.desk.choose_decider
            self._driver.do(partial(choose, code.removeprefix(DECIDER)))

    def confirmed(self) -> None:
        """Enter: the leg is back where that is all that proves it; else it is begun again."""
        present = self._present()
        if present is None or present.phase is LegPhase.IN_DOUBT:
            return
        undo = partial(self._driver.desk.undo_leg, present.leg.leg)
        if present.phase is not LegPhase.BEGUN:
            self._driver.do(undo)
        elif present.proof in {Proof.COUNTED, Proof.VOUCHER}:
            counted = present.pays if present.leg.means == CASH else None
            self._driver.do(partial(undo, counted=counted))

    def leg_confirmed(self, reference: str) -> bool:
        """The button of a leg: it came back; False where none is on its way."""
        if not self.is_undoing():
            return False
        present = self._present()
        if present is not None and present.phase is LegPhase.IN_DOUBT:
            settle = partial(self._driver.desk.settle_undo, present.leg.leg, happened=True)
            self._driver.do(partial(settle, reference=reference))
        else:
            self.confirmed()
        return True

    def leg_failed(self) -> bool:
        """It did not come back; say why, unless it was in doubt. False as above."""
        if not self.is_undoing():
            return False
        present = self._present()
        if present is not None and present.phase is LegPhase.IN_DOUBT:
            settle = self._driver.desk.settle_undo
            self._driver.do(partial(settle, present.leg.leg, happened=False))
        else:
            self._driver.local.overlay = "failure"
            self._driver.show()
        return True

    def failure_chosen(self, why: str) -> bool:
        """Why it did not come back; False as above."""
        present = self._present()
        if not self.is_undoing() or present is None:
            return False
        self._driver.do(partial(self._driver.desk.fail_undo, present.leg.leg, why))
        return True

    def _present(self) -> UndoState | None:
        case = self._driver.state.case
        return case.void.present if case is not None and case.void is not None else None
