"""Files and folders that are on disk when they are said to be, whole or not at all.

Owns flushing and the sentences of a full disk for copies. It must not know what is in them.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from returns_desk.adapters.faults import file_faults
from returns_desk.application.fault_sentences import fault_at

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CHUNK_BYTES: Final = 1 << 20

Progress = Callable[[int, int], None]
"""Called with how many of how many bytes are done; what it raises stops the work."""


def unwatched(done: int, total: int) -> None:
    """Nobody looks how far it is."""
    del done, total


@contextmanager
def copy_faults(path: Path) -> Iterator[None]:
    """Let no OSError out but as an EnvironmentFault; a full disk is called that.

    Raises:
        EnvironmentFault: the file or its folder can't be used.
    """
    with file_faults(path):
        try:
            yield
        except OSError as error:
            if error.errno not in _FULL:
                raise
            raise fault_at(path, "disk_full_unchanged", code="disk_full") from error


def write_safely(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file that is on disk and whole when this returns; one that is there is replaced."""
    beside = path.with_name(f"{path.name}.new")
    with copy_faults(path):
        write_through(beside, content, mode=mode)
        beside.replace(path)
        sync_folder(path.parent)


def write_through(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file's bytes and wait for the disk; its name is safe only with its folder's."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def copy_safely(source: Path, target: Path) -> None:
    """Copy a file's bytes; on disk when this returns."""
    with copy_faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        sync_file(target)


def sync_file(path: Path) -> None:
    """Wait until the file is on disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the folder's names are on disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """Lower-case hex of the file's bytes.

    Raises:
        EnvironmentFault: the file can't be read.
    """
    digest = hashlib.sha256()
    with file_faults(path), path.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which gets its name once the block has ended well; else it goes away.

    Raises:
        EnvironmentFault: the folder can't be made or named.
    """
    beside = target.with_name(f"{NEW}{target.name}")
    with copy_faults(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        remove_folder(beside)
        beside.mkdir(mode=0o700)
    try:
        yield beside
        with copy_faults(target):
            for folder in (beside, *(each for each in beside.rglob("*") if each.is_dir())):
                sync_folder(folder)
            beside.rename(target)
            sync_folder(target.parent)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


NEW: Final = ".new-"
GOING: Final = ".going-"


def remove_folder(path: Path) -> None:
    """Take a folder away; nobody ever sees half of it under its name."""
    if not path.exists():
        return
    going = path.with_name(f"{GOING}{path.name}")
    shutil.rmtree(going, ignore_errors=True)
    path.rename(going)
    shutil.rmtree(going)


def sweep(folder: Path) -> None:
    """Take away what a crash left half made or half removed."""
    if not folder.is_dir():
        return
    for each in folder.iterdir():
        if each.name.startswith((NEW, GOING)):
            shutil.rmtree(each, ignore_errors=True)
