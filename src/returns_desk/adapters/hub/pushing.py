"""Sending the journal to the hub: in order, each event once, acknowledged once committed there.

Owns the way of one segment and what the hub's answers mean. The hub's own head says what it has;
the cursor kept here is for telling a person. So an answer that was lost is simply asked for again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from returns_desk.adapters.hub.connecting import ANSWER_SECONDS, answered_within, fault_of
from returns_desk.adapters.hub.segments import MOST_EVENTS, Outbox, Segment, signature_of
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

    from returns_desk.adapters.journal.signing import Signer

_PUSH: Final = (
    "SELECT status, sequence, hash FROM returns_desk.push(%s, %s::bytea[], %s::bytea[], %s)"
)
_HEAD: Final = "SELECT status, installation, sequence, hash FROM returns_desk.my_head()"
MOST_GAPS: Final = 3
"""So often in a row a hub may say that it has less than it said before."""

_REFUSALS: Final = {
    "unknown": "The hub does not know this terminal. Ask IT to enrol it.",
    "revoked": "The hub lets this terminal in no more. Ask IT to enrol it again.",
    "fork": (
        "The hub has another event {sequence} of this terminal, as after a copied or rolled back "
        "profile. Nothing is sent; ask IT. Nothing is lost here."
    ),
    "damaged": (
        "What arrived at the hub after event {sequence} does not follow it. Nothing of it was "
        "taken; run 'returns-desk journal verify' and tell IT."
    ),
    "foreign": (
        "Event {next} was recorded by another installation, as after a restored backup. The hub "
        "takes only this terminal's own; ask IT. Nothing is lost here."
    ),
    "malformed": "The hub can't read event {next} or one soon after it. Tell IT; nothing is lost.",
    "gap": "The hub keeps forgetting what it confirmed. Tell IT; nothing is lost here.",
    "ahead": (
        "The hub has {sequence} events of this terminal, and this journal is shorter, as after a "
        "rolled back profile. Nothing is sent; run 'returns-desk journal verify' and ask IT."
    ),
    "other_installation": (
        "The login in [sync] belongs to another installation, so nothing is sent. Enrol this one, "
        "and write its own role as user in [sync] dsn."
    ),
}


class Confirmed(NamedTuple):
    """How far the hub has confirmed: the sequence and its hash."""

    sequence: int
    hash: bytes


class Answer(NamedTuple):
    """What the hub answered."""

    status: str
    sequence: int
    hash: bytes


class HubRefusalError(OperatorMistake):
    """The hub, or we, will not send on; a person has to look. Not tried again quickly."""


class Hub(Protocol):
    """What sending needs of a hub; `HubLink` is the real one."""

    def head(self, installation: str) -> Answer:
        """How far the hub has this installation's events."""
        ...

    def push(self, segment: Segment, signature: bytes) -> Answer:
        """Hand a segment over; it is committed there when this returns."""
        ...


class HubLink:
    """The hub behind an open connection."""

    def __init__(
        self, connection: psycopg.Connection[Any], answer_seconds: float = ANSWER_SECONDS
    ) -> None:
        self._connection, self._answer_seconds = connection, answer_seconds
        self._warnings: list[str] = []
        connection.add_notice_handler(self._hear)

    def head(self, installation: str) -> Answer:
        """How far the hub has this installation's events.

        Raises:
            EnvironmentFault: The hub is not reached any more.

        """
        status, told, sequence, sha256 = self._asked(_HEAD, ())
        if status == "ok" and told != installation:
            return Answer("other_installation", 0, b"")
        return Answer(str(status), int(sequence or 0), bytes(sha256 or b""))

    def push(self, segment: Segment, signature: bytes) -> Answer:
        """Hand a segment over; it is committed there when this returns.

        Raises:
            EnvironmentFault: The hub is not reached any more, or confirmed without its standby;
                what it has, only its head tells.

        """
        values = (segment.first, segment.hashes, segment.envelopes, signature)
        status, sequence, sha256 = self._asked(_PUSH, values)
        return Answer(str(status), int(sequence or 0), bytes(sha256 or b""))

    def _asked(self, statement: str, values: tuple[object, ...]) -> tuple[Any, ...]:
        import psycopg  # noqa: PLC0415 -- only who has a hub loads it

        self._warnings.clear()
        try:
            with answered_within(self._answer_seconds, self._connection):
                row = self._connection.execute(statement.encode(), values).fetchone()
                self._connection.commit()
        except psycopg.Error as error:
            raise fault_of(error) from error
        if self._warnings:
            # A commit whose standby did not answer is one that a failover may take back.
            message = f"The hub did not confirm for sure: {self._warnings[0]}. It is tried again."
            raise EnvironmentFault(message, code="hub_not_durable")
        return tuple(row or ())

    def _hear(self, notice: psycopg.errors.Diagnostic) -> None:
        if (notice.severity_nonlocalized or notice.severity) == "WARNING":
            self._warnings.append(str(notice.message_primary))


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends one terminal's journal. `on_confirmed` hears after each segment.

    `on_confirmed` is told how far the hub has confirmed, and the journal's last event.
    """

    outbox: Outbox
    installation: str
    signer: Signer
    on_confirmed: Callable[[Confirmed, int], None]
    most_events: int = MOST_EVENTS

    def send_all(self, hub: Hub) -> Confirmed:
        """Send what the hub has not got yet, up to the journal's end.

        Raises:
            HubRefusalError: A person has to look; nothing more is sent.
            EnvironmentFault: The hub is not reached any more, or the journal can't be read; what
                was confirmed stays so.

        """
        reached, gaps = self._head(hub), 0
        self.on_confirmed(reached, self.outbox.head())
        while segment := self.outbox.after(reached.sequence, self.most_events):
            answer = hub.push(segment, signature_of(segment, self.installation, self.signer))
            if answer.status == "gap" and gaps < MOST_GAPS:
                # The hub came back from its own backup: what it lost is sent once more.
                reached, gaps = self._head(hub), gaps + 1
                continue
            _refuse(answer)
            reached, gaps = Confirmed(segment.last, segment.hashes[-1]), 0
            self.on_confirmed(reached, self.outbox.head())
        return reached

    def _head(self, hub: Hub) -> Confirmed:
        """How far the hub has what this journal has too."""
        told = hub.head(self.installation)
        _refuse(told)
        here = self.outbox.hash_at(told.sequence)
        if here is None:
            _refuse(told._replace(status="ahead"))
        if here != told.hash:
            self._show_the_fork(hub, told.sequence)
        return Confirmed(told.sequence, told.hash)

    def _show_the_fork(self, hub: Hub, sequence: int) -> None:
        """Let the hub see the other event, so that it raises its alarm."""
        other = self.outbox.after(sequence - 1, 1)
        if other is not None:
            _refuse(hub.push(other, signature_of(other, self.installation, self.signer)))
        _refuse(Answer("fork", sequence, b""))


def _refuse(answer: Answer) -> None:
    if answer.status == "ok":
        return
    sentence = _REFUSALS.get(answer.status, _REFUSALS["malformed"])
    message = sentence.format(sequence=answer.sequence, next=answer.sequence + 1)
    raise HubRefusalError(message, code=f"sync_{answer.status}")
