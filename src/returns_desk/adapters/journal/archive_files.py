"""Moves events into an archive file: the file first, then one commit in the journal.

Owns the order that survives a power cut. Until the commit the journal is as before, and a file that
lies there is written anew; from then on the events are in the archive alone. Who calls this holds
the profile's lock and has nothing of the journal open to write.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal import following, schema
from returns_desk.adapters.journal.archives import (
    Archived,
    ArchiveFile,
    archived_event,
    archived_in,
    file_name,
)
from returns_desk.adapters.journal.attached_archives import MOST_ARCHIVES, AttachedArchives
from returns_desk.adapters.journal.event_places import Wanted, every_link
from returns_desk.adapters.journal.hash_chain import BEFORE_GENESIS, Head
from returns_desk.adapters.journal.opening import in_one_commit, open_to_read, open_to_write
from returns_desk.adapters.journal.quick_walk import fits
from returns_desk.adapters.journal.restored import BEGINNINGS, Restorer, record, writers_of
from returns_desk.adapters.journal.signing import Signer, checkpoint
from returns_desk.adapters.safe_files import (
    Progress,
    copy_faults,
    sha256_of,
    sync_file,
    sync_folder,
)
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

_ROWS_PER_STEP: Final = 2_000
_VACUUM_STEPS: Final = 1_000
"""So many instructions of SQLite between two looks whether somebody wants to stop."""
_END: Final = "SELECT lower(hex(hash)) FROM events WHERE sequence = ?"
_COLUMNS: Final = "sequence, previous_hash, hash, envelope"


class Source(NamedTuple):
    """A journal with its archives, open to read. `kept` are the archives that stay as they are."""

    connection: sqlite3.Connection
    archived: Archived | None
    kept: tuple[ArchiveFile, ...]

    @property
    def joined(self) -> tuple[ArchiveFile, ...]:
        """The archives whose events go into the new one, too."""
        return self.archived.files[len(self.kept) :] if self.archived else ()


@contextmanager
def archivable(path: Path) -> Iterator[Source]:
    """The journal to take events from; where there are many archives, the newest is joined.

    Raises:
        EnvironmentFault: `archive_away`: the archive that is to be joined is not here.

    """
    with closing(open_to_read(path)) as connection, sqlite_faults(path):
        archives = AttachedArchives(connection, path)
        archived = archived_in(connection)
        files = archived.files if archived else ()
        kept = files[:-1] if len(files) >= MOST_ARCHIVES else files
        if kept != files:
            archives.refuse_what_is_away(kept[-1].last)
        yield Source(connection, archived, kept)


def write_archive(source: Source, folder: Path, last: int, on_progress: Progress) -> ArchiveFile:
    """A file that holds the events up to the last, on disk and checked event by event.

    What `on_progress` raises stops it, and nothing half made is left.

    Raises:
        OperatorMistake: another file has that name.
        EnvironmentFault: the disk can't take it, or gives back something else.

    """
    before = source.kept[-1] if source.kept else None
    first = before.last + 1 if before else 1
    path = folder / file_name(first, last)
    beside = folder / f".{path.name}.new"
    try:
        with copy_faults(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
            beside.unlink(missing_ok=True)
        with sqlite_faults(beside):
            _fill(source.connection, beside, (first, last), on_progress)
        last_hash = source.connection.execute(_END, [last]).fetchone()[0]
        hash_before = before.last_hash if before else BEFORE_GENESIS.hex()
        archive = ArchiveFile(path.name, first, last, hash_before, last_hash, sha256_of(beside))
        _check(beside, archive)
        _refuse_another(path, archive)
        with copy_faults(folder):
            sync_file(beside)
            beside.replace(path)
            sync_folder(folder)
            sync_folder(folder.parent)
    finally:
        with copy_faults(folder):
            for ending in ("", "-journal"):
                beside.with_name(f"{beside.name}{ending}").unlink(missing_ok=True)
    return archive


def commit_archive(path: Path, archive: ArchiveFile, restorer: Restorer, signer: Signer) -> int:
    """Say in the journal where the events are, sign that, and take them out: all or nothing.

    The sequence of the event that says so.

    Raises:
        EnvironmentFault: the disk can't take it; the journal is as before.

    """
    with archivable(path) as source:
        writers = writers_of(every_link(source.connection, Wanted(types=BEGINNINGS)))
        if source.archived:
            known = source.archived.writers
            writers = (*known, *(each for each in writers if each.since > known[-1].since))
        files = (*source.kept, archive)
    with closing(open_to_write(path)) as connection, sqlite_faults(path):
        with in_one_commit(connection, path):
            # The tables that screens read know every event before it goes.
            following.follow(connection, path, review=True)
            said = record(connection, restorer, archived_event(files, writers, signer.public_key))
            head = Head(said.sequence, bytes.fromhex(said.hash))
            record(connection, restorer, checkpoint(head, restorer.origin, signer))
            schema.drop_guards(connection)
            connection.execute("DELETE FROM events WHERE sequence <= ?", [archive.last])
            schema.restore_guards(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return said.sequence


def give_back(path: Path, on_look: Progress) -> int:
    """Make the file as small as what is in it; how many bytes that gave back.

    What `on_look` raises stops it; the file is as before then, and what is recorded next fills it.

    Raises:
        EnvironmentFault: the disk has no room for it; the journal is whole.

    """
    before = path.stat().st_size
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            on_look(1, 1)
        except BaseException as error:  # noqa: BLE001 -- goes on below; SQLite would swallow it
            stopped.append(error)
        return len(stopped)

    with closing(open_to_write(path)) as connection:
        connection.set_progress_handler(look, _VACUUM_STEPS)
        try:
            connection.execute("VACUUM")
        except sqlite3.OperationalError:
            if stopped:
                raise stopped[0] from None
            with sqlite_faults(path):
                raise
        finally:
            connection.set_progress_handler(None, 0)
        with sqlite_faults(path):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return max(before - path.stat().st_size, 0)


def _fill(
    source: sqlite3.Connection, target: Path, bounds: tuple[int, int], on_progress: Progress
) -> None:
    """A database like a journal, with its guards, in one file without a log."""
    first, last = bounds
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        schema.bring_up_to_date(connection, target)
        connection.execute("BEGIN")
        schema.drop_guards(connection)
        insert = f"INSERT INTO events ({_COLUMNS}) VALUES (?, ?, ?, ?)"  # noqa: S608 -- our own columns
        select = f"SELECT {_COLUMNS} FROM events WHERE sequence BETWEEN ? AND ? ORDER BY sequence"  # noqa: S608 -- our own columns
        rows = source.execute(select, (first, last))
        done, total = 0, last - first + 1
        while some := rows.fetchmany(_ROWS_PER_STEP):
            connection.executemany(insert, some)
            done += len(some)
            on_progress(done, total)
        cells = [("archive_first", str(first)), ("archive_last", str(last))]
        connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", cells)
        schema.restore_guards(connection)
        connection.execute("COMMIT")


def _check(path: Path, archive: ArchiveFile) -> None:
    """Raises EnvironmentFault where the disk gives back another thing than was written."""
    before = bytes.fromhex(archive.hash_before)
    with closing(open_to_read(path)) as connection, sqlite_faults(path):
        is_good = fits(connection, archive.first, archive.last, before)
        answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if not is_good or answer != "ok" or _end_of(path) != archive.last_hash:
        message = f"{path}: the disk gave back other bytes than were written. Check the disk; "
        raise EnvironmentFault(f"{message}the journal is as before.", code="disk_error")


def _refuse_another(path: Path, archive: ArchiveFile) -> None:
    """A file of that name is what a power cut left, or else not ours to write over."""
    if path.exists() and _end_of(path) != archive.last_hash:
        message = f"{path}: another file has this name. Move it away, then archive again; "
        raise OperatorMistake(f"{message}the journal is as before.", code="file_there")


def _end_of(path: Path) -> str | None:
    with suppress(OperatorMistake, EnvironmentFault), closing(open_to_read(path)) as connection:
        with sqlite_faults(path):
            row = connection.execute(
                "SELECT lower(hex(hash)) FROM events ORDER BY sequence DESC LIMIT 1"
            ).fetchone()
        return None if row is None else str(row[0])
    return None
