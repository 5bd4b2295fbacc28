"""Boards under the law that ships, beside a shop that gives nothing of itself; owns no test.

Under the closed shop an option stands open only by law: `available` is a right, `needs_approval`
an unverified rule, `not_possible` no law at all.
"""

import json
from datetime import date, datetime, time
from functools import cache
from typing import Any

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies import LoadedPack, LoadedPolicy, load_policy, read_pack
from returns_desk.domain.board import Board
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Layer, Pack, Policy, Rule
from support.shipped_boards import NOW, SHIPPED

TODAY = NOW.date()

CLOSED_SHOP = b"""
id = "closed-shop"
layer = "shop"
version = "1"

[[rules]]
id = "nothing-comes-back"
effect = "forbid"
options = ["*"]
code = "nothing_comes_back"
text = { en = "Nothing comes back." }
"""

CURRENCIES = {
    "AM": "AMD",
    "AU": "AUD",
    "CA": "CAD",
    "GB": "GBP",
    "NZ": "NZD",
    "SE": "SEK",
    "US": "USD",
}
"""By country; everywhere else in these tests it is the euro."""

CLOSED = ("closed", "strict")
DEMO = ("demo", "strict")

Answers = dict[str, Any]


@cache
def loaded_law() -> tuple[LoadedPack, ...]:
    """Every law pack that ships, as read."""
    return tuple(each for each in load_policy(SHIPPED).packs if each.pack.layer is Layer.LAW)


def law_packs() -> tuple[Pack, ...]:
    return tuple(each.pack for each in loaded_law())


def law_rules() -> tuple[Rule, ...]:
    return tuple(rule for pack in law_packs() for rule in pack.rules)


@cache
def policy_of(currency: str, shop: str, acquirer: str) -> Policy:
    """The law, that acquirer and either the demo shop or the closed one."""
    shipped = SHIPPED / "shop" / "demo.toml"
    content = shipped.read_bytes() if shop == "demo" else CLOSED_SHOP
    packs = (
        *loaded_law(),
        read_pack((SHIPPED / "acquirer" / f"{acquirer}.toml").read_bytes(), acquirer),
        read_pack(content, shop),
    )
    return LoadedPolicy(packs).policy_for(currency)


def law_board(
    place: str, bought_on: date, packs: tuple[str, str] = CLOSED, /, **parts: Answers
) -> Board:
    """A board for one unit bought that day, unopened and not wanted unless `parts` say else.

    `packs` are the shop and the acquirer.
    """
    currency = CURRENCIES.get(place.partition("-")[0], "EUR")
    bought = datetime.combine(bought_on, time(12), tzinfo=NOW.tzinfo).isoformat()
    claimed = {"receipt": "R", "line": 1, "quantity": "1", "missing": []}
    judged = {"reason": "changed_mind", "condition": "unopened"}
    line = {"line": 1, "quantity": "1", "unit": "each", "paid": 2497, "category": "hardware/x"}
    sale = {"receipt": "R", "store": "1", "sold_at": bought, "delivered_at": bought}
    paid = {"tender": 1, "type": "cash", "amount": 2497}
    document = {
        "now": NOW.isoformat(),
        "store": {"id": "1", "jurisdiction": place, "currency": currency},
        "sales": [
            {
                **sale,
                "policy_disclosed": True,
                "lines": [{**line, **parts.get("line", {})}],
                "tenders": [{**paid, **parts.get("tender", {})}],
                **parts.get("sale", {}),
            }
        ],
        "claim": {
            "items": [{**claimed, **judged, **parts.get("item", {})}],
            "evidence": {"receipt": True},
            "facts": parts.get("facts", {}),
            **parts.get("claim", {}),
        },
    }
    return propose_board(read_case(json.dumps(document)), policy_of(currency, *packs))
