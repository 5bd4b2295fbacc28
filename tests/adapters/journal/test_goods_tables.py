"""Goods without a receipt in the tables that managers read: from the claim, then from the plan."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.journal.journal_kit import RECEIPT, event, item, leg, open_journal
from returns_desk.adapters.journal import SqliteJournal
from returns_desk.application.ports import Json


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    with open_journal(tmp_path) as opened:
        yield opened


def kettle(**told: Json) -> dict[str, Json]:
    of_it: dict[str, Json] = {"quantity": "2", "description": "Kettle", "sku": "KETTLE"}
    return {**of_it, "gtin": "4006381333931", "category": "kitchen", **told}


def v_items(journal: SqliteJournal, *columns: str) -> list[tuple[object, ...]]:
    journal.catch_up()
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM v_items ORDER BY receipt, line").fetchall()
    return [tuple(row[each] for each in columns) for row in rows]


def test_goods_without_a_receipt_stand_among_the_goods_with_no_receipt_named(
    journal: SqliteJournal,
) -> None:
    bare: list[Json] = [kettle(reason="faulty", condition="used"), kettle(description="Lid")]
    journal.append(event("case_opened", number=1))
    journal.append(event("claim_changed", items=[item()], without_receipt=bare))

    rows = v_items(journal, "receipt", "line", "quantity", "description", "reason", "condition")
    known = v_items(journal, "sku", "gtin", "category")

    assert rows[0] == (None, 1, "2", "Kettle", "faulty", "used")
    assert rows[1] == (None, 2, "2", "Lid", None, None)
    assert rows[2][:2] == (RECEIPT, 1)
    assert known[0] == ("KETTLE", "4006381333931", "kitchen")


def test_a_plan_tells_what_is_owed_for_goods_without_a_receipt(journal: SqliteJournal) -> None:
    bare: list[Json] = [kettle(reason="faulty"), kettle(description="Lid", reason="other")]
    planned: list[Json] = [kettle(line=2, description="Lid", paid=7980, fee=80)]
    journal.append(event("case_opened", number=1))
    journal.append(event("claim_changed", items=[], without_receipt=bare))
    plan: dict[str, Json] = {"key": "key", "option": "refund/cash", "legs": [leg()]}
    journal.append(event("plan_made", **plan, items=[item()], without_receipt=planned))

    rows = v_items(journal, "receipt", "line", "description", "reason", "paid", "fee")

    assert rows == [
        (None, 1, "Kettle", "faulty", None, None),
        (None, 2, "Lid", "other", 7980, 80),
        (RECEIPT, 1, None, None, 2136, 0),
    ]


def test_a_claim_without_goods_of_no_receipt_takes_their_rows_away(journal: SqliteJournal) -> None:
    journal.append(event("case_opened", number=1))
    journal.append(event("claim_changed", items=[item()], without_receipt=[kettle()]))
    journal.append(event("claim_changed", items=[item()]))

    assert v_items(journal, "receipt", "line") == [(RECEIPT, 1)]
