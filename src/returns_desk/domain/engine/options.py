"""One option on the board, put together from its items' tables.

Owns standing, amounts, legs, reasons and what is left; the deciding is done already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from returns_desk.domain.board import (
    Arrival,
    Basis,
    Change,
    CoveredItem,
    LeftItem,
    Leg,
    Need,
    Option,
    Standing,
)
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.covering import Cover, Decided, cover
from returns_desk.domain.engine.explaining import changes_of, needs_of
from returns_desk.domain.engine.item_money import ItemMoney
from returns_desk.domain.engine.reasons import (
    distinct,
    less_barred,
    reasons_left,
    reasons_of,
    why_refused,
)
from returns_desk.domain.engine.rulebook import Rulebook
from returns_desk.domain.engine.shares import legs_for, worth_of
from returns_desk.domain.engine.tables import MOST_TABLES_KEPT, Table, built_in
from returns_desk.domain.engine.verdicts import highest_role

MOST_ITEMS_ALIKE = 3
"""What is refused of so few items is kept: small claims repeat from customer to customer."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What of an item shows where nothing of it is possible."""

    index: int
    quantity: Decimal
    surplus: Decimal


class Said(NamedTuple):
    """What the tables of all that is covered say together; `is_open`: something is unknown."""

    basis: Basis
    role: str | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Consent:
    """Items whose buyer has a right to the original means; other means need their word."""

    items: frozenset[int]


def option_of(
    option: str, decided: Sequence[Decided], consent: Consent, drawer_cash: int | None
) -> Option:
    """The option with everything that its tables say; cash within `drawer_cash`, if known."""
    covering = cover(option, decided, drawer_cash)
    if covering.standing is Standing.NOT_POSSIBLE:
        return not_possible(option, decided, covering)
    legs = legs_for(option, covering.least) if _pays(option) else ()
    left = _left(option, decided, covering)
    tables = _tables(covering.covered)
    said = _said_by(option, tables)
    needs = (*_standing_needs(legs), *_needs(said, covering))
    return Option(
        id=option,
        standing=covering.standing,
        basis=said.basis,
        amount=sum([money.amount for money in covering.least]),
        amount_max=sum([money.amount for money in covering.most]),
        fee=sum([money.fee for money in covering.least]),
        tax=sum([money.tax for money in covering.least]),
        covers="part" if left else "all",
        items=tuple([_covered(money) for money in covering.least]),
        left=left,
        legs=legs,
        needs=needs,
        approval_role=said.role,
        arrives=_arrival(legs, decided),
        reasons=reasons_of(covering.standing, tables),
        changes_if=_changes(covering.standing, decided, needs),
        consent=_consent(option, covering, consent),
    )


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _said_by(option: str, tables: tuple[Table, ...]) -> Said:
    return Said(
        basis=_basis(option, tables),
        role=highest_role([role for table in tables for role in table.roles]),
        is_open=any(table.facts for table in tables),
    )


def _needs(said: Said, covering: Cover) -> tuple[Need, ...]:
    """The answers that open it for all that it covers; none where nothing of that is unknown."""
    return needs_of(covering.standing, covering.covered) if said.is_open else ()


def _changes(
    standing: Standing, decided: Sequence[Decided], needs: Sequence[Need]
) -> tuple[Change, ...]:
    """The answers that change it; none where nothing is unknown."""
    unsettled = [each for each in decided if each.table.facts]
    return changes_of(standing, decided, needs) if unsettled else ()


def refused(option: str, items: Sequence[Item], tables: Sequence[Table]) -> Option:
    """An option of which every item's table is not possible: there no answer changes anything."""
    if len(items) > MOST_ITEMS_ALIKE:
        return _refused(option, _left_of_refused(items, tables), tables)
    # Quantities that are equal may be written otherwise (1 and 1.0), and are shown as written.
    claimed = tuple([(item.index, str(item.quantity), str(item.surplus)) for item in items])
    return _refused_alike(option, claimed, tuple(tables))


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _refused_alike(
    option: str, claimed: tuple[tuple[int, str, str], ...], tables: tuple[Table, ...]
) -> Option:
    """The same one for every small claim that is judged alike; no money is in it."""
    items = [Claimed(index, Decimal(quantity), Decimal(rest)) for index, quantity, rest in claimed]
    return _refused(option, _left_of_refused(items, tables), tables)


def _refused(option: str, left: tuple[LeftItem, ...], tables: Sequence[Table]) -> Option:
    return Option(
        id=option,
        standing=Standing.NOT_POSSIBLE,
        basis=Basis.GOODWILL if option.startswith("goodwill/") else Basis.POLICY,
        covers="none",
        left=left,
        reasons=why_refused(tuple(dict.fromkeys(tables))),
    )


