"""A policy: packs of dated rules in layers.

Owns the shapes of packs once they are read; what rules may test is in `rule_fields`.
Decides nothing (that is the engine's) and reads nothing (that is the adapters').
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from returns_desk.domain.jurisdictions import EU_MEMBERS
from returns_desk.domain.rule_fields import FIELDS, Field, FieldKind
from returns_desk.domain.sale import TenderType

__all__ = [
    "FIELDS",
    "Conjunction",
    "Deduct",
    "Effect",
    "FeePer",
    "Field",
    "FieldKind",
    "FieldTest",
    "Layer",
    "Pack",
    "Policy",
    "Rule",
    "Settings",
    "jurisdictions_of",
]


class Layer(StrEnum):
    """Whose rule it is, strongest first."""

    LAW = "law"
    ACQUIRER = "acquirer"
    SHOP = "shop"
    STORE = "store"
    CAMPAIGN = "campaign"


class Effect(StrEnum):
    """What a rule that applies does to the options it names.

    right: given by law, beats every other layer; only law packs may say it.
    allow: permitted. approve: permitted once `role` approves. forbid: not permitted.
    fee: kept from the amount; never on a right. What the law itself lets be kept from a right
    stands in the right's own rule, as its fee.
    """

    RIGHT = "right"
    ALLOW = "allow"
    APPROVE = "approve"
    FORBID = "forbid"
    FEE = "fee"


class Deduct(StrEnum):
    """A value of a line or of the claim that a fee keeps, for what comes back."""

    REBATE_VALUE = "rebate_value"
    GIFT_VALUE = "gift_value"
    POINTS_VALUE = "points_value"
    DISCOUNT = "discount"
    TAX = "tax"
    PRICE_DROP = "price_drop"
    """What was paid less the new price of the same goods."""
    DIMINISHED_VALUE = "diminished_value"
    """What the goods lost by being handled more than was needed to try them."""
    RETURN_SHIPPING = "return_shipping"
    """What the carriage back costs, once for all that comes back together."""


class FeePer(StrEnum):
    """How often a fixed fee is kept: for each item, each begun unit, or once for the return."""

    ITEM = "item"
    UNIT = "unit"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class FieldTest:
    """One test of one field: any of the words or flags, a pattern, or a closed interval."""

    field: str
    any_of: frozenset[str | bool] = frozenset()
    patterns: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None


Conjunction = tuple[FieldTest, ...]
"""Holds when every test in it holds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: when it applies, to which options, and what it does.

    It applies when all of `when` hold, and at least one of `any` (if there are any), and
    none of `unless`, and none of the options `only_if_not` is permitted without approval for
    the item. `options` are ids of the catalogue. `verified` is False for a fact of law that was
    only recalled: it then gives at most needs_approval and never refuses. `text` is for all,
    `internal` for staff alone. `fee_at_least` and `fee_at_most` (minor units) bound what the rate
    and `fee_fixed` keep together, each time that `fee_per` names; the rate is then taken of all
    that comes back where that is once for the return. `amount_at_most`: where every rule that
    permits an option has one, the highest of them is the most that the option gives for all goods
    together that it is for; what they are worth above it is kept.
    """

    id: str
    layer: Layer
    effect: Effect
    options: frozenset[str]
    code: str
    when: Conjunction = ()
    any: tuple[Conjunction, ...] = ()
    unless: tuple[Conjunction, ...] = ()
    text: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""
    public: bool = True
    verified: bool = True
    role: str = "manager"
    fee_basis_points: int = 0
    fee_fixed: int = 0
    fee_per: FeePer = FeePer.ITEM
    fee_at_least: int = 0
    fee_at_most: int | None = None
    amount_at_most: int | None = None
    deduct: Deduct | None = None
    only_if_not: frozenset[str] = frozenset()
    internal: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    replaces: frozenset[str] = frozenset()
    pack: str = ""

    @property
    def has_fee_bounds(self) -> bool:
        """Whether its fee has a floor or a cap."""
        return self.fee_at_least > 0 or self.fee_at_most is not None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pack sets beside its rules; None or empty where it is silent.

    `arrival_days` maps a means of payment (tender type, "goods") to (least, most) business
    days. `card_needed_for_schemes` are patterns of schemes that want the card itself, whatever
    `refundable_without_card` says. `split_order` names tender types in the order they are filled;
    empty means in proportion. `cash_rounding_step` is in minor units. `cheque_cleared_as_cash`: a
    cleared cheque is given back in cash. Cash above `cash_limit` (minor units) goes out by
    `above_cash_limit`. `fee_reduces_tax`: the tax that goes back is that of the net amount.
    The engine has no use for `goodwill_period_days`, `store_credit_issuer`, `store_credit_days`,
    `cash_through_fiscal_till` and `badge_alone_up_to` (minor units; above it a second person's
    badge wants the PIN too): they are for whoever carries the case out.
    """

    arrival_days: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    refundable_without_card: frozenset[TenderType] | None = None
    card_needed_for_schemes: tuple[str, ...] | None = None
    split_order: tuple[TenderType, ...] | None = None
    cash_rounding_step: int | None = None
    cheque_hold_days: int | None = None
    cheque_cleared_as_cash: bool | None = None
    price_without_receipt: str | None = None
    policy_disclosed: bool | None = None
    exchange_tolerance: int | None = None
    history_period_days: int | None = None
    cash_limit: int | None = None
    above_cash_limit: str | None = None
    fee_reduces_tax: bool | None = None
    goodwill_period_days: int | None = None
    store_credit_issuer: str | None = None
    store_credit_days: int | None = None
    cash_through_fiscal_till: bool | None = None
    badge_alone_up_to: int | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """One policy file once read. Dates are inclusive calendar dates of the shop."""

    id: str
    layer: Layer
    version: str
    title: str = ""
    jurisdiction: str | None = None
    effective_from: date | None = None
    effective_until: date | None = None
    rules: tuple[Rule, ...] = ()
    settings: Settings = field(default_factory=Settings)
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """All packs that decide together.

    Law packs of every jurisdiction may be in it: a law pack applies to a sale only if its
    jurisdiction is the sale's or a parent of it (US-MN: US-MN and US; EE: EE and EU).
    """

    packs: tuple[Pack, ...]
    fingerprint: str = ""


def jurisdictions_of(jurisdiction: str) -> tuple[str, ...]:
    """The jurisdictions whose law applies, nearest first.

    >>> jurisdictions_of("US-MN"), jurisdictions_of("EE")
    (('US-MN', 'US'), ('EE', 'EU'))
    """
    country = jurisdiction.split("-", maxsplit=1)[0]
    chain = [jurisdiction] if jurisdiction == country else [jurisdiction, country]
    if country in EU_MEMBERS:
        chain.append("EU")
    return tuple(chain)
