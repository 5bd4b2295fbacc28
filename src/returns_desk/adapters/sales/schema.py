"""The tables of `sales.db` and their versions.

Owns opening the file and bringing it to the newest version. Must not read or write a sale. Money
is INTEGER in minor units, quantities are decimal TEXT, times are RFC 3339 TEXT beside a count of
microseconds in UTC, which is what comparisons use.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from returns_desk.adapters.sales import card_cuts
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

BUSY_TIMEOUT_MS = 5_000
CACHE_KIBIBYTES = 32_768
"""The indexes of a year's lines stay in memory during an import."""

migrations = Migrations("returns_desk.sales")
_VERSIONS = Migrations.migrations_table


@migrations(name="0001_sales")
def _create_sales(db: Database) -> None:
    """Four tables: sales, the distinct items in them, their lines, their tenders."""
    for statement in _TABLES:
        db.execute(statement)
    # Searching the few thousand distinct items is quicker than searching every line.
    db.table("items").enable_fts(
        ["sku", "gtin", "description"], tokenize=_TOKENIZER, create_triggers=True
    )
    db.table("sales").enable_fts(["receipt", "customer"], tokenize=_TOKENIZER, create_triggers=True)


@migrations(name="0002_returns_elsewhere")
def _add_returns_elsewhere(db: Database) -> None:
    """Doubts of a sale, its other numbers, and what other systems took back of it."""
    for statement in _RETURNS_ELSEWHERE:
        db.execute(statement)


@migrations(name="0003_card_cuts")
def _add_card_cuts(db: Database) -> None:
    """Where card numbers were cut, until the journal has it."""
    db.execute(card_cuts.TABLE)


@migrations(name="0004_serials")
def _add_serials(db: Database) -> None:
    """Lines by the serial number of their piece; most lines have none and take no place in it."""
    db.execute(_SERIALS)


_SERIALS = """
    CREATE INDEX lines_by_serial ON lines (json_extract(extra, '$.serial') COLLATE NOCASE)
    WHERE json_extract(extra, '$.serial') IS NOT NULL
"""
_TOKENIZER = "unicode61 remove_diacritics 2"

