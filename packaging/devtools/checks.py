"""Every check of the project, in order, each named, with a summary at the end.

Owns the list of checks and how a run of them reads. What each check demands stands in
pyproject.toml.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, NamedTuple

from devtools import console, coverage_gates, environment
from devtools.places import BUILD, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

NO_TESTS_COLLECTED: Final = 5
# A file's tests stay together: what they share is built once.
ON_EVERY_CORE: Final = ("-n", "auto", "--dist", "loadfile")
# What follows an interpreter; its own script would carry the path of where it was installed.
IMPORT_LINTER: Final = (
    "-c",
    "from importlinter.cli import lint_imports_command; lint_imports_command()",
    "--no-logo",
)


class Outcome(NamedTuple):
    """How one check ended."""

    name: str
    passed: bool
    seconds: float


def run_all() -> int:
    """Run every check, also after one has failed; answer 0 where all passed, else 1."""
    BUILD.mkdir(exist_ok=True)
    coverage_gates.REPORT.unlink(missing_ok=True)
    checks = {
        "ruff check": _tool("-m", "ruff", "check", "--output-format=concise", "."),
        "ruff format": _tool("-m", "ruff", "format", "--check", "."),
        "mypy": _tool("-m", "mypy"),
        "import-linter": _tool(*IMPORT_LINTER),
        "pytest": _tests_with_coverage,
        "coverage gates": coverage_gates.check,
    }
    outcomes = [_run_one(name, check) for name, check in checks.items()]
    return _summary(outcomes)


def run_tests(pytest_words: list[str]) -> int:
    """Run only the tests that are named; answers pytest's own exit code."""
    words = [environment.python(), "-m", "pytest", *pytest_words]
    return console.run_shown(words, environment.variables())


def _run_one(name: str, check: Callable[[], int]) -> Outcome:
    console.say(f"\n== {name}")
    began = time.monotonic()
    passed = check() == 0
    return Outcome(name, passed, time.monotonic() - began)


def _tool(*words: str) -> Callable[[], int]:
    def check() -> int:
        command = [environment.python(), *words]
        return console.run_shown(command, environment.variables())

    return check


def _tests_with_coverage() -> int:
    report = coverage_gates.REPORT.relative_to(ROOT).as_posix()
    words = ["--cov", f"--cov-report=json:{report}", "--durations=8"]
    return run_tests([*words, *ON_EVERY_CORE])


def _summary(outcomes: list[Outcome]) -> int:
    console.say("\n== summary")
    for outcome in outcomes:
        verdict = "passed" if outcome.passed else "FAILED"
        console.say(f"{outcome.name:<16}{verdict:<8}{outcome.seconds:7.1f} s")
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    total = sum(outcome.seconds for outcome in outcomes)
    if failed:
        console.say(f"Not passed: {', '.join(failed)} ({total:.0f} s).")
        return 1
    console.say(f"All {len(outcomes)} checks passed ({total:.0f} s).")
    return 0
