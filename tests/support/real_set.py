"""The real set of sales, imported once for all tests of a run.

Owns the fixture only. The import runs in a process of its own: the counting of covered lines would
make it four times as slow.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SET = "online_retail_dev.csv.gz"
IMPORT = """
import json, sys
from pathlib import Path
from returns_desk.adapters.sales.import_records import ImportSettings
from returns_desk.adapters.sales.sale_store import SaleStore

source, folder = Path(sys.argv[1]), Path(sys.argv[2])
options = ImportSettings(store="1", currency="GBP", rejects=folder / "rejects.csv")
with SaleStore(folder / "sales.db") as store:
    print(json.dumps(store.import_file(source, options).as_json()))
"""


@dataclass(frozen=True)
class RealSet:
    """The set as it lies (`source`), its sales in a store file, and what the import said."""

    source: Path
    store: Path
    summary: dict[str, Any]


@pytest.fixture(scope="session")
def real_set(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> RealSet:
    """The whole set, brought in once; who writes to the store takes a copy."""
    folder = tmp_path_factory.mktemp("real_set")
    source = shared_data / SET
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run(
        [sys.executable, "-c", IMPORT, str(source), str(folder)],
        env={**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    return RealSet(source, folder / "sales.db", json.loads(told.stdout))
