"""Keeps the tests of the command line away from this machine's own profile; a pack and a case."""

import json
from pathlib import Path

import pytest

from returns_desk.adapters.case_files import case_to_json
from support.small_packs import FINAL, HEAD, WINDOW

from builders import case  # isort: skip


@pytest.fixture(autouse=True)
def no_profile_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Point the platform's folders at an empty place."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "nobody"))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small pack in a file."""
    path = tmp_path / "shop.toml"
    path.write_text(HEAD + WINDOW + FINAL, encoding="utf-8")
    return path


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A case in a file."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case_to_json(case())), encoding="utf-8")
    return path
