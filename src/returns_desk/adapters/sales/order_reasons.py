"""Why a record of Shopify, Square or WooCommerce was left out: the codes and their sentences.

Owns the codes that these systems add to `reasons.SENTENCES`.
"""

from typing import Final

SENTENCES: Final = {
    "order_cancelled": "is an order that was cancelled or voided: nothing was sold",
    "order_not_paid": "is an order that was not paid: nothing was sold yet",
    "test_order": "is an order made for testing: nothing was sold",
    "draft_order": "is a draft: nothing was sold yet",
    "refund_not_made": "is a refund that was asked for, failed or is not through yet",
    "not_a_sale": "is neither an order nor a refund",
    "payment_without_order": (
        "is a payment without its goods: export the orders into the same file"
    ),
}
