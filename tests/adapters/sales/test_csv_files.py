"""Files that can't be used are refused in one sentence; stopping and failing lose nothing."""

from __future__ import annotations

import codecs
import gzip
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.sale_writer import Outcome
from returns_desk.domain.errors import InvalidInput, OperatorMistake

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.sales.conftest import ImportText
    from returns_desk.adapters.sales.sale_store import SaleStore

RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
SHORT = "Receipt,SKU,Qty,Date,Price\n"


BAD_FILES = [
    pytest.param(b"", "the file is empty", id="empty"),
    pytest.param(b"  \n\n", "the file is empty", id="blank"),
    pytest.param(b"PK\x03\x04rest", "save the sheet as CSV", id="workbook"),
    pytest.param(b"Receipt,SKU\n1,\x00\x01", "this is no text", id="binary"),
    pytest.param(b"<Invoice/>", "this XML is no POSLog", id="xml"),
    pytest.param(b"<html/>", "This is a web page, not sales", id="page"),
    pytest.param(b"a,b,c\n1,2,3\n", "no column for the receipt number", id="headings"),
    pytest.param(
        b"Receipt,SKU,Qty,Date\n1,A,1,2026-11-07\n", "no column for the price", id="price"
    ),
    pytest.param(b'"Receipt,SKU\n1,A\n', "does not close among the headings", id="open-heading"),
    pytest.param(gzip.compress(b"Receipt,SKU\n" * 50)[:-9], "ends too early", id="cut-gzip"),
    pytest.param(
        (SHORT + "1,caf\u00e9,1,2026-11-07,1\n").encode("cp1252"), "is not UTF-8", id="encoding"
    ),
    pytest.param((SHORT + "1,A,1,3/4/2026,1\n").encode(), "read in two ways", id="dates"),
    pytest.param(
        b"Receipt,SKU,Qty,Date,Price,VAT\n1,A,1,2026-11-07,1,0\n", "prices hold this tax", id="tax"
    ),
    pytest.param(SHORT.encode() + b"1" * 1_200_000, "this line has no end", id="endless"),
]


@pytest.mark.parametrize(("content", "sentence"), BAD_FILES)
def test_an_unusable_file_is_refused_in_one_sentence_and_changes_nothing(
    store: SaleStore, import_text: ImportText, tmp_path: Path, content: bytes, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence) as caught:
        import_text(content)

    assert "\n" not in caught.value.message
    assert ": " in caught.value.message
    assert store.count() == 0
    assert not list(tmp_path.glob("*rejects*"))


def test_a_file_that_fails_in_its_last_line_has_changed_nothing(
    store: SaleStore, import_text: ImportText
) -> None:
    rows = "".join(f"R-{n},A,1,2026-11-07,1.00\n" for n in range(20_000)).encode()

    with pytest.raises(InvalidInput) as caught:
        import_text(SHORT.encode() + rows + b"R-x,caf\xe9,1,2026-11-07,1\n")

    assert caught.value.pointer == "line 20002"
    assert store.count() == 0


@pytest.mark.parametrize(
    ("content", "settings"),
    [
        pytest.param(codecs.BOM_UTF8 + (SHORT + "1,é,1,2026-11-07,1\n").encode(), {}, id="bom"),
        pytest.param((SHORT + "1,é,1,2026-11-07,1\n").encode("utf-16"), {}, id="utf-16"),
        pytest.param(
            (SHORT + "1,é,1,2026-11-07,1\n").encode("cp1252"), {"encoding": "cp1252"}, id="named"
        ),
        pytest.param((SHORT + "1,é,1,2026-11-07,1").encode(), {}, id="no-last-line-end"),
        pytest.param(
            (SHORT + "1,é,1,2026-11-07,1\n").replace("\n", "\r\n").encode(), {}, id="crlf"
        ),
    ],
)
def test_usual_encodings_and_line_ends_are_read(
    store: SaleStore, import_text: ImportText, content: bytes, settings: dict[str, str]
) -> None:
    import_text(content, **settings)

    sale = store.receipt("1")
    assert sale is not None
    assert sale.lines[0].sku == "é"


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param({"currency": "GOLD"}, "is no currency code", id="currency"),
        pytest.param({"zone": "Mars/Base"}, "is no time zone", id="zone"),
        pytest.param({"tender": "shells"}, "is no way of paying", id="tender"),
        pytest.param({"format": "fax"}, "can't be read: use one of auto, csv, poslog", id="format"),
        pytest.param({"encoding": "klingon"}, "is no encoding", id="encoding"),
    ],
)
def test_an_option_that_can_not_be_used_is_named(
    import_text: ImportText, settings: dict[str, str], sentence: str
) -> None:
    with pytest.raises(OperatorMistake, match=sentence):
        import_text(SHORT + "R-1,A,1,2026-11-07,1.00\n", **settings)


def test_a_file_that_is_not_there_and_a_folder_are_refused(
    store: SaleStore, tmp_path: Path
) -> None:
    options = ImportSettings(store="1", currency="USD")

    with pytest.raises(InvalidInput, match="there is no such file: check the name"):
        store.import_file(tmp_path / "none.csv", options)
    with pytest.raises(InvalidInput, match="this is a folder: name a file in it"):
        store.import_file(tmp_path, options)


def test_sales_come_in_even_where_the_rejects_can_not_be_written(
    store: SaleStore, import_text: ImportText, tmp_path: Path
) -> None:
    summary = import_text(
        SHORT + "R-1,A,x,2026-11-07,1\nR-2,A,1,2026-11-07,1\n", rejects=tmp_path / "no" / "r.csv"
    )

    assert summary.rejects_unwritable
    assert summary.rejects_file is None
    assert store.receipt("R-2") is not None


def test_progress_only_grows_and_ends_whole(store: SaleStore, tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    rows = (f"R-{n},A,1,2026-11-07,1.00\n" for n in range(12_000))
    file.write_text(SHORT + "".join(rows), encoding="utf-8")
    seen: list[int] = []

    store.import_file(file, ImportSettings(store="1", currency="USD"), seen.append)

    assert all(before <= after for before, after in pairwise(seen))
    assert seen[-1] == 1000


def test_a_stopped_import_keeps_whole_receipts_and_goes_on_when_run_again(
    store: SaleStore, tmp_path: Path
) -> None:
    file = tmp_path / "till.csv"
    rows = (f"R-{n},A,1,2026-11-07,1.00\n" for n in range(700))
    file.write_text(SHORT + "".join(rows), encoding="utf-8")
    options = ImportSettings(store="1", currency="USD")

    def stop(per_mille: int) -> None:
        if per_mille > 900:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.import_file(file, options, stop)
    kept = store.count()
    again = store.import_file(file, options)

    assert 0 < kept < 700
    assert again.outcomes[Outcome.ALREADY_THERE] == kept
    assert store.count() == 700
