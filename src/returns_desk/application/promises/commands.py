"""The counter's commands for promises.

Owns their names and what they are given; how a command runs is the desk's. They fit every stage in
which somebody is signed in: a promise is made at a board, at a slip, or for a parked case.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from returns_desk.application.clock_guard import ClockWatch
from returns_desk.application.desk_state import DeskState
from returns_desk.application.ports import Operator
from returns_desk.application.promises import making, overdue
from returns_desk.application.promises.entry import PromiseEntry
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.application.turn import Turn


class PromiseCommands(ABC):
    """The part of the desk that makes promises and says what became of them."""

    _services: DeskServices
    _session: Session
    _watch: ClockWatch

    def make_promise(self, entry: PromiseEntry) -> DeskState:
        """Promise something to the customer of the case at hand."""
        return self._do("make_promise", lambda turn: making.make_promise(turn, entry))

    def keep_promise(self, promise_id: str, note: str = "") -> DeskState:
        """It was kept."""
        return self._do("keep_promise", partial(_end, promise_id, "kept", note))

    def break_promise(self, promise_id: str, note: str = "") -> DeskState:
        """It was not kept."""
        return self._do("break_promise", partial(_end, promise_id, "broken", note))

    def withdraw_promise(self, promise_id: str, note: str = "") -> DeskState:
        """It no longer holds; the customer knows."""
        return self._do("withdraw_promise", partial(_end, promise_id, "withdrawn", note))

    def settle_promise(
        self, by: Operator, promise_id: str, ending: str, note: str = ""
    ) -> DeskState:
        """Whoever is at the manager's window says what became of it (making.ENDINGS)."""
        record = self._session.record
        turn = Turn(self._services, replace(self._session, operator=by, notice=None), self._watch)
        _end(promise_id, ending, note, turn)
        made = turn.commit()
        self._session = replace(self._session, record=made.record if record else None)
        self._watch = turn.watch
        return self.state()

    def watch_promises(self) -> DeskState:
        """Hand on what became overdue; what is at the counter stays as it is."""
        self._session = overdue.hand_on_overdue(self._services, self._session, self._watch)
        return self.state()

    @abstractmethod
    def state(self) -> DeskState:
        """What the screens show now."""

    @abstractmethod
    def _do(self, command: str, act: Callable[[Turn], None]) -> DeskState:
        """Run a command, whole or not at all."""


def _end(promise_id: str, ending: str, note: str, turn: Turn) -> None:
    making.end_promise(turn, promise_id, ending, note)
