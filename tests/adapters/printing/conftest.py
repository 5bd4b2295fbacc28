"""What the tests of printing share: a counter that is switched off after each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.printing_counter import Counter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A counter with an empty folder of waiting slips."""
    counter = Counter(tmp_path / "slips" / "waiting")
    yield counter
    for printer in counter.printers:
        printer.close()
