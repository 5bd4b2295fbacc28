"""A real sale store in a temporary folder, and short ways to bring text in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales.import_records import ImportSettings, ImportSummary
from returns_desk.adapters.sales.sale_store import SaleStore

if TYPE_CHECKING:
    from pathlib import Path

ImportText = Callable[..., ImportSummary]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SaleStore]:
    """An empty store."""
    with SaleStore(tmp_path / "sales.db") as opened:
        yield opened


@pytest.fixture
def import_text(store: SaleStore, tmp_path: Path) -> ImportText:
    """Write text (or bytes) to a file and bring it in; keywords are import settings."""

    def bring_in(content: str | bytes, name: str = "till.csv", **settings: Any) -> ImportSummary:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        options = ImportSettings(**{"store": "3141", "currency": "USD", **settings})
        return store.import_file(file, options)

    return bring_in
