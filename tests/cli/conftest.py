"""Keeps the tests of the command line away from this machine's own profile."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def no_profile_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Point the platform's folders at an empty place."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "nobody"))
