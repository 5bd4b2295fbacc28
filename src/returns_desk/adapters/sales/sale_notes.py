"""What is known of a sale beside the sale itself: its doubts and its other numbers.

Owns how the notes of two copies of one sale are joined, and their rows. Must not touch the sale.
"""

import sqlite3
from dataclasses import dataclass

from returns_desk.adapters.sales.earlier_returns import doubts_as_json, doubts_from_json
from returns_desk.application.ports import SaleDoubt


@dataclass(frozen=True, slots=True)
class SaleNotes:
    """Doubts as the reader found them; `aliases` are other numbers that the sale is known by."""

    doubts: tuple[SaleDoubt, ...] = ()
    aliases: frozenset[str] = frozenset()

    def joined(self, other: "SaleNotes") -> "SaleNotes":
        """All that either copy says, in one order whichever came first."""
        doubts = self.doubts
        if set(other.doubts) != set(doubts):
            doubts = tuple(sorted({*doubts, *other.doubts}, key=repr))
        return SaleNotes(doubts, self.aliases | other.aliases)

    def with_aliases(self, other: "SaleNotes") -> "SaleNotes":
        """These doubts, and the numbers of both."""
        return SaleNotes(self.doubts, self.aliases | other.aliases)


def notes_of(connection: sqlite3.Connection, sale_id: int) -> SaleNotes:
    """Read the notes of a stored sale."""
    doubts = connection.execute("SELECT doubts FROM sales WHERE id = ?", (sale_id,)).fetchone()
    aliases = connection.execute("SELECT alias FROM aliases WHERE sale_id = ?", (sale_id,))
    return SaleNotes(doubts_from_json(doubts[0]), frozenset(row[0] for row in aliases))


def write_notes(connection: sqlite3.Connection, sale_id: int, notes: SaleNotes) -> None:
    """Put the notes beside a stored sale, in place of those that were there."""
    doubts = doubts_as_json(notes.doubts)
    connection.execute("UPDATE sales SET doubts = ? WHERE id = ?", (doubts, sale_id))
    connection.execute("DELETE FROM aliases WHERE sale_id = ?", (sale_id,))
    aliases = [(alias, sale_id) for alias in sorted(notes.aliases)]
    connection.executemany("INSERT INTO aliases (alias, sale_id) VALUES (?,?)", aliases)
