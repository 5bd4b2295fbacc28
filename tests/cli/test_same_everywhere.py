"""The same cases give the same bytes in every process, however Python mixes its hashes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.shelf_case import shelf_case

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ("0", "1", "4242")


def cases() -> list[dict[str, Any]]:
    """All told, nothing told, sold at a distance under other law, two items paid two ways."""
    told, bare, distant, mixed = (shelf_case() for _ in range(4))
    for case in (bare, distant, mixed):
        case["claim"]["items"][0] = {
            key: case["claim"]["items"][0][key] for key in ("receipt", "line", "quantity")
        }
        case["claim"] |= {"evidence": {}, "facts": {}}
    distant["store"] |= {"jurisdiction": "EE", "currency": "EUR"}
    distant["sales"][0]["channel"] = "online"
    two_ways(mixed)
    return [told, bare, distant, mixed]


def two_ways(case: dict[str, Any]) -> None:
    """Paid half by card and half in cash, with a second line that is claimed too."""
    (sale,) = case["sales"]
    sale["lines"].append({**sale["lines"][0], "line": 2, "category": "food/fruit"})
    card = sale["tenders"][0]
    cash = {"tender": 2, "type": "cash", "amount": card["amount"]}
    sale["tenders"].append(cash)
    case["claim"]["items"].append({**case["claim"]["items"][0], "line": 2})


def boards(seed: str, lines: str, acquirer: str) -> str:
    """What a process of its own prints, its hashes mixed by that seed."""
    shipped = ROOT / "resources" / "policies"
    words = [sys.executable, "-m", "returns_desk", "board", "-", "--json", "--lines"]
    for pack in (f"acquirer/{acquirer}.toml", "shop/demo.toml"):
        words += ["--policy", str(shipped / pack)]
    done = subprocess.run(
        words,
        input=lines,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("acquirer", ["strict", "permissive"])
def test_boards_are_the_same_bytes_whatever_the_seed_of_hashes(acquirer: str) -> None:
    lines = "".join(json.dumps(case) + "\n" for case in cases())

    printed = [boards(seed, lines, acquirer) for seed in SEEDS]

    assert printed == [printed[0]] * len(SEEDS)
    found = [json.loads(line) for line in printed[0].splitlines()]
    assert len({board["digest"] for board in found}) == len(cases())
    assert [bool(board["questions"]) for board in found[1:]] == [True] * 3
