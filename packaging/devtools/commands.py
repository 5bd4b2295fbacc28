"""The commands of dev.py, each as its steps in order. Owns the order, and no step itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from devtools import (
    benches,
    catalogues,
    checks,
    console,
    environment,
    freezing,
    lock_files,
    long_runs,
)
from devtools import system_packages as system
from devtools.places import ROOT

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


PASSED_ON: Final = {"screenshots": "--screenshots", "lang": "--language", "theme": "--look"}
"""What `run` takes, and what the program calls it."""


def run(arguments: argparse.Namespace, more_words: list[str]) -> int:
    """Open the desk on the demo shop, or render its windows to pictures."""
    to_pictures = arguments.screenshots is not None
    if not to_pictures and not _has_display():
        message = (
            "There is no display here to open the desk on; "
            "add `--screenshots DIR` to have every window rendered to PNG."
        )
        raise console.Stopped(message)
    system.ensure_for_run(makes_environment=not environment.works())
    environment.ensure(environment.RUNTIME)
    catalogues.ensure_compiled()
    words = [environment.python(), "-m", "returns_desk", "--demo"]
    for name, option in PASSED_ON.items():
        value = getattr(arguments, name)
        words += [] if value is None else [option, value]
    platform = {"QT_QPA_PLATFORM": "offscreen"} if to_pictures else {}
    # In the person's own folder, where the paths that they give begin.
    variables = environment.variables(**platform)
    return console.run_shown([*words, *more_words], variables, folder=Path.cwd())


def test(arguments: argparse.Namespace, more_words: list[str]) -> int:
    """Run every check and test; or the tests that are named; or long runs with full counts."""
    system.ensure_for_test(makes_environment=not environment.works())
    environment.ensure(environment.DEVELOPMENT)
    catalogues.ensure_compiled()
    if arguments.long is not None:
        return long_runs.run(arguments.long, more_words)
    if more_words:
        return checks.run_tests(more_words)
    exit_code = checks.run_all()
    for line in long_runs.lines_about_reports():
        console.say(line)
    return exit_code


def bench(_arguments: argparse.Namespace, _more_words: list[str]) -> int:
    """Measure with every module of packaging/bench."""
    system.ensure_for_run(makes_environment=not environment.works())
    environment.ensure(environment.RUNTIME)
    environment.ensure(environment.BENCH)
    catalogues.ensure_compiled()
    return benches.run()


def package(_arguments: argparse.Namespace, _more_words: list[str]) -> int:
    """Freeze the program for this platform and let it test itself."""
    if not sys.platform.startswith("linux"):
        raise console.Stopped("The program for Linux is made on Linux: start this there.")
    system.ensure_for_package(makes_environment=not environment.works())
    environment.ensure(environment.DEVELOPMENT)
    catalogues.ensure_compiled()
    program = freezing.freeze()
    console.say(f"Made {program.parent.relative_to(ROOT)} ({freezing.size_mb(program.parent)} MB)")
    return console.run_shown([str(program), "self-test"], environment.variables(PYTHONPATH=""))


def lock(_arguments: argparse.Namespace, _more_words: list[str]) -> int:
    """Remake the locks; the environment follows at the next command."""
    environment.ensure(environment.DEVELOPMENT)
    lock_files.remake()
    return 0


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


COMMANDS: Final[dict[str, Callable[[argparse.Namespace, list[str]], int]]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "package": package,
    "lock": lock,
}
