"""Profiles for journeys on bad input: a whole one, and what can happen to it.

Owns command lines that meet a profile, and breakages with what has to be said about them. Knows no
test.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.ports import NewEvent
from support.shelf_case import shelf_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VERIFY = ("journal", "verify")
REBUILD = ("journal", "rebuild")
EXPORT = ("journal", "export")
PEOPLE = ("operators", "list")
DISABLE = ("operators", "disable", "tom")
FIND = ("sales", "find", "--item", "SHELF-36W")
IMPORT = ("sales", "import", "good.csv")
BOARD = ("board", "case.json", "--json")
EVERY = (VERIFY, REBUILD, PEOPLE, DISABLE, FIND, IMPORT, BOARD)
GOOD_CSV = (
    "receipt,line,sku,description,quantity,paid,sold_at\n"
    "R-1,1,MUG,Mug,1,9.90,2026-11-07T11:02:00-06:00\n"
)


def make_whole_profile(folder: Path) -> Path:
    """A real shop's profile with people, an empty sale store and a journal of three events."""
    with Profile.demo(folder, pin_cost=PinCost(1, 8, 1)) as shop:
        shop.lock()
        with shop.open_journal() as journal:
            journal.append(NewEvent("case_opened", {"number": 1}, case_id="c", operator="mara"))
        SaleStore(shop.sales_path).close()
    replaced("config.toml", "demo = true", "demo = false")(folder)
    return folder


def put_good_files(folder: Path) -> None:
    """The case and the file of sales that the command lines name."""
    (folder / "case.json").write_text(json.dumps(shelf_case()))
    (folder / "good.csv").write_text(GOOD_CSV)


def database_of_others(path: Path) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.execute("INSERT INTO recipes VALUES ('plum cake')")
        connection.commit()


def replaced(name: str, old: str, new: str) -> Callable[[Path], object]:
    def replace(shop: Path) -> None:
        text = (shop / name).read_text()
        assert old in text
        (shop / name).write_text(text.replace(old, new))

    return replace


def written(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda shop: (shop / name).write_bytes(content)


@dataclass(frozen=True, slots=True)
class Breakage:
    """What happens to a profile, the commands that meet it, and what each of them says."""

    break_it: Callable[[Path], object]
    commands: tuple[tuple[str, ...], ...]
    facts: tuple[str, ...]


JOURNAL = (VERIFY, REBUILD, EXPORT)
BREAKAGES: dict[str, Breakage] = {
    "no-toml": Breakage(written("config.toml", b"a = \n"), EVERY, ("config.toml", "line 1")),
    "latin": Breakage(written("config.toml", b"# caf\xe9\n"), EVERY, ("config.toml", "UTF-8")),
    "deep": Breakage(
        written("config.toml", b"a = " + b"[" * 9000), EVERY, ("config.toml", "nest too deep")
    ),
    "newer": Breakage(
        replaced("config.toml", "version = 1", "version = 99"),
        EVERY,
        ("config.toml", "newer", "version 99", "Install"),
    ),
    "word": Breakage(
        replaced("config.toml", "terminal", "till"), EVERY, ("config.toml", "terminal", "add it")
    ),
    "no-pack": Breakage(
        replaced("config.toml", "packs = []", 'packs = ["own.toml"]'),
        (BOARD,),
        ("own.toml", "check the name"),
    ),
    "no-key": Breakage(
        lambda shop: (shop / "keys/profile.key").unlink(),
        (REBUILD, PEOPLE, FIND),
        ("profile.key", "Put it back"),
    ),
    "cut-key": Breakage(
        written("keys/profile.key", b"short"), (REBUILD, PEOPLE), ("profile.key", "Put it back")
    ),
    "no-people": Breakage(
        written("operators.json", b"[" * 90_000),
        (PEOPLE, DISABLE),
        ("operators.json", "Mend it, or restore"),
    ),
    "foreign": Breakage(
        lambda shop: database_of_others(shop / "journal.db"),
        JOURNAL,
        ("journal.db", "another program", "Move it away"),
    ),
    "no-journal": Breakage(
        written("journal.db", b"Dear diary, " * 99),
        JOURNAL,
        ("journal.db", "not a database", "restore the last backup"),
    ),
    "cut": Breakage(
        lambda shop: os.truncate(shop / "journal.db", 9000),
        JOURNAL,
        ("journal.db", "damaged", "restore the last backup"),
    ),
    "emptied": Breakage(
        written("journal.db", b""), JOURNAL, ("journal.db", "from the last backup")
    ),
    "gone": Breakage(lambda shop: (shop / "journal.db").unlink(), JOURNAL, ("journal.db",)),
    "foreign-sales": Breakage(
        lambda shop: database_of_others(shop / "sales.db"),
        (FIND, IMPORT),
        ("sales.db", "another program", "move it away"),
    ),
    "no-sales": Breakage(
        written("sales.db", b"Dear diary, " * 99), (FIND, IMPORT), ("sales.db", "move it away")
    ),
}
