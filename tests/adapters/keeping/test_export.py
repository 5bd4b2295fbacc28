"""Exports: nothing left out, nothing half written, returns that our own reader reads back."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import NAME
from returns_desk.adapters.handover.poslog_return import poslog_bytes, poslog_lines
from returns_desk.adapters.keeping.exporting import COLUMNS, write_export
from returns_desk.adapters.keeping.keeping_access import KeepingAccess
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.sales.poslog import read_poslog
from returns_desk.adapters.sales.readings import ReaderSettings
from returns_desk.application.ports import NewEvent
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from returns_desk.domain.sale import TenderType
from support.completed_returns import STORIES
from support.handing_profiles import configuration, profile_with_returns

SETTINGS = ReaderSettings("3141", "USD", "America/Chicago", TenderType.CASH)


def exported(folder: Path, name: str, first: date | None = None, before: date | None = None) -> str:
    return "".join(KeepingAccess(folder).export(name, first, before))


def test_json_lines_hold_every_event_with_its_hash(shop: Path) -> None:
    events = [json.loads(line) for line in exported(shop, "jsonl").splitlines()]

    with Profile.open(shop) as profile, profile.read_journal() as journal:
        assert [(each["sequence"], each["hash"]) for each in events] == [
            (each.sequence, each.hash) for each in journal.read()
        ]


def test_csv_holds_every_event_and_no_formula(shop: Path) -> None:
    with Profile.open(shop) as profile, profile.locked(), profile.open_journal() as journal:
        journal.append(NewEvent("case_left", {"reason": "time"}, "=cmd|' /C calc'!A0", "@mara"))

    rows = list(csv.DictReader(io.StringIO(exported(shop, "csv"), newline="")))

    assert tuple(rows[0]) == COLUMNS
    assert [each["sequence"] for each in rows] == [str(n) for n in range(1, len(rows) + 1)]
    left = next(each for each in rows if each["type"] == "case_left")
    assert (left["case"], left["operator"]) == ("'=cmd|' /C calc'!A0", "'@mara")
    assert json.loads(left["payload"]) == {"reason": "time"}


@pytest.mark.parametrize("name", ["jsonl", "csv", "poslog"])
def test_no_personal_data_leave_by_an_export(shop: Path, name: str) -> None:
    assert NAME.split()[0] not in exported(shop, name)


def test_days_are_the_shop_s_own(shop: Path) -> None:
    with Profile.open(shop) as profile, profile.read_journal() as journal:
        days = {each.at.date() for each in journal.read()}
        count = journal.head()[0]

    assert len(exported(shop, "jsonl", min(days), None).splitlines()) == count
    assert exported(shop, "jsonl", None, min(days)) == ""
    assert exported(shop, "jsonl", date(2030, 1, 1), None) == ""


def test_returns_go_out_as_poslog_that_reads_back(tmp_path: Path) -> None:
    profile_with_returns(tmp_path / "shop", configuration(tmp_path / "till"), count=3).close()
    path = tmp_path / "returns.xml"
    path.write_text(exported(tmp_path / "shop", "poslog"), encoding="utf-8")

    readings = list(read_poslog(path, None, SETTINGS, lambda _part: None))

    assert len(readings) == 3
    assert not [each.bad for each in readings if each.bad is not None]
    assert len({piece.reference for each in readings for piece in each.returns}) == 3


@pytest.mark.parametrize("story", STORIES)
def test_many_in_one_file_say_what_each_says_alone(story: str, tmp_path: Path) -> None:
    document = STORIES[story]()
    alone, together = tmp_path / "one.xml", tmp_path / "two.xml"
    alone.write_bytes(poslog_bytes(document))
    together.write_text("".join(poslog_lines([document, document])), encoding="utf-8")

    (one,) = read_poslog(alone, None, SETTINGS, lambda _part: None)
    two = list(read_poslog(together, None, SETTINGS, lambda _part: None))

    assert [each.returns for each in two] == [one.returns, one.returns]
    assert [each.sale for each in two] == [one.sale, one.sale]


def test_a_journal_without_returns_is_a_poslog_without_transactions(shop: Path) -> None:
    text = exported(shop, "poslog")

    assert text.splitlines()[0] == "<?xml version='1.0' encoding='UTF-8'?>"
    assert "<Transaction" not in text
    assert text.endswith("</POSLog>\n")


def test_a_file_that_is_there_is_not_written_over_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(OperatorMistake, match="add --replace"):
        write_export(path, iter(["new"]), replace=False)
    assert path.read_text(encoding="utf-8") == "mine"

    write_export(path, iter(["new"]), replace=True)
    assert path.read_text(encoding="utf-8") == "new"


def test_an_export_that_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine", encoding="utf-8")

    def broken() -> object:
        yield "half"
        raise EnvironmentFault("The disk reports an error.", code="disk_error")

    with pytest.raises(EnvironmentFault):
        write_export(path, broken(), replace=True)  # type: ignore[arg-type]  # an iterator of texts until it breaks

    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]
    assert path.read_text(encoding="utf-8") == "mine"
