"""Where goods went, as managers read it in v_goods."""

import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.journal.journal_kit import RECEIPT, event, item, open_journal
from returns_desk.application.ports import Json

PLACED: dict[str, Json] = {"receipt": RECEIPT, "line": 1, "quantity": "1", "place": "waste"}


def rows(folder: Path, how: str, *goods: Json) -> list[tuple[object, ...]]:
    """What v_goods says of one case with these goods."""
    with open_journal(folder) as journal:
        journal.append(event("case_opened", number=7))
        claimed = {**item(), "description": "Shelf board"}
        journal.append(event("claim_changed", items=[claimed], without_receipt=[]))
        journal.append(event("goods_placed", key="key", how=how, goods=list(goods)))
        journal.catch_up()
        with closing(sqlite3.connect(journal.path)) as connection:
            return connection.execute(
                "SELECT number, receipt, line, quantity, description, place, suggested, confirmed "
                "FROM v_goods"
            ).fetchall()


def test_goods_stand_with_their_place_and_what_was_suggested(tmp_path: Path) -> None:
    found = rows(tmp_path, "confirmed", {**PLACED, "suggested": "vendor"})

    assert found == [(7, RECEIPT, 1, "1", "Shelf board", "waste", "vendor", 1)]


def test_what_nobody_chose_is_not_confirmed_and_goods_without_a_receipt_have_none(
    tmp_path: Path,
) -> None:
    bare: dict[str, Json] = {**PLACED, "receipt": None, "suggested": "waste"}

    found = rows(tmp_path, "suggested", bare)

    assert found == [(7, None, 1, "1", None, "waste", "waste", 0)]


def test_goods_that_tell_no_line_are_passed_over(tmp_path: Path) -> None:
    assert rows(tmp_path, "confirmed", "no goods", {"place": "stock"}) == []
