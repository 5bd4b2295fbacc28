"""Why a transaction or line of a POSLog was left out, and what does not add up in one.

Owns the codes that this format adds and their sentences. `SENTENCES` joins the list of
`adapters.sales.reasons`; `DOUBTS` are the codes of `SaleDoubt`, as a clerk reads them.
"""

from typing import Final

SENTENCES: Final = {
    "till_event": "is an event of the till itself, such as a sign-on: nothing was sold",
    "training": "was rung up for training: nothing was sold",
    "cancelled_sale": "was cancelled or voided before it was paid: nothing was sold",
    "unfinished_sale": "was suspended or not finished: the finished sale stands elsewhere",
    "copy_of_a_sale": "repeats or sums up other sales, as a gift receipt or a total does",
    "order": "is an order: the sale stands elsewhere, when it is paid",
    "voids_another_sale": "voids another sale, and does not say with which goods",
    "all_voided": "has no goods left: every line was voided at the till",
    "no_goods": "has no goods, only payments",
    "not_goods": "is no goods that could come back, such as a gift card sold or a payment",
    "no_quantity": "sells nothing: the quantity is zero or missing",
    "void_matches_no_line": "voids a line that does not stand in the same transaction",
    "preauthorisation": "only reserved money on a card: nothing was paid by it",
    "no_receipt_number": "has no receipt number",
    "no_item": "names no item: neither code nor description",
    "bad_number": "has a number that can't be read: write it as 1234.50",
    "bad_date": "has a date that can't be read: write it as 2026-11-07T14:30:00",
    "bad_line_number": "has a line number that can't be read: write 1, 2, 3",
    "line_repeated": "repeats a line number of its receipt",
    "too_many_lines": "stands on a receipt of more than 20,000 lines",
    "too_many_changes": "has more than 500 payments, taxes, discounts or voids",
    "amount_too_large": "has an amount that is too large to be right",
    "unknown_currency": "has a currency that is not known: write it as EUR or USD",
    "text_too_long": "has a number or name that is too long to be right",
}
"""Codes of `LeftOut` and of `InvalidInput` inside a transaction."""

DOUBTS: Final = {
    "payments_differ_from_lines": "The payments and the goods do not come to the same.",
    "paid_with_returned_goods": "Part of it was paid with goods that came back at the same time.",
    "refund_differs_from_lines": "The money given back and the goods do not come to the same.",
    "refund_shared_over_receipts": "Money went back for goods of several receipts at once.",
    "tax_not_attributable": "It is not said which line the tax belongs to.",
    "taxes_differ": "The tax of the lines and the tax of the receipt are not the same.",
    "discount_shared": "A discount names no line, so it was shared over all of them.",
    "discount_exceeds_lines": "A discount is larger than the goods that it is for.",
    "void_matches_no_line": "A line was voided that does not stand on the receipt.",
    "unknown_tender": "The way of paying is not known here; the shop's usual one was taken.",
    "unknown_status": "The till gave the sale a state that is not known here.",
    "link_not_complete": "The return names its sale, but not completely.",
}
"""Codes of `SaleDoubt`: imported as it came, and said."""
