"""Changes to tables, gathered over a run of events and written together: each row once.

Owns how changes to one row become one, and the statements that write them. What it gathers may be
written again over what is there already, with the same result. It knows no event.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from returns_desk.adapters.journal.projections import FILLED_FROM_THE_START, Cell, Change

_Shape = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Table, and the columns of key, values and firsts."""


class Removal(NamedTuple):
    """Take out every row whose key begins with this one column's value."""

    table: str
    key: Mapping[str, Cell]


class _Row:
    """What becomes of one row."""

    __slots__ = ("first", "key", "values")

    def __init__(self, change: Change) -> None:
        self.key = change.key
        self.values = dict(change.values)
        self.first = dict(change.first)

    def take(self, change: Change) -> None:
        """Make a later change to it: the last value counts, and the first that is one."""
        self.values.update(change.values)
        for name, cell in change.first.items():
            if self.first.get(name) is None:
                self.first[name] = cell


class Gathered:
    """Changes that wait to be written, in the order in which their rows were first touched."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._tables: dict[str, dict[Cell, dict[tuple[Cell, ...], _Row]]] = {}
        """By table, by the first cell of the key, by the whole key."""
        self._removed: dict[tuple[str, str], dict[Cell, None]] = {}

    def __bool__(self) -> bool:
        return bool(self._tables or self._removed)

    def touches(self, tables: Iterable[str]) -> bool:
        """Whether a row of one of these tables is set; what takes rows out counts as any table."""
        return bool(self._removed) or any(table in self._tables for table in tables)

    def take(self, changes: Iterable[Change | Removal]) -> None:
        """Gather changes that come after all that were taken before."""
        for change in changes:
            if isinstance(change, Removal):
                self._remove(change)
                continue
            cells = tuple(change.key.values())
            rows = self._tables.setdefault(change.table, {}).setdefault(cells[0], {})
            known = rows.get(cells)
            if known is None:
                rows[cells] = _Row(change)
            else:
                known.take(change)

    def write(self, connection: sqlite3.Connection) -> None:
        """Write everything, inside the caller's transaction."""
        for (table, column), keys in self._removed.items():
            statement = f"DELETE FROM {table} WHERE {column} = ?"  # noqa: S608 -- names come from case_details.py alone
            connection.executemany(statement, [(key,) for key in keys])
        shaped: dict[_Shape, list[tuple[Cell, ...]]] = {}
        for table, row in self._rows():
            shape = (table, tuple(row.key), tuple(row.values), tuple(row.first))
            cells = (*row.key.values(), *row.values.values(), *row.first.values())
            shaped.setdefault(shape, []).append(cells)
        for shape, rows in shaped.items():
            connection.executemany(_upsert(*shape), rows)

    def _rows(self) -> Iterator[tuple[str, _Row]]:
        for table, groups in self._tables.items():
            for rows in groups.values():
                for row in rows.values():
                    yield table, row

    def _remove(self, removal: Removal) -> None:
        ((column, cell),) = removal.key.items()
        self._removed.setdefault((removal.table, column), {})[cell] = None
        self._tables.get(removal.table, {}).pop(cell, None)


@cache
def _upsert(
    table: str, key: tuple[str, ...], values: tuple[str, ...], first: tuple[str, ...]
) -> str:
    columns = (*key, *values, *first)
    marks = ", ".join("?" for _ in columns)
    sets = [f"{name} = excluded.{name}" for name in values]
    # A column that is set again has its index written again, be the value what it was.
    again = [name for name in first if name not in FILLED_FROM_THE_START]
    sets += [f"{name} = coalesce({table}.{name}, excluded.{name})" for name in again]
    what = f"UPDATE SET {', '.join(sets)}" if sets else "NOTHING"
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 -- names come from projections.py and case_details.py alone
    return f"{insert} ON CONFLICT ({', '.join(key)}) DO {what}"
