"""Packs of tests with a sentence per line: what it means for one return; owns no test.

The first line of `NAME.cases.jsonl` has the surroundings of all its sentences. Each other line says
days since the sale, how it was paid and what is different, and per option "standing amount means".
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies import load_policy
from returns_desk.domain.board import Board, Option
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Policy
from support.shipped_boards import SHIPPED

Sentence = dict[str, Any]

UNWANTED = {"receipt": "R", "quantity": "1", "reason": "changed_mind", "condition": "unopened"}
GOODS = {"line": 1, "quantity": "1", "unit": "each", "paid": 2140, "tax": 140, "category": "home/x"}


def names_in(folder: Path) -> list[str]:
    """The packs of a folder."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def sentences_of(folder: Path, name: str) -> Sequence[Sentence]:
    """Every sentence of a pack, with the file's own surroundings."""
    text = (folder / f"{name}.cases.jsonl").read_text(encoding="utf-8")
    head, *lines = (json.loads(line) for line in text.splitlines())
    return [{**head, **line} for line in lines]


def case_text(sentence: Sentence) -> str:
    """The sentence as the JSON of a case."""
    now = datetime.fromisoformat(sentence["now"])
    lines = [{**GOODS, **sentence.get("line", {})}]
    paid = {"tender": 1, "amount": sum(line["paid"] for line in lines)}
    tenders = sentence.get("tenders", [{**paid, "type": "cash", **sentence.get("tender", {})}])
    sale = {
        "receipt": "R",
        "store": sentence["store"]["id"],
        "sold_at": (now - timedelta(days=sentence.get("days", 10))).isoformat(),
        "policy_disclosed": True,
        "lines": lines,
        "tenders": tenders,
        **sentence.get("sale", {}),
    }
    sales = sentence.get("sales", [sale])
    present = {f"R/{tender['tender']}": True for tender in tenders if sales}
    claim = {
        "items": [{**UNWANTED, "line": 1, "missing": [], **sentence.get("item", {})}],
        "evidence": {"receipt": True, **sentence.get("evidence", {})},
        "facts": {
            "original_tender_present": present,
            "is_purchaser": True,
            **sentence.get("facts", {}),
        },
        **sentence.get("claim", {}),
    }
    now_and_store = {key: sentence[key] for key in ("now", "store")}
    return json.dumps({**now_and_store, "sales": sales, "claim": claim})


@lru_cache
def policy_of(path: Path, currency: str) -> Policy:
    """The pack beside the strict acquirer's; law is left out, since the text alone is judged."""
    files = [SHIPPED / "acquirer" / "strict.toml", path]
    return load_policy(SHIPPED, files=files, with_law=False).policy_for(currency)


def board_of(path: Path, sentence: Sentence) -> Board:
    """The board of a sentence under that pack."""
    case = read_case(case_text(sentence))
    return propose_board(case, policy_of(path, case.store.currency))


def told(option: Option, expected: str) -> str:
    """What the board says of the option, in as many words as the expectation has."""
    parts = [str(option.standing)]
    if expected.split()[1:]:
        parts.append(str(option.amount))
    if expected.split()[2:]:
        parts.append("+".join(leg.means for leg in option.legs))
    if expected.split()[3:]:
        parts.append(str(sum(leg.rounding for leg in option.legs)))
    return " ".join(parts)
