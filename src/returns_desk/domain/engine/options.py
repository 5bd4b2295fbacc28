"""One option on the board, put together from its items' tables.

Owns standing, amounts, legs, reasons and what is left; the deciding is done already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from returns_desk.domain.board import (
    Arrival,
    Basis,
    Change,
    CoveredItem,
    Finding,
    LeftItem,
    Leg,
    Need,
    Option,
    Standing,
)
from returns_desk.domain.engine.cash_limits import within_cash_limit, within_drawer
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.covering import Cover, Decided, cover
from returns_desk.domain.engine.explaining import changes_of, needs_of
from returns_desk.domain.engine.item_money import ItemMoney
from returns_desk.domain.engine.shares import legs_for, worth_of
from returns_desk.domain.engine.tables import MOST_TABLES_KEPT, Table, built_in
from returns_desk.domain.engine.verdicts import highest_role
from returns_desk.domain.policy import Effect

_DECISIVE = {
    Standing.AVAILABLE: (Effect.RIGHT, Effect.ALLOW, Effect.FEE),
    Standing.CONDITIONAL: (Effect.RIGHT, Effect.ALLOW, Effect.FEE),
    Standing.NEEDS_APPROVAL: (Effect.APPROVE,),
    Standing.NOT_POSSIBLE: (Effect.FORBID,),
}


@dataclass(frozen=True, slots=True)
class Consent:
    """Items whose buyer has a right to the original means; other means need their word."""

    items: frozenset[int]


def option_of(
    option: str, decided: Sequence[Decided], consent: Consent, drawer_cash: int | None
) -> Option:
    """The option with everything that its tables say; cash within `drawer_cash`, if known."""
    covering = within_drawer(option, cover(option, decided), drawer_cash)
    covering = within_cash_limit(option, covering)
    if covering.standing is Standing.NOT_POSSIBLE:
        return not_possible(option, decided, covering)
    legs = legs_for(option, covering.least) if _pays(option) else ()
    left = _left(option, decided, covering)
    tables = _tables(covering.covered)
    needs = (*_standing_needs(legs), *_needs(tables, covering))
    return Option(
        id=option,
        standing=covering.standing,
        basis=_basis(option, tables),
        amount=sum([money.amount for money in covering.least]),
        amount_max=sum([money.amount for money in covering.most]),
        fee=sum([money.fee for money in covering.least]),
        tax=sum([money.tax for money in covering.least]),
        covers="part" if left else "all",
        items=tuple([_covered(money) for money in covering.least]),
        left=left,
        legs=legs,
        needs=needs,
        approval_role=highest_role([role for table in tables for role in table.roles]),
        arrives=_arrival(legs, decided),
        reasons=_reasons(covering.standing, tables),
        changes_if=_changes(covering.standing, decided, needs),
        consent=_consent(option, covering, consent),
    )


def _needs(tables: Iterable[Table], covering: Cover) -> tuple[Need, ...]:
    """The answers that open it for all that it covers; none where nothing of that is unknown."""
    is_open = any(table.facts for table in tables)
    return needs_of(covering.standing, covering.covered) if is_open else ()


def _changes(
    standing: Standing, decided: Sequence[Decided], needs: Sequence[Need]
) -> tuple[Change, ...]:
    """The answers that change it; none where nothing is unknown."""
    is_open = any(each.table.facts for each in decided)
    return changes_of(standing, decided, needs) if is_open else ()


def refused(option: str, items: Sequence[Item], tables: Sequence[Table]) -> Option:
    """An option of which every item's table is not possible: there no answer changes anything."""
    return Option(
        id=option,
        standing=Standing.NOT_POSSIBLE,
        basis=Basis.GOODWILL if option.startswith("goodwill/") else Basis.POLICY,
        covers="none",
        left=_left_of_refused(items, tables),
        reasons=_why_refused(tuple(dict.fromkeys(tables))),
    )


def _left_of_refused(items: Sequence[Item], tables: Sequence[Table]) -> tuple[LeftItem, ...]:
    """All of it is left; written out, for there is nothing that more is made of in a long claim."""
    left: list[LeftItem] = []
    for item, table in zip(items, tables, strict=True):
        if item.quantity:
            why = _reasons_left(table, None)
            left.append(LeftItem(item.index, item.quantity, Standing.NOT_POSSIBLE, 0, why))
        if item.surplus:
            left += _surplus(item)
    return tuple(left)


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _why_refused(tables: tuple[Table, ...]) -> tuple[Finding, ...]:
    return _less_barred(_reasons(Standing.NOT_POSSIBLE, tables))


