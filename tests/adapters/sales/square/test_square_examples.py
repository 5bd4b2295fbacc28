"""The examples of Square's OpenAPI (refunds and gift cards): each comes out as its JSON says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from returns_desk.adapters.sales.json_dialects import recognise
from returns_desk.adapters.sales.square import read_square
from support.shop_orders import outcome, read_value

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = "square_openapi_examples_refund_order_giftcard.json"


def refund_inside(value: Any) -> dict[str, Any] | None:
    """The refund in an example, wherever it stands."""
    if isinstance(value, list):
        return next((found for x in value if (found := refund_inside(x))), None)
    if not isinstance(value, dict):
        return None
    if "amount_money" in value and {"payment_id", "refund_id"} & set(value):
        return value
    return next((found for x in value.values() if (found := refund_inside(x))), None)


def by_hand(example: dict[str, Any]) -> dict[str, Any]:
    """What must come of an example: a return only where a refund is complete."""
    # An invoice and a gift card's history name amounts too, and are no refunds.
    refund = refund_inside(
        {k: v for k, v in example.items() if not k.startswith(("gift_card", "cursor"))}
    )
    text = json.dumps(example)
    if refund is None or '"invoice"' in text or '"gift_card' in text:
        return {"left_out": ["not_a_sale"]}
    if refund.get("status") != "COMPLETED":
        return {"left_out": ["refund_not_made"]}
    amount = refund["amount_money"]["amount"]
    return {
        "left_out": [],
        "returns": [
            {
                "id": f"square:refund:{refund.get('refund_id') or refund['id']}",
                "receipt": f"square:payment:{refund['payment_id']}",
                "pieces": [],
                "refunds": [["credit_card" if "card" in refund else "cash", amount, None]],
                "doubts": [["refund_names_no_line", amount, None]],
            }
        ],
    }


def test_every_example_comes_out_as_its_raw_json_says(shared_data: Path, tmp_path: Path) -> None:
    examples = json.loads((shared_data / "json" / EXAMPLES).read_text(encoding="utf-8"))

    said = {
        name: [outcome(x) for x in read_value(read_square, tmp_path, example)]
        for name, example in examples.items()
    }

    assert len(said) == 31
    assert said == {name: [by_hand(example)] for name, example in examples.items()}
    refunds = [x for each in said.values() for x in each if x.get("returns")]
    assert len(refunds) == 5


def test_every_example_of_a_refund_is_known_as_square_s(shared_data: Path) -> None:
    examples = json.loads((shared_data / "json" / EXAMPLES).read_text(encoding="utf-8"))
    refunds = [x for x in examples.values() if '"refund"' in json.dumps(x)]

    assert {recognise(json.dumps(x)) for x in refunds} == {"square"}
