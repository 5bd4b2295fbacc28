"""What goods lost by handling is taken from a right only where the law was read to say so."""

import json
from datetime import timedelta

import pytest

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies import load_policy
from returns_desk.domain.engine import propose_board
from support.shipped_boards import NOW, SHIPPED


@pytest.mark.parametrize(
    ("place", "is_told", "paid_back"),
    [("GB", True, 1700), ("GB", False, 2000), ("DE", True, 2000), ("FR", True, 2000)],
)
def test_only_britain_takes_it_off_and_only_where_the_customer_was_told(
    place: str, is_told: bool, paid_back: int
) -> None:
    sale = {
        "receipt": "R",
        "store": "1",
        "channel": "online",
        "policy_disclosed": is_told,
        "sold_at": (NOW - timedelta(days=12)).isoformat(),
        "delivered_at": (NOW - timedelta(days=10)).isoformat(),
        "lines": [{"line": 1, "quantity": "1", "unit": "each", "paid": 2000, "category": "x/y"}],
        "tenders": [{"tender": 1, "type": "cash", "amount": 2000}],
    }
    seen = {"reason": "changed_mind", "condition": "used", "missing": [], "diminished_value": 300}
    document = {
        "now": NOW.isoformat(),
        "store": {"id": "1", "jurisdiction": place, "currency": "EUR"},
        "sales": [sale],
        "claim": {
            "items": [{"receipt": "R", "line": 1, "quantity": "1", **seen}],
            "evidence": {"receipt": True},
        },
    }
    policy = load_policy(SHIPPED, files=[SHIPPED / "shop" / "strict.toml"]).policy_for("EUR")

    option = propose_board(read_case(json.dumps(document)), policy).option("refund/original")

    assert (option.basis, option.amount) == ("right", paid_back)
