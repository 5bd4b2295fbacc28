"""Holds each package to the coverage that pyproject.toml demands of it.

Owns the reading of the report that the test run just wrote. Runs no tests.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any, Final

from devtools import console
from devtools.places import BUILD, PYPROJECT

REPORT: Final = BUILD / "coverage.json"
COUNTED: Final = ("num_statements", "num_branches")
COVERED: Final = ("covered_lines", "covered_branches")


def check() -> int:
    """Say how far each gated package is covered, lines and branches; 0 where all gates hold."""
    if not REPORT.exists():
        console.say("No coverage report: the tests did not run to their end.")
        return 1
    files = json.loads(REPORT.read_text(encoding="utf-8"))["files"]
    results = [_check_package(package, gate, files) for package, gate in _gates().items()]
    return 0 if all(results) else 1


def _gates() -> dict[str, int]:
    configuration = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    gates: dict[str, int] = configuration["tool"]["returns-desk"]["coverage-gates"]
    return gates


def _check_package(package: str, gate_percent: int, files: dict[str, Any]) -> bool:
    folder = f"src/returns_desk/{package}/"
    mine = {
        name.replace("\\", "/"): entry
        for name, entry in files.items()
        if name.replace("\\", "/").startswith(folder)
    }
    counted: int = sum(entry["summary"][key] for entry in mine.values() for key in COUNTED)
    covered: int = sum(entry["summary"][key] for entry in mine.values() for key in COVERED)
    # Integers on both sides: 99.99 % is not 100 %.
    holds = covered * 100 >= gate_percent * counted
    percent = 100 * covered / counted if counted else 100.0
    verdict = "holds" if holds else "FAILED"
    console.say(f"{package}: {percent:.2f} % of lines and branches, gate {gate_percent}: {verdict}")
    if not holds:
        _list_gaps(mine)
    return holds


def _list_gaps(files: dict[str, Any]) -> None:
    for name, entry in sorted(files.items()):
        lines = _ranges(entry["missing_lines"])
        branches = [f"{start}->{end}" for start, end in entry["missing_branches"]]
        if lines or branches:
            console.say(f"  {name}: lines not run: {', '.join(lines) or 'none'}")
            console.say(f"    branches not taken: {', '.join(branches) or 'none'}")


def _ranges(lines: list[int]) -> list[str]:
    """Line numbers as people read them: 4, 7-9."""
    runs: list[list[int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
