"""Measures the engine's rule index on the reference workload RDW-1, beside zen-engine.

Owns numbers only: 30 lines by 15 tenders against 200 rules, all fired rules of each cell. The rules
go through the same index as every board's. The workload, the peer's model and the reference answer
are those of ../shared/anchors; the peer is measured in the same turns where it is installed.
"""

from __future__ import annotations

import importlib
import statistics
import sys
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from returns_desk.domain.engine.rule_index import RuleIndex, index_of
from returns_desk.domain.policy import Effect, Field, FieldKind, FieldTest, Layer, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS: Final = importlib.import_module("_rows")
FIELDS: Final = {
    "cat": Field(FieldKind.WORD, "item"),
    "cond": Field(FieldKind.WORD, "item"),
    "days": Field(FieldKind.NUMBER, "item"),
    "amount": Field(FieldKind.MONEY, "item"),
    "qty": Field(FieldKind.NUMBER, "item"),
    "final_sale": Field(FieldKind.FLAG, "item"),
    "receipt": Field(FieldKind.WORD, "case"),
    "channel": Field(FieldKind.WORD, "case"),
    "paid": Field(FieldKind.WORD, "case"),
    "ret_count": Field(FieldKind.NUMBER, "case"),
    "tender": Field(FieldKind.WORD, "tender"),
}
ROUNDS: Final = 150
PEER_ROUNDS: Final = 25
MANY_RULES: Final = 1000


def anchors() -> Path | None:
    """The folder of the reference workload, beside the checkout; None where it is not there."""
    tops = [Path.cwd(), *Path(globals().get("__file__", ".")).resolve().parents]
    found = (top.parent / "shared" / "anchors" for top in tops)
    return next((path for path in found if path.is_dir()), None)


def run() -> list[dict[str, Any]]:
    """Measure; empty where the workload is not beside the checkout."""
    folder = anchors()
    if folder is None:
        return []
    load(folder)
    rows = measured(200, "RDW-1")
    return [*rows, *measured(MANY_RULES, "RDW-1 with 1,000 rules")]


def load(folder: Path) -> None:
    """Make the workload's modules importable."""
    if str(folder) not in sys.path:
        sys.path.append(str(folder))


