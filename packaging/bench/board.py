"""Measures the board itself, JSON apart, with the shop's packs that ship.

Owns numbers only. Each round is another receipt, so that nothing is known of it from before; what
the engine keeps of the packs and of facts alike is kept, as it is at a counter. The collector of
garbage is off from the beginning and nothing else runs between two rounds, for that would empty
the processor's caches and be measured in place of the board. The first board of a fresh start,
packs compiled, has a row of its own. Nobody else shows all options before a choice, so there is no
peer; the target stands beside each figure.
"""

from __future__ import annotations

import gc
import json
import random
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies import load_policy
from returns_desk.adapters.resources import resource_path
from returns_desk.domain.engine import propose_board

if TYPE_CHECKING:
    from returns_desk.domain.case import Case
    from returns_desk.domain.policy import Policy

ROWS: Final = import_module("_rows")
SEED: Final = 20261122
ROUNDS: Final = {1: 400, 30: 60, 1100: 12}
"""How many different receipts of so many lines are measured."""
WARMING: Final = 5
"""So many others come before them."""
PACKS: Final = (Path("acquirer/strict.toml"), Path("shop/demo.toml"))
CATEGORIES: Final = ("hardware/shelving", "food/fruit", "toys", "electronics/audio", "media/games")
EVIDENCE: Final = ("gift_receipt", "card_lookup", "customer_record", "bank_statement")
JUDGED: Final = ("reason", "condition")
TOLD: Final = {
    "reason": "changed_mind",
    "condition": "unopened",
    "missing": [],
    "fault": {"severity": "ordinary", "repairs": 0, "refused": False},
}
NAMES: Final = (
    ("one line, all known", 1, (), 1.0),
    ("one line, reason, condition and card open", 1, (*JUDGED, "card"), 3.0),
    ("one line on the scan, all open", 1, (*TOLD, "card", "visit"), 3.0),
    ("30 lines, all known", 30, (), 5.0),
    ("30 lines, each with reason and condition open", 30, JUDGED, 15.0),
    ("1,100 lines, all known", 1100, (), 100.0),
    ("1,100 lines, each with reason and condition open", 1100, JUDGED, 100.0),
)
"""What is measured: a name, how many lines, what is not known, at most how many milliseconds."""


def run() -> list[dict[str, Any]]:
    """One row for each kind of case."""
    chance = random.Random(SEED)  # noqa: S311 -- sample sales, no secrets
    gc.disable()
    try:
        rows = [row("first board of a start, packs compiled", first_boards(chance), None)]
        policy = fresh_policy()
        for name, lines, unknown, target in NAMES:
            rows.append(row(name, boards(chance, policy, lines, unknown), target))
    finally:
        gc.enable()
        gc.unfreeze()
    return rows


def boards(
    chance: random.Random, policy: Policy, lines: int, unknown: tuple[str, ...]
) -> list[float]:
    """How long boards of that kind took, each of another receipt, in milliseconds."""
    cases = [case_of(chance, lines, unknown) for _ in range(WARMING + ROUNDS[lines])]
    gc.collect()
    gc.freeze()
    return [milliseconds(case, policy) for case in cases][WARMING:]


def fresh_policy() -> Policy:
    """The packs that ship, as objects that nothing was compiled for yet."""
    shipped = resource_path("policies")
    files = [shipped / each for each in PACKS]
    return load_policy(shipped, files=files).policy_for("USD")


def first_boards(chance: random.Random) -> list[float]:
    """Boards of which each is the first under its policy."""
    return [milliseconds(case_of(chance, 1, JUDGED), fresh_policy()) for _ in range(5)]


def case_of(chance: random.Random, lines: int, unknown: tuple[str, ...]) -> Case:
    """A receipt paid by card, all of it claimed."""
    receipt = f"3141-07-{chance.randrange(10**9):09}"
    sold = [line_of(chance, number) for number in range(1, lines + 1)]
    total = sum(each["paid"] for each in sold)
    told = {key: value for key, value in TOLD.items() if key not in unknown}
    items = [
        {"receipt": receipt, "line": each["line"], "quantity": each["quantity"], **told}
        for each in sold
    ]
    card = {"tender": 1, "type": "credit_card", "scheme": "visa", "last4": "1111", "amount": total}
    sale = {"receipt": receipt, "store": "3141", "lines": sold, "tenders": [card]}
    day = f"2026-11-{chance.randrange(1, 21):02}T11:02:00-06:00"
    document = {
        "now": "2026-11-21T18:40:00-06:00",
        "store": {"id": "3141", "jurisdiction": "US-MN", "currency": "USD"},
        "sales": [{**sale, "sold_at": day, "policy_disclosed": True}],
        "claim": {"items": items, **visit_of(receipt, unknown)},
    }
    return read_case(json.dumps(document))


def line_of(chance: random.Random, number: int) -> dict[str, Any]:
    """One line of a receipt."""
    paid = chance.randrange(100, 30_000)
    return {
        "line": number,
        "sku": f"SKU-{chance.randrange(10**6)}",
        "description": "goods",
        "quantity": chance.choice(("1", "1", "2", "3")),
        "unit": "each",
        "paid": paid,
        "tax": paid // 13,
        "category": chance.choice(CATEGORIES),
    }


def visit_of(receipt: str, unknown: tuple[str, ...]) -> dict[str, Any]:
    """What is known of evidence, cards and the customer."""
    if "visit" in unknown:
        return {"evidence": {"receipt": True}}
    facts: dict[str, Any] = {"photo_id_seen": True, "is_purchaser": True}
    facts["gift_card_present"] = False
    facts["other_card"] = {"scheme": "visa", "same_customer": True}
    facts["original_tender_present"] = {} if "card" in unknown else {f"{receipt}/1": True}
    evidence = {"receipt": True, "serial_record": False, **dict.fromkeys(EVIDENCE, False)}
    return {"evidence": evidence, "facts": facts}


def milliseconds(case: Case, policy: Policy) -> float:
    """How long one board took, in processor time."""
    started = time.process_time()
    propose_board(case, policy)
    return (time.process_time() - started) * 1000


def row(name: str, taken: list[float], target: float | None) -> dict[str, Any]:
    """One line of the table."""
    return {
        "name": name,
        **ROWS.spread(taken, 2, 10, 90, 99),
        "unit": "ms",
        "rounds": len(taken),
        "target": target,
    }
