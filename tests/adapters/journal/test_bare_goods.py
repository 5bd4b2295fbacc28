"""What was paid for goods without a receipt: the same from a file and from memory."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from adapters.journal.journal_kit import event, leg, open_journal, recorder
from returns_desk.adapters.journal import MemoryJournal, SqliteJournal
from returns_desk.adapters.journal.bare_goods import PAID
from returns_desk.application.earlier_visits import MOST_PAID
from returns_desk.application.ports import Json, NewEvent

NOBODY = "another-case"
SKU = "SHELF-36W"
GTIN = "4006381333931"
MONEY = "refund/cash"


def goods(line: int = 1, sku: str | None = SKU, gtin: str | None = None) -> dict[str, Json]:
    return {"line": line, "quantity": "1", "paid": 500, "fee": 0, "sku": sku, "gtin": gtin}


def planned(
    case_id: str, *bare: dict[str, Json], option: str = MONEY, legs: int = 1
) -> list[NewEvent]:
    """A case up to its plan."""
    every_leg: list[Json] = [leg(number, tender=None) for number in range(1, legs + 1)]
    plan: dict[str, Json] = {"key": f"{case_id}-key", "option": option, "legs": every_leg}
    opened = event("case_opened", case_id, number=1)
    return [opened, event("plan_made", case_id, **plan, items=[], without_receipt=bare)]


def of_leg(case_id: str, kind: str, **told: Json) -> NewEvent:
    return event(kind, case_id, key=f"{case_id}-key", leg=1, **told)


def begun(case_id: str, *bare: dict[str, Json]) -> list[NewEvent]:
    return [*planned(case_id, *bare), of_leg(case_id, "leg_begun")]


class BareGoods:
    """The claims; a subclass provides `journal`."""

    def test_what_was_booked_is_found_by_sku_and_by_any_length_of_its_gtin(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        booked = of_leg("a", "leg_booked", tender=None, amount=500, rounding=0)
        journal.append(*begun("a", goods(1, SKU, GTIN), goods(2, "OTHER")), booked)

        (by_sku,) = journal.paid_without_receipt([SKU], [], NOBODY)
        (by_gtin,) = journal.paid_without_receipt(["X"], [f"0{GTIN}"], NOBODY)

        assert by_sku == by_gtin
        assert (by_sku.sku, by_sku.gtin) == (SKU, f"0{GTIN}")
        assert by_sku.at.date() == date(2026, 11, 21)
        assert journal.paid_without_receipt([], [], NOBODY) == ()

    def test_only_what_was_paid_or_may_have_been_counts(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        journal.append(*planned("planned", goods()))
        journal.append(*begun("failed", goods()), of_leg("failed", "leg_failed", why="other"))
        before = journal.paid_without_receipt([SKU], [], NOBODY)

        journal.append(*begun("in-doubt", goods()))

        assert before == ()
        assert len(journal.paid_without_receipt([SKU], [], NOBODY)) == 1
        assert journal.paid_without_receipt([SKU], [], "in-doubt") == ()

    def test_goods_for_goods_of_another_kind_count_without_any_leg(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        journal.append(*planned("a", goods(), option="exchange/none", legs=0))

        assert len(journal.paid_without_receipt([SKU], [], NOBODY)) == 1

    @pytest.mark.parametrize("remedy", ["even_exchange", "replacement", "repair"])
    def test_whoever_has_the_same_goods_again_was_not_paid_for_them(
        self, journal: SqliteJournal | MemoryJournal, remedy: str
    ) -> None:
        journal.append(*planned("a", goods(), option=f"{remedy}/none", legs=0))

        assert journal.paid_without_receipt([SKU], [], NOBODY) == ()

    def test_the_latest_come_first_and_not_without_end(
        self, journal: SqliteJournal | MemoryJournal
    ) -> None:
        for number in range(MOST_PAID + 2):
            journal.append(*begun(f"case-{number}", goods()))

        times = [each.at for each in journal.paid_without_receipt([SKU], [], NOBODY)]

        assert len(times) == MOST_PAID
        assert times == sorted(times, reverse=True)
        assert times[0] > list(journal.read(types=("plan_made",)))[-2].at


class TestInAFile(BareGoods):
    """The claims for the journal in a file."""

    @pytest.fixture
    def journal(self, tmp_path: Path) -> Iterator[SqliteJournal | MemoryJournal]:
        with open_journal(tmp_path) as journal:
            yield journal

    def test_no_table_is_walked_for_it(self, journal: SqliteJournal) -> None:
        cells = ["c", "[]", "[]", 9]

        plan = journal._reading.execute(f"EXPLAIN QUERY PLAN {PAID}", cells).fetchall()

        walked = {row[3] for row in plan if row[3].startswith("SCAN")}
        assert {each.split()[1] for each in walked} <= {"json_each"}
        assert any("bare_goods_by_sku" in row[3] for row in plan)
        assert any("bare_goods_by_gtin" in row[3] for row in plan)

    def test_a_rebuild_makes_the_same_table(self, journal: SqliteJournal) -> None:
        journal.append(*begun("a", goods()))

        assert journal.rebuild().bent is None
        assert journal.verify(deep=True).bent is None
        assert len(journal.paid_without_receipt([SKU], [], NOBODY)) == 1


class TestInMemory(BareGoods):
    """The claims for the journal in memory."""

    @pytest.fixture
    def journal(self) -> SqliteJournal | MemoryJournal:
        return MemoryJournal(recorder())