def _pays(option: str) -> bool:
    return not option.endswith("/none") or option.startswith("exchange/")


def _tables(decided: Iterable[Decided]) -> tuple[Table, ...]:
    """Their tables, each once."""
    return tuple(dict.fromkeys([each.table for each in decided]))


def _standing_needs(legs: Sequence[Leg]) -> tuple[Need, ...]:
    """Another card has to be there to be credited."""
    is_credited = "other_card" in [leg.destination for leg in legs]
    return (Need("other_card", value=True),) if is_credited else ()


def not_possible(option: str, decided: Sequence[Decided], covering: Cover) -> Option:
    """An option that is not open, with every reason and what one answer would change."""
    limits = [built_in(each.code) for each in covering.not_carried]
    reasons = (*limits, *_reasons(Standing.NOT_POSSIBLE, _tables(decided)))
    return Option(
        id=option,
        standing=Standing.NOT_POSSIBLE,
        basis=Basis.GOODWILL if option.startswith("goodwill/") else Basis.POLICY,
        covers="none",
        left=_left(option, decided, covering),
        reasons=_less_barred(_distinct(reasons)),
        changes_if=() if limits else _changes(Standing.NOT_POSSIBLE, decided, ()),
    )


_BARRED = frozenset({"already_returned", "no_original_tender"})


def _less_barred(reasons: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The single reason same_as where all other items can't come into it anyway."""
    same = tuple(reason for reason in reasons if reason.code.startswith("same_as:"))
    others = {reason.code for reason in reasons} - {reason.code for reason in same}
    return same[:1] if same and others <= _BARRED else reasons


def with_changes(option: Option, changes: Sequence[Change]) -> Option:
    """The option, which is not possible, with more of what would change it."""
    if not changes:
        return option
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
    return CoveredItem(
        item=money.item.index,
        quantity=Decimal(0) if money.stays else money.item.quantity,
        amount=money.amount,
        tax=money.tax,
        fee=money.fee,
    )


def _left(option: str, decided: Sequence[Decided], covering: Cover) -> tuple[LeftItem, ...]:
    """What is left where something is covered, or would be but for a joint limit."""
    covered = {each.item.index for each in covering.covered}
    limits = {each.decided.item.index: each.code for each in covering.not_carried}
    left: list[LeftItem] = []
    for each in decided:
        index = each.item.index
        if index not in covered and each.item.quantity:
            left.append(_left_item(option, each, limits.get(index)))
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
    return LeftItem(item.index, item.quantity, standing, amount, _reasons_left(table, limit))


def _surplus(item: Item) -> tuple[LeftItem, ...]:
    """What was claimed above what can still come back."""
    if not item.surplus:
        return ()
    reasons = (built_in("already_returned"),)
    return (LeftItem(item.index, item.surplus, Standing.NOT_POSSIBLE, 0, reasons),)


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _reasons_left(table: Table, limit: str | None) -> tuple[Finding, ...]:
    """Why an item is left; `limit` names the joint limit that left it, if one did."""
    if limit is None:
        return _reasons(table.standing, (table,))
    return (built_in(limit), *_reasons(Standing.NOT_POSSIBLE, (table,)))


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _reasons(standing: Standing, tables: tuple[Table, ...]) -> tuple[Finding, ...]:
    """All findings, those that decide this standing first."""
    findings = _distinct(finding for table in tables for finding in table.findings)
    decisive = _DECISIVE[standing]
    return tuple(sorted(findings, key=lambda f: (f.effect not in decisive, not f.certain)))


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    by_rule: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        key = (finding.layer, finding.rule, finding.code)
        known = by_rule.get(key)
        by_rule[key] = finding if known is None or finding.certain else known
    return tuple(by_rule.values())


def _basis(option: str, tables: Iterable[Table]) -> Basis:
    if all(table.is_right for table in tables):
        return Basis.RIGHT
    return Basis.GOODWILL if option.startswith("goodwill/") else Basis.POLICY


def _arrival(legs: Sequence[Leg], decided: Sequence[Decided]) -> Arrival | None:
    """When the last of the money is there; goods are there by their own entry."""
    days = decided[0].item.sight.book.settings.arrival_days
    means = [leg.means for leg in legs] or ["goods"]
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
