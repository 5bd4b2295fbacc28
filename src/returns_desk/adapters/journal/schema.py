"""The journal file: its table of events, the triggers that guard it, versions and migrations.

Owns the DDL of what can't be rebuilt. Nothing here may ever `transform()` the table: that drops
its triggers without a word. The read models have their own DDL, because they can be rebuilt.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from returns_desk.adapters.faults import sqlite_faults
from returns_desk.adapters.journal.commits import OneCommit
from returns_desk.adapters.safe_files import Progress, copy_faults, sync_file
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake, ensure

FORMAT_VERSION: Final = 2
APPLICATION_ID: Final = 0x52444A31  # "RDJ1" in the file's header: this is a journal of ours

ROWS_PER_STEP: Final = 5_000
LEAST_SEQUENCE: Final = -(2**63)

# The envelope is the only truth. Nothing is searched by here: event_places.py's tables follow.
EVENTS: Final = """CREATE TABLE events (
    sequence INTEGER PRIMARY KEY,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    envelope TEXT NOT NULL
)"""
FIRST_EVENTS: Final = """CREATE TABLE events (
    sequence INTEGER PRIMARY KEY,
    previous_hash BLOB NOT NULL UNIQUE,
    hash BLOB NOT NULL,
    envelope TEXT NOT NULL,
    type TEXT GENERATED ALWAYS AS (json_extract(envelope, '$.type')) VIRTUAL,
    case_id TEXT GENERATED ALWAYS AS (json_extract(envelope, '$.case_id')) VIRTUAL,
    operator TEXT GENERATED ALWAYS AS (json_extract(envelope, '$.operator')) VIRTUAL,
    at TEXT GENERATED ALWAYS AS (json_extract(envelope, '$.at')) VIRTUAL,
    payload TEXT GENERATED ALWAYS AS (json_extract(envelope, '$.payload')) VIRTUAL
)"""
"""As format 1 had it: SQLite made columns and indexes from the envelopes, at every append."""
FIRST_INDEXES: Final = (
    "CREATE INDEX events_by_case ON events (case_id) WHERE case_id IS NOT NULL",
    "CREATE INDEX events_by_type ON events (type)",
)
STEPS: Final = ("m001_events", "m002_bare_events")
"""Names of the migrations, in the order in which they are applied."""
_NAME: Final = "returns-desk"
META: Final = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"

# The third one also stops INSERT OR REPLACE from programs that leave recursive_triggers off.
GUARDS: Final = {
    "events_never_change": (
        "CREATE TRIGGER events_never_change BEFORE UPDATE ON events "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
    "events_never_go": (
        "CREATE TRIGGER events_never_go BEFORE DELETE ON events "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
    "events_only_follow": (
        "CREATE TRIGGER events_only_follow BEFORE INSERT ON events "
        "WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM events) "
        "OR NEW.previous_hash IS NOT coalesce("
        "(SELECT hash FROM events ORDER BY sequence DESC LIMIT 1), zeroblob(32)) "
        "BEGIN SELECT RAISE(ABORT, 'an event follows the last one'); END"
    ),
}


def m001_events(database: Database) -> None:
    """The first format: events with their guards."""
    for statement in (FIRST_EVENTS, *FIRST_INDEXES, META, *GUARDS.values()):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("INSERT INTO meta (key, value) VALUES ('journal', ?)", [_NAME])


def migrations_to(on_progress: Progress | None = None) -> Migrations:
    """Every step from an empty file to the format of today; `on_progress` hears of events moved."""
    steps = Migrations("journal")
    steps()(m001_events)

    @steps()
    def m002_bare_events(database: Database) -> None:
        """Events without what SQLite made of them; each byte of a row stays as it was."""
        connection = database.conn
        guards = triggers(connection)
        drop_guards(connection)
        # A stranger's views go on meaning the table of that name.
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.execute("ALTER TABLE events RENAME TO events_before")
        connection.execute(EVENTS)
        _move_events(connection, on_progress)
        connection.execute("DROP TABLE events_before")
        connection.execute("PRAGMA legacy_alter_table = OFF")
        _put_back(connection, guards)

    return steps


def refuse_foreign_or_newer(connection: sqlite3.Connection, path: Path, known: int) -> int:
    """The format version of the file, 0 for an empty one; reads only.

    Raises:
        OperatorMistake: Another program's database, or a newer version's journal.
        EnvironmentFault: The format, or the description of the table of events, is damaged.

    """
    if not is_begun(connection):
        return 0
    if _pragma(connection, "application_id") != APPLICATION_ID:
        message = f"{path}: this database belongs to another program. Move it away, or choose "
        raise OperatorMistake(message + "another --profile.", code="foreign_journal")
    version = _pragma(connection, "user_version")
    if version > known:
        message = (
            f"{path}: a newer Returns Desk wrote this journal (format {version}; this one knows "
            f"{known}). Install that newer version; nothing was changed."
        )
        raise OperatorMistake(message, code="newer_journal", found=version, known=known)
    described = {1: FIRST_EVENTS, FORMAT_VERSION: EVENTS}.get(version)
    if version <= 0 or (described and _described(connection, "events") != described):
        message = f"{path}: this file is damaged. Keep it as it is, and restore the last backup."
        raise EnvironmentFault(message, code="damaged")
    return version


def bring_up_to_date(
    connection: sqlite3.Connection,
    path: Path,
    migrations: Migrations | None = None,
    target: int = FORMAT_VERSION,
    on_progress: Progress | None = None,
) -> None:
    """Make a new journal, or migrate an older one after a copy of it was kept beside it.

    What `on_progress` raises stops it, and the journal is as before.

    Raises:
        OperatorMistake: Another program's database, or a newer version's journal.

    """
    version = refuse_foreign_or_newer(connection, path, target)
    if version == target:
        return
    problem = None
    if version:
        problem = guard_problem(connection)
        _keep_copy(connection, path.with_name(f"{path.name}.format-{version}"))
    # Cut off halfway, it would be a database that nobody knows.
    database = Database(connection, execute_plugins=False)
    with OneCommit(connection):
        (migrations or migrations_to(on_progress)).apply(database)
        # When it was made is nothing that could be checked, so it is not there to be bent.
        connection.execute("UPDATE _sqlite_migrations SET applied_at = ''")
        connection.execute(f"PRAGMA user_version = {target:d}")
        # Guards that were taken away stay away, as evidence.
        ensure(guard_problem(connection) == problem, "A migration leaves the guards as they are.")
    if version:
        _fold_the_log(connection)


def begin_like(connection: sqlite3.Connection, like: sqlite3.Connection) -> None:
    """Make an empty journal in memory, of the format that the other one has."""
    steps, target = migrations_to(), FORMAT_VERSION
    if is_of_the_first_format(like):
        steps, target = Migrations("journal"), 1
        steps()(m001_events)
    bring_up_to_date(connection, Path(":memory:"), steps, target)


def _fold_the_log(connection: sqlite3.Connection) -> None:
    """Bring the migrated pages into the file, where the disk lets it; readers beside it go on.

    The migration is committed. A disk that is full by now leaves the log, which SQLite reads.
    """
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def is_of_the_first_format(connection: sqlite3.Connection) -> bool:
    """True where SQLite made columns from the envelopes, so that events are found by them."""
    return _pragma(connection, "main.user_version") == 1


def is_named(connection: sqlite3.Connection) -> bool:
    """True where the file says whose journal it is, and which steps made its format."""
    named = connection.execute("SELECT value FROM meta WHERE key = 'journal'").fetchone()
    steps = connection.execute("SELECT * FROM _sqlite_migrations ORDER BY id").fetchall()
    known = [(at, "journal", name) for at, name in enumerate(STEPS, start=1)]
    are_known = [(*step[:3],) for step in steps] == known[: len(steps)] and len(steps) > 0
    return named == (_NAME,) and are_known and all(_is_moment(step[3]) for step in steps)


def _is_moment(applied_at: object) -> bool:
    """A step's time, as the first programs wrote it; later ones leave it empty."""
    with suppress(ValueError):
        return applied_at == "" or bool(datetime.fromisoformat(str(applied_at)))
    return False


