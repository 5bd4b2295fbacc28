"""Goodwill of which a person chose less than all: what is paid, and out of which goods and tenders.

Owns that cut. It opens and closes nothing: standing and cover stay what the goods' whole worth
makes them, and no choice gives more than the option does by itself.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from returns_desk.domain.board import Option, Standing
from returns_desk.domain.engine.covering import Decided, cover
from returns_desk.domain.engine.exchanging import scaled, with_money
from returns_desk.domain.engine.shares import legs_for
from returns_desk.domain.money import allocate

GOODWILL: Final = frozenset({"goodwill/original", "goodwill/store_credit"})


def with_chosen_amount(
    option: Option, chosen: int | None, decided: Sequence[Decided], drawer_cash: int | None
) -> Option:
    """The goodwill with the amount that was chosen, minor units; None leaves it whole.

    Each of the goods gets its share, and fees stay as they are.
    """
    if chosen is None or option.standing is Standing.NOT_POSSIBLE:
        return option
    most = min(option.amount_max, chosen)
    if chosen >= option.amount:
        return replace(option, amount_max=most)
    covered = cover(option.id, decided, drawer_cash).least
    parts = allocate(chosen, [money.amount for money in covered])
    priced = zip(option.items, covered, parts, strict=True)
    items = tuple(with_money(item, money, part) for item, money, part in priced)
    rest = [scaled(money, item) for money, item in zip(covered, items, strict=True)]
    return replace(
        option,
        amount=chosen,
        amount_max=most,
        tax=sum(item.tax for item in items),
        items=items,
        legs=legs_for(option.id, rest),
    )
