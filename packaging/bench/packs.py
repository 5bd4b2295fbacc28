"""Measures how long all shipped packs take to load: read, checked and made into rules.

Owns numbers only; target 50 ms for all of them, read as a counter reads what ships: whose
sentences were judged before. Beside it, in the same turns, the same files through Python's own
TOML reader, which checks nothing. Then with every sentence judged, as `policy check` does; and as
the first thing in a process of its own, where shapes are still to be built; what the program
imports as it starts is not counted there.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tomllib
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.policies import read_pack
from returns_desk.adapters.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS: Final = import_module("_rows")
TARGET_MS: Final = 50
ROUNDS: Final = 40
PROCESSES: Final = 7

FIRST: Final = """
import os, runpy, sys
from pathlib import Path
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # as the program's own start does
sys.path.append(str(Path(sys.argv[1]).parent))
bench = runpy.run_path(sys.argv[1])
print(bench["milliseconds"](bench["load_all"]))
"""


def run() -> list[dict[str, Any]]:
    """Measure ours and the peer in turns, then ours as the first in a process."""
    load_all()
    load_all(is_proven=False)
    ours, peer, judged = [], [], []
    for _ in range(ROUNDS):
        ours.append(milliseconds(load_all))
        peer.append(milliseconds(parse_all))
        judged.append(milliseconds(partial(load_all, is_proven=False)))
    first = [in_a_process() for _ in range(PROCESSES)]
    beside = {"peer": "tomllib, nothing checked", "peer_value": round(statistics.median(peer), 1)}
    return [
        {**row("all shipped packs loaded, warm", ours), **beside},
        row("all shipped packs loaded, first in a process", first),
        {**row("all shipped packs loaded, each sentence judged", judged), "target": None},
    ]


def pack_files() -> list[Path]:
    """Every pack that ships."""
    return sorted(resource_path("policies").glob("*/*.toml"))


def load_all(*, is_proven: bool = True) -> None:
    """Read, check and make every pack; unless it is proven already, judge what it says too."""
    for path in pack_files():
        may_be_law = path.parent.name == "law"
        read_pack(path.read_bytes(), path.name, may_be_law=may_be_law, is_proven=is_proven)


def parse_all() -> None:
    """Only parse them."""
    for path in pack_files():
        tomllib.loads(path.read_text(encoding="utf-8"))


def in_a_process() -> float:
    """Ours, where nothing is warm yet; milliseconds of processor time."""
    module = str(Path(load_all.__code__.co_filename).resolve())
    words = [sys.executable, "-c", FIRST, module]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return float(done.stdout)


def milliseconds(work: Callable[[], None]) -> float:
    """How long it took, in processor time."""
    return float(ROWS.processor_seconds(work) * 1e3)


def row(name: str, taken: list[float]) -> dict[str, Any]:
    """One line of the table."""
    return {
        "name": name,
        **ROWS.spread(taken, 1, 10, 99),
        "unit": "ms",
        "target": TARGET_MS,
        "rounds": len(taken),
        "packs": len(pack_files()),
    }
