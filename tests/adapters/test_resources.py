"""Resources are found alike from the checkout, an installed tree and a frozen program.

Each form is the real one: the wheel is built and installed, the frozen program is made by
PyInstaller; both run in a process of their own, in a folder far from the checkout.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters import resources
from returns_desk.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SHOW = """
from returns_desk.adapters.resources import resource_path, resources_root
print(resources_root())
print(resource_path("fonts", "NotoSans-Regular.ttf").stat().st_size)
"""


@pytest.fixture
def font_size() -> int:
    return (ROOT / "resources" / "fonts" / "NotoSans-Regular.ttf").stat().st_size


@pytest.fixture
def _search_anew() -> Iterator[None]:
    """The answer is remembered for the life of the program."""
    resources.resources_root.cache_clear()
    yield
    resources.resources_root.cache_clear()


def test_checkout_uses_the_folder_at_its_top() -> None:
    assert resources.resources_root() == ROOT / "resources"


def test_resource_that_is_not_there_is_named_in_one_sentence() -> None:
    with pytest.raises(EnvironmentFault, match=r"styles/no_such\.qss is missing; install it again"):
        resources.resource_path("styles", "no_such.qss")


@pytest.mark.usefixtures("_search_anew")
def test_program_without_its_files_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "a" / "b" / "c" / "resources.py"))

    with pytest.raises(EnvironmentFault, match="own files are missing"):
        resources.resources_root()


@pytest.mark.usefixtures("_search_anew")
def test_frozen_program_without_its_files_does_not_look_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    with pytest.raises(EnvironmentFault, match="own files are missing"):
        resources.resources_root()


def test_installed_tree_carries_the_resources_in_the_package(
    tmp_path: Path, font_size: int
) -> None:
    wheel = _built_wheel(tmp_path)
    installed = tmp_path / "installed"
    compiled = Path("returns_desk", "_resources", "locale", "xx", "LC_MESSAGES", "made.mo")
    pip = [sys.executable, "-m", "pip", "--isolated", "install", "--quiet", "--no-deps"]
    _run([*pip, "--no-index", "--no-compile", "--target", str(installed), str(wheel)], tmp_path)

    root, size = _run([sys.executable, "-c", SHOW], tmp_path, PYTHONPATH=str(installed))

    assert Path(root) == installed / "returns_desk" / "_resources"
    assert (installed / compiled).is_file()
    assert int(size) == font_size


def test_frozen_program_finds_the_resources_that_were_frozen_with_it(
    tmp_path: Path, font_size: int
) -> None:
    start = tmp_path / "show.py"
    start.write_text(SHOW, encoding="utf-8")
    words = [sys.executable, "-m", "PyInstaller", "--onedir", "--noconfirm", "--log-level=ERROR"]
    words += ["--paths", str(ROOT / "src"), "--add-data", f"{ROOT / 'resources'}:resources"]
    words += ["--exclude-module", "PySide6", "--specpath", str(tmp_path), str(start)]
    _run(words, tmp_path, PYINSTALLER_CONFIG_DIR=str(tmp_path / "cache"))
    program = shutil.which("show", path=tmp_path / "dist" / "show")
    assert program is not None

    root, size = _run([program], tmp_path)

    assert Path(root).is_relative_to(tmp_path / "dist" / "show")
    assert int(size) == font_size


def _built_wheel(folder: Path) -> Path:
    """Build from a copy, so that nothing is left behind in the checkout."""
    copy = folder / "copy"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", ".gitignore"):
        shutil.copy(ROOT / name, copy / name)
    for name in ("src", "resources"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    # Compiled catalogues are never committed, and must be in the wheel all the same.
    catalogues = copy / "resources" / "locale" / "xx" / "LC_MESSAGES"
    catalogues.mkdir(parents=True)
    (catalogues / "made.mo").write_bytes(b"")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], copy)
    return next(folder.glob("*.whl"))


def _run(words: list[str], folder: Path, **more: str) -> list[str]:
    """Run in a folder far from the checkout, and answer the lines that were printed."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        words,
        cwd=folder,
        env={**inherited, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()
