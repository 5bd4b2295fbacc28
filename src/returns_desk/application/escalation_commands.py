"""The counter's commands for escalations that a manager answers at another window.

Owns their names and what they are given. They fit every stage: what is at the counter goes on.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace

from returns_desk.application.claiming_at_hub import settle_claims
from returns_desk.application.clock_guard import ClockWatch
from returns_desk.application.closing import offers_of
from returns_desk.application.desk_state import CaseState, DeskState, Stage
from returns_desk.application.escalations import answering, beside
from returns_desk.application.escalations.answering import Answer
from returns_desk.application.escalations.overdue import hand_on_overdue
from returns_desk.application.escalations.raising import raise_for_case
from returns_desk.application.ports import Operator
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session, stage_of
from returns_desk.application.turn import Turn
from returns_desk.domain.board import Trigger


class EscalationCommands(ABC):
    """The part of the desk that answers what was handed on. `by` is who is at the other window."""

    _services: DeskServices
    _session: Session
    _watch: ClockWatch

    def see_escalation(self, by: Operator, case_id: str) -> DeskState:
        """Note that a person with authority reads it."""
        return self._beside(by, case_id, answering.see)

    def open_escalation(self, by: Operator, case_id: str) -> CaseState | None:
        """The case as whoever decides sees it, noted as seen; None where it has ended."""
        turn = beside.begun(self._services, self._session, self._watch, by, case_id)
        answering.see(turn)
        if not beside.has_ended(turn):
            beside.with_board(turn)
        made = turn.commit()
        self._session = beside.merged(self._services, self._session, made)
        return beside.looked_at(self._services, made)

    def take_escalation(self, by: Operator, case_id: str) -> DeskState:
        """Look after it from now on."""
        return self._beside(by, case_id, answering.take)

    def hand_on_escalation(self, by: Operator, case_id: str, to: str, why: str) -> DeskState:
        """Give it to another person (answering.HAND_ON_REASONS)."""
        return self._beside(by, case_id, lambda turn: answering.hand_on(turn, to, why))

    def close_escalation(
        self, by: Operator, case_id: str, outcome: str = answering.CLOSE_OUTCOMES[0]
    ) -> DeskState:
        """End it where nothing is left to decide."""
        return self._beside(by, case_id, lambda turn: answering.close(turn, outcome))

    def answer_escalation(self, by: Operator, case_id: str, answer: Answer) -> DeskState:
        """Allow exactly what was seen, or offer another option in its place.

        The PIN is that of `answer.approver`, else of `by`; a badge says whose it is.
        """

        def act(turn: Turn) -> None:
            beside.with_board(turn)
            answering.give(turn, answer)

        return self._beside(by, case_id, act)

    def raise_escalation(self, case_id: str, trigger: Trigger) -> DeskState | None:
        """Hand on a case by a trigger, whoever has it; None where it waits for that already."""
        return self._by_itself(lambda turn: raise_for_case(turn, case_id, trigger))

    def watch_escalations(self) -> DeskState | None:
        """Hand on what is open too long; None where nothing was. Call it every minute.

        What the hub is still to be told of claims is told with it.
        """
        self._session = settle_claims(self._services, self._session)
        return self._by_itself(hand_on_overdue)

    def _beside(self, by: Operator, case_id: str, act: Callable[[Turn], None]) -> DeskState:
        turn = beside.begun(self._services, self._session, self._watch, by, case_id)
        act(turn)
        made = turn.commit()
        self._session = beside.merged(self._services, self._session, made)
        self._watch = turn.watch
        return self.state()

    def _refuse_answered(self) -> None:
        """Who decides at the counter hears that another did meanwhile, at another window."""
        record = self._session.record
        if record is not None and stage_of(self._session) is Stage.BOARD:
            answering.refuse_answered(self._services, record.life)

    def _by_itself(self, act: Callable[[Turn], object]) -> DeskState | None:
        """What happens at the counter without anybody there; its notice stays."""
        before = self._services.journal.head()
        turn = Turn(self._services, self._session)
        act(turn)
        made = turn.commit()
        if self._services.journal.head() == before:
            return None
        self._session = replace(made, offered=offers_of(self._services, made))
        return self.state()

    @abstractmethod
    def state(self) -> DeskState:
        """What the screens show now."""