def is_begun(connection: sqlite3.Connection) -> bool:
    """True where the file holds any table at all."""
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def guard_problem(connection: sqlite3.Connection) -> str | None:
    """What is wrong with the triggers, in one sentence; None while they stand as we made them."""
    found = triggers(connection)
    missing = sorted(name for name in GUARDS if name not in found)
    altered = sorted(name for name in GUARDS if name in found and found[name] != GUARDS[name])
    # A trigger of a stranger can swallow what is recorded, without a word to who records it.
    strange = sorted(name for name in found if name not in GUARDS)
    if not missing and not altered and not strange:
        return None
    which = ", ".join(missing + altered + strange)
    return (
        f"The guards of the journal were taken away or altered ({which}), so nothing is recorded "
        "now. Run 'returns-desk journal rebuild': it checks every event and puts them back."
    )


def restore_guards(connection: sqlite3.Connection) -> None:
    """Put the triggers back as they were made; the caller has verified the events."""
    drop_guards(connection)
    _put_back(connection, GUARDS)


def drop_guards(connection: sqlite3.Connection) -> None:
    """Take every trigger away, inside a commit that puts them back."""
    for name in triggers(connection):
        quoted = name.replace('"', '""')
        connection.execute(f'DROP TRIGGER "{quoted}"')


def triggers(connection: sqlite3.Connection) -> dict[str, str]:
    """Every trigger that is there, by its name, and how it was made."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return dict(rows.fetchall())


def _put_back(connection: sqlite3.Connection, guards: Mapping[str, str]) -> None:
    for statement in guards.values():
        connection.execute(statement)


def _move_events(connection: sqlite3.Connection, on_progress: Progress | None) -> None:
    """Some at a time, in the order of their sequences, whatever those are."""
    columns = "sequence, previous_hash, hash, envelope"
    (total,) = connection.execute("SELECT count(*) FROM events_before").fetchone()
    insert = (
        f"INSERT INTO events ({columns}) SELECT {columns} FROM events_before "  # noqa: S608 -- our own columns
        f"WHERE sequence > ? ORDER BY sequence LIMIT {ROWS_PER_STEP}"
    )
    done, last = 0, LEAST_SEQUENCE
    while moved := connection.execute(insert, [last]).rowcount:
        done += moved
        (last,) = connection.execute("SELECT max(sequence) FROM events").fetchone()
        if on_progress is not None:
            on_progress(done, total)
    ensure(done == total, "A migration takes every event along.")


def _described(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone()
    return None if row is None else str(row[0])


def _keep_copy(connection: sqlite3.Connection, path: Path) -> None:
    beside = path.with_name(f"{path.name}.new")
    with copy_faults(path.parent):
        beside.unlink(missing_ok=True)
    with sqlite_faults(beside), closing(sqlite3.connect(beside)) as copy:
        connection.backup(copy)
    with copy_faults(path.parent):
        beside.replace(path)
        sync_file(path)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
