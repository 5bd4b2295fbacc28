"""What the tests of packaging get: the frozen program, built once for all of them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.frozen_program import FrozenProgram, frozen_in

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def frozen() -> Iterator[FrozenProgram]:
    """The frozen program; building it takes most of a minute, so once for all tests."""
    # Not pytest's own folder, which only the person who runs the tests may enter.
    place = Path(tempfile.mkdtemp(prefix="returns-desk-frozen-"))
    try:
        place.chmod(0o755)
        yield frozen_in(place)
    finally:
        shutil.rmtree(place)