_TABLES = (
    """
    CREATE TABLE sales (
        id INTEGER PRIMARY KEY,
        receipt TEXT NOT NULL UNIQUE,
        receipt_key TEXT NOT NULL,
        store TEXT NOT NULL,
        terminal TEXT NOT NULL,
        sold_at TEXT NOT NULL,
        sold_at_us INTEGER NOT NULL,
        customer TEXT,
        currency TEXT,
        total INTEGER NOT NULL,
        keyed_in INTEGER NOT NULL,
        tender_assumed INTEGER NOT NULL,
        content_hash BLOB NOT NULL,
        extra TEXT
    ) STRICT
    """,
    "CREATE INDEX sales_by_key ON sales (receipt_key)",
    "CREATE INDEX sales_by_customer ON sales (customer, sold_at_us)",
    "CREATE INDEX sales_by_time ON sales (sold_at_us)",
    "CREATE INDEX sales_by_total ON sales (total)",
    """
    CREATE TABLE items (
        id INTEGER PRIMARY KEY,
        sku TEXT NOT NULL,
        gtin TEXT NOT NULL,
        gtin14 TEXT NOT NULL,
        description TEXT NOT NULL,
        category TEXT NOT NULL,
        UNIQUE (sku, gtin, description, category)
    ) STRICT
    """,
    "CREATE INDEX items_by_gtin ON items (gtin14)",
    "CREATE INDEX items_by_sku_caseless ON items (sku COLLATE NOCASE)",
    """
    CREATE TABLE lines (
        sale_id INTEGER NOT NULL REFERENCES sales (id),
        line INTEGER NOT NULL,
        item_id INTEGER NOT NULL REFERENCES items (id),
        quantity TEXT NOT NULL,
        unit TEXT NOT NULL,
        paid INTEGER NOT NULL,
        tax INTEGER NOT NULL,
        unit_price INTEGER NOT NULL,
        returned TEXT NOT NULL,
        extra TEXT,
        PRIMARY KEY (sale_id, line)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX lines_by_item ON lines (item_id, sale_id)",
    "CREATE INDEX lines_by_paid ON lines (paid)",
    """
    CREATE TABLE tenders (
        sale_id INTEGER NOT NULL REFERENCES sales (id),
        tender INTEGER NOT NULL,
        type TEXT NOT NULL,
        amount INTEGER NOT NULL,
        last4 TEXT,
        extra TEXT,
        PRIMARY KEY (sale_id, tender)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX tenders_by_last4 ON tenders (last4) WHERE last4 IS NOT NULL",
    "CREATE INDEX tenders_by_amount ON tenders (amount)",
)

_RETURNS_ELSEWHERE = (
    "ALTER TABLE sales ADD COLUMN doubts TEXT",
    """
    CREATE TABLE aliases (
        alias TEXT NOT NULL,
        sale_id INTEGER NOT NULL REFERENCES sales (id),
        PRIMARY KEY (alias, sale_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX aliases_by_sale ON aliases (sale_id)",
    # Joined to its sale by the number it names, not by id: whichever comes first waits.
    """
    CREATE TABLE earlier_returns (
        id TEXT PRIMARY KEY,
        receipt TEXT,
        receipt_key TEXT,
        returned_at TEXT NOT NULL,
        reference TEXT,
        content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX earlier_returns_by_receipt ON earlier_returns (receipt)",
    "CREATE INDEX earlier_returns_by_key ON earlier_returns (receipt_key)",
)


def open_database(path: Path) -> Database:
    """Open the sale store's file, made or brought to the newest version where needed.

    Raises:
        OperatorMistake: the file is no sale store, or a newer program made it.
        EnvironmentFault: the folder can't be written, the disk is full, the file is locked.

    """
    with translated(path):
        connection = sqlite3.connect(
            path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            return _prepared(connection, path)
        except BaseException:
            connection.close()
            raise


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    # Asked first: a file that is no database fails here, before anything is written to it.
    _refuse_foreign(connection, path)
    db = Database(connection)
    known = {migration.name for migration in migrations.pending(db)}
    applied = {migration.name for migration in migrations.applied(db)}
    if applied - {migration.name for migration in migrations._migrations}:  # noqa: SLF001 -- the set has no public list of all its names
        message = f"{path.name} was made by a newer Returns Desk: start that one, or update this."
        raise OperatorMistake(message, code="sale_store_newer")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIBIBYTES}")
    if known:
        migrations.apply(db)
    return db


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Leave a file as it is that another program filled.

    Raises:
        OperatorMistake: it holds tables, and none of a sale store.

    """
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {str(row[0]) for row in rows}
    # A first start that was cut off leaves only the list of versions behind.
    if tables <= {_VERSIONS} or {_VERSIONS, "sales"} <= tables:
        return
    message = (
        f"{path} belongs to another program: move it away, and bring the sales in again;"
        " nothing was changed."
    )
    raise OperatorMistake(message, code="sale_store_foreign")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says into our own errors, with the file's name and the mend."""
    try:
        yield
    except sqlite3.DatabaseError as problem:
        raise _error_of(problem, path) from problem


def _error_of(problem: sqlite3.DatabaseError, path: Path) -> Exception:
    text = str(problem)
    if "not a database" in text or "malformed" in text:
        message = f"{path} is no sale store: move it away, and bring the sales in again."
        return OperatorMistake(message, code="sale_store_broken")
    if "locked" in text or "busy" in text:
        message = f"{path} is being written by another program: try again in a moment."
        return EnvironmentFault(message, code="sale_store_busy")
    if "readonly" in text or "unable to open" in text:
        message = f"{path} can't be written: allow writing to this folder, or choose another."
        return EnvironmentFault(message, code="sale_store_unwritable")
    message = f"{path} can't be used ({text}): look at the disk's free space, then try again."
    return EnvironmentFault(message, code="sale_store_unavailable")
