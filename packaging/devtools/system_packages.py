"""Packages of the system that Python's own installer cannot bring.

Owns the table of libraries and programs, the probing for them, and their installation with
apt-get. Looks for what is needed, not for package names, so that any Linux with the libraries will
do. Must not install anything that the running command does not need.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from devtools import console

if TYPE_CHECKING:
    from collections.abc import Iterable

# What Qt loads to draw at all, then what it loads to open a window: file name -> Debian's package.
QT_LIBRARIES: Final = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libzstd.so.1": "libzstd1",
    "libz.so.1": "zlib1g",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Tests also open real windows on a display of their own, type into them and take pictures, read
# slips back from their PDF, freeze the program, ask git for the age of reports, and keep keys in a
# person's keyring.
TEST_PROGRAMS: Final = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "setxkbmap": "x11-xkb-utils",
    "import": "imagemagick",
    "pdftotext": "poppler-utils",
    "objcopy": "binutils",
    "git": "git",
    "dbus-daemon": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
}
# The hub's tests start a server of their own, in a folder that goes away.
POSTGRESQL: Final = Path("/usr/lib/postgresql")
PACKAGE_PROGRAMS: Final = {"objdump": "binutils"}
BARE_MACHINE_PROGRAMS: Final = {"debootstrap": "debootstrap", "unshare": "util-linux"}


class Missing(NamedTuple):
    """One thing that was looked for and not found, and Debian's package that brings it."""

    what: str
    package: str


def ensure_for_run(*, makes_environment: bool) -> None:
    """See that Qt can draw and open windows, and that the environment can be made.

    Raises:
        Stopped: Something is missing that we may not install.

    """
    _ensure(
        [
            *_missing_for_environment(makes_environment=makes_environment),
            *_missing_libraries(QT_LIBRARIES),
        ]
    )


def ensure_for_test(*, makes_environment: bool) -> None:
    """See that every test can run, and that the environment can be made.

    Raises:
        Stopped: Something is missing that we may not install.

    """
    libraries = {**QT_LIBRARIES, **_python_library()}
    missing = [*_missing_libraries(libraries), *_missing_programs(TEST_PROGRAMS)]
    missing += _missing_server()
    _ensure([*_missing_for_environment(makes_environment=makes_environment), *missing])


def ensure_for_package(*, makes_environment: bool) -> None:
    """See that the program can be frozen and tested, and that the environment can be made.

    Raises:
        Stopped: Something is missing that we may not install.

    """
    libraries = {**QT_LIBRARIES, **_python_library()}
    missing = [*_missing_libraries(libraries), *_missing_programs(PACKAGE_PROGRAMS)]
    _ensure([*_missing_for_environment(makes_environment=makes_environment), *missing])


def ensure_for_bare_machine() -> None:
    """See that a fresh Debian can be made in a folder.

    Raises:
        Stopped: Something is missing that we may not install.

    """
    _ensure(_missing_programs(BARE_MACHINE_PROGRAMS))


def _missing_for_environment(*, makes_environment: bool) -> list[Missing]:
    """Debian takes venv's installer out of Python and into a package of its own."""
    if not makes_environment or all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        return []
    return [Missing("Python's ensurepip", f"python3.{sys.version_info.minor}-venv")]


def _python_library() -> dict[str, str]:
    """Freezing needs Python's shared library, which Debian has in a package of its own."""
    if sys.base_prefix != "/usr":
        return {}
    name = f"libpython3.{sys.version_info.minor}"
    return {f"{name}.so.1.0": name}


def _missing_libraries(libraries: dict[str, str]) -> list[Missing]:
    if not sys.platform.startswith("linux"):
        return []
    return [Missing(name, package) for name, package in libraries.items() if not _loads(name)]


def _missing_programs(programs: dict[str, str]) -> list[Missing]:
    if not sys.platform.startswith("linux"):
        return []
    return [
        Missing(name, package) for name, package in programs.items() if shutil.which(name) is None
    ]


def _missing_server() -> list[Missing]:
    """Debian keeps the server's programs off the path, a folder for each version."""
    if not sys.platform.startswith("linux") or shutil.which("initdb"):
        return []
    if any(POSTGRESQL.glob("*/bin/initdb")):
        return []
    return [Missing("initdb", "postgresql")]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _ensure(missing: list[Missing]) -> None:
    if not missing:
        return
    packages = _in_order(entry.package for entry in missing)
    has_apt = shutil.which("apt-get") is not None
    if has_apt and console.is_root():
        _install(packages)
    elif has_apt:
        what = "a package" if len(packages) == 1 else f"{len(packages)} packages"
        message = (
            f"The system lacks {what}. Run this once as root, then start again:\n"
            f"  apt-get update && apt-get install --no-install-recommends {' '.join(packages)}"
        )
        raise console.Stopped(message)
    else:
        names = ", ".join(entry.what for entry in missing)
        message = f"The system lacks {names}. Install them with its packages, then start again."
        raise console.Stopped(message)


def _install(packages: list[str]) -> None:
    console.say(f"Installing what the system lacks: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    console.run_quietly(["apt-get", "update"], "Reading the list of packages", environment)
    words = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    console.run_quietly(words, "Installing them", environment)


def _in_order(packages: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(packages))
