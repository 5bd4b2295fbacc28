"""The slips that wait for the printer, as files in one folder, in the order they came.

Owns the files. A slip is on disk before anybody tries to print it, and goes only when the printer
has taken all of it: after a crash in between it is printed twice rather than lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.printing.slip_documents import slip_document
from returns_desk.adapters.safe_files import write_safely

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.slips import Slip

_NAME: Final = re.compile(r"(\d{8})-\d+\.json")
SET_ASIDE: Final = ".unprintable"


class WaitingSlips:
    """One folder; one process at a time uses it, since one process writes a profile."""

    def __init__(self, folder: Path) -> None:
        """Make the folder where it is missing and count on from what waits there.

        Raises:
            EnvironmentFault: the folder can't be made or read.
        """
        self._folder = folder
        with file_faults(folder):
            folder.mkdir(parents=True, exist_ok=True)
            found = sorted(path.name for path in folder.iterdir() if _NAME.match(path.name))
        self.at_start = tuple(name for name in found if _NAME.fullmatch(name))
        self._last = int(found[-1].partition("-")[0]) if found else 0

    def keep(self, slip: Slip) -> str:
        """Write the slip's file, whole or not at all; its name.

        Raises:
            EnvironmentFault: the file can't be written.
        """
        name = f"{self._last + 1:08}-{max(slip.case_number, 0)}.json"
        path = self._folder / name
        write_safely(path, slip_document(slip))
        self._last += 1
        return name

    def content(self, name: str) -> bytes:
        """What a file holds.

        Raises:
            EnvironmentFault: it can't be read, or is gone.
        """
        path = self._folder / name
        with file_faults(path):
            return path.read_bytes()

    def remove(self, name: str) -> None:
        """Take the file of a printed slip away.

        Raises:
            EnvironmentFault: it can't be removed.
        """
        path = self._folder / name
        with file_faults(path):
            path.unlink(missing_ok=True)

    def set_aside(self, name: str) -> None:
        """Keep a file that can't be printed under another name, so that the others go on.

        Raises:
            EnvironmentFault: it can't be renamed.
        """
        path = self._folder / name
        with file_faults(path):
            path.replace(path.with_name(name + SET_ASIDE))
