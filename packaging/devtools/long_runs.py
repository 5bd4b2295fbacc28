"""Long runs: full counts on demand, and the age of the reports that they left.

Owns how a long run is started and when its report is older than the code that it covers. The
reports are written by tests/conftest.py and committed under tests/long.
"""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Final

from devtools import checks, console, environment
from devtools.long_registry import LONG_RUNS
from devtools.places import LONG_REPORTS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

SEED_LIMIT: Final = 2**32


def run(name: str, pytest_words: list[str]) -> int:
    """Run the full counts of one long run, or of all of them for the empty name.

    Raises:
        Stopped: There is no long run of that name.

    """
    if name and name not in LONG_RUNS:
        message = f"There is no long run {name}; there are: {', '.join(sorted(LONG_RUNS))}."
        raise console.Stopped(message)
    names = [name] if name else sorted(LONG_RUNS)
    failed = [each for each in names if _run_one(each, pytest_words) != 0]
    if failed:
        console.say(f"Not passed: {', '.join(failed)}. No report was written for them.")
        return 1
    reports = ", ".join(
        (LONG_REPORTS / f"{each}.json").relative_to(ROOT).as_posix() for each in names
    )
    console.say(f"Written, to be committed: {reports}")
    return 0


def lines_about_reports() -> list[str]:
    """One line for each report that is older than the code it covers, or not there at all."""
    lines = [f"Long run {name}: no report yet." for name in sorted(_without_report())]
    paths = sorted(LONG_REPORTS.glob("*.json"))
    if not paths:
        return lines
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return [*lines, "Age of the long runs' reports unknown: there is no git history here."]
    return lines + [line for path in paths if (line := _line_where_older(path))]


def _run_one(name: str, pytest_words: list[str]) -> int:
    seed = secrets.randbelow(SEED_LIMIT)
    console.say(f"\n== long run {name}, seed {seed}: {LONG_RUNS[name]}")
    words = ["-m", "long", "--timeout=0", "--override-ini=faulthandler_timeout=0"]
    words += [f"--hypothesis-seed={seed}", "--no-cov", *pytest_words]
    variables = environment.variables(RETURNS_DESK_LONG=name, RETURNS_DESK_SEED=str(seed))
    command = [environment.python(), "-m", "pytest", *words]
    exit_code = console.run_shown(command, variables)
    if exit_code == checks.NO_TESTS_COLLECTED:
        console.say(f"No test takes part in the long run {name}.")
    return exit_code


def _without_report() -> set[str]:
    return {name for name in LONG_RUNS if not (LONG_REPORTS / f"{name}.json").exists()}


def _line_where_older(path: Path) -> str | None:
    name = path.relative_to(ROOT).as_posix()
    report = _read(path)
    if report is None:
        return f"{name}: not a report that we can read."
    gone = [covered for covered in report["covers"] if not (ROOT / covered).exists()]
    if gone:
        return f"{name}: covers {', '.join(gone)}, which is gone."
    later = _git("log", "--format=%h", f"{report['commit']}..HEAD", "--", *report["covers"])
    if later is None:
        return f"{name}: its commit {report['commit'][:10]} is not in this history."
    if not later:
        return None
    commits = "1 later commit" if len(later) == 1 else f"{len(later)} later commits"
    return f"{name}: older than the code it covers ({commits})."


def _read(path: Path) -> dict[str, Any] | None:
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(report, dict) or not {"commit", "covers"} <= report.keys():
        return None
    return report


def _git(*words: str) -> list[str] | None:
    """Lines that git answers, or None where it does not know what is asked about."""
    answer = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return answer.stdout.split() if answer.returncode == 0 else None
