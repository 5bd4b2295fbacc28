"""A card number that an import cut is journaled without its digits, also where a desk runs."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from fakes import FakeClock, FakeJournal, PlainWords
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.sales.card_cuts import journal_cuts
from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.bootstrap.commands import services
from returns_desk.bootstrap.counter import CounterOptions, open_counter
from returns_desk.cli.main import run_command_line
from support.published_cards import PUBLISHED, VISA

if TYPE_CHECKING:
    from pathlib import Path

CHEAP = PinCost(1, 8, 1)
SETTINGS = ImportSettings("3141", "USD", "America/Chicago")


def till_file(path: Path, *rows: dict[str, str]) -> Path:
    usual = {
        "Receipt": "R-1",
        "Date": "2026-11-07 11:02",
        "SKU": "SHELF-36W",
        "Description": "Shelf",
        "Quantity": "1",
        "Price": "21.36",
        "Customer": "c1",
    }
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(usual))
        writer.writeheader()
        writer.writerows(usual | row for row in rows)
    return path


def imported(store: SaleStore, folder: Path, *rows: dict[str, str]) -> None:
    store.import_file(till_file(folder / "till.csv", *rows), SETTINGS)


def start_the_desk(folder: Path) -> None:
    with (
        Profile.demo(folder, pin_cost=CHEAP) as profile,
        profile.locked(),
        open_counter(profile, PlainWords, CounterOptions(pin_cost=CHEAP)),
    ):
        pass


def told(folder: Path) -> list[object]:
    with Profile.open(folder) as profile, profile.read_journal() as journal:
        return [each.payload["where"] for each in journal.read(types=("card_number_cut",))]


def test_the_desk_journals_at_its_start_what_a_command_cut(tmp_path: Path) -> None:
    folder, path = tmp_path / "shop", tmp_path / "till.csv"
    with Profile.demo(folder, pin_cost=CHEAP) as desk:
        desk.lock()
        till_file(path, {"Customer": VISA, "Description": f"to {VISA}"}, {"Receipt": VISA})
        words = ["sales", "import", str(path), "--profile", str(folder)]
        assert run_command_line(words, services()) == 0

    start_the_desk(folder)
    start_the_desk(folder)

    assert told(folder) == [["sales/customer", "sales/receipt", "sales/text"]]
    everything = b"".join(x.read_bytes() for x in folder.rglob("*") if x.is_file())
    assert VISA.encode() not in everything


@pytest.mark.parametrize("number", PUBLISHED)
def test_what_was_cut_is_noted_with_the_sales_and_without_the_number(
    tmp_path: Path, number: str
) -> None:
    with SaleStore(tmp_path / "sales.db") as store:
        imported(store, tmp_path, {"Description": f"paid by {number}"})

    with SaleStore(tmp_path / "sales.db") as store:
        assert store.card_cuts().places == ("sales/text",)
    kept = b"".join(x.read_bytes() for x in tmp_path.glob("sales.db*"))
    assert number.encode() not in kept


def test_sales_without_card_numbers_leave_no_note(tmp_path: Path) -> None:
    journal = FakeJournal(FakeClock())

    with SaleStore(tmp_path / "sales.db") as store:
        imported(store, tmp_path, {})
        journal_cuts(store, journal)

    assert journal.events == []


def test_what_a_full_disk_refused_is_journaled_at_the_next_start(tmp_path: Path) -> None:
    journal = FakeJournal(FakeClock())
    with SaleStore(tmp_path / "sales.db") as store:
        imported(store, tmp_path, {"Customer": VISA})
        journal.is_broken = True
        journal_cuts(store, journal)
        journal.is_broken = False

        journal_cuts(store, journal)
        journal_cuts(store, journal)

    assert [each.payload for each in journal.events] == [{"where": ["sales/customer"]}]


def test_what_is_cut_while_the_journal_is_written_is_not_forgotten(tmp_path: Path) -> None:
    with SaleStore(tmp_path / "sales.db") as store:
        imported(store, tmp_path, {"Customer": VISA})
        first = store.card_cuts()
        imported(store, tmp_path, {"Receipt": "R-2", "Customer": VISA})

        store.forget_card_cuts(first)

        assert store.card_cuts().places == ("sales/customer",)
