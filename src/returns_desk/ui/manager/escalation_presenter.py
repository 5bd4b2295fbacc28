"""The page of escalations: the queue, and the one that is open.

Owns what a touch means there. Plain Python. Reads of tables run on the shell's reading worker; the
case with its board is the counter's own, noted as seen, and so comes from the counter's worker.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from returns_desk.application.approvers import has_authority
from returns_desk.application.approving import Seen
from returns_desk.application.escalations.answering import CLOSE_OUTCOMES, LEAST_ROLE, Answer
from returns_desk.application.escalations.equal_cases import EqualCases
from returns_desk.application.sentences import N_
from returns_desk.ui.manager import case_links
from returns_desk.ui.manager.escalation_contents import (
    Choice,
    HandingOn,
    Opened,
    Reader,
    hand_on_content,
    opened_content,
    queue_content,
)
from returns_desk.ui.manager.escalation_count import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.desk import Desk
    from returns_desk.application.desk_state import CaseState
    from returns_desk.application.escalations.queue import Waiting
    from returns_desk.application.escalations.story import Moment
    from returns_desk.application.ports import Operator
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.manager.escalation_ports import EscalationView, Looks, Reads
    from returns_desk.ui.manager.frame import Frame

PAGE: Final = "escalations"
_CLOSED = N_("Closed.")
_HANDED_ON = N_("Handed on.")
_ANSWERED = N_("Answered. The counter shows it now.")


class EscalationPresenter:
    """The page; `currency` is the shop's."""

    def __init__(
        self,
        view: EscalationView,
        frame: Frame,
        desk: Desk,
        reads: Reads,
        looks: Looks,
        currency: str,
    ) -> None:
        """Begin with nothing read."""
        self._view, self._frame, self._desk = view, frame, desk
        self._reads, self._looks, self._currency = reads, looks, currency
        self._minutes = desk.services.shop.escalations.reminder_minutes
        self._queue: tuple[Waiting, ...] = ()
        self._people: tuple[Operator, ...] = ()
        self._opened: Opened | None = None
        self._choice, self._wanted = Choice(), ""
        self._handing: HandingOn | None = None
        self._noted: set[tuple[str, int]] = set()
        self._tally = Tally(self._minutes)
        self._is_open = False

    # --- what the shell does

    def opened(self, argument: str) -> None:
        """It comes in sight, with one escalation where its case is named."""
        self._is_open = True
        self._forget()
        self._wanted = argument
        everyone = self._desk.services.operators.all
        self._frame.writes.run(everyone, self._know_people, self._frame.failed)
        self._read()

    def refreshed(self) -> None:
        """Show it as it is now."""
        self._read()

    def closed(self) -> None:
        """Forget what was touched and typed."""
        self._is_open = False
        self._forget()

    def back(self) -> bool:
        """From handing on to the decision, from one escalation to the queue."""
        if self._handing is not None:
            self._handing = None
            self._show()
            return True
        if self._opened is None:
            return False
        self._forget()
        self._read()
        return True

    def poll(self) -> None:
        """Count what waits, whatever page is in sight, and say it again where it waits long."""
        self._frame.reads.run(self._reads.waiting, self._counted, self._frame.failed, topic=PAGE)

    # --- what is touched

    def choose(self, case_id: str) -> None:
        """Open one of the queue."""
        self._forget()
        self._open(case_id)

    def touched(self, part: str, code: str) -> None:
        """Mark a reason or an alternative; the PIN then decides."""
        before = self._choice
        if part == "alternative":
            again = before.alternative == code
            self._choice = replace(before, alternative="" if again else code)
        elif part == "reason":
            self._choice = replace(before, reason=code, alternative="")
        else:
            self._choice = replace(before, decline_reason=code)
        self._show()

    def begin_handing_on(self) -> None:
        """Choose to whom and why."""
        self._handing = HandingOn()
        self._show()

    def handing_touched(self, part: str, code: str) -> None:
        """Mark a person or a reason."""
        if self._handing is not None:
            self._handing = replace(self._handing, **{part: code})
            self._show()

    def take(self) -> None:
        """Look after it."""
        self._command(self._desk.take_escalation)

    def read_equal(self, case_id: str) -> None:
        """Read the equal case; Back comes back to this one."""
        if self._opened is not None:
            here = self._opened.waiting.case_id
            link = case_links.to_case(case_id, back=PAGE, argument=here)
            self._frame.go(case_links.PAGE, link)

    def close(self) -> None:
        """Nothing is left to do."""
        self._command(
            lambda by, case_id: self._desk.close_escalation(by, case_id, CLOSE_OUTCOMES[0]),
            _CLOSED,
        )

    def confirmed(self, secret: str) -> None:
        """The button or Enter: hand on, or decide with the badge or PIN."""
        if self._handing is not None:
            to, why = self._handing.to, self._handing.why
            self._command(
                lambda by, case_id: self._desk.hand_on_escalation(by, case_id, to, why),
                _HANDED_ON,
            )
        elif secret and self._opened is not None and self._opened.case is not None:
            self._decide(self._opened.case, secret)
        else:
            self._view.forget_secret()

    def _decide(self, case: CaseState, secret: str) -> None:
        option, choice = case.requested, self._choice
        if option is None:
            return
        seen = Seen(option, case.board.option(option).amount)
        why = choice.decline_reason if choice.alternative else choice.reason
        answer = Answer(seen, secret, choice.alternative or None, why or None)
        self._view.forget_secret()
        self._command(
            lambda by, case_id: self._desk.answer_escalation(by, case_id, answer),
            _ANSWERED,
        )

    # --- the way there and back

    def _command(self, act: Callable[[Operator, str], object], said: str = "") -> None:
        opened = self._opened
        if opened is None:
            return
        job = partial(act, self._frame.person(), opened.waiting.case_id)
        self._frame.writes.run(job, partial(self._done, said), self._refused)

    def _done(self, said: str, _: object) -> None:
        self._handing = None
        if said:
            self._forget()
            self._frame.say(self._frame.words().text(said))
        self._frame.written()

    def _refused(self, error: ReturnsError) -> None:
        """Another may have answered: what is in sight is read again."""
        self._view.forget_secret()
        self._frame.failed(error)
        self._read()

    def _know_people(self, people: tuple[Operator, ...]) -> None:
        self._people = people
        self._show()

    def _read(self) -> None:
        self._frame.reads.run(self._reads.waiting, self._listed, self._frame.failed, topic=PAGE)

    def _counted(self, queue: tuple[Waiting, ...]) -> None:
        count, late = self._tally.of(queue, self._frame.now())
        self._frame.count(PAGE, count, urgent=self._tally.is_urgent)
        for number in late:
            words = self._frame.words()
            self._view.remind(words.text("Case {number} still waits for you.", number=number))
        if self._is_open and self._opened is None:
            self._queue = queue
            self._show()

    def _listed(self, queue: tuple[Waiting, ...]) -> None:
        self._queue = queue
        self._counted(queue)
        wanted, self._wanted = self._wanted, ""
        case_id = self._opened.waiting.case_id if self._opened else wanted
        if case_id and any(each.case_id == case_id for each in queue):
            self._open(case_id)
        elif self._opened is not None:
            self._forget()
            self._show()

    def _open(self, case_id: str) -> None:
        waiting = next((each for each in self._queue if each.case_id == case_id), None)
        if waiting is None:
            return
        opened = self._opened or Opened(waiting)
        self._opened = replace(opened, waiting=waiting)
        job = partial(self._desk.open_escalation, self._frame.person(), case_id)
        self._frame.writes.run(job, partial(self._case_read, waiting), self._frame.failed)

    def _case_read(self, waiting: Waiting, case: CaseState | None) -> None:
        if self._opened is None or self._opened.waiting.case_id != waiting.case_id:
            return
        self._opened = replace(self._opened, case=case)
        self._show()
        job = partial(self._look_back, waiting, case)
        self._frame.reads.run(job, partial(self._looked_back, waiting), self._frame.failed)
        key = (waiting.case_id, waiting.life.nth)
        if waiting.life.seen_at is None and key not in self._noted:
            self._noted.add(key)
            self._frame.written()

    def _look_back(
        self, waiting: Waiting, case: CaseState | None
    ) -> tuple[tuple[Moment, ...], EqualCases]:
        story = self._reads.story(waiting.case_id)
        option = case.requested if case else None
        equal = self._reads.equal_cases(waiting.case_id, option) if option else EqualCases()
        return story, equal

    def _looked_back(self, waiting: Waiting, found: tuple[tuple[Moment, ...], EqualCases]) -> None:
        if self._opened is not None and self._opened.waiting.case_id == waiting.case_id:
            self._opened = replace(self._opened, story=found[0], equal=found[1])
            self._show()

    # --- what is shown

    def _show(self) -> None:
        if not self._is_open:
            return
        reader = self._reader()
        if self._opened is None:
            self._view.show_queue(queue_content(reader, self._queue))
            return
        words, case = reader.words, self._opened.case
        board = self._looks.board(words, case) if case else None
        waits = self._opened.waiting.life.waits
        approval = self._looks.approval(words, case, self._choice) if case and waits else None
        handing = self._handing
        hand_on = hand_on_content(words, reader.others, handing) if handing else None
        self._view.show_opened(
            opened_content(reader, self._opened, self._choice, board, approval, hand_on)
        )

    def _reader(self) -> Reader:
        names = {each.id: each.name for each in self._people}
        frame, place = self._frame, (self._currency, self._minutes, names, self._others())
        return Reader(frame.words(), frame.person().id, frame.now(), *place)

    def _others(self) -> tuple[Operator, ...]:
        me = self._frame.person().id
        return tuple(
            each for each in self._people if each.id != me and has_authority(each.role, LEAST_ROLE)
        )

    def _forget(self) -> None:
        self._opened, self._choice, self._handing = None, Choice(), None
        self._wanted = ""
        self._view.forget_secret()
