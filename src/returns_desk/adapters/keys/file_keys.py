"""The keys of a profile as two files that only its account can read.

Owns nothing of the files' form; `profile_keys` does. The anchor lies beside them.
"""

from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.anchors import AnchorFile, AnchorStore
from returns_desk.adapters.keys.configuration import KeyPlace
from returns_desk.adapters.profile_keys import (
    ANCHOR,
    PROFILE_KEY,
    TERMINAL_KEY,
    ProfileKeys,
    differs_in,
    read_keys,
    write_keys,
)
from returns_desk.adapters.safe_files import sync_folder

_NAMES: Final = (PROFILE_KEY, TERMINAL_KEY)


class FileKeys:
    """Both keys as files of a folder."""

    place: KeyPlace = "file"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def where(self) -> str:
        """The place, as a sentence names it."""
        return f"files in {self._folder}"

    def missing(self) -> tuple[str, ...]:
        """Names of what is not there; empty where the keys are whole."""
        return tuple(name for name in _NAMES if not (self._folder / name).exists())

    def is_there(self) -> bool:
        """True where anything of the keys lies here."""
        return self.missing() != _NAMES

    def read(self) -> ProfileKeys:
        """Both keys.

        Raises:
            OperatorMistake: A key is gone or isn't one.
            EnvironmentFault: The folder can't be read.

        """
        return read_keys(self._folder)

    def write(self, keys: ProfileKeys) -> None:
        """Put each key where there is none yet.

        Raises:
            EnvironmentFault: The folder can't be written.

        """
        write_keys(self._folder, keys)

    def differs(self, keys: ProfileKeys) -> bool:
        """Whether another key than these lies here."""
        return differs_in(self._folder, keys)

    def remove(self) -> None:
        """Take both keys away.

        Raises:
            EnvironmentFault: The folder can't be written.

        """
        with file_faults(self._folder):
            for name in _NAMES:
                (self._folder / name).unlink(missing_ok=True)
            sync_folder(self._folder)

    def anchors(self, _installation: str | None, /) -> AnchorStore:
        """Where the last anchor lies."""
        return AnchorFile(self._folder / ANCHOR)
