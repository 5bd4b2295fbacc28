"""Tells which system wrote a JSON file of sales, from its beginning.

Owns the keys that only one system writes; none of them is a key of our own JSON. Must not read the
file.
"""

import re
from typing import Final

_KEYS: Final = {
    "shopify": "admin_graphql_api_id financial_status fulfillment_status refund_line_items"
    " total_price total_price_set price_set shop_money presentment_money order_status_url"
    " payment_gateway_names taxes_included discount_allocations cancelled_at"
    " total_line_items_price subtotal_price source_name restock_type order_adjustments",
    "square": "amount_money total_money base_price_money total_tax_money total_discount_money"
    " gross_sales_money applied_money catalog_object_id source_type receipt_number card_details"
    " net_amounts return_amounts source_order_id gift_card_id gift_card_gan gan merchant_id",
    "woocommerce": "order_key created_via date_created_gmt date_modified_gmt date_paid_gmt"
    " prices_include_tax customer_ip_address payment_method_title shipping_total cart_hash"
    " refunded_payment refunded_by coupon_lines fee_lines meta_data variation_id",
}
_SYSTEM_OF_KEY: Final = {key: system for system, keys in _KEYS.items() for key in keys.split()}
# Inside a text a backslash stands before every quotation mark, so no key is found there.
_KEY: Final = re.compile(r'"([a-z_]{3,30})"\s*:')


def recognise(beginning: str) -> str | None:
    """Name the system: shopify, square or woocommerce; None for our own JSON.

    `beginning` is the first 64 K characters. The system with most keys of its own wins, since one
    system's notes may hold a word of another.
    """
    found = {key for key in _KEY.findall(beginning) if key in _SYSTEM_OF_KEY}
    counts = dict.fromkeys(_KEYS, 0)
    for key in found:
        counts[_SYSTEM_OF_KEY[key]] += 1
    best = max(counts, key=lambda system: counts[system])
    return best if counts[best] else None
