"""What of a plan counts against the receipts: goods that come back, or are exchanged for the same.

Owns the form of `goods_taken`; pure. The journal counts by it, and the hub is told by it.
"""

from returns_desk.application.case_record import Plan, PlannedItem
from returns_desk.application.kept_goods import GOODS_STAY, all_kept
from returns_desk.application.new_goods_plan import taken_for
from returns_desk.application.plans import SAME_GOODS_AGAIN
from returns_desk.application.ports import Json


def goods_document(plan: Plan) -> dict[str, Json] | None:
    """What came back: counted against the receipt, or exchanged for the same; None if kept."""
    remedy = plan.option.partition("/")[0]
    if remedy in GOODS_STAY or all_kept(plan):
        return None
    items: list[Json] = [
        {
            "receipt": item.receipt,
            "line": item.line,
            "quantity": str(item.quantity),
            "paid": taken_for(plan, item),
            "fee": item.fee,
        }
        for item in _back(plan)
    ]
    if remedy in SAME_GOODS_AGAIN:
        return {"key": plan.key, "items": [], "exchanged": items}
    return {"key": plan.key, "items": items}


def counted_items(plan: Plan) -> tuple[PlannedItem, ...]:
    """The goods on receipts that are not the customer's any more."""
    remedy = plan.option.partition("/")[0]
    if remedy in GOODS_STAY or remedy in SAME_GOODS_AGAIN:
        return ()
    return _back(plan)


def _back(plan: Plan) -> tuple[PlannedItem, ...]:
    return tuple(item for item in plan.items if not item.is_kept)
