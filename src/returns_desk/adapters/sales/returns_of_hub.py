"""Keeps what the shop's hub tells of other counters' returns: always as it was told last.

Owns which rows of `earlier_returns` are the hub's, and that a return which a till's log brings too
counts once. Must not know a connection.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from returns_desk.adapters.sales.earlier_returns import return_from_row, write_return
from returns_desk.adapters.sales.readings import EarlierReturn

FROM_HUB: Final = "hub:"
"""How the ids begin of returns that the hub told."""
_KEPT: Final = (
    "SELECT id, receipt, returned_at, reference, content FROM earlier_returns"
    " WHERE receipt = ? AND id >= 'hub:' AND id < 'hub;'"
)
_FORGET: Final = "DELETE FROM earlier_returns WHERE receipt = ? AND id >= 'hub:' AND id < 'hub;'"


def put_returns_of_hub(
    connection: sqlite3.Connection, receipts: Sequence[str], returns: Sequence[EarlierReturn]
) -> bool:
    """Make these all that the hub tells of the receipts; True where that is new.

    A return that was taken back at another counter is simply told no more.
    """
    kept = {
        each.id: each
        for receipt in receipts
        for each in map(return_from_row, connection.execute(_KEPT, (receipt,)))
    }
    if kept == {each.id: each for each in returns}:
        return False
    connection.executemany(_FORGET, [(receipt,) for receipt in receipts])
    for each in returns:
        write_return(connection, each)
    return True


def counted_once(returns: Iterable[EarlierReturn]) -> list[EarlierReturn]:
    """Without those of the hub that a till's log has too, under the slip's reference."""
    every = list(returns)
    booked = {each.reference for each in every if not each.id.startswith(FROM_HUB)}
    return [
        each
        for each in every
        if not (each.id.startswith(FROM_HUB) and each.reference and each.reference in booked)
    ]
