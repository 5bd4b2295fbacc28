"""Finds the sale lines that a customer may mean, and says why each fits.

Owns gathering (SQL) and scoring (explained, one number per code). Knows what came back by what
the sale and other systems say, never the returns of a journal.

How they are ordered. What was asked for and fits gives points. Between lines that fit equally
well, sales of one item at one price to one customer are worth the same money, so the one with the
most left is put first: it serves whatever number the customer lays on the counter. That holds
only among sales within 90 days of each other, so that an old purchase never hides a recent one,
and only while no quantity is given. The rest goes by date, the latest first.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from returns_desk.adapters.sales.sale_reading import left_on_lines
from returns_desk.adapters.sales.sale_rows import gtin14, microseconds, unit_price
from returns_desk.application.ports import Candidate, SaleQuery

GATHER_LIMIT: Final = 2_000
DAY_US: Final = 86_400_000_000
SAME_PURCHASE_WINDOW_US: Final = 90 * DAY_US
NEAR_US: Final = 14 * DAY_US

SCORES: Final = {
    "same_item": 400,
    "same_customer": 300,
    "same_card": 200,
    "same_amount": 200,
    "same_unit_price": 150,
    "text_matches": 100,
    "quantity_fits": 60,
    "quantity_equal": 15,
    "holds_most": 25,
    "latest_before": 10,
    "date_near": 5,
    "nothing_left": -100,
}
"""Points by code. Within a kind of clue the numbers only have to keep this order: the item and
the customer say more than a card or an amount, those more than a price, a price more than how
many; and recency (at most 15 together) never beats `holds_most`."""

_SELECT = """
    SELECT s.id, s.receipt, s.customer, s.sold_at_us, l.line, l.item_id, i.sku, i.gtin,
           l.quantity, l.returned, l.paid, l.tax, l.unit_price, l.extra
    FROM lines l CROSS JOIN items i ON i.id = l.item_id JOIN sales s ON s.id = l.sale_id
    WHERE {conditions} ORDER BY s.sold_at_us DESC, s.id DESC, l.line LIMIT ?
"""
_AMOUNT = """
    s.id IN (
        SELECT sale_id FROM lines WHERE paid = ? UNION SELECT id FROM sales WHERE total = ?
        UNION SELECT sale_id FROM tenders WHERE amount = ?
    ) AND (
        s.total = ? OR l.paid = ? OR s.id IN (SELECT sale_id FROM tenders WHERE amount = ?)
    )
