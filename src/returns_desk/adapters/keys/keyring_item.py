"""One text in the keyring of the person who is signed in to this computer.

That is the Secret Service, the Credential Locker or the Keychain, as the system has it. Owns the
talk with the library `keyring`, and the sentences about a keyring that is locked, absent or broken.
It must not know what the text means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from pathlib import Path

    from keyring.backend import KeyringBackend

USER: Final = "Returns Desk"
_LOCKED: Final = frozenset({"KeyringLocked", "LockedException", "PromptDismissedException"})
"""By name, since each system's library has its own and only one of them is installed."""
_ABSENT: Final = frozenset(
    {"NoKeyringError", "InitError", "RuntimeError", "SecretServiceNotAvailableException"}
)


class KeyringItem:
    """What the keyring keeps under one name; `told_at` is the place that sentences begin with.

    `is_new`: nothing of this terminal was put there yet, so that no sentence says that it lies
    there.
    """

    def __init__(self, name: str, told_at: Path, *, is_new: bool = False) -> None:
        self.name = name
        self._told_at = told_at
        self._is_new = is_new

    def read(self) -> str | None:
        """The text, or None where the keyring has none of this name.

        Raises:
            EnvironmentFault: The keyring is locked, absent or broken.

        """
        try:
            return _keyring().get_password(self.name, USER)
        except Exception as error:  # noqa: BLE001 -- any program may be the keyring
            raise self._fault(error) from None

    def write(self, text: str) -> None:
        """Keep the text in place of the last.

        Raises:
            EnvironmentFault: The keyring is locked, absent or broken.

        """
        try:
            _keyring().set_password(self.name, USER, text)
        except Exception as error:  # noqa: BLE001 -- any program may be the keyring
            raise self._fault(error) from None

    def write_and_look(self, text: str) -> None:
        """Keep the text in place of the last, and see that it is kept.

        Raises:
            EnvironmentFault: The keyring is locked, absent, broken, or did not keep it.

        """
        self.write(text)
        if self.read() != text:
            message = (
                f"{self._told_at}: the keyring of this person did not keep what it was given. Set "
                "up a keyring on this computer, or let the keys lie in another place."
            )
            raise EnvironmentFault(message, code="keyring_keeps_nothing")

    def remove(self) -> None:
        """Take the text away; nothing where there is none.

        Raises:
            EnvironmentFault: The keyring is locked, absent or broken.

        """
        if self.read() is None:
            return
        try:
            _keyring().delete_password(self.name, USER)
        except Exception as error:  # noqa: BLE001 -- any program may be the keyring
            raise self._fault(error) from None

    def _fault(self, error: Exception) -> EnvironmentFault:
        """Without the error as its cause: a foreign one may quote what the keyring holds."""
        kind = type(error).__name__
        if self._is_new:
            return self._fault_before_anything(kind, error)
        if kind in _LOCKED:
            message = (
                f"{self._told_at}: the keyring of this person is locked, and the terminal's keys "
                "lie in it. Unlock it as its owner, then try again; nothing was changed."
            )
            return EnvironmentFault(message, code="keyring_locked")
        if kind in _ABSENT or isinstance(error, ImportError):
            message = (
                f"{self._told_at}: no keyring can be reached here, and the terminal's keys lie in "
                "one. Sign in to the desktop of the person who set this terminal up, or put the "
                "keys into another place from the recovery sheet; nothing was changed."
            )
            return EnvironmentFault(message, code="keyring_absent")
        message = (
            f"{self._told_at}: the keyring of this person answers with an error ({kind}), and the "
            "terminal's keys lie in it. Mend the keyring, then try again; nothing was changed."
        )
        return EnvironmentFault(message, code="keyring_fault")

    def _fault_before_anything(self, kind: str, error: Exception) -> EnvironmentFault:
        if kind in _LOCKED:
            what, code = "the keyring of this person is locked", "keyring_locked"
            mend = "Unlock it as its owner, then try again"
        elif kind in _ABSENT or isinstance(error, ImportError):
            what, code = "no keyring can be reached here", "keyring_absent"
            mend = "Sign in to the desktop of a person who has one, or choose another place"
        else:
            what = f"the keyring of this person answers with an error ({kind})"
            mend, code = "Mend it, then try again, or choose another place", "keyring_fault"
        message = (
            f"{self._told_at}: {what}, so the terminal's keys can't be put into one. {mend}; "
            "nothing was changed."
        )
        return EnvironmentFault(message, code=code)


def _keyring() -> KeyringBackend:
    # Late: only a profile whose keys lie there pays for it.
    import keyring  # noqa: PLC0415 -- see above

    backend = keyring.get_keyring()
    if hasattr(backend, "persist"):
        # Windows would carry the terminal's key to every computer on which this person signs in.
        backend.persist = "local machine"
    return backend
