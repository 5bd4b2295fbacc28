"""The case of the published contract, as values that tests may bend; owns no test."""

import copy
from typing import Any

_CASE: dict[str, Any] = {
    "now": "2026-11-21T18:40:00-06:00",
    "store": {"id": "3141", "jurisdiction": "US-MN", "currency": "USD", "language": "en"},
    "sales": [
        {
            "receipt": "3141-07-20261107-0042",
            "store": "3141",
            "terminal": "07",
            "sold_at": "2026-11-07T11:02:00-06:00",
            "channel": "in_store",
            "policy_disclosed": True,
            "lines": [
                {
                    "line": 1,
                    "sku": "SHELF-36W",
                    "gtin": "00012345678905",
                    "description": "Shelf board, white, 36 in",
                    "category": "hardware/shelving",
                    "quantity": "1",
                    "unit": "each",
                    "paid": 2136,
                    "tax": 137,
                }
            ],
            "tenders": [
                {
                    "tender": 1,
                    "type": "credit_card",
                    "scheme": "visa",
                    "last4": "1234",
                    "account": "tok_a1",
                    "amount": 2136,
                }
            ],
        }
    ],
    "claim": {
        "items": [
            {
                "receipt": "3141-07-20261107-0042",
                "line": 1,
                "quantity": "1",
                "reason": "changed_mind",
                "condition": "unopened",
                "missing": [],
            }
        ],
        "evidence": {"receipt": True},
        "facts": {
            "original_tender_present": {},
            "other_card": {"scheme": "visa", "same_customer": None},
        },
        "asked_for": {"remedy": "refund", "destination": "other_card"},
    },
}


def shelf_case() -> dict[str, Any]:
    """A fresh copy of the shelf's case."""
    return copy.deepcopy(_CASE)


def with_value(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The document with another value at a path such as "claim/items/0/quantity"."""
    *parents, last = path.split("/")
    place: Any = document
    for part in parents:
        place = place[int(part)] if isinstance(place, list) else place[part]
    place[int(last) if isinstance(place, list) else last] = value
    return document
