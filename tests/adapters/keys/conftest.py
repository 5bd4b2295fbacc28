"""The tests of keys have a keyring of their own, and profiles whose keys lie in any place."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from adapters.keys import folder_keyring


@pytest.fixture(autouse=True)
def own_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringBackend]:
    """Also for processes that a test starts; nobody's real keyring is ever asked."""
    monkeypatch.setenv(folder_keyring.FILE, str(tmp_path / "keyring.json"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", folder_keyring.NAME)
    monkeypatch.delenv(folder_keyring.MOOD, raising=False)
    before, own = keyring.core._keyring_backend, keyring.core.load_keyring(folder_keyring.NAME)
    keyring.set_keyring(own)
    yield own
    keyring.core._keyring_backend = before
