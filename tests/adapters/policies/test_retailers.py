"""Published return policies as packs under neutral names: every sentence has its case.

Each line of a file in tests/packs holds one sentence and what it means: days since the sale, how
it was paid, and per option "standing amount means". The amounts were written by hand from the
published text; what that leaves open is told at the head of the pack.
"""

import json
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies import load_policy
from returns_desk.domain.board import Option
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Policy
from support.shipped_boards import SHIPPED

PACKS = Path(__file__).resolve().parents[2] / "packs"
NAMES = sorted(path.stem for path in PACKS.glob("*.toml"))
UNWANTED = {"receipt": "R", "quantity": "1", "reason": "changed_mind", "condition": "unopened"}
GOODS = {"line": 1, "quantity": "1", "unit": "each", "paid": 2140, "tax": 140, "category": "home/x"}


def _sentences() -> list[Any]:
    """Every sentence of every file, with the pack and the file's own surroundings."""
    found = []
    for name in NAMES:
        head, *lines = (PACKS / f"{name}.cases.jsonl").read_text(encoding="utf-8").splitlines()
        for line in lines:
            sentence = {**json.loads(head), **json.loads(line)}
            found.append(pytest.param(name, sentence, id=f"{name}: {sentence['says']}"))
    return found


def _case(sentence: dict[str, Any]) -> str:
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
def _policy(name: str, currency: str) -> Policy:
    """The pack beside the strict acquirer's; law is left out, since the text alone is judged."""
    files = [SHIPPED / "acquirer" / "strict.toml", PACKS / f"{name}.toml"]
    return load_policy(SHIPPED, files=files, with_law=False).policy_for(currency)


def _told(option: Option, expected: str) -> str:
    """What the board says of the option, in as many words as the expectation has."""
    parts = [str(option.standing)]
    if expected.split()[1:]:
        parts.append(str(option.amount))
    if expected.split()[2:]:
        parts.append("+".join(leg.means for leg in option.legs))
    if expected.split()[3:]:
        parts.append(str(sum(leg.rounding for leg in option.legs)))
    return " ".join(parts)


@pytest.mark.parametrize(("name", "sentence"), _sentences())
def test_every_sentence_of_a_published_policy_stands_on_the_board(
    name: str, sentence: dict[str, Any]
) -> None:
    case = read_case(_case(sentence))
    board = propose_board(case, _policy(name, case.store.currency))

    told = {key: _told(board.option(key), value) for key, value in sentence["expect"].items()}

    assert told == sentence["expect"]


@pytest.mark.parametrize("name", NAMES)
def test_every_pack_can_decide_beside_all_law_that_ships(name: str) -> None:
    policy = load_policy(SHIPPED, files=[PACKS / f"{name}.toml"])

    assert [each.pack.id for each in policy.packs][-1] == name.replace("_", "-")
    assert "as_of" in policy.packs[-1].pack.title


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_of_a_pack_is_heard_in_some_case(name: str) -> None:
    heard: set[str] = set()
    for each in _sentences():
        if each.values[0] == name:
            case = read_case(_case(each.values[1]))
            board = propose_board(case, _policy(name, case.store.currency))
            heard |= {reason.rule for option in board.options for reason in option.reasons}
    own = _policy(name, _currency(name)).packs[-1].rules

    assert {rule.id for rule in own} - heard == set()


def _currency(name: str) -> str:
    head = (PACKS / f"{name}.cases.jsonl").read_text(encoding="utf-8").splitlines()[0]
    return str(json.loads(head)["store"]["currency"])
