"""What keeps a file of keys to this computer: DPAPI on Windows, tight permissions elsewhere.

Owns which of the two it is, and the check of permissions. It must not know the file's form.
"""

import stat
import sys
from pathlib import Path
from typing import Final, Protocol

from returns_desk.domain.errors import OperatorMistake

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class Seal(Protocol):
    """Binds bytes to this computer."""

    def seal(self, content: bytes) -> bytes:
        """The bytes as they may lie in the file."""
        ...

    def unseal(self, sealed: bytes) -> bytes:
        """The bytes again; OSError where this computer can't."""
        ...


class NoSeal:
    """Where the system offers none, the file's permissions are what guards it."""

    def seal(self, content: bytes) -> bytes:
        """The bytes as they are."""
        return content

    def unseal(self, sealed: bytes) -> bytes:
        """The bytes as they are."""
        return sealed


if sys.platform == "win32":
    from returns_desk.adapters.keys.dpapi import machine_seal

    def seal_of_this_computer() -> Seal:
        """DPAPI."""
        return machine_seal()

    def refuse_exposed(*paths: Path) -> None:
        """Permissions are the folder's here, and what lies in it is sealed."""

else:

    def seal_of_this_computer() -> Seal:
        """None; `refuse_exposed` guards the file."""
        return NoSeal()

    def refuse_exposed(*paths: Path) -> None:
        """Look at the permissions of each path.

        Raises:
            OperatorMistake: Other accounts can read or change it; names it and the mend.

        """
        for path in paths:
            mode = path.stat().st_mode
            if mode & _OTHERS:
                right = "700" if path.is_dir() else "600"
                message = (
                    f"{path}: other accounts of this computer can read the terminal's keys. Run "
                    f"'chmod {right} {path}', and find out who could read them meanwhile."
                )
                raise OperatorMistake(message, code="keys_exposed")
