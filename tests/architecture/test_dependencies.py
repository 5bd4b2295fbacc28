"""Dependencies point inward, every module is used, and the locks hold what they promise."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from devtools.checks import IMPORT_LINTER
from devtools.environment import BENCH, DEVELOPMENT, RUNTIME, lock_path
from devtools.lock_files import ADDRESS_OPTION
from returns_desk.cli.main import COMMANDS
from support.source_text import ROOT, python_files, relative

if TYPE_CHECKING:
    from pathlib import Path

STARTED_BY_NAME = {"returns_desk.__main__"} | {
    f"returns_desk.cli.{name.replace('-', '_')}" for name in COMMANDS
}
PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;\\]+)", re.MULTILINE)


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, *IMPORT_LINTER, "--no-cache"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_lies_unused() -> None:
    modules = {_module_name(path.relative_to(ROOT / "src").parts) for path in _our_modules()}
    named = {name for path in _our_modules() for name in _names_in(path)}
    packages = {name for name in modules if any(each.startswith(f"{name}.") for each in modules)}

    unused = modules - named - packages - STARTED_BY_NAME

    assert unused == set()


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT, BENCH])
def test_lock_names_no_address(lock: str) -> None:
    text = lock_path(lock).read_text(encoding="utf-8")

    assert "://" not in text
    assert ADDRESS_OPTION.search(text) is None


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT, BENCH])
def test_lock_holds_a_hash_for_each_package(lock: str) -> None:
    text = lock_path(lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

    unhashed = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]

    assert entries
    assert all(PINNED.match(entry) for entry in entries)
    assert unhashed == []


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT])
def test_lock_keeps_the_qt_that_loses_no_references(lock: str) -> None:
    versions = _locked(lock)

    assert versions["pyside6-essentials"].startswith("6.11.")
    assert versions["shiboken6"] == versions["pyside6-essentials"]


def test_development_runs_what_people_run() -> None:
    assert _locked(RUNTIME).items() <= _locked(DEVELOPMENT).items()


def test_locks_hold_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = {_name_of(each) for each in project["project"]["dependencies"]}
    tools = {_name_of(each) for each in project["dependency-groups"]["dev"]}

    peers = {_name_of(each) for each in project["dependency-groups"]["bench"]}

    assert runtime <= _locked(RUNTIME).keys()
    assert tools <= _locked(DEVELOPMENT).keys()
    assert peers <= _locked(BENCH).keys()


def test_peers_of_the_bench_change_no_version_of_what_people_run() -> None:
    locked, runtime = _locked(BENCH), _locked(DEVELOPMENT)

    assert {
        name: runtime[name] for name in locked.keys() & runtime.keys()
    }.items() <= locked.items()


def _locked(lock: str) -> dict[str, str]:
    text = lock_path(lock).read_text(encoding="utf-8")
    return {found["name"]: found["version"] for found in PINNED.finditer(text)}


def _name_of(requirement: str) -> str:
    return re.split(r"[<>=!~\[; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _our_modules() -> list[Path]:
    return [path for path in python_files("src") if relative(path).startswith("src/returns_desk/")]


def _module_name(parts: tuple[str, ...]) -> str:
    return ".".join(parts).removesuffix(".py").removesuffix(".__init__")


def _names_in(path: Path) -> set[str]:
    """Modules that a file imports, or names in a string to be imported when first needed."""
    own = _module_name(path.relative_to(ROOT / "src").parts)
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
    return names - {own}
