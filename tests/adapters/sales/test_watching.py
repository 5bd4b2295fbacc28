"""What tills drop into a folder comes in once it is whole, and is moved out of the way."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.watching import FolderWatch
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.sales.sale_store import SaleStore

HEAD = "Receipt,SKU,Qty,Date,Price\n"
GOOD = HEAD + "R-1,A,1,2026-11-07,1.00\n"
OPTIONS = ImportSettings(store="3141", currency="USD")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that tills write to."""
    made = tmp_path / "drop"
    made.mkdir()
    return made


@pytest.fixture
def watch(folder: Path, store: SaleStore) -> FolderWatch:
    """A watch of it."""
    return FolderWatch(folder, store, OPTIONS)


def test_a_file_is_taken_at_the_second_look_and_moved_to_done(
    folder: Path, watch: FolderWatch, store: SaleStore
) -> None:
    (folder / "a.csv").write_text(GOOD)

    first, second, third = list(watch.look()), list(watch.look()), list(watch.look())

    assert (first, third) == ([], [])
    assert [x.name for x in second] == ["a.csv"]
    assert (folder / "done" / "a.csv").read_text() == GOOD
    assert store.receipt("R-1") is not None


def test_a_file_that_still_grows_is_left_alone(
    folder: Path, watch: FolderWatch, store: SaleStore
) -> None:
    file = folder / "a.csv"
    file.write_text(HEAD)
    list(watch.look())
    file.write_text(GOOD)

    while_growing = list(watch.look())
    when_steady = list(watch.look())

    assert while_growing == []
    assert len(when_steady) == 1
    assert store.count() == 1


@pytest.mark.parametrize("name", ["a.csv.part", "b.tmp", ".hidden.csv"])
def test_unfinished_and_hidden_files_are_left_alone(
    folder: Path, watch: FolderWatch, name: str
) -> None:
    (folder / name).write_text(GOOD)

    assert not [*watch.look(), *watch.look()]
    assert (folder / name).exists()


def test_an_empty_file_was_only_begun(folder: Path, watch: FolderWatch) -> None:
    (folder / "a.csv").touch()

    assert not [*watch.look(), *watch.look()]


def test_an_unusable_file_is_moved_to_rejected_with_its_sentence(
    folder: Path, watch: FolderWatch
) -> None:
    (folder / "a.json").write_text("[")

    (taken,) = [*watch.look(), *watch.look()]

    assert taken.problem is not None
    assert (folder / "rejected" / "a.json").exists()
    assert (folder / "rejected" / "a.json.why.txt").read_text() == taken.problem + "\n"


def test_records_that_were_left_out_are_listed_among_the_rejected(
    folder: Path, watch: FolderWatch
) -> None:
    (folder / "a.csv").write_text(GOOD + "R-2,A,x,2026-11-07,1.00\n")

    (taken,) = [*watch.look(), *watch.look()]

    assert taken.summary is not None
    assert taken.moved_to == folder / "done" / "a.csv"
    assert "R-2" in (folder / "rejected" / "a.csv.rejects.csv").read_text()


def test_a_second_file_of_the_same_name_does_not_replace_the_first(
    folder: Path, watch: FolderWatch
) -> None:
    for text in (GOOD, GOOD.replace("R-1", "R-2")):
        (folder / "a.csv").write_text(text)
        list(watch.look())
        list(watch.look())

    assert {x.name for x in (folder / "done").iterdir()} == {"a.csv", "a-2.csv"}


def test_files_are_taken_in_the_order_they_were_written(
    folder: Path, watch: FolderWatch, store: SaleStore
) -> None:
    for name in ("b.csv", "a.csv"):
        (folder / name).write_text(GOOD)
        number = int(name == "a.csv")
        os_time = 1_700_000_000 + number
        os.utime(folder / name, (os_time, os_time))

    taken = [*watch.look(), *watch.look()]

    assert [x.name for x in taken] == ["b.csv", "a.csv"]
    assert store.count() == 1


def test_a_restart_after_a_stop_between_import_and_move_changes_nothing(
    folder: Path, store: SaleStore
) -> None:
    (folder / "a.csv").write_text(GOOD)
    store.import_file(folder / "a.csv", OPTIONS)
    again = FolderWatch(folder, store, OPTIONS)

    (taken,) = [*again.look(), *again.look()]

    assert taken.summary is not None
    assert json.dumps(taken.summary.as_json()["receipts"]) == json.dumps(
        {"new": 0, "already_there": 1, "updated": 0, "matched": 0}
    )


def test_a_folder_that_is_not_there_is_refused_with_its_mend(
    tmp_path: Path, store: SaleStore
) -> None:
    with pytest.raises(OperatorMistake, match="is no folder: make it"):
        FolderWatch(tmp_path / "none", store, OPTIONS)


def test_a_folder_without_room_for_done_is_refused(folder: Path, store: SaleStore) -> None:
    (folder / "done").write_text("a file stands in the way")

    with pytest.raises(OperatorMistake, match="can't be written: allow it"):
        FolderWatch(folder, store, OPTIONS)


def test_a_folder_that_goes_away_is_a_fault_that_passes(folder: Path, watch: FolderWatch) -> None:
    for inside in ("done", "rejected"):
        (folder / inside).rmdir()
    folder.rmdir()

    with pytest.raises(EnvironmentFault, match="looked at again"):
        list(watch.look())


def test_a_folder_takes_every_format(folder: Path, watch: FolderWatch, store: SaleStore) -> None:
    transaction = (
        "<Transaction><RetailStoreID>1</RetailStoreID><WorkstationID>7</WorkstationID>"
        "<SequenceNumber>42</SequenceNumber><BusinessDayDate>2026-11-07</BusinessDayDate>"
        "<EndDateTime>2026-11-07T11:02:00Z</EndDateTime><RetailTransaction><LineItem><Sale>"
        "<ItemID>A</ItemID><ExtendedAmount>1.00</ExtendedAmount><Quantity>1</Quantity></Sale>"
        "</LineItem><LineItem><Tender TenderType='Cash'><Amount>1.00</Amount></Tender></LineItem>"
        "</RetailTransaction></Transaction>"
    )
    (folder / "a.csv").write_text(GOOD)
    (folder / "b.xml").write_text(f"<POSLog>{transaction}</POSLog>")
    (folder / "c.xml").write_text(f"<POSLog>{transaction}")
    list(watch.look())

    taken = list(watch.look())

    told = sorted((each.name, each.moved_to.parent.name) for each in taken)
    assert told == [("a.csv", "done"), ("b.xml", "done"), ("c.xml", "rejected")]
    assert store.receipt("1-7-20261107-42") is not None
