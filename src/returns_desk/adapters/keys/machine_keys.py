"""The keys of a profile in one file that belongs to this computer.

Owns `machine.keys`. The anchor lies beside it as a file.
"""

from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.journal.anchors import AnchorFile, AnchorStore
from returns_desk.adapters.keys.configuration import KeyPlace
from returns_desk.adapters.keys.key_text import are_same, key_text, keys_of
from returns_desk.adapters.keys.sealing import Seal, refuse_exposed, seal_of_this_computer
from returns_desk.adapters.profile_keys import ANCHOR, ProfileKeys
from returns_desk.adapters.safe_files import sync_folder, write_safely
from returns_desk.domain.errors import OperatorMistake

MACHINE_KEYS: Final = "machine.keys"


class MachineKeys:
    """Both keys in a folder's `machine.keys`, sealed for this computer."""

    place: KeyPlace = "machine"

    def __init__(self, folder: Path, seal: Seal | None = None) -> None:
        """`seal` is this computer's unless a test brings another."""
        self._path = folder / MACHINE_KEYS
        self._seal = seal or seal_of_this_computer()

    @property
    def where(self) -> str:
        """The place, as a sentence names it."""
        return f"the file {self._path}, for this computer"

    def missing(self) -> tuple[str, ...]:
        """Names of what is not there; empty where the keys are whole."""
        return () if self._path.exists() else (MACHINE_KEYS,)

    def is_there(self) -> bool:
        """True where anything of the keys lies here."""
        return self._path.exists()

    def read(self) -> ProfileKeys:
        """Both keys.

        Raises:
            OperatorMistake: The file is gone, others can read it, or this computer can't open it.
            EnvironmentFault: The file can't be read.

        """
        with file_faults(self._path):
            try:
                sealed = self._path.read_bytes()
            except FileNotFoundError:
                raise self._gone() from None
            refuse_exposed(self._path.parent, self._path)
        try:
            return keys_of(self._seal.unseal(sealed).decode("ascii"))
        except (OSError, ValueError):
            message = (
                f"{self._path}: this computer can't open these keys; they are another computer's, "
                "or damaged. Move this file away, then run 'returns-desk keys recover' with the "
                "recovery sheet."
            )
            raise OperatorMistake(message, code="keys_unusable") from None

    def write(self, keys: ProfileKeys) -> None:
        """Put the keys where there are none; those that are there stay.

        Raises:
            EnvironmentFault: The folder can't be written, or Windows can't seal.

        """
        if self.is_there():
            return
        with file_faults(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            sealed = self._seal.seal(key_text(keys).encode("ascii"))
        write_safely(self._path, sealed)

    def differs(self, keys: ProfileKeys) -> bool:
        """Whether other keys than these lie here."""
        return self.is_there() and not are_same(self.read(), keys)

    def remove(self) -> None:
        """Take the keys away.

        Raises:
            EnvironmentFault: The folder can't be written.

        """
        with file_faults(self._path):
            self._path.unlink(missing_ok=True)
            sync_folder(self._path.parent)

    def anchors(self, _installation: str | None, /) -> AnchorStore:
        """Where the last anchor lies."""
        return AnchorFile(self._path.with_name(ANCHOR))

    def _gone(self) -> OperatorMistake:
        message = (
            f"{self._path}: the terminal's keys are gone. Run 'returns-desk keys recover' with "
            "the recovery sheet."
        )
        return OperatorMistake(message, code="keys_missing")
