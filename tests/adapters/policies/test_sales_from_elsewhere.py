"""A sale that was made in another place is decided by the law there, at whichever counter."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies import load_policy
from returns_desk.application.policy_lab.completions_limit import product_above_limit
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.engine import propose_board
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.policy import FIELDS, Policy
from support.shipped_boards import NOW, SHIPPED
from support.small_packs import HEAD, rule_text

MONEY = "refund/original"
UNWANTED: dict[str, Any] = {"reason": "changed_mind", "condition": "unopened", "missing": []}


def board_at(policy: Policy, place: str, *sold_in: str | None, days: int = 5, **item: Any) -> Board:
    """The board at that counter; a receipt for each place where something was bought."""
    line = {"line": 1, "quantity": "1", "unit": "each", "paid": 2003, "category": "home/x"}
    sales = [
        {
            "receipt": f"R{number}",
            "store": "9",
            "sold_at": (NOW - timedelta(days=days)).isoformat(),
            "lines": [line],
            "tenders": [{"tender": 1, "type": "cash", "amount": 2003}],
            **({"jurisdiction": sold} if sold else {}),
        }
        for number, sold in enumerate(sold_in)
    ]
    items = [{"receipt": each["receipt"], "line": 1, "quantity": "1", **item} for each in sales]
    document = {
        "now": NOW.isoformat(),
        "store": {"id": "1", "jurisdiction": place, "currency": "EUR"},
        "sales": sales,
        "claim": {"items": items, "evidence": {"receipt": True}},
    }
    return propose_board(read_case(json.dumps(document)), policy)


@pytest.fixture(scope="module")
def strict() -> Policy:
    """A shop that gives money for fourteen days, beside the law that ships."""
    return load_policy(SHIPPED, files=[SHIPPED / "shop" / "strict.toml"]).policy_for("EUR")


FAULTY: dict[str, Any] = {**UNWANTED, "reason": "faulty", "condition": "used"}


@pytest.mark.parametrize(
    ("counter", "sold_in", "is_right"),
    [("EE", None, False), ("EE", "EE", False), ("EE", "IE", True), ("IE", "EE", False)],
)
def test_the_thirty_days_of_ireland_hold_for_what_was_bought_there(
    strict: Policy, counter: str, sold_in: str | None, is_right: bool
) -> None:
    option = board_at(strict, counter, sold_in, days=20, **FAULTY).option(MONEY)

    assert (option.standing is Standing.AVAILABLE, option.basis == "right") == (is_right, is_right)


def test_two_receipts_from_two_places_are_decided_each_by_its_own_law(strict: Policy) -> None:
    board = board_at(strict, "EE", "IE", "EE", days=20, **FAULTY)

    option = board.option(MONEY)
    assert [each.item for each in option.items] == [0]
    assert [each.item for each in option.left] == [1]
    assert {"law-ie", "law-ee", "law-eu"} <= set(board.policy.packs)


def test_cash_is_counted_out_as_it_is_at_the_counter(strict: Policy) -> None:
    def rounding(counter: str, sold_in: str) -> int:
        legs = board_at(strict, counter, sold_in, **UNWANTED).option(MONEY).legs
        return sum(leg.rounding for leg in legs)

    assert (rounding("EE", "LV"), rounding("LV", "EE")) == (2, 0)


def test_a_place_whose_law_does_not_ship_leaves_the_shops_own_rules(strict: Policy) -> None:
    board = board_at(strict, "EE", "JP", **UNWANTED)

    option = board.option(MONEY)
    assert (option.standing, option.basis) == (Standing.AVAILABLE, "policy")
    assert {reason.layer for reason in option.reasons}.isdisjoint({"law"})


def test_more_than_may_be_weighed_of_another_places_law_is_decided_all_the_same(
    tmp_path: Path,
) -> None:
    words = {f: FIELDS[f].values for f in ("reason", "condition")}
    told = {f"{f}-{word}": f'{{ {f} = "{word}" }}' for f, each in words.items() for word in each}
    told |= {
        kind: f"{{ evidence.{kind} = true }}"
        for kind in ("receipt", "gift_receipt", "card_lookup", "customer_record", "bank_statement")
    }
    rules = "".join(
        rule_text(id=f'"{name.replace("_", "-")}"', when=test) for name, test in told.items()
    )
    path = tmp_path / "wide.toml"
    path.write_text(HEAD.replace("USD", "EUR") + rules, encoding="utf-8")
    loaded = load_policy(SHIPPED, files=[path])

    policy = loaded.policy_at("EUR", "US", NOW.date())
    abroad, there = board_at(policy, "US", "IE"), board_at(policy, "IE", "IE")

    assert product_above_limit(rulebook_for(policy, "IE", NOW.date())) is not None
    assert [(o.id, o.standing, o.needs) for o in abroad.options] == [
        (o.id, o.standing, o.needs) for o in there.options
    ]
    assert [each.fact for each in abroad.questions] == [each.fact for each in there.questions]
