"""Which of Qt's plugins and of the shared libraries come into the frozen program.

Owns the choice; PyInstaller finds the files. Read by packaging/returns_desk.spec.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import PurePosixPath
from typing import Final, NamedTuple

KEPT_PLATFORMS: Final = ("libqxcb", "libqoffscreen", "libqminimal", "qwindows", "qoffscreen")
KEPT_IMAGES: Final = ("libqsvg", "libqjpeg", "qsvg", "qjpeg")
KEPT_FOLDERS: Final = ("iconengines", "styles", "platforminputcontexts", "printsupport")
NEEDED: Final = re.compile(r"NEEDED\s+(\S+)")


class Entry(NamedTuple):
    """One file of the frozen program, as PyInstaller lists it."""

    name: str
    source: str
    kind: str


def is_wanted(name: str) -> bool:
    """True for every file but the plugins and translations of Qt that no window of ours needs."""
    path = PurePosixPath(name.replace("\\", "/"))
    if "PySide6" not in path.parts:
        return True
    if "translations" in path.parts:
        return path.name.startswith("qtbase_")
    if "plugins" not in path.parts:
        return True
    folder, stem = path.parent.name, path.name.split(".")[0]
    kept = {"platforms": KEPT_PLATFORMS, "imageformats": KEPT_IMAGES}
    return stem in kept[folder] if folder in kept else folder in KEPT_FOLDERS


def needed_libraries(entries: list[tuple[str, str, str]]) -> list[Entry]:
    """Extension modules, plugins and Python itself, and the libraries that these load.

    A library that nothing of it names, however far down, is left out.
    """
    files = [Entry(*each) for each in entries]
    by_file = {PurePosixPath(each.name).name: each for each in files if each.kind == "BINARY"}
    waiting = [each for each in files if _is_loaded_by_name(each)]
    kept: dict[str, Entry] = {}
    while waiting:
        entry = waiting.pop()
        if entry.name not in kept:
            kept[entry.name] = entry
            waiting += [by_file[name] for name in _needs(entry.source) if name in by_file]
    return [each for each in files if each.name in kept or each.kind == "SYMLINK"]


def _is_loaded_by_name(entry: Entry) -> bool:
    is_python = PurePosixPath(entry.name).name.startswith("libpython")
    return entry.kind == "EXTENSION" or "/plugins/" in entry.name or is_python


def _needs(library: str) -> list[str]:
    words = ["objdump", "--private-headers", library]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return NEEDED.findall(done.stdout)
