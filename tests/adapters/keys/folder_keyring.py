"""A keyring of ours for tests: one file, which can be locked, broken or forgetful.

`keyring` loads it by name, so that other processes use it too; where the file lies and how the
keyring behaves stands in the environment.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

FILE = "RETURNS_DESK_TEST_KEYRING"
MOOD = "RETURNS_DESK_TEST_KEYRING_MOOD"
NAME = "adapters.keys.folder_keyring.FolderKeyring"


class BrokenWireError(Exception):
    """What a keyring of somebody else's may raise; it quotes what it should not."""


class FolderKeyring(KeyringBackend):
    """Keeps what it is given in a file; `persist` is what the one of Windows calls so."""

    priority = 1
    persist = "enterprise"

    def get_password(self, service: str, username: str) -> str | None:
        self._look()
        return kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._look()
        if os.environ.get(MOOD) != "forgetful":
            _keep({**kept(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        self._look()
        left = dict(kept())
        if left.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError(service)
        _keep(left)

    def _look(self) -> None:
        mood = os.environ.get(MOOD)
        if mood == "locked":
            raise KeyringLocked("Failed to unlock the collection!")
        if mood == "broken":
            raise BrokenWireError(str(kept()))


def kept() -> Mapping[str, str]:
    """Everything in the keyring."""
    path = Path(os.environ[FILE])
    found: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    return found


def put(values: Mapping[str, str]) -> None:
    """Lay this in the keyring in place of everything."""
    _keep(values)


def _keep(values: Mapping[str, str]) -> None:
    beside = Path(os.environ[FILE]).with_suffix(".new")
    beside.write_text(json.dumps(dict(values)))
    # Through `os`, where a test counts the steps.
    os.replace(beside, os.environ[FILE])  # noqa: PTH105 -- see above