def measured(count: int, name: str) -> list[dict[str, Any]]:
    """Ours and the peer's, in turns; ours without and with the folding into amounts."""
    work = importlib.import_module("policy_workload")
    rules, sale = work.build_rules(count), work.build_sale()
    by_id = {rule["id"]: rule for rule in rules}
    index = index_of([rule_of(each, work.CONDS) for each in rules], FIELDS)
    if digest_of_ours(count) != digest_of_reference(count):
        message = "the index and the reference fire different rules"
        raise AssertionError(message)
    peer = peer_of(rules, sale)
    ours, whole, theirs = [], [], []
    for number in range(ROUNDS):
        ours.append(microseconds(partial(fired, index, sale, work.TENDERS)))
        whole.append(
            microseconds(lambda: work.decide(by_id, sale, fired(index, sale, work.TENDERS)))
        )
        if peer and number % (ROUNDS // PEER_ROUNDS) == 0:
            theirs.append(microseconds(partial(peer, sale)))
    return [row(f"{name}: fired rules", ours, theirs), row(f"{name}: with amounts", whole, theirs)]


def digest_of_ours(count: int) -> str:
    """The workload's digest over what the index fires."""
    work = importlib.import_module("policy_workload")
    rules, sale = work.build_rules(count), work.build_sale()
    index = index_of([rule_of(each, work.CONDS) for each in rules], FIELDS)
    by_id = {rule["id"]: rule for rule in rules}
    return str(work.digest(work.decide(by_id, sale, fired(index, sale, work.TENDERS))))


def digest_of_reference(count: int) -> str:
    """The same over what its own plain engine fires, rule by rule and cell by cell."""
    work = importlib.import_module("policy_workload")
    engines = importlib.import_module("policy_engines")
    rules, sale = work.build_rules(count), work.build_sale()
    return str(work.digest(engines.e_py_naive(rules, sale)(sale)))


def rule_of(rule: dict[str, Any], conditions: list[str]) -> Rule:
    """A rule of the workload as one of ours; its effect is the fold's affair."""
    tests = tuple(test_of(f, op, value, conditions) for f, op, value in rule["conds"])
    return Rule(rule["id"], Layer.SHOP, Effect.ALLOW, frozenset(), rule["id"], when=tests)


def test_of(field: str, operator: str, value: Any, conditions: list[str]) -> FieldTest:
    """One comparison of the workload as a test."""
    if operator == ">":
        return FieldTest(field, at_least=value + 1)
    if operator == "!=":
        return FieldTest(field, any_of=frozenset(conditions) - {value})
    return FieldTest(field, any_of=frozenset(value if operator == "in" else [value]))


@dataclass(frozen=True, slots=True)
class FiredLine:
    """The rules that fire for one line: whatever the tender is, and beside these for each tender.

    Lines that the rules of tenders can't tell apart share `by_tender`.
    """

    always: list[str]
    by_tender: list[list[str]]


def fired_lines(index: RuleIndex, sale: dict[str, Any], tenders: list[str]) -> list[FiredLine]:
    """The rules that fire, line by line; those of tenders once for all lines seen alike."""
    behind = held(index, "case", sale, index.every)
    of_tenders = [held(index, "tender", {"tender": each}, behind) for each in tenders]
    silent = index.absent("tender")
    names = Names(index)
    by_tender: dict[int, list[list[str]]] = {}
    lines = []
    for line in sale["lines"]:
        of_line = held(index, "item", line, behind)
        spoken = of_line & ~silent
        if spoken not in by_tender:
            by_tender[spoken] = [names[spoken & each] for each in of_tenders]
        lines.append(FiredLine(names[of_line & silent], by_tender[spoken]))
    return lines


class Names(dict[int, list[str]]):
    """The names of the rules that fire, by what stands; each is looked up once."""

    def __init__(self, index: RuleIndex) -> None:
        super().__init__()
        self.index = index

    def __missing__(self, held_there: int) -> list[str]:
        """Ask the index."""
        index = self.index
        self[held_there] = names = [r.id for r in index.rules_of(index.fired(held_there))]
        return names


def fired(index: RuleIndex, sale: dict[str, Any], tenders: list[str]) -> list[list[str]]:
    """The rules that fire in each cell, line by line and tender by tender."""
    cells: list[list[str]] = []
    for line in fired_lines(index, sale, tenders):
        always = line.always
        cells += [always + special for special in line.by_tender]
    return cells


def held(index: RuleIndex, about: str, seen: dict[str, Any], behind: int) -> int:
    """What the facts of one thing leave standing; all of them are known."""
    for column in index.columns[about]:
        behind &= column.mask_of(seen[column.field])
    return behind


def peer_of(rules: list[Any], sale: dict[str, Any]) -> Callable[[Any], object] | None:
    """The faster of the reference's two whole models in zen-engine, if that is installed."""
    if find_spec("zen") is None:
        return None
    engines = importlib.import_module("policy_engines")
    models: list[Callable[[Any], object]] = [
        engines.e_zen_loop(rules, sale),
        engines.e_zen_split(rules, sale),
    ]
    models.sort(key=lambda model: microseconds(partial(model, sale)))
    return models[0]


def microseconds(work: Callable[[], object]) -> float:
    """How long it took, in processor time."""
    return float(ROWS.processor_seconds(work) * 1e6)


def row(name: str, ours: list[float], theirs: list[float]) -> dict[str, Any]:
    """One line of the table."""
    figures = ROWS.spread(ours, 1, 10, 99)
    measured_row = {"name": name, **figures, "unit": "µs", "rounds": len(ours)}
    if not theirs:
        return {**measured_row, "peer": "zen-engine is not installed"}
    peer = statistics.median(theirs)
    return {
        **measured_row,
        "peer": "zen-engine, whole decision",
        "peer_value": round(peer, 1),
        "ratio": round(figures["value"] / peer, 3),
    }
