"""A refund that comes alone and again inside its order is one return, in whichever order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.shop_orders import golden_cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.sales.import_records import ImportSummary
    from returns_desk.adapters.sales.sale_store import SaleStore


def input_of(system: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(x["input"] for x in golden_cases(system) if x["name"] == name)
    return found


def shopify() -> tuple[Any, Any, str]:
    order = input_of("shopify", "a part came back with the delivery")
    alone = json.loads(json.dumps(order["refunds"][0]))
    alone["refund_line_items"][0]["line_item"] = {"id": 1, "sku": "SKU-1"}
    return order, {"refunds": [alone]}, "#2008"


def square() -> tuple[Any, Any, str]:
    order = input_of("square", "a part came back inside the order")
    alone = {
        **order["refunds"][0],
        "status": "COMPLETED",
        "payment_id": "T1",
        "order_id": "ORDX",
        "destination_type": "CARD",
    }
    return order, {"refunds": [alone]}, "ORD7"


def woocommerce() -> tuple[Any, Any, str]:
    order = input_of("woocommerce", "a summary of a refund names neither goods nor day")
    alone = {
        **input_of("woocommerce", "a refund alone that differs from its lines, paid back by hand"),
        "id": 726,
        "amount": "10.00",
        "_links": {"up": [{"href": "https://example.com/wp-json/wc/v3/orders/707"}]},
    }
    return order, [alone], "1007"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("system", [shopify, square, woocommerce])
def test_a_refund_alone_and_inside_its_order_is_one_return(
    system: Callable[[], tuple[Any, Any, str]],
    turned: bool,
    store: SaleStore,
    import_text: Callable[..., ImportSummary],
) -> None:
    order, refund, receipt = system()
    files = [json.dumps(order), json.dumps(refund)]

    for number, text in enumerate(reversed(files) if turned else files):
        summary = import_text(text, f"file{number}.json", format="auto")
        assert dict(summary.left_out_by_reason) == {}

    sale = store.receipt(receipt)
    assert sale is not None
    assert (str(sale.lines[0].returned), sale.lines[0].returned_paid) == ("1", 1000)
    back = {"#2008": 1500, "ORD7": 1000, "1007": 1000}
    assert sum(x.refunded for x in sale.tenders) == back[receipt]
