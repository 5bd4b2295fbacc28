"""One command at work: a copy of the counter's session, and the events it will leave.

Owns that a command is whole or not at all: events are recorded in one commit, and the session
is replaced only after that. It must not know what the commands are.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from returns_desk.application.case_fold import opened, with_event
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.clock_guard import (
    ClockStanding,
    ClockWatch,
    accepted,
    believed,
    look,
)
from returns_desk.application.desk_state import Notice, NoticeField, Tone
from returns_desk.application.ports import Event, Json, NewEvent, Operator
from returns_desk.application.presence import there
from returns_desk.application.services import DeskServices
from returns_desk.application.session import Session
from returns_desk.domain.board import Board
from returns_desk.domain.card_guard import CARD_NUMBER_CUT


class TurnMark(NamedTuple):
    """How many events and later acts there were, and the session."""

    events: int
    acts: int
    session: Session


class Turn:
    """The working copy that one command changes."""

    def __init__(
        self, services: DeskServices, session: Session, watch: ClockWatch | None = None
    ) -> None:
        """Begin with the session as it is; nothing is recorded before `commit`.

        With a `watch` the clock is looked at first, and what is new of it is noted.
        """
        self.services = services
        self.session = session
        self.now: datetime = services.clock.now()
        self._events: list[NewEvent] = []
        self._base = self.before = session.record
        self._afterwards: list[Callable[[], None]] = []
        self._elapsed = services.elapsed()
        self.watch, self.clock = watch or ClockWatch(), ClockStanding.RIGHT
        if watch is not None:
            self.watch, self.clock = look(watch, self.now, self._elapsed, self)

    @property
    def record(self) -> CaseRecord:
        """The open case; a Defect where there is none."""
        return there(self.session.record, "a command on a case has a case")

    @property
    def board(self) -> Board:
        """The board of the open case; a Defect where there is none."""
        return there(self.session.board, "an open case has a board")

    @property
    def operator(self) -> Operator:
        """Who is signed in; a Defect where nobody is."""
        return there(self.session.operator, "somebody is signed in")

    def set(self, **changes: Any) -> None:
        """Change the working copy of the session; names as in Session."""
        self.session = replace(self.session, **changes)

    def say(self, code: str, tone: Tone = Tone.NEUTRAL, **fields: NoticeField) -> None:
        """Leave a notice for the screen; the last one stays."""
        self.set(notice=Notice(code, tone, fields))

    def open_case(self, number: int, after: str | None = None) -> None:
        """Begin a case; `after` is the complete case whose customer goes on with this one."""
        case_id = self.services.ids.new_id()
        link = {} if after is None else {"after": after}
        event = self._noted("case_opened", {"number": number, **link}, case_id)
        self._base = self.before = None
        self.set(record=opened(event))

    def load(self, record: CaseRecord) -> None:
        """Take up a case from the journal; nothing of it is pending."""
        self._base = self.before = record
        self.set(record=record)

    def note(self, event_type: str, payload: Mapping[str, Json], version: int = 1) -> None:
        """Add a fact about the open case; `version` is that of the payload's form."""
        event = self._noted(event_type, payload, self.record.case_id, version)
        self.set(record=with_event(self.record, event))

    def cut(self, text: str, where: str) -> str:
        """The text without card numbers; where one stood is noted, the number never."""
        kept = self.services.mask(text)
        if kept != text:
            case_id = self.session.record.case_id if self.session.record else None
            self._noted(CARD_NUMBER_CUT, {"where": [where]}, case_id)
        return kept

    def mark(self) -> TurnMark:
        """This moment of the command, to go back to."""
        return TurnMark(len(self._events), len(self._afterwards), self.session)

    def go_back(self, mark: TurnMark) -> None:
        """As if nothing had been noted or changed since."""
        del self._events[mark.events :]
        del self._afterwards[mark.acts :]
        self.session = mark.session

    def note_for(self, case_id: str, event_type: str, payload: Mapping[str, Json]) -> None:
        """Add a fact about another case than the open one."""
        self._noted(event_type, payload, case_id)

    def note_aside(self, event_type: str, payload: Mapping[str, Json]) -> None:
        """Add a fact that belongs to no case."""
        self._noted(event_type, payload, None)

    def _noted(
        self, event_type: str, payload: Mapping[str, Json], case_id: str | None, version: int = 1
    ) -> Event:
        operator = self.session.operator.id if self.session.operator else None
        new = NewEvent(event_type, payload, case_id, operator, version)
        self._events.append(new)
        return _provisional(new, self.now)

    def note_accepted_clock(self) -> None:
        """A person said that the clock is right."""
        self._events.append(accepted(self.now, self.watch.latest))
        self.watch = believed(self.watch, self.now, self._elapsed)
        self.clock = ClockStanding.RIGHT

    def afterwards(self, act: Callable[[], None]) -> None:
        """Do something outside once everything is recorded; `act` must not fail."""
        self._afterwards.append(act)

    def commit(self) -> Session:
        """Record what was noted, and give the session that follows from what was recorded.

        Raises:
            EnvironmentFault: the journal could not be written; nothing has changed.
        """
        if self._events:
            recorded = self.services.journal.append(*self._events)
            if self.session.record is not None:
                self.set(record=self._refolded(self.session.record.case_id, recorded))
        for act in self._afterwards:
            act()
        return self.session

    def _refolded(self, case_id: str, recorded: tuple[Event, ...]) -> CaseRecord:
        """The case from the events as the journal has them, with its times."""
        record = self._base
        for event in recorded:
            if event.case_id == case_id:
                record = opened(event) if record is None else with_event(record, event)
        return there(record, "a case that was noted is recorded")


def _provisional(new: NewEvent, at: datetime) -> Event:
    """The event as it will be, but for what only the journal gives."""
    return Event(
        id="",
        installation="",
        terminal="",
        sequence=0,
        at=at,
        operator=new.operator,
        case_id=new.case_id,
        type=new.type,
        version=new.version,
        payload=new.payload,
        previous_hash="",
        hash="",
    )
