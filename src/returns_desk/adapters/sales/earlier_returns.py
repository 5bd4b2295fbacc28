"""Keeps what other systems took back, by the return's own id, until its sale is read.

Owns the rows of `earlier_returns` and which of them belong to a sale. A return names its sale by
a number, so it may come before the sale or after it. Must not change a sale.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece
from returns_desk.adapters.sales.return_copies import fuller
from returns_desk.adapters.sales.sale_rows import plain, receipt_key
from returns_desk.application.ports import Json, SaleDoubt
from returns_desk.domain.card_numbers import cut_card_numbers
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.sale import TenderType

_COLUMNS: Final = "id, receipt, returned_at, reference, content"
_BY_ID: Final = f"SELECT {_COLUMNS} FROM earlier_returns WHERE id = ?"  # noqa: S608 -- a constant
_OF_SALE: Final = f"""
    SELECT {_COLUMNS} FROM earlier_returns WHERE receipt = :receipt
    UNION
    SELECT {_COLUMNS} FROM earlier_returns e WHERE receipt IN (
        SELECT a.alias FROM aliases a WHERE a.sale_id = :id
        AND NOT EXISTS (SELECT 1 FROM aliases b WHERE b.alias = a.alias AND b.sale_id <> :id)
    ) AND NOT EXISTS (SELECT 1 FROM sales s WHERE s.receipt = e.receipt)
    UNION
    SELECT {_COLUMNS} FROM earlier_returns WHERE :keyed_in AND receipt_key = :receipt_key
"""  # noqa: S608 -- constant columns
"""By the receipt itself; else by another number that this sale alone is known by. Only what a
person typed from paper is matched by its letters and digits, as with a till's sale."""


class ReturnOutcome(StrEnum):
    """What became of an arriving return."""

    NEW = "new"
    ALREADY_THERE = "already_there"
    UPDATED = "updated"


def put_return(connection: sqlite3.Connection, arriving: EarlierReturn) -> ReturnOutcome:
    """Keep one return; the same one again changes nothing, a fuller copy takes its place.

    Raises:
        ContradictionError: another copy is stored and disagrees; it stays as it was.
        InvalidInput: it holds an amount or a quantity that no return has.

    """
    _check(arriving)
    row = connection.execute(_BY_ID, (arriving.id,)).fetchone()
    if row is None:
        write_return(connection, arriving)
        return ReturnOutcome.NEW
    stored = return_from_row(row)
    joined = fuller(stored, arriving)
    if joined == stored:
        return ReturnOutcome.ALREADY_THERE
    write_return(connection, joined)
    return ReturnOutcome.UPDATED


def returns_of(
    connection: sqlite3.Connection, sale_row: Mapping[str, Any]
) -> tuple[EarlierReturn, ...]:
    """Every return that names the sale of this row, by any of its numbers."""
    known = {name: sale_row[name] for name in ("id", "receipt", "receipt_key", "keyed_in")}
    return tuple(return_from_row(row) for row in connection.execute(_OF_SALE, known))


def doubts_as_json(doubts: tuple[SaleDoubt, ...]) -> str | None:
    """Write doubts down as text; None where there are none."""
    kept = [{**asdict(x), "place": cut_card_numbers(x.place)} for x in doubts]
    return json.dumps(kept) if kept else None


def doubts_from_json(text: str | None) -> tuple[SaleDoubt, ...]:
    """Read the doubts that `doubts_as_json` wrote."""
    return tuple(SaleDoubt(**each) for each in json.loads(text)) if text else ()


def _check(arriving: EarlierReturn) -> None:
    usable = (
        bool(arriving.id)
        and arriving.returned_at.tzinfo is not None
        and all(x.quantity >= 0 and x.paid >= 0 and x.fee >= 0 for x in arriving.pieces)
        and all(x.amount > 0 for x in arriving.refunds)
    )
    if not usable:
        message = "a quantity or an amount of it is below zero"
        raise InvalidInput("", message, code="bad_return")


def write_return(connection: sqlite3.Connection, earlier: EarlierReturn) -> None:
    """Keep a return in the place of what is kept under its id."""
    content: dict[str, Json] = {
        "pieces": [{**asdict(x), "quantity": plain(x.quantity)} for x in earlier.pieces],
        "refunds": [asdict(x) for x in earlier.refunds],
        "doubts": [asdict(x) for x in earlier.doubts],
    }
    connection.execute(
        "REPLACE INTO earlier_returns (id, receipt, receipt_key, returned_at, reference, content)"
        " VALUES (?,?,?,?,?,?)",
        (
            earlier.id,
            earlier.receipt,
            receipt_key(earlier.receipt) if earlier.receipt else None,
            earlier.returned_at.isoformat(),
            earlier.reference,
            json.dumps(content),
        ),
    )


def return_from_row(row: tuple[Any, ...]) -> EarlierReturn:
    """The return of a row: id, receipt, returned_at, reference, content."""
    return_id, receipt, returned_at, reference, text = row
    content = json.loads(text)
    pieces = (ReturnedPiece(**{**x, "quantity": Decimal(x["quantity"])}) for x in content["pieces"])
    refunds = (RefundedPart(**{**x, "type": TenderType(x["type"])}) for x in content["refunds"])
    return EarlierReturn(
        id=return_id,
        receipt=receipt,
        returned_at=datetime.fromisoformat(returned_at),
        pieces=tuple(pieces),
        refunds=tuple(refunds),
        reference=reference,
        doubts=tuple(SaleDoubt(**x) for x in content["doubts"]),
    )
