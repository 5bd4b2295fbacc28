"""Runs the measurements of packaging/bench and shows them as a table and as JSON.

Owns discovery and display. A bench is a module there with `run() -> list[dict]`, one row each; it
is run in the environment, in a process of its own, so that none warms another's caches.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from devtools import console, environment
from devtools.places import BENCHES, BUILD, ROOT, SOURCE

if TYPE_CHECKING:
    from pathlib import Path

RUN_ONE: Final = """
import json, runpy, sys
from pathlib import Path

rows = runpy.run_path(sys.argv[1])["run"]()
Path(sys.argv[2]).write_text(json.dumps(rows), encoding="utf-8")
"""


def run() -> int:
    """Run every bench in the order of names.

    Raises:
        Stopped: A bench failed; what it said is shown.

    """
    modules = [path for path in sorted(BENCHES.glob("*.py")) if not path.name.startswith("_")]
    if not modules:
        console.say("There is nothing to measure yet in packaging/bench.")
        return 0
    BUILD.mkdir(exist_ok=True)
    rows = [row for module in modules for row in _measure(module)]
    for line in _table(rows):
        console.say(line)
    text = json.dumps(rows, indent=2, ensure_ascii=False)
    (BUILD / "bench.json").write_text(text + "\n", encoding="utf-8")
    console.say(text)
    return 0


def _measure(module: Path) -> list[dict[str, Any]]:
    console.say(f"Measuring {module.relative_to(ROOT).as_posix()}")
    answer = BUILD / f"bench-{module.stem}.json"
    words = [environment.python(), "-c", RUN_ONE, str(module), str(answer)]
    # What benches share lies beside them, in modules whose names begin with an underscore.
    path = os.pathsep.join([str(SOURCE), str(BENCHES)])
    variables = environment.variables(PYTHONPATH=path, QT_QPA_PLATFORM="offscreen")
    console.run_quietly(words, f"Measuring {module.name}", variables)
    rows: list[dict[str, Any]] = json.loads(answer.read_text(encoding="utf-8"))
    return [{"bench": module.stem, **row} for row in rows]


def _table(rows: list[dict[str, Any]]) -> list[str]:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [columns, *([str(row.get(key, "")) for key in columns] for row in rows)]
    widths = [max(len(line[index]) for line in cells) for index in range(len(columns))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
