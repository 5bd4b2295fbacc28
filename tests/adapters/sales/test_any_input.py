"""Whatever a file holds: it comes in, it is listed, or one sentence says why; never a trace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.ports import SaleQuery
from returns_desk.domain.errors import OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = "Receipt,SKU,EAN,Description,Qty,Unit,Date,Price,Line Total,Card,Payment,Line,Customer\n"
CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "cash",
            "R-1",
            "C5",
            '"',
            '"x"y',
            "",
            "kg",
            "9" * 30,
            "\u0661",
            "1e3",
            "inf",
            "\x1f",
            "1",
            "-1",
            "0.5",
            "2.55",
            "1,5",
            "(3)",
            "2026-11-07",
            "7.11.2026 11:02",
            "12/31/2026",
        ]
    ),
)
ROW = st.lists(CELL, max_size=15).map(",".join)
JSON_VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner)),
    max_leaves=9,
)
SALE = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ["receipt", "store", "sold_at", "lines", "tenders", "currency", "customer"], JSON_VALUE
    ),
)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SaleStore]:
    """One store for all examples."""
    with SaleStore(tmp_path_factory.mktemp("any") / "sales.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each example is written."""
    return tmp_path_factory.mktemp("input") / "till"


def bring_in(store: SaleStore, file: Path, content: bytes, kind: str) -> None:
    """Bring it in; a refusal has to be one line."""
    file.write_bytes(content)
    options = ImportSettings(store="1", currency="USD", format=kind, dates="day-first")
    refused = ""
    try:
        summary = store.import_file(file, options)
    except OperatorMistake as mistake:
        refused = mistake.message or "refused without a word\n"
    else:
        listed = summary.left_out_by_reason.total()
        assert listed + summary.outcomes.total() <= max(summary.records * 2, 1)
        assert json.dumps(summary.as_json())
    assert "\n" not in refused


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, max_size=8))
def test_any_rows_come_in_or_are_listed(
    shared_store: SaleStore, file: Path, rows: list[str]
) -> None:
    bring_in(shared_store, file, (HEAD + "\n".join(rows)).encode("utf-8", "replace"), "csv")


@given(content=st.binary(max_size=400), kind=st.sampled_from(["auto", "csv", "json"]))
def test_any_bytes_are_refused_in_one_line_or_come_in(
    shared_store: SaleStore, file: Path, content: bytes, kind: str
) -> None:
    bring_in(shared_store, file, content, kind)


@given(sales=st.lists(st.one_of(SALE, JSON_VALUE), max_size=4), lines=st.booleans())
def test_any_json_comes_in_or_is_listed(
    shared_store: SaleStore, file: Path, sales: list[object], lines: bool
) -> None:
    texts = [json.dumps(each) for each in sales]
    whole = "\n".join(texts) if lines else "[" + ",".join(texts) + "]"

    bring_in(shared_store, file, whole.encode("utf-8", "replace"), "json")


@given(text=st.text(max_size=20), item=st.text(max_size=20))
def test_any_words_and_codes_can_be_looked_for(
    shared_store: SaleStore, text: str, item: str
) -> None:
    shared_store.find(SaleQuery(text=text, item=item))
    shared_store.receipt(text)
    shared_store.item_code(item)
