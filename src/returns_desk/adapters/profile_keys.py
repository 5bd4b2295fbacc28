"""The keys of a profile: 32 random bytes for the profile, an Ed25519 key for the terminal.

Owns what they are, and the two files that hold them with their tight permissions; `keys.places`
knows the other places. Keys are made once and never replaced: without them nothing personal can be
read and no PIN checked. No key may be logged or printed.
"""

import hashlib
import hmac
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from returns_desk.adapters.faults import file_faults
from returns_desk.domain.errors import OperatorMistake

PROFILE_KEY_BYTES: Final = 32
PROFILE_KEY: Final = "profile.key"
TERMINAL_KEY: Final = "terminal_ed25519.pem"
ANCHOR: Final = "anchor.json"


class TerminalKey:
    """The terminal's private Ed25519 key; signs checkpoints of the journal."""

    def __init__(self, private_key: Ed25519PrivateKey) -> None:
        self._private_key = private_key

    @property
    def public_key(self) -> str:
        """The raw public key in lower-case hex."""
        raw = self._private_key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return raw.hex()

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature of the content."""
        return self._private_key.sign(content)

    def seed(self) -> bytes:
        """The 32 bytes that the private key is made of."""
        return self._private_key.private_bytes_raw()

    def pem(self) -> bytes:
        """The private key as it lies in its file."""
        return self._private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass(frozen=True, slots=True, repr=False)
class ProfileKeys:
    """Both keys of a profile."""

    profile_key: bytes
    terminal: TerminalKey

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose, so that no two uses share a key."""
        label = f"returns-desk {purpose}".encode()
        return hmac.new(self.profile_key, label, hashlib.sha256).digest()


def new_keys() -> ProfileKeys:
    """Fresh random keys."""
    return ProfileKeys(os.urandom(PROFILE_KEY_BYTES), TerminalKey(Ed25519PrivateKey.generate()))


def write_keys(folder: Path, keys: ProfileKeys) -> None:
    """Put each key where there is none yet, readable by this account alone.

    Raises:
        EnvironmentFault: The folder can't be written.

    """
    contents = {TERMINAL_KEY: keys.terminal.pem(), PROFILE_KEY: keys.profile_key}
    with file_faults(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in contents.items():
            if not (folder / name).exists():
                write_private(folder / name, content)


def read_keys(folder: Path) -> ProfileKeys:
    """The keys of a profile; permissions that a copy widened are tightened again.

    Raises:
        OperatorMistake: A key is gone or isn't one.
        EnvironmentFault: The folder can't be read.

    """
    _tighten(folder)
    profile_key = _read(folder / PROFILE_KEY)
    terminal = _read_terminal(folder / TERMINAL_KEY)
    if len(profile_key) != PROFILE_KEY_BYTES:
        raise _unusable(folder / PROFILE_KEY)
    return ProfileKeys(profile_key, terminal)


def differs_in(folder: Path, keys: ProfileKeys) -> bool:
    """Whether a file of another key than these lies in the folder.

    Raises:
        OperatorMistake: A key isn't one.
        EnvironmentFault: The folder can't be read.

    """
    profile_key, terminal = folder / PROFILE_KEY, folder / TERMINAL_KEY
    if profile_key.exists() and _read(profile_key) != keys.profile_key:
        return True
    return terminal.exists() and _read_terminal(terminal).seed() != keys.terminal.seed()


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that this account alone can read; an existing one is never replaced."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _read(path: Path) -> bytes:
    with file_faults(path):
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            message = f"{path}: this key is gone. Put it back from the backup of the keys."
            raise OperatorMistake(message, code="keys_missing") from error


def _read_terminal(path: Path) -> TerminalKey:
    pem = _read(path)
    try:
        private_key = load_pem_private_key(pem, password=None)
    except ValueError as error:
        raise _unusable(path) from error
    if not isinstance(private_key, Ed25519PrivateKey):
        raise _unusable(path)
    return TerminalKey(private_key)


def _unusable(path: Path) -> OperatorMistake:
    message = f"{path}: this is not a key of ours. Put it back from the backup of the keys."
    return OperatorMistake(message, code="keys_unusable")


def _tighten(folder: Path) -> None:
    # Who does not own the files, or reads from a read-only disk, can't tighten them; reading is
    # still right then.
    with suppress(OSError):
        folder.chmod(0o700)
        for name in (PROFILE_KEY, TERMINAL_KEY):
            (folder / name).chmod(0o600)
