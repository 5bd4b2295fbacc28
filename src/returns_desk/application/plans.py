"""The plan of a payout: the legs of the option that was shown, and the goods it is for; pure.

Owns how an option of the board becomes the `plan_made` event. The quote pays: no amount is
computed here, and what the board must guarantee is checked once more.
"""

from collections.abc import Sequence

from returns_desk.application.case_record import PlannedLeg
from returns_desk.application.kept_goods import stays
from returns_desk.application.payout_proofs import proof_document
from returns_desk.application.ports import Json
from returns_desk.domain.board import CoveredItem, Leg, Option
from returns_desk.domain.case import Claim, ClaimedItem, ItemWithoutReceipt
from returns_desk.domain.errors import ensure
from returns_desk.domain.policy import Settings
from returns_desk.domain.sale import Sale, SaleLine, SaleTender

SAME_GOODS_AGAIN = frozenset({"even_exchange", "replacement", "repair"})
"""Remedies after which the customer has as many of the goods as before; the receipt still
stands for them, so nothing of it counts as returned."""


PLAN_VERSION = 2
"""Of the payload's form: from the second on an item tells its taxes by code."""

NOTHING_SET = Settings()


def plan_document(
    key: str,
    option: Option,
    claim: Claim,
    sales: Sequence[Sale],
    settings: Settings = NOTHING_SET,
) -> dict[str, Json]:
    """The payload of `plan_made` for an option of the board, under the settings of the packs."""
    items = claim.items
    ensure(sum(leg.amount for leg in option.legs) == option.amount, "legs add up to the amount")
    legs: list[Json] = [
        {**_leg_document(number, leg, option, sales), **proof_document(leg.means, settings)}
        for number, leg in enumerate(option.legs, 1)
    ]
    covered = [each for each in option.items if each.item < len(items)]
    goods: list[Json] = [
        _item_document(each, items[each.item], sales, is_kept=stays(option, items[each.item]))
        for each in covered
    ]
    bought: list[Json] = [_sale_document(sale) for sale in sales]
    bare = _goods_documents(option, claim)
    without: dict[str, Json] = {"without_receipt": bare} if bare else {}
    document: dict[str, Json] = {"key": key, "option": option.id, "legs": legs, "items": goods}
    return {**document, "sales": bought, **without}


def noted_leg(leg: PlannedLeg) -> dict[str, Json]:
    """What a later event repeats of a planned leg, so that no reader needs the plan beside it."""
    return {
        "leg": leg.leg,
        "tender": leg.tender,
        "amount": leg.amount,
        "rounding": leg.rounding,
    }


def tender_of(sales: Sequence[Sale], key: str | None) -> SaleTender | None:
    """The original tender named by "receipt/number", or None."""
    receipt, _, number = (key or "").rpartition("/")
    return next(
        (
            tender
            for sale in sales
            if sale.receipt == receipt
            for tender in sale.tenders
            if str(tender.tender) == number
        ),
        None,
    )


def _leg_document(number: int, leg: Leg, option: Option, sales: Sequence[Sale]) -> dict[str, Json]:
    tender = tender_of(sales, leg.tender)
    if tender is not None:
        ensure(leg.amount <= tender.refundable_amount, "no tender gives back more than it can")
    is_original = tender is not None and leg.destination == "original"
    return {
        "leg": number,
        "tender": leg.tender,
        "destination": leg.destination,
        "means": leg.means,
        "amount": leg.amount,
        "rounding": leg.rounding,
        "scheme": tender.scheme if tender and is_original else None,
        "last4": tender.last4 if tender and is_original else None,
        "business_days": _business_days(leg, option),
    }


def _business_days(leg: Leg, option: Option) -> list[Json] | None:
    """When this leg's money is there: cash at once, else as the whole option promises."""
    if leg.means == "cash":
        return [0, 0]
    arrives = option.arrives
    return [arrives.business_days_min, arrives.business_days_max] if arrives else None


def _item_document(
    covered: CoveredItem, item: ClaimedItem, sales: Sequence[Sale], *, is_kept: bool
) -> dict[str, Json]:
    sale = next((sale for sale in sales if sale.receipt == item.receipt), None)
    line = sale.line_at(item.line) if sale else None
    worth = _worth(line, covered) if line else {}
    kept: dict[str, Json] = {"kept": True} if is_kept else {}
    return {
        "receipt": item.receipt,
        "line": item.line,
        "quantity": str(covered.quantity),
        "paid": covered.amount + covered.fee,
        "tax": covered.tax,
        "fee": covered.fee,
        "description": line.description if line else "",
        "unit": line.unit if line else "each",
        **worth,
        **kept,
    }


def _goods_documents(option: Option, claim: Claim) -> list[Json]:
    """The goods without a receipt that the option takes back."""
    covered = {each.item: each for each in option.items}
    first = len(claim.items)
    return [
        _goods_document(line, covered[index], goods)
        for line, (index, goods) in enumerate(enumerate(claim.without_receipt, first), 1)
        if index in covered
    ]


def _goods_document(line: int, covered: CoveredItem, goods: ItemWithoutReceipt) -> dict[str, Json]:
    """`line` is the place among the claim's goods without a receipt, from 1."""
    return {
        "line": line,
        "quantity": str(covered.quantity),
        "paid": covered.amount + covered.fee,
        "fee": covered.fee,
        "description": goods.description,
        "sku": goods.sku,
        "gtin": goods.gtin,
        "category": goods.category,
    }


def _worth(line: SaleLine, covered: CoveredItem) -> dict[str, Json]:
    """What the till and the books need beside the money: which goods, and what was paid for them.

    Under a goods-only remedy the board's amount is 0, and the books still see what was moved.
    `taxes` is `worth_tax` by code, and not there where the sale did not say its codes.
    """
    units = min(covered.quantity, line.available)
    taxes: list[Json] = [
        {"code": tax.code, "rate_basis_points": tax.rate_basis_points, "amount": tax.amount}
        for tax in line.tax_shares(units)
    ]
    return {
        "sku": line.sku,
        "gtin": line.gtin,
        "category": line.category,
        "worth": line.paid_share(units),
        "worth_tax": line.tax_share(units),
        **({"taxes": taxes} if taxes else {}),
    }


def _sale_document(sale: Sale) -> dict[str, Json]:
    """Which sale it was, as the till that made it knows it."""
    return {
        "receipt": sale.receipt,
        "store": sale.store,
        "terminal": sale.terminal,
        "sold_at": sale.sold_at.isoformat(),
    }
