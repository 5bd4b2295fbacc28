"""Takes discounts of the receipt off the lines that they are for.

Owns which line bears which part; every part is exact. Must not touch a line's own discount, which
its amount has taken off already. Three kinds: NCR's LoyaltyReward (below), Discount and StoreCoupon
lines (POSLog 6: an amount, the lines it is for as ItemLink, ProratedFlag where the lines bear it
already; unvalidated). A coupon that is a payment is a tender (`payments`), not a discount.

NCR writes rewards twice: rows with `detailedData` say which line bears how much (by the till's own
position of the line), rows with `summarizedActivity` what was taken off the receipt; one row may
be both. Only the category Monetary is money; a CustomOffer's amount counts offers. In the log at
hand details add up to the summary to the cent, and to the taxable amounts.
"""

from typing import Final

from returns_desk.adapters.sales.poslog.book import Book, Goods, PlacedElement
from returns_desk.adapters.sales.poslog.elements import EXTENSION
from returns_desk.adapters.sales.poslog.values import linked_line, money_in
from returns_desk.domain.money import allocate

_CATEGORY: Final = EXTENSION + "RewardCategory"
_AMOUNT: Final = EXTENSION + "ExtendedRewardAmount"
_POSITION: Final = EXTENSION + "OperatorSequenceReference"


def apply_discounts(book: Book) -> None:
    """Take every discount of the receipt off the goods sold.

    Raises:
        InvalidInput: an amount can't be read.

    """
    _apply_rewards(book)
    by_line = {x.line: x for x in book.goods if not x.comes_back}
    for placed in book.discounts:
        linked = [by_line[line] for line in _lines_of(placed) if line in by_line]
        if linked:
            _take_off(book, linked, _discount(placed, book), placed.place)
    unlinked = [x for x in book.discounts if not any(line in by_line for line in _lines_of(x))]
    _share(book, sum(_discount(x, book) for x in unlinked))


def _apply_rewards(book: Book) -> None:
    rewards = [x for x in book.rewards if x.element.text_of(_CATEGORY) == "Monetary"]
    summary = [x for x in rewards if x.element.flag("summarizedActivity")]
    details = [x for x in rewards if x.element.flag("detailedData")]
    by_position = {x.till_position: x for x in book.goods if x.till_position}
    if _add_up(details, summary, by_position, book):
        summary = details
    for placed in summary:
        goods = by_position.get(_position(placed))
        if goods:
            _take_off(book, [goods], _reward(placed, book), placed.place)
    nowhere = [x for x in summary if _position(x) not in by_position]
    _share(book, sum(_reward(x, book) for x in nowhere))


def _add_up(
    details: list[PlacedElement],
    summary: list[PlacedElement],
    by_position: dict[str, Goods],
    book: Book,
) -> bool:
    named = [x for x in details if _position(x) in by_position]
    return len(named) == len(details) and _sum(named, book) == _sum(summary, book)


def _share(book: Book, taken: int) -> None:
    """A discount that names no line: shared by what the lines cost, to the last cent, and said."""
    if taken:
        book.doubt("discount_shared", "", said=taken)
        _take_off(book, [x for x in book.goods if not x.comes_back], taken, "")


def _take_off(book: Book, goods: list[Goods], taken: int, place: str) -> None:
    worth = sum(x.amount for x in goods)
    if taken > worth:
        book.doubt("discount_exceeds_lines", place, said=taken, found=worth)
    parts = allocate(min(taken, worth), [x.amount for x in goods])
    for each, part in zip(goods, parts, strict=True):
        each.amount -= part
        each.discount += part


def _lines_of(placed: PlacedElement) -> list[int]:
    links = (*placed.element.each("ItemLink"), *placed.line_item.each("ItemLink"))
    return [line for x in links if (line := linked_line(x.text))]


def _discount(placed: PlacedElement, book: Book) -> int:
    """What a Discount line takes off; nothing where the lines bear it already, or it adds."""
    amount = placed.element.first("Amount", "ExtendedAmount")
    if placed.element.flag("ProratedFlag") or amount is None or amount.attribute("Action") == "Add":
        return 0
    return abs(money_in(amount, book.header.currency, placed.place))


def _position(reward: PlacedElement) -> str:
    return reward.element.text_of(_POSITION)


def _reward(reward: PlacedElement, book: Book) -> int:
    """What a reward takes off; one that would add money takes nothing, and the sums will say so."""
    amount = money_in(reward.element.first(_AMOUNT), book.header.currency, reward.place)
    return max(0, -amount)


def _sum(rewards: list[PlacedElement], book: Book) -> int:
    return sum(_reward(x, book) for x in rewards)