def _left_of_refused(
    items: Sequence[Claimed | Item], tables: Sequence[Table]
) -> tuple[LeftItem, ...]:
    """All of it is left; written out, for there is nothing that more is made of in a long claim."""
    reasons = {table: reasons_left(table, None) for table in dict.fromkeys(tables)}
    standing = Standing.NOT_POSSIBLE
    left: list[LeftItem] = []
    for item, table in zip(items, tables, strict=True):
        if item.quantity:
            left.append(LeftItem(item.index, item.quantity, standing, 0, reasons[table]))
        if item.surplus:
            left += _surplus(item)
    return tuple(left)


def _pays(option: str) -> bool:
    return not option.endswith("/none") or option.startswith("exchange/")


def _tables(decided: Iterable[Decided]) -> tuple[Table, ...]:
    """Their tables, each once."""
    return tuple(dict.fromkeys([each.table for each in decided]))


def _standing_needs(legs: Sequence[Leg]) -> tuple[Need, ...]:
    """Another card has to be there to be credited."""
    return _OTHER_CARD if "other_card" in [leg.destination for leg in legs] else ()


_OTHER_CARD = (Need("other_card", value=True),)


def not_possible(option: str, decided: Sequence[Decided], covering: Cover) -> Option:
    """An option that is not open, with every reason and what one answer would change."""
    limits = [built_in(each.code) for each in covering.not_carried]
    reasons = (*limits, *reasons_of(Standing.NOT_POSSIBLE, _tables(decided)))
    return Option(
        id=option,
        standing=Standing.NOT_POSSIBLE,
        basis=Basis.GOODWILL if option.startswith("goodwill/") else Basis.POLICY,
        covers="none",
        left=_left(option, decided, covering),
        reasons=less_barred(distinct(reasons)),
        changes_if=() if limits else _changes(Standing.NOT_POSSIBLE, decided, ()),
    )


def with_changes(option: Option, changes: Sequence[Change]) -> Option:
    """The option, which is not possible, with more of what would change it."""
    return Option(
        id=option.id,
        standing=option.standing,
        basis=option.basis,
        covers=option.covers,
        left=option.left,
        reasons=option.reasons,
        changes_if=(*option.changes_if, *changes),
    )


def _covered(money: ItemMoney) -> CoveredItem:
    quantity = Decimal(0) if money.stays else money.item.quantity
    return CoveredItem(money.item.index, quantity, money.amount, money.tax, money.fee)


def _left(option: str, decided: Sequence[Decided], covering: Cover) -> tuple[LeftItem, ...]:
    """What is left where something is covered, or would be but for a joint limit."""
    if len(covering.covered) == len(decided):
        above = [each.item for each in decided if each.item.surplus]
        return tuple([left for item in above for left in _surplus(item)])
    covered = {each.item.index for each in covering.covered}
    limits = {each.decided.item.index: each.code for each in covering.not_carried}
    left: list[LeftItem] = []
    for each in decided:
        index = each.item.index
        if index not in covered and each.item.quantity:
            left.append(_left_item(option, each, limits.get(index)))
        if each.item.surplus:
            left += _surplus(each.item)
    return tuple(left)


def _left_item(option: str, each: Decided, limit: str | None) -> LeftItem:
    """What is left of one item; `limit` names the joint limit that left it, if one did."""
    item, table = each.item, each.table
    standing = Standing.NOT_POSSIBLE if limit else table.standing
    amount = 0
    if standing is not Standing.NOT_POSSIBLE:
        stays = any(outcome.fees.is_adjustment for outcome in table.outcomes)
        amount = worth_of(option, item, is_adjustment=stays)
    return LeftItem(item.index, item.quantity, standing, amount, reasons_left(table, limit))


def _surplus(item: Claimed | Item) -> tuple[LeftItem, ...]:
    """What was claimed above what can still come back."""
    reasons = (built_in("already_returned"),)
    return (LeftItem(item.index, item.surplus, Standing.NOT_POSSIBLE, 0, reasons),)


def _basis(option: str, tables: Iterable[Table]) -> Basis:
    if all(table.is_right for table in tables):
        return Basis.RIGHT
    return Basis.GOODWILL if option.startswith("goodwill/") else Basis.POLICY


def _arrival(legs: Sequence[Leg], decided: Sequence[Decided]) -> Arrival | None:
    """When the last of the money is there; goods are there by their own entry."""
    means = tuple([leg.means for leg in legs]) or ("goods",)
    return _arrival_by(decided[0].item.sight.book, means)


@lru_cache
def _arrival_by(book: Rulebook, means: tuple[str, ...]) -> Arrival | None:
    days = book.settings.arrival_days
    known = [days[each] for each in means if each in days]
    if len(known) < len(means):
        return None
    return Arrival(max(least for least, _ in known), max(most for _, most in known))


def _consent(option: str, covering: Cover, consent: Consent) -> str | None:
    """Other means than the original, where the original means are a right, need a yes."""
    if option.endswith(("/original", "/none")):
        return None
    return (
        "other_means"
        if any(each.item.index in consent.items for each in covering.covered)
        else None
    )


def rights_to_original(decided: Iterable[Decided]) -> Consent:
    """The items whose refund to the original tender is a right in some completion."""
    return Consent(frozenset(each.item.index for each in decided if each.table.right))
