"""Which plugins, shared libraries and locale data come into the frozen program.

Owns the choice; PyInstaller finds the files. Read by packaging/returns_desk.spec.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

KEPT_PLATFORMS: Final = ("libqxcb", "libqoffscreen", "libqminimal", "qwindows", "qoffscreen")
KEPT_IMAGES: Final = ("libqsvg", "libqjpeg", "qsvg", "qjpeg")
KEPT_FOLDERS: Final = ("iconengines", "styles", "platforminputcontexts", "printsupport")
BROUGHT_ALONG: Final = ("libpython", "libsqlite3", "libbz2")
"""Libraries of the system that come along all the same: Python itself, the SQLite that the journal
was tested with, and one that each family of Linux names differently."""
OF_THE_SYSTEM: Final = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
ROOT_LOCALE: Final = "root"
NEEDED: Final = re.compile(r"NEEDED\s+(\S+)")


class Entry(NamedTuple):
    """One file of the frozen program, as PyInstaller lists it."""

    name: str
    source: str
    kind: str


def is_wanted(name: str, languages: frozenset[str]) -> bool:
    """Whether a file comes along: of Qt what a window needs, of Babel the languages that ship.

    Args:
        name: The file's name within the frozen program.
        languages: Codes such as "et"; each with all its territories.

    """
    path = PurePosixPath(name.replace("\\", "/"))
    if "locale-data" in path.parts:
        return path.stem.split("_")[0] in {ROOT_LOCALE, *languages}
    # No file of Qt's own texts is loaded: every text on a window is ours.
    if "PySide6" not in path.parts or "plugins" not in path.parts:
        return "PySide6" not in path.parts or "translations" not in path.parts
    folder, stem = path.parent.name, path.name.split(".")[0]
    kept = {"platforms": KEPT_PLATFORMS, "imageformats": KEPT_IMAGES}
    return stem in kept[folder] if folder in kept else folder in KEPT_FOLDERS


def shipped_languages(catalogues: Path) -> frozenset[str]:
    """The source language, and each that has a catalogue."""
    return frozenset({"en", *(each.name for each in catalogues.iterdir() if each.is_dir())})


def needed_libraries(entries: list[tuple[str, str, str]]) -> list[Entry]:
    """Extension modules, plugins and Python itself, and the libraries that these load.

    A library that nothing of it names, however far down, is left out, and so is what every Linux
    with a desktop has under the same name: its own gets the mends.
    """
    files = [entry for entry in (Entry(*each) for each in entries) if not _is_everywhere(entry)]
    by_file = {PurePosixPath(each.name).name: each for each in files if each.kind == "BINARY"}
    waiting = [each for each in files if _is_loaded_by_name(each)]
    kept: dict[str, Entry] = {}
    while waiting:
        entry = waiting.pop()
        if entry.name not in kept:
            kept[entry.name] = entry
            waiting += [by_file[name] for name in _needs(entry.source) if name in by_file]
    return [each for each in files if each.name in kept or each.kind == "SYMLINK"]


def needed_of_the_system(folder: Path) -> list[str]:
    """Names of the shared libraries that a frozen program loads and does not bring along."""
    files = [path for path in folder.rglob("*") if _is_a_program(path)]
    brought = {path.name for path in folder.rglob("*")}
    return sorted({name for path in files for name in _needs(str(path))} - brought)


def _is_everywhere(entry: Entry) -> bool:
    is_own = PurePosixPath(entry.name).name.startswith(BROUGHT_ALONG)
    real = str(Path(entry.source).resolve())
    return entry.kind == "BINARY" and not is_own and real.startswith(OF_THE_SYSTEM)


def _is_a_program(path: Path) -> bool:
    """True for an executable, a library or an extension module."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _is_loaded_by_name(entry: Entry) -> bool:
    is_python = PurePosixPath(entry.name).name.startswith("libpython")
    return entry.kind == "EXTENSION" or "/plugins/" in entry.name or is_python


def _needs(library: str) -> list[str]:
    words = ["objdump", "--private-headers", library]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return NEEDED.findall(done.stdout)