"""
"""Of the whole receipt, of one payment (as a bank statement shows it), or of one line. The first
part names the few sales through three indexes, the second picks the lines in them."""
_TENDER_CARD = "SELECT sale_id FROM tenders WHERE last4 = ?"
_TEXT = (
    "(l.item_id IN (SELECT rowid FROM items_fts WHERE items_fts MATCH ?)"
    " OR l.sale_id IN (SELECT rowid FROM sales_fts WHERE sales_fts MATCH ?))"
)
_RELAXATIONS: Final = (
    frozenset[str](),
    frozenset({"amount"}),
    frozenset({"card_last4"}),
    frozenset({"amount", "card_last4"}),
)
"""What is left out, step by step, while nothing fits everything: a mistyped amount or the wrong
card of two must not hide the purchase. Item, customer, dates and words are never left out."""


@dataclass(slots=True)
class _Found:
    """One gathered line with what scoring needs; codes are added to it. Money in minor units."""

    sale_id: int
    receipt: str
    customer: str | None
    sold_at_us: int
    line: int
    item: str
    left: Decimal
    unit_price: int
    label_prices: frozenset[int]
    because: list[str]

    @property
    def score(self) -> int:
        """The points of all codes together."""
        return sum(SCORES[code] for code in self.because)


def find(connection: sqlite3.Connection, query: SaleQuery, limit: int) -> tuple[Candidate, ...]:
    """Answer the candidates for what is known, best first, each with its codes."""
    for left_out in _RELAXATIONS:
        asked = replace(query, **dict.fromkeys(left_out))
        if (left_out and asked == query) or not _asks_anything(asked):
            continue
        found = _gather(connection, asked)
        if found:
            left = left_on_lines(connection, (line.sale_id for line in found))
            for line in found:
                line.left = left.get((line.sale_id, line.line), line.left)
            return _ranked(asked, found)[:limit]
    return ()


def item_ids(connection: sqlite3.Connection, code: str) -> list[int]:
    """Answer the items of a SKU (as written, else in any case) or of a GTIN of any length."""
    for condition, value in (
        ("sku = ?", code),
        ("gtin14 = ? AND gtin14 <> ''", gtin14(code)),
        ("sku = ? COLLATE NOCASE", code),
    ):
        rows = connection.execute(f"SELECT id FROM items WHERE {condition}", (value,))  # noqa: S608 -- conditions from the tuple above
        found = [row[0] for row in rows]
        if found:
            return found
    return []


def _asks_anything(query: SaleQuery) -> bool:
    return query != SaleQuery()


def _gather(connection: sqlite3.Connection, query: SaleQuery) -> list[_Found]:
    conditions = list(_conditions(connection, query))
    found = _select(connection, conditions)
    if len(found) == GATHER_LIMIT and query.unit_price is not None:
        # So many that an older line at the very price may have been cut off.
        known = {(x.sale_id, x.line) for x in found}
        older = _select(connection, [*conditions, ("l.unit_price = ?", (query.unit_price,))])
        found += [x for x in older if (x.sale_id, x.line) not in known]
    return found


def _select(
    connection: sqlite3.Connection, conditions: Sequence[tuple[str, Sequence[Any]]]
) -> list[_Found]:
    sql = _SELECT.format(conditions=" AND ".join(condition for condition, _ in conditions) or "1")
    values = [value for _, several in conditions for value in several]
    return [_found(row) for row in connection.execute(sql, (*values, GATHER_LIMIT))]


def _conditions(
    connection: sqlite3.Connection, query: SaleQuery
) -> Iterator[tuple[str, Sequence[Any]]]:
    if query.item is not None:
        ids = item_ids(connection, query.item.strip())
        yield f"l.item_id IN ({','.join('?' * len(ids))})", ids
    if query.customer is not None:
        yield "s.customer = ?", (query.customer,)
    if query.card_last4 is not None:
        yield f"s.id IN ({_TENDER_CARD})", (query.card_last4,)
    if query.amount is not None:
        yield _AMOUNT, (query.amount,) * 6
    words = _words(query.text)
    for word in words:
        yield _TEXT, (word, word)
    if query.text and not words:
        yield "0", ()
    if query.sold_from is not None:
        yield "s.sold_at_us >= ?", (microseconds(query.sold_from),)
    if query.sold_before is not None:
        yield "s.sold_at_us < ?", (microseconds(query.sold_before),)
    yield from _conditions_without_clue(query)


def _conditions_without_clue(query: SaleQuery) -> Iterator[tuple[str, Sequence[Any]]]:
    """Price and quantity only rank what another clue gathered; alone they have to gather."""
    if query.item or query.customer or query.card_last4 or query.amount is not None or query.text:
        return
    if query.unit_price is not None:
        yield "l.unit_price = ?", (query.unit_price,)
    if query.quantity is not None:
        yield "CAST(l.quantity AS REAL) >= ?", (float(query.quantity),)


def _words(text: str | None) -> list[str]:
    """Each word as a quoted prefix, so that no sign a person types is read as a command."""
    words = "".join(sign if sign.isalnum() else " " for sign in text or "").split()
    return [f'"{word}"*' for word in words]


def _found(row: tuple[Any, ...]) -> _Found:
    sale_id, receipt, customer, sold_at_us, line, item_id, sku, gtin = row[:8]
    quantity, returned, paid, tax, price, extra = row[8:]
    return _Found(
        sale_id,
        receipt,
        customer,
        sold_at_us,
        line,
        sku or gtin or str(item_id),
        Decimal(quantity) - Decimal(returned),
        price,
        _label_prices(quantity, (paid, tax, price), extra) if tax or extra else frozenset((price,)),
        [],
    )


def _label_prices(quantity: str, money: tuple[int, int, int], extra: str | None) -> frozenset[int]:
    """What the label may have said: as paid, before tax, before the discount."""
    paid, tax, price = money
    discount = json.loads(extra).get("discount", 0) if extra else 0
    sold = Decimal(quantity)
    before = {unit_price(paid - tax, sold), unit_price(paid + discount, sold)}
    return frozenset({price, *before, unit_price(paid + discount - tax, sold)})


def _ranked(query: SaleQuery, found: list[_Found]) -> tuple[Candidate, ...]:
    for line in found:
        line.because.extend(_facts(line, query))
    latest_us = max(x.sold_at_us for x in found)
    most = _holding_most(found) if query.quantity is None else frozenset()
    for line in found:
        line.because.extend(_place_codes(line, query, latest_us, most))
    found.sort(key=lambda x: (-x.score, -x.sold_at_us, x.receipt, x.line))
    return tuple(Candidate(x.receipt, x.line, x.score, tuple(x.because)) for x in found)


def _facts(found: _Found, query: SaleQuery) -> Iterator[str]:
    if query.customer is not None:
        yield "same_customer"
    if query.item is not None:
        yield "same_item"
    if query.card_last4 is not None:
        yield "same_card"
    if query.amount is not None:
        yield "same_amount"
    if query.text:
        yield "text_matches"
    if query.unit_price is not None and query.unit_price in found.label_prices:
        yield "same_unit_price"
    if query.quantity is not None and query.quantity <= found.left:
        yield "quantity_fits"
        if query.quantity == found.left:
            yield "quantity_equal"
    if found.left <= 0:
        yield "nothing_left"


def _holding_most(found: Sequence[_Found]) -> frozenset[tuple[str, int]]:
    """Of each customer's sales of an item at a price: the one with the most left, ties latest."""
    groups = defaultdict(list)
    for line in found:
        if line.customer is not None and line.left > 0:
            groups[line.customer, line.item, line.unit_price].append(line)
    if all(len(group) == 1 for group in groups.values()):
        return frozenset()
    return frozenset(_most_of(group) for group in groups.values())


def _most_of(group: Sequence[_Found]) -> tuple[str, int]:
    newest = max(line.sold_at_us for line in group)
    recent = [x for x in group if newest - x.sold_at_us <= SAME_PURCHASE_WINDOW_US]
    best = max(recent, key=lambda x: (x.left, x.sold_at_us, -x.line))
    return best.receipt, best.line


def _place_codes(
    found: _Found, query: SaleQuery, latest_us: int, most: frozenset[tuple[str, int]]
) -> Iterator[str]:
    if (found.receipt, found.line) in most:
        yield "holds_most"
    if found.sold_at_us == latest_us:
        yield "latest_before"
    anchor = query.sold_before or query.sold_from
    if anchor is not None and abs(microseconds(anchor) - found.sold_at_us) <= NEAR_US:
        yield "date_near"
