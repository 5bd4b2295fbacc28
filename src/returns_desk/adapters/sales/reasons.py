"""Why a record was left out: the codes and the sentences that a person reads.

Owns the sentences; each says what is wrong and, where it can be mended, how. Formats that have
codes of their own keep them beside their reader; they are joined here.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

SENTENCES: Final = {
    "return_or_cancellation": "comes back or is cancelled: returns are booked at the desk",
    "stock_correction": "corrects the stock: nothing was sold",
    "no_receipt_number": "has no receipt number",
    "no_item": "names no item: neither code nor description",
    "no_quantity": "sells nothing: the quantity is zero or missing",
    "fraction_of_each": "sells a fraction of a piece: add a column Unit, as in kg",
    "nothing_paid": "has no price, so no money can come back",
    "negative_price": "has a price below zero: it corrects the books, it sells nothing",
    "bad_number": "has a number that can't be read: write it as 1234.50",
    "bad_date": "has a date that can't be read: write it as 2026-11-07 14:30",
    "bad_line_number": "has a line number that can't be read: write 1, 2, 3",
    "amount_too_large": "has an amount that is too large to be right",
    "amounts_contradict": "has a line total that is neither price times quantity nor that with tax",
    "more_tax_than_paid": "has more tax than was paid",
    "unknown_tender": "was paid in a way that is not known: write cash, credit card, gift card",
    "unknown_currency": "has a currency that is not known: write it as EUR or USD",
    "cells_missing": "has fewer cells than there are headings",
    "too_many_cells": "has more cells than there are headings: quote text that has the separator",
    "broken_quoting": "has a quotation mark that does not close",
    "two_stores": "stands on a receipt of two stores",
    "two_customers": "stands on a receipt of two customers",
    "two_currencies": "stands on a receipt of two currencies",
    "line_repeated": "repeats a line number of its receipt",
    "too_many_lines": "stands on a receipt of more than 20,000 lines",
    "card_like_receipt": "has a number that looks like a payment card's, so it is not kept",
    "contradicts_stored_sale": "says something else than the receipt that is stored",
    "contradicts_stored_return": "says something else than the return that is stored",
    "bad_return": "is a return that can't be right",
    "key_twice": "has a key that stands twice",
    "broken_json": "is no JSON: one whole sale stands on each line",
    "missing_key": "lacks a key",
    "unknown_key": "has a key that is not known",
    "invalid_value": "has a value that can't be used",
}

_UNKNOWN: Final = "can't be used"


def sentence_of(code: str) -> str:
    """The sentence of a code; where a format has words of its own, this module's come first."""
    return SENTENCES.get(code) or _of_formats().get(code, _UNKNOWN)


@cache
def _of_formats() -> Mapping[str, str]:
    # Late: a CSV does not pay for the readers of other formats.
    from returns_desk.adapters.sales import order_reasons  # noqa: PLC0415 -- late, see above
    from returns_desk.adapters.sales.poslog import reasons  # noqa: PLC0415 -- late, see above

    return {**order_reasons.SENTENCES, **reasons.SENTENCES}
