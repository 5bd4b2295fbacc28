"""A profile's sending to its hub, as commands use it.

Owns which profile's journal goes out under which login. It reads the journal and writes only what
it remembers for people, so that it may run beside a desk: of two at once, the hub lets one wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.hub.connecting import ANSWER_SECONDS, hub_connection, safe_dsn
from returns_desk.adapters.hub.pushing import Confirmed, HubLink, HubRefusalError, Sender
from returns_desk.adapters.hub.segment_files import FORM, Head, write_segments
from returns_desk.adapters.hub.segments import Outbox
from returns_desk.adapters.hub.sync_state import CursorFile, SyncStatus, sentence_of
from returns_desk.adapters.safe_files import Progress, unwatched, write_safely
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from returns_desk.adapters.hub.segment_files import Written
    from returns_desk.adapters.hub.sync_state import Cursor, State
    from returns_desk.adapters.profile import Profile

PASSFILE: Final = "hub.pgpass"
FOR_A_PERSON: Final = frozenset({"hub_revoked", "journal_bent"})
"""Faults that no waiting mends."""
PASSWORD_REFUSED: Final = frozenset("\r\n\0")


class SyncAccess:
    """The way of one profile's journal to its hub."""

    def __init__(self, profile: Profile, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._profile, self._answer_seconds = profile, answer_seconds
        installation = profile.configuration.installation
        self._cursor = CursorFile(profile.directory, installation)

    def once(self, on_progress: Progress = unwatched) -> SyncStatus:
        """Send what the hub has not got yet, and say how it is then.

        Raises:
            OperatorMistake: No hub is set up, or a person has to look; says why.
            EnvironmentFault: The hub is not reached; what was confirmed stays so.

        """
        try:
            self._send(self.dsn(), on_progress)
        except HubRefusalError as refusal:
            self._cursor.stopped(refusal.message, refusal.code, is_refused=True)
            raise
        except EnvironmentFault as fault:
            is_refused = fault.code in FOR_A_PERSON
            self._cursor.stopped(fault.message, fault.code, is_refused=is_refused)
            raise
        return self.status()

    def status(self) -> SyncStatus:
        """How it is, asked of nobody: the hub is not connected to."""
        cursor, (head, since) = self._cursor.read(), self._waiting()
        waiting = max(head - cursor.confirmed, 0)
        state = self._state(cursor, waiting)
        problem = cursor.problem if waiting or cursor.is_refused else ""
        return SyncStatus(
            state=state,
            sentence=sentence_of(state, waiting, since, problem),
            confirmed=cursor.confirmed,
            waiting=waiting,
            waiting_since=since.isoformat(timespec="seconds") if since else None,
            confirmed_at=cursor.confirmed_at or None,
            problem=problem or None,
            problem_code=(cursor.problem_code or None) if problem else None,
            terminal=self._profile.configuration.terminal,
            installation=self._profile.configuration.installation,
            public_key=self._profile.terminal_key.public_key,
        )

    def export(self, path: Path, after: int | None, on_progress: Progress = unwatched) -> Written:
        """Write what the hub has not confirmed, or all after an event, into a new file.

        Raises:
            OperatorMistake: There is a file of that name.
            EnvironmentFault: The folder can't be written, or the journal can't be read.

        """
        told = self._profile.configuration
        head = Head(
            returns_desk_segments=FORM, terminal=told.terminal, installation=told.installation
        )
        begin = self._cursor.read().confirmed if after is None else after
        with self._profile.read_journal() as journal:
            outbox, signer = Outbox(journal), self._profile.terminal_key
            return write_segments(path, head, begin, outbox, signer, on_progress)

    def keep_password(self, password: str) -> Path:
        """Keep the password of the hub where this account alone reads it; the file.

        Raises:
            OperatorMistake: It is empty or holds a line's end.
            EnvironmentFault: The folder can't be written.

        """
        if not password or PASSWORD_REFUSED & set(password):
            message = "The password is empty or broken over lines. Give it as it was shown."
            raise OperatorMistake(message, code="hub_password")
        escaped = password.replace("\\", "\\\\").replace(":", "\\:")
        with file_faults(self._passfile.parent):
            self._passfile.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_safely(self._passfile, f"*:*:*:*:{escaped}\n".encode(), mode=0o600)
        return self._passfile

    @property
    def _passfile(self) -> Path:
        return self._profile.directory / "keys" / PASSFILE

    def dsn(self) -> str:
        """The hub's address with what a safe connection needs.

        Raises:
            OperatorMistake: No hub is set up, or its address can't be read.
        """
        told = self._profile.configuration.sync.dsn
        if not told:
            message = (
                f"{self._profile.directory / 'config.toml'}: no hub is set up, and this terminal "
                'works by itself. To set one up, add dsn = "..." below [sync].'
            )
            raise OperatorMistake(message, code="no_hub")
        passfile = str(self._passfile) if self._passfile.exists() else None
        return safe_dsn(told, passfile=passfile)

    def _send(self, dsn: str, on_progress: Progress) -> None:
        def confirmed(reached: Confirmed, head: int) -> None:
            self._cursor.confirmed(reached.sequence, self._profile.clock.now())
            on_progress(reached.sequence, head)

        with self._profile.read_journal() as journal, hub_connection(dsn) as connection:
            installation = self._profile.configuration.installation
            signer = self._profile.terminal_key
            sender = Sender(Outbox(journal), installation, signer, confirmed)
            sender.send_all(HubLink(connection, self._answer_seconds))

    def _waiting(self) -> tuple[int, datetime | None]:
        """The journal's last event, and when the first one was recorded that waits."""
        if not self._profile.journal_path.exists():
            return 0, None
        with self._profile.read_journal() as journal:
            outbox = Outbox(journal)
            return outbox.head(), outbox.time_of(self._cursor.read().confirmed + 1)

    def _state(self, cursor: Cursor, waiting: int) -> State:
        if not self._profile.configuration.sync.dsn:
            return "not_set_up"
        if cursor.is_refused:
            return "refused"
        return "waiting" if waiting else "all_sent"
