"""One option on the board, put together from its items' tables.

Owns standing, amounts, legs, reasons and what is left; the deciding is done already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
from returns_desk.domain.engine.covering import (
    Cover,
    Decided,
    cover,
    within_cash_limit,
    within_drawer,
)
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
    needs = (*_standing_needs(legs), *needs_of(covering.standing, covering.covered))
    return Option(
        id=option,
        standing=covering.standing,
        basis=_basis(option, covering),
        amount=_sum(covering.least),
        amount_max=_sum(covering.most),
        fee=sum(money.fee for money in covering.least),
        tax=sum(money.tax for money in covering.least),
        covers="part" if left else "all",
        items=tuple(_covered(money) for money in covering.least),
        left=left,
        legs=legs,
        needs=needs,
        approval_role=highest_role(role for each in covering.covered for role in each.table.roles),
        arrives=_arrival(legs, decided),
        reasons=reasons_of(covering.standing, covering.covered),
        changes_if=changes_of(covering.standing, decided, needs),
        consent=_consent(option, covering, consent),
    )


def _pays(option: str) -> bool:
    return not option.endswith("/none") or option.startswith("exchange/")


def _sum(money: Iterable[ItemMoney]) -> int:
    return sum(each.amount for each in money)


def _standing_needs(legs: Sequence[Leg]) -> tuple[Need, ...]:
    """Another card has to be there to be credited."""
    is_credited = any(leg.destination == "other_card" for leg in legs)
    return (Need("other_card", value=True),) if is_credited else ()


def not_possible(option: str, decided: Sequence[Decided], covering: Cover) -> Option:
    """An option that is not open, with every reason and what one answer would change."""
    limits = [built_in(each.code) for each in covering.not_carried]
    reasons = (*limits, *reasons_of(Standing.NOT_POSSIBLE, decided))
    return Option(
        id=option,
        standing=Standing.NOT_POSSIBLE,
        basis=Basis.GOODWILL if option.startswith("goodwill/") else Basis.POLICY,
        covers="none",
        left=_left(option, decided, covering),
        reasons=_less_barred(_distinct(reasons)),
        changes_if=() if limits else changes_of(Standing.NOT_POSSIBLE, decided, ()),
    )


_BARRED = frozenset({"already_returned", "no_original_tender"})


def _less_barred(reasons: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The single reason same_as where all other items can't come into it anyway."""
    same = tuple(reason for reason in reasons if reason.code.startswith("same_as:"))
    others = {reason.code for reason in reasons} - {reason.code for reason in same}
    return same[:1] if same and others <= _BARRED else reasons


def with_changes(option: Option, changes: Sequence[Change]) -> Option:
    """The option with more of what would change it."""
    return replace(option, changes_if=(*option.changes_if, *changes)) if changes else option


def _covered(money: ItemMoney) -> CoveredItem:
    return CoveredItem(
        item=money.item.index,
        quantity=Decimal(0) if money.stays else money.item.quantity,
        amount=money.amount,
        tax=money.tax,
        fee=money.fee,
    )


def _left(option: str, decided: Sequence[Decided], covering: Cover) -> tuple[LeftItem, ...]:
    covered = {each.item.index for each in covering.covered}
    limits = {each.decided.item.index: each.code for each in covering.not_carried}
    left: list[LeftItem] = []
    reasons_by_table: dict[tuple[Table, str | None], tuple[Finding, ...]] = {}
    for each in decided:
        index = each.item.index
        if index not in covered and each.item.quantity:
            key = each.table, limits.get(index)
            if key not in reasons_by_table:
                reasons_by_table[key] = _reasons_left(*key)
            left.append(_left_item(option, each, key[1], reasons_by_table[key]))
        if each.item.surplus:
            reasons = (built_in("already_returned"),)
            surplus = each.item.surplus
            left.append(LeftItem(index, surplus, Standing.NOT_POSSIBLE, 0, reasons))
    return tuple(left)


def _reasons_left(table: Table, limit: str | None) -> tuple[Finding, ...]:
    """Why an item is left; `limit` names the joint limit that left it, if one did."""
    if limit is None:
        return _reasons(table.standing, (table,))
    return (built_in(limit), *_reasons(Standing.NOT_POSSIBLE, (table,)))


def _left_item(
    option: str, each: Decided, limit: str | None, reasons: tuple[Finding, ...]
) -> LeftItem:
    """What is left of one item."""
    standing = Standing.NOT_POSSIBLE if limit else each.table.standing
    stays = any(outcome.fees.is_adjustment for outcome in each.table.outcomes)
    worth = worth_of(option, each.item, is_adjustment=stays)
    amount = 0 if standing is Standing.NOT_POSSIBLE else worth
    return LeftItem(
        item=each.item.index,
        quantity=each.item.quantity,
        standing=standing,
        amount=amount,
        reasons=reasons,
    )


def reasons_of(standing: Standing, decided: Iterable[Decided]) -> tuple[Finding, ...]:
    """All findings, those that decide this standing first."""
    return _reasons(standing, tuple(dict.fromkeys(each.table for each in decided)))


@lru_cache(maxsize=MOST_TABLES_KEPT)
def _reasons(standing: Standing, tables: tuple[Table, ...]) -> tuple[Finding, ...]:
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


def _basis(option: str, covering: Cover) -> Basis:
    if all(each.table.right == each.table.everywhere for each in covering.covered):
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
