"""A shop with something to lose, and a place for its backups."""

from pathlib import Path

import pytest

from adapters.keeping.keeping_kit import begun_profile


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return begun_profile(tmp_path / "shop")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"
