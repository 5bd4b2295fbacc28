"""How much is asked: every line of the demo shop's receipts, under the packs that ship.

The board stands before any question (R1); what is counted is how many facts still matter to any
option, once the clerk has scanned the receipt and the goods lie on the counter.
"""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from types import MappingProxyType

import pytest

from returns_desk.adapters.policies import load_policy
from returns_desk.adapters.sales.demo import demo_sales
from returns_desk.domain.case import (
    Case,
    Claim,
    ClaimedItem,
    Condition,
    EvidenceKind,
    Reason,
    Store,
)
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Policy
from returns_desk.domain.sale import Sale, SaleLine

NOW = datetime.fromisoformat("2026-11-21T18:40:00-06:00")
REASONS = (Reason.CHANGED_MIND, Reason.FAULTY)
MOST_IN_THE_MIDDLE = 2


def case_of(sale: Sale, line: SaleLine, **known: object) -> Case:
    """One unit of a line on the counter, its receipt scanned."""
    unit = min(line.available, Decimal(1))
    item = ClaimedItem(sale.receipt, line.line, unit, **known)  # type: ignore[arg-type]  # by name
    evidence = MappingProxyType({EvidenceKind.RECEIPT: True})
    claim = Claim(items=(item,), evidence=evidence)
    store = Store(sale.store, sale.jurisdiction or "US-MN", sale.currency or "USD")
    return Case(NOW, store, (sale,), claim)


def shipped_policies(policies: Path, currency: str) -> list[Policy]:
    """Each shop pack that ships with each acquirer pack, and the law."""
    return [
        load_policy(policies, files=[acquirer, shop]).policy_for(currency)
        for shop in sorted((policies / "shop").glob("*.toml"))
        for acquirer in sorted((policies / "acquirer").glob("*.toml"))
    ]


def goods_of(project_root: Path) -> list[tuple[Sale, SaleLine]]:
    sold = demo_sales(project_root / "resources" / "demo" / "sales.json", NOW)
    return [(sale, line) for sale in sold for line in sale.lines if line.available]


def test_the_middle_number_of_questions_is_at_most_two(
    project_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policies = shipped_policies(project_root / "resources" / "policies", "USD")
    before: list[int] = []
    told: list[int] = []
    for sale, line in goods_of(project_root):
        for policy in policies:
            before.append(len(propose_board(case_of(sale, line), policy).questions))
            for reason in REASONS:
                known = case_of(sale, line, reason=reason, condition=Condition.OPENED)
                told.append(len(propose_board(known, policy).questions))

    with capsys.disabled():
        print(  # noqa: T201 -- a figure
            f"\nquestions on {len(told)} shipped cases: middle {median(told)}, most {max(told)};"
            f" before reason and condition are told: middle {median(before)}, most {max(before)}"
        )
    assert median(told) <= MOST_IN_THE_MIDDLE
