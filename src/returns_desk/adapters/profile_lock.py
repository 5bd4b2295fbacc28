"""One process writes a profile: a lock of the operating system, held while the profile is open.

Owns `profile.lock`. The lock ends with its process, so a crash leaves none behind; what stands in
the file only says who holds it. It must not know what is written.
"""

import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from returns_desk.adapters.faults import file_faults
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

# Beyond the text, because Windows lets nobody read a locked part.
_LOCKED_BYTE: Final = 1 << 20
_TRIES: Final = 1_000


@dataclass(frozen=True, slots=True)
class LockOwner:
    """Who writes the profile. `since` is RFC 3339; pid 0 if it has not said so yet."""

    pid: int
    since: str


class ProfileLock:
    """The right to write one profile; release it, or end the process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: IO[bytes] | None = None

    @property
    def is_held(self) -> bool:
        """True while this object holds the lock."""
        return self._stream is not None

    def acquire(self, since: str) -> None:
        """Take the lock, and say in the file who has it since when.

        Raises:
            OperatorMistake: Another process has it (fields `pid` and `since`).
            EnvironmentFault: The folder can't be written.

        """
        with file_faults(self._path):
            stream = self._path.open("a+b", buffering=0)
        owner = self._other_owner(stream)
        if owner is not None:
            stream.close()
            message = (
                f"{self._path.parent}: process {owner.pid} has this profile open since "
                f"{owner.since}. Close it there, or choose another --profile."
            )
            raise OperatorMistake(message, code="profile_in_use", pid=owner.pid, since=owner.since)
        self._stream = stream
        try:
            with file_faults(self._path):
                stream.truncate(0)
                stream.write(json.dumps({"pid": os.getpid(), "since": since}).encode())
        except EnvironmentFault:
            self.release()
            raise

    def release(self) -> None:
        """Give the lock back; releasing twice does no harm."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        # Whoever asks looks at the lock first: a disk that can't take the text back keeps nobody.
        with suppress(OSError):
            stream.truncate(0)
        with file_faults(self._path), stream:
            _unlock(stream)

    def owner(self) -> LockOwner | None:
        """Who writes the profile now, or None."""
        try:
            stream = self._path.open("rb")
        except OSError:
            return None
        with stream:
            if _try_lock(stream, shared=True):
                _unlock(stream)
                return None
        return self._owner_told()

    def _other_owner(self, stream: IO[bytes]) -> LockOwner | None:
        """Take the lock, or say who has it.

        Who only looks whether it is held holds it for an instant and says nothing in the file, so
        a lock that nobody speaks for is tried again at once.
        """
        for _ in range(_TRIES):
            if _try_lock(stream, shared=False):
                return None
            owner = self._owner_told()
            if owner.pid:
                return owner
        return self._owner_told()

    def _owner_told(self) -> LockOwner:
        try:
            told = json.loads(self._path.read_bytes())
            return LockOwner(int(told["pid"]), str(told["since"]))
        except (OSError, ValueError, LookupError, TypeError):
            return LockOwner(0, "a moment ago")


if sys.platform == "win32":
    import msvcrt

    def _try_lock(stream: IO[bytes], *, shared: bool) -> bool:  # noqa: ARG001 -- Windows has one kind
        stream.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(stream: IO[bytes]) -> None:
        stream.seek(_LOCKED_BYTE)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(stream: IO[bytes], *, shared: bool) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(stream, kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_UN)
