"""Every format comes in by one command: told apart, read twice, and listed where it fails."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.sales.conftest import ImportText
from adapters.sales.test_json_import import LINE, sale
from returns_desk.adapters.sales import order_doubts, order_reasons
from returns_desk.adapters.sales.formats import FORMATS, READERS, format_of
from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.input_files import Progress
from returns_desk.adapters.sales.poslog import reasons as poslog_reasons
from returns_desk.adapters.sales.readings import LeftOut, ReaderSettings, Reading
from returns_desk.adapters.sales.reasons import SENTENCES, sentence_of
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.doubt_sentences import SENTENCES as DOUBTS
from returns_desk.cli.sales import FORMATS as NAMED
from returns_desk.domain.errors import InvalidInput
from support.shelf_sale import SALE

ORDER: dict[str, Any] = {
    "id": 1,
    "name": "#1001",
    "total_price": "1.00",
    "financial_status": "paid",
}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("Receipt,SKU\n1,A\n", "csv", id="csv"),
        pytest.param("\ufeff  \n<POSLog/>", "poslog", id="poslog"),
        pytest.param(json.dumps({"orders": [ORDER]}), "shopify", id="shopify"),
        pytest.param('[{"id": "1", "total_money": {}}]', "square", id="square"),
        pytest.param('{"order_key": "wc_1", "number": "7"}', "woocommerce", id="woocommerce"),
        pytest.param(json.dumps([sale()]), "json", id="our-own"),
        pytest.param("[]", "json", id="an-empty-list"),
    ],
)
def test_a_file_is_told_apart_by_how_it_begins(tmp_path: Path, content: str, expected: str) -> None:
    for name, bytes_ in (("a", content.encode()), ("b.gz", gzip.compress(content.encode()))):
        (tmp_path / name).write_bytes(bytes_)
        assert format_of(tmp_path / name, "auto", None) == expected
        assert format_of(tmp_path / name, "csv", None) == "csv"


def test_the_command_names_what_can_be_read() -> None:
    assert NAMED == FORMATS


def test_every_format_has_its_reader() -> None:
    assert all(callable(reader()) for reader in READERS.values())


def test_every_reason_has_a_sentence() -> None:
    codes = {*SENTENCES, *poslog_reasons.SENTENCES, *order_reasons.SENTENCES}
    assert {sentence_of(code) for code in codes}.isdisjoint({sentence_of("no such code")})


def test_every_doubt_has_a_sentence() -> None:
    assert set(DOUBTS) >= {*poslog_reasons.DOUBTS, *order_doubts.CODES}


# --- two passes ----------------------------------------------------------------------------------


class FakeReader:
    """Reads what a test says; `breaks_after` records, as a file that is cut."""

    def __init__(self, readings: list[Reading], breaks_after: int | None = None) -> None:
        self.readings, self.breaks_after = readings, breaks_after
        self.settings: list[ReaderSettings] = []

    def __call__(
        self, _path: Path, _encoding: str | None, settings: ReaderSettings, progress: Progress, /
    ) -> Iterator[Reading]:
        self.settings.append(settings)
        for number, each in enumerate(self.readings, start=1):
            yield each
            progress(number * 1000 // len(self.readings))
            if number == self.breaks_after:
                raise InvalidInput("transaction 3", "the file ends too early: copy it again")


@pytest.fixture
def read(import_text: ImportText, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Bring in what a fake reader of POSLog yields."""

    def bring_in(reader: FakeReader, **settings: Any) -> Any:
        monkeypatch.setitem(READERS, "poslog", lambda: reader)
        return import_text("<POSLog/>", "till.xml", **settings)

    return bring_in


def test_a_file_that_is_broken_at_its_end_changes_nothing(store: SaleStore, read: Any) -> None:
    readings = [Reading(n, "", "", replace(SALE, receipt=f"R-{n}")) for n in range(1_200)]

    with pytest.raises(InvalidInput, match="ends too early"):
        read(FakeReader(readings, breaks_after=1_200))

    assert store.count() == 0


def test_a_reader_gets_what_the_shop_says(read: Any) -> None:
    reader = FakeReader([])

    read(reader, zone="Europe/Tallinn", tender="cash")

    settings = reader.settings[-1]
    assert (settings.store, settings.currency, settings.zone) == ("3141", "USD", "Europe/Tallinn")
    assert settings.tender.value == "cash"


def test_the_bar_goes_on_through_both_passes(
    store: SaleStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = FakeReader([Reading(n, "", "", replace(SALE, receipt=f"R-{n}")) for n in range(4)])
    monkeypatch.setitem(READERS, "poslog", lambda: reader)
    (tmp_path / "till.xml").write_text("<POSLog/>")
    seen: list[int] = []

    store.import_file(tmp_path / "till.xml", ImportSettings("1", "USD"), seen.append)

    assert seen == sorted(seen)
    assert seen == [100, 200, 300, 400, 550, 700, 850, 1000, 1000]


def test_what_is_left_out_of_a_record_is_listed_with_its_place(read: Any, tmp_path: Path) -> None:
    record = "x " * 995 + "4111111111111111 " + "x" * 5_000
    left_out = (LeftOut("training", ""), LeftOut("no_item", "line item 3", "Bag"))
    bad = InvalidInput("/lines/0", "write a number", code="bad_number")

    summary = read(FakeReader([Reading(7, "transaction 7", record, left_out=left_out, bad=bad)]))

    messages = [str(each["message"]) for each in summary.first_left_out]
    listed = (tmp_path / "till.xml.rejects.csv").read_text()
    assert [message.partition(" (")[2] for message in messages] == [
        "transaction 7)",
        "transaction 7, line item 3: Bag)",
        "transaction 7/lines/0: write a number)",
    ]
    assert "41111111" not in listed
    assert f"… ({len(record)} characters)" in listed
    assert len(listed) < 3 * 2_500
    assert summary.records == 1


# --- our own JSON --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param(json.dumps(sale())[:-1] + ', "store": "9"}', "store", id="in-the-sale"),
        pytest.param(
            json.dumps(sale()).replace('"paid": 2136', '"paid": 1, "paid": 2136'),
            "paid",
            id="in-a-line",
        ),
    ],
)
def test_a_key_that_stands_twice_is_refused_and_the_rest_comes_in(
    store: SaleStore, import_text: ImportText, text: str, key: str
) -> None:
    summary = import_text(f"[{text}, {json.dumps(sale('R-2'))}]", "till.json")

    assert dict(summary.left_out_by_reason) == {"key_twice": 1}
    assert f'/0: the key "{key}" stands twice' in str(summary.first_left_out[0]["message"])
    assert store.count() == 1


def test_a_sale_that_is_nested_too_deep_costs_only_itself(
    store: SaleStore, import_text: ImportText
) -> None:
    deep = json.dumps(sale("R-1"))[:-1] + ', "x": ' + "[" * 3_000 + "]" * 3_000 + "}"

    summary = import_text(f"{deep}\n{json.dumps(sale('R-2'))}\n", "till.jsonl")

    assert store.count() == 1
    assert summary.left_out_by_reason.total() == 1
    assert LINE["paid"] == 2136
