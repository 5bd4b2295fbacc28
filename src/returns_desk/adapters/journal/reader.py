"""Reading a journal's file: events, read models, verification; safe beside a running writer.

Owns the reading connection. Each call takes what it needs and lets go, so that no reader holds a
writer up. It must never write an event; read models that are behind are brought up before they are
asked.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal import figures, following, read_models
from returns_desk.adapters.journal.anchors import Anchor, AnchorStore, read_typed_anchor
from returns_desk.adapters.journal.attached_archives import AttachedArchives
from returns_desk.adapters.journal.counter_questions import CounterQuestions
from returns_desk.adapters.journal.event_places import Wanted, next_links
from returns_desk.adapters.journal.found_cases import FoundCase, found_cases
from returns_desk.adapters.journal.hash_chain import BEFORE_GENESIS, Link, read_event
from returns_desk.adapters.journal.lost_journal import refuse_a_lost_journal
from returns_desk.adapters.journal.opening import BUSY_TIMEOUT_MS, open_to_read
from returns_desk.adapters.journal.ownership import Owner
from returns_desk.adapters.journal.quick_walk import rare_events
from returns_desk.adapters.journal.schema import guard_problem
from returns_desk.adapters.journal.search import Search
from returns_desk.adapters.journal.search_check import search_problem
from returns_desk.adapters.journal.second_process import (
    SecondProcess,
    is_worth_it,
    second_process,
)
from returns_desk.adapters.journal.stored_links import last_link
from returns_desk.adapters.journal.verified_file import verified_file
from returns_desk.application.ports import BentEvent, Event, Verification
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake


class JournalReader(CounterQuestions):
    """The journal of a profile, read only. Use it as a context manager.

    Attributes:
        path: The journal's file.

    """

    def __init__(
        self,
        path: Path,
        anchors: AnchorStore,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        archive_folders: Sequence[Path] = (),
    ) -> None:
        """Open the file for reading; archives may lie in these folders too.

        Raises:
            OperatorMistake: There is no journal or it is gone, or it is a newer version's.
            EnvironmentFault: The file can't be read.

        """
        refuse_a_lost_journal(path, anchors)
        self.path = path
        self._anchors = anchors
        self._busy_timeout_ms = busy_timeout_ms
        self._reading = open_to_read(path, busy_timeout_ms)
        self._archive_folders = tuple(archive_folders)
        self._archives = AttachedArchives(self._reading, path, archive_folders)
        self._read_lock = RLock()
        self._search = Search(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        self._search.close()
        self._reading.close()

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        """Events in sequence order, optionally of one case or of some types.

        Raises:
            EnvironmentFault: The file can't be read, an event does not bear its hash, or some lie
                in an archive that is not here.

        """
        with self._read_lock, sqlite_faults(self.path):
            self._archives.refuse_what_is_away(after, case_id)
        wanted = Wanted(case_id, tuple(types))
        while links := self._links(wanted, after):
            for link in links:
                yield self._event(link)
            after = links[-1].sequence

    def head(self) -> tuple[int, str]:
        """Sequence and hash of the last event."""
        with self._read_lock, sqlite_faults(self.path):
            last = last_link(self._reading)
        return (last.sequence, last.hash.hex()) if last else (0, BEFORE_GENESIS.hex())

    def figures(self, first: date, last: date) -> tuple[figures.Figure, ...]:
        """A manager's figures over the days from first to last.

        Raises:
            EnvironmentFault: The file can't be read, or an older version made its tables.

        """
        self._bring_up(review=True)
        with self._read_lock, sqlite_faults(self.path):
            self._refuse_older_tables()
            return figures.between(self._reading, first, last)

    def search(self, text: str, limit: int = 20) -> tuple[FoundCase, ...]:
        """Cases that hold every word of the text, newest first, up to the last event.

        Raises:
            EnvironmentFault: The index beside the journal can't be written, the file can't be
                read, or an older version made its tables.

        """
        self._bring_up(review=True)
        with self._read_lock, sqlite_faults(self.path):
            self._refuse_older_tables()
            case_ids = self._search.newest(self._reading, text, limit)
            return found_cases(self._reading, case_ids)

    def guard_problem(self) -> str | None:
        """What is wrong with the triggers that guard the events, in one sentence, or None."""
        with self._read_lock, sqlite_faults(self.path):
            return guard_problem(self._reading)

    def verify(
        self,
        *,
        deep: bool = False,
        slips: Sequence[str] = (),
        anchors: Sequence[Anchor] = (),
        with_help: bool = False,
        owner: Owner | None = None,
    ) -> Verification:
        """Walk the whole chain and compare with the anchors within reach.

        Args:
            deep: Also every signature, the file's own integrity, and the read models.
            slips: More anchors, as a person reads them from slips: `12:9f86d081`, or the eight
                characters alone.
            anchors: More anchors, such as those of backups.
            with_help: Check a long journal in two processes where that is possible. Only for a
                process that has the file open nowhere else.
            owner: Whose journal it has to be; without one, it may be anybody's.

        Raises:
            OperatorMistake: What was read from a slip is no anchor.
            EnvironmentFault: The file can't be read at all.

        """
        typed = [read_typed_anchor(text) for text in slips]
        kept, warnings = self._kept_anchors()
        with self._helped(wanted=with_help and not deep) as second:
            found, guards = verified_file(
                self.path,
                [*kept, *typed, *anchors],
                second,
                deep=deep,
                archive_folders=self._archive_folders,
                owner=owner,
            )
        more = (*warnings, *([guards] if guards else []))
        return replace(found, warnings=(*found.warnings, *more))

    @contextmanager
    def _helped(self, *, wanted: bool) -> Iterator[SecondProcess | None]:
        """A second process at work on the later half, or None where there is none."""
        if not (wanted and is_worth_it(self.path)):
            yield None
            return
        with self._read_lock:
            self._reading.close()
            with second_process(self.path, rare_events) as second:
                self._reading = open_to_read(self.path, self._busy_timeout_ms)
                folders = self._archive_folders
                self._archives = AttachedArchives(self._reading, self.path, folders)
                yield second

    @contextmanager
    def _asked(self, *_tables: str) -> Iterator[sqlite3.Connection]:
        self._bring_up()
        with self._read_lock, sqlite_faults(self.path):
            yield self._reading

    def _bring_up(self, *, review: bool = False) -> None:
        """Let the read models follow, where the writer left some events to whoever asks."""
        with self._read_lock, sqlite_faults(self.path):
            is_behind = following.is_behind(
                self._reading, review=review
            ) and read_models.is_current(self._reading)
        if is_behind:
            # Of a file that this account may only read, the tables tell what they know.
            with suppress(EnvironmentFault):
                following.catch_up_beside(self.path, self._busy_timeout_ms)

    def search_problem(self) -> BentEvent | None:
        """What is wrong with the index that finds cases, or None.

        Raises:
            EnvironmentFault: The file can't be read, or events lie in an archive that is away.

        """
        with self._read_lock:
            return search_problem(self._reading, self.path)

    def _refuse_older_tables(self) -> None:
        if read_models.are_of_an_older_program(self._reading):
            message = (
                f"{self.path}: an older version made the tables of this journal. Open the desk "
                "once, or run 'returns-desk journal rebuild'."
            )
            raise EnvironmentFault(message, code="older_tables")

    def _kept_anchors(self) -> tuple[list[Anchor], list[str]]:
        try:
            kept = self._anchors.read()
        except (OperatorMistake, EnvironmentFault) as problem:
            return [], [problem.message]
        return ([kept] if kept else []), []

    def _links(self, wanted: Wanted, after: int) -> list[Link]:
        with self._read_lock, sqlite_faults(self.path):
            while True:
                links = next_links(self._reading, wanted, after)
                if not self._archives.have_moved():
                    return links

    def _event(self, link: Link) -> Event:
        try:
            return read_event(link)
        except ValueError as error:
            raise following.bent_event(self.path, link.sequence, error) from error
