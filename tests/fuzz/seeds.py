"""Valid documents to bend: cases with every key of the contract, packs of the shipped rules.

Owns only what is valid and how it is written down as JSON and TOML; bending is `fuzz.bending`'s.
"""

import json
import math
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from support.shelf_case import shelf_case

LONGEST_BY_TENS = 10**40
POLICIES = Path(__file__).resolve().parents[2] / "resources" / "policies"

_RICH_LINE = {
    "discount": 100,
    "returned": "1",
    "returned_paid": 900,
    "returned_fee": 10,
    "serial": "S-1",
    "final_sale": False,
    "bundle": "b-1",
    "bundle_parts": ["SKU-2"],
    "kind": "goods",
    "taxes": [{"code": "vat", "rate_basis_points": 2400, "amount": 137}],
    "rebate_value": 5,
    "gift_value": 0,
    "points_value": 3,
    "use_by": "2026-12-01",
    "starts_at": "2026-12-24T18:30:00+02:00",
    "marks": ["oversize"],
}
_RICH_TENDER = {
    "change": 0,
    "refunded": 900,
    "rounding": -1,
    "cleared": True,
    "expires_on": "2026-11-30",
    "issuer": "city-mall",
    "entry": "chip",
    "bounced": False,
}
_RICH_FACTS = {
    "photo_id_seen": True,
    "drawer_cash": 10_000,
    "exchange_total": 2_000,
    "identity_verified": True,
    "return_check": "approved",
    "customer_owes": 100,
    "goodwill_amount": 700,
}
_RICH_SALE = {
    "customer": "c-1",
    "jurisdiction": "EE",
    "currency": "USD",
    "delivered_at": "2026-11-09T12:00:00+02:00",
    "buyer": "consumer",
    "tax_free": False,
    "cashier": "7",
    "membership": "gold",
}
_RICH_CLAIM = {
    "without_receipt": [
        {
            "quantity": "0.250",
            "sku": "PLUM",
            "gtin": "00012345678905",
            "category": "food/fruit",
            "current_price": 399,
            "lowest_price": 299,
            "reason": "spoiled",
            "condition": "opened",
            "marks": ["photo"],
        }
    ],
    "returned_by": "post",
    "return_shipping": 695,
    "withdrawal_notified_at": "2026-11-15T09:00:00Z",
    "history": [{"at": "2026-10-01T10:00:00Z", "amount": 500, "with_receipt": False}],
}


RICH_PACK = """
id = "rich"
layer = "store"
version = "1"
title = "Everything that can be said"
jurisdiction = "US-MN"
currency = "USD"
effective_from = 2026-01-01
effective_until = 2026-12-31
[settings]
arrival_days = { cash = [0, 0], credit_card = [3, 5] }
refundable_without_card = ["credit_card"]
split_order = ["gift_card", "cash"]
card_needed_for_schemes = ["interac", "union*"]
cash_rounding_step = { USD = "0.05", EUR = "0.05" }
cheque_hold_days = 10
cheque_cleared_as_cash = true
price_without_receipt = "lowest"
policy_disclosed = true
exchange_tolerance = "5.00"
[[rules]]
id = "late-cheap"
effect = "approve"
options = ["refund/*", "store_credit/store_credit"]
code = "late"
role = "supervisor"
replaces = ["window"]
public = false
source = "house"
text = { en = "A manager can allow this.", et = "Juhataja saab seda lubada." }
when = { days_since_sale = { over = 30, at_most = 60 }, amount = { under = "50.00" } }
any = [{ sold_on = { at_least = 2026-01-01 }, category = "food/*" }, { returns_before = 0 }]
unless = [{ evidence = { receipt = true }, missing = ["upc", "packaging"] }, { channel = "online" }]
[[rules]]
id = "fee"
effect = "fee"
options = ["refund/original"]
code = "fee"
fee_percent = "12.5"
fee_fixed = "1.00"
deduct = "return_shipping"
text = { en = "A part is kept." }
any = [{ marks = "fitted", weekday = "monday" }, { jurisdiction = "US-*", customer_owes = "1.00" }]
when = { "fault.repairs" = { at_least = 1 }, unit_price = { over = "3.00", under = "90.00" } }
unless = { final_sale = true }
[[rules]]
id = "yearly"
effect = "allow"
options = ["store_credit/store_credit"]
code = "yearly"
text = { en = "Every year anew, up to 20.00." }
when = { sold_in_season = { at_least = "11-01", at_most = "12-24" }, return_until = "01-31" }
unless = { today_in_season = "12-27" }
amount_at_most = "20.00"
[[rules]]
id = "bounded"
effect = "fee"
options = ["store_credit/store_credit"]
code = "bounded"
text = { en = "A part is kept within bounds." }
fee_percent = "5"
fee_per = "return"
fee_at_least = "1.00"
fee_at_most = "9.00"
"""


@cache
def case_texts() -> tuple[str, ...]:
    """Valid cases as JSON: the contract's own, and one that says everything that can be said."""
    plain, rich = shelf_case(), shelf_case()
    sale, claim = rich["sales"][0], rich["claim"]
    sale["lines"][0] |= {**_RICH_LINE, "quantity": "3"}
    sale["tenders"][0] |= _RICH_TENDER
    key = f"{sale['receipt']}/1"
    claim["facts"] |= {
        "original_tender_present": {key: True},
        "refund_authorisation": {key: "declined"},
        **_RICH_FACTS,
    }
    claim["items"][0] |= {
        "missing": ["upc"],
        "new_unit_price": 500,
        "marks": ["assembled"],
        "diminished_value": 50,
        "fault": {"severity": "minor", "repairs": 1, "refused": False},
    }
    sale |= _RICH_SALE
    claim |= _RICH_CLAIM
    return json.dumps(plain), json.dumps(rich)


@cache
def pack_documents() -> tuple[dict[str, Any], ...]:
    """The shipped packs that are no law, as their files parse."""
    files = sorted(path for path in POLICIES.glob("*/*.toml") if path.parent.name != "law")
    shipped = (tomllib.loads(path.read_text("utf-8")) for path in files)
    return (tomllib.loads(RICH_PACK), *shipped)


def small_pack(dice: Random) -> dict[str, Any]:
    """The head of a shipped pack with one to three of its rules, free to be bent."""
    whole = dice.choice(pack_documents())
    rules = dice.sample(whole["rules"], min(len(whole["rules"]), dice.randint(1, 3)))
    return copied({**whole, "rules": rules})  # type: ignore[no-any-return]  # a table stays one


def copied(value: Any) -> Any:
    """The value with tables and lists of its own."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    return [copied(each) for each in value] if isinstance(value, list) else value


def toml_text(document: dict[str, Any]) -> str:
    """The document as TOML: one key a line, everything inside written inline."""
    return "".join(f"{_key(key)} = {_inline(value)}\n" for key, value in document.items())


def _key(key: object) -> str:
    return json.dumps(str(key), ensure_ascii=False)


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)} = {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, int) and value > LONGEST_BY_TENS:
        return hex(value)
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "nan"
    return json.dumps(value, ensure_ascii=False)
