"""Boards under the packs that ship, for one unit of one sale; owns no test."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies import load_policy
from returns_desk.domain.board import Board, Option
from returns_desk.domain.engine import propose_board

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "policies"
NOW = datetime.fromisoformat("2026-11-21T18:40:00-06:00")


def board_of(
    days: int = 14,
    tender: str = "cash",
    acquirer: str = "strict",
    store: tuple[str, str] = ("US-MN", "USD"),
    **parts: dict[str, Any],
) -> Board:
    """A board for one unit sold `days` ago, unopened and not wanted unless `parts` say else."""
    facts = {"receipt": "R", "line": 1, "quantity": "1"}
    judged = {"reason": "changed_mind", "condition": "unopened", "missing": []}
    line = {"line": 1, "quantity": "1", "unit": "each", "paid": 2497, "category": "hardware/x"}
    sold = {"receipt": "R", "store": "1", "sold_at": (NOW - timedelta(days=days)).isoformat()}
    document = {
        "now": NOW.isoformat(),
        "store": {"id": "1", "jurisdiction": store[0], "currency": store[1]},
        "sales": [
            {
                **sold,
                "policy_disclosed": True,
                "lines": [{**line, **parts.get("line", {})}],
                "tenders": [{"tender": 1, "type": tender, "amount": 2497}],
                **parts.get("sale", {}),
            }
        ],
        "claim": {
            "items": [{**facts, **judged, **parts.get("item", {})}],
            "evidence": {"receipt": True, **parts.get("evidence", {})},
            "facts": parts.get("facts", {}),
            **parts.get("claim", {}),
        },
    }
    return board_from(document, acquirer)


def board_from(document: dict[str, Any], acquirer: str = "strict") -> Board:
    case = read_case(json.dumps(document))
    files = [SHIPPED / "acquirer" / f"{acquirer}.toml", SHIPPED / "shop" / "demo.toml"]
    return propose_board(case, load_policy(SHIPPED, files=files).policy_for(case.store.currency))


def codes(option: Option) -> set[str]:
    return {reason.code for reason in option.reasons}
