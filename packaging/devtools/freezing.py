"""Makes the frozen program: one folder that runs on a machine without Python.

Owns how PyInstaller is started. What goes in stands in packaging/returns_desk.spec.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from devtools import console, environment
from devtools.places import BUILD, ROOT

NAME: Final = "returns-desk"
FROZEN: Final = BUILD / "frozen"
_ONCE_FOR_ALL: Final = "1767225600"
"""The moment that files of the frozen program carry: the first of January 2026."""


def freeze(into: Path = FROZEN, source: Path = ROOT) -> Path:
    """Freeze the program of a checkout into a folder and answer the program's file.

    What was there before is replaced only when the new one is whole.

    Raises:
        Stopped: PyInstaller failed; what it said is shown.

    """
    fresh = into / "fresh"
    words = [environment.python(), "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    words += ["--distpath", str(fresh), "--workpath", str(into / "work")]
    words += [str(source / "packaging" / "returns_desk.spec")]
    same_bytes = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": _ONCE_FOR_ALL}
    # Nothing of the build is left in the person's own folders.
    variables = environment.variables(
        **same_bytes, PYTHONPATH="", PYINSTALLER_CONFIG_DIR=str(into / "cache")
    )
    console.run_quietly(words, "Freezing the program", variables)
    finished = into / NAME
    _strip_python(fresh / NAME)
    shutil.rmtree(finished, ignore_errors=True)
    (fresh / NAME).rename(finished)
    found = shutil.which(NAME, path=finished)
    if found is None:
        raise console.Stopped("Freezing the program left no program.")
    return Path(found)


def _strip_python(folder: Path) -> None:
    """Take away what only a debugger reads; libraries out of wheels stay as they were checked."""
    modules = [*folder.rglob("libpython*.so*"), *folder.rglob("lib-dynload/*.so")]
    words = ["strip", "--strip-unneeded", *map(str, sorted(modules))]
    console.run_quietly(words, "Taking symbols away")


def size_mb(folder: Path) -> int:
    """What a folder takes on disk, in megabytes; links count as nothing."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return round(sum(path.stat().st_size for path in files) / 1_000_000)
