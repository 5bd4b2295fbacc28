"""A policy: packs of dated rules in layers, and the vocabulary that rules may speak of.

Owns the shapes of packs once they are read, and the table of fields that a rule may test.
Decides nothing (that is the engine's) and reads nothing (that is the adapters').
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from returns_desk.domain.case import Condition, Missing, Reason, RefundAuthorisation, Severity
from returns_desk.domain.jurisdictions import EU_MEMBERS
from returns_desk.domain.sale import Buyer, Channel, LineKind, TenderType


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
    fee: kept from the amount; never on a right.
    """

    RIGHT = "right"
    ALLOW = "allow"
    APPROVE = "approve"
    FORBID = "forbid"
    FEE = "fee"


class FieldKind(StrEnum):
    """How a field's values are written and compared."""

    WORD = "word"
    """One of a closed list of words."""
    WORDS = "words"
    """A set of words; a test holds if it contains any of those named."""
    PATTERN = "pattern"
    """Text; tested with shell patterns such as "hardware/*"."""
    FLAG = "flag"
    """True or false."""
    NUMBER = "number"
    """A whole number; tested with an interval."""
    MONEY = "money"
    """Minor units; tested with an interval."""
    DATE = "date"
    """A calendar date, as its proleptic ordinal; tested with an interval."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a rule may test. `may_be_unknown` only for the facts CONTRACT.md lists."""

    kind: FieldKind
    about: str
    values: tuple[str, ...] = ()
    may_be_unknown: bool = False


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        # the item
        "reason": Field(FieldKind.WORD, "item", tuple(Reason), may_be_unknown=True),
        "condition": Field(FieldKind.WORD, "item", tuple(Condition), may_be_unknown=True),
        "missing": Field(FieldKind.WORDS, "item", tuple(Missing), may_be_unknown=True),
        "fault.severity": Field(FieldKind.WORD, "item", tuple(Severity), may_be_unknown=True),
        "fault.repairs": Field(FieldKind.NUMBER, "item", may_be_unknown=True),
        "fault.refused": Field(FieldKind.FLAG, "item", may_be_unknown=True),
        "category": Field(FieldKind.PATTERN, "item"),
        "sku": Field(FieldKind.PATTERN, "item"),
        "kind": Field(FieldKind.WORD, "item", tuple(LineKind)),
        "final_sale": Field(FieldKind.FLAG, "item"),
        "unit_price": Field(FieldKind.MONEY, "item"),
        "with_receipt": Field(FieldKind.FLAG, "item"),
        "quantity": Field(FieldKind.NUMBER, "item"),
        "discounted": Field(FieldKind.FLAG, "item"),
        "days_past_use_by": Field(FieldKind.NUMBER, "item"),
        "serial": Field(FieldKind.FLAG, "item"),
        # the sale
        "channel": Field(FieldKind.WORD, "sale", tuple(Channel)),
        "buyer": Field(FieldKind.WORD, "sale", tuple(Buyer)),
        "tax_free": Field(FieldKind.FLAG, "sale"),
        "policy_disclosed": Field(FieldKind.FLAG, "sale"),
        "customer_known": Field(FieldKind.FLAG, "sale"),
        "membership": Field(FieldKind.PATTERN, "sale"),
        "sale_store": Field(FieldKind.PATTERN, "sale"),
        "same_store": Field(FieldKind.FLAG, "sale"),
        "same_country": Field(FieldKind.FLAG, "sale"),
        "sale_total": Field(FieldKind.MONEY, "sale"),
        "sold_on": Field(FieldKind.DATE, "sale"),
        "today": Field(FieldKind.DATE, "case"),
        "days_since_sale": Field(FieldKind.NUMBER, "sale"),
        "months_since_sale": Field(FieldKind.NUMBER, "sale"),
        "days_since_delivery": Field(FieldKind.NUMBER, "sale", may_be_unknown=True),
        "months_since_delivery": Field(FieldKind.NUMBER, "sale", may_be_unknown=True),
        "days_from_delivery_to_notice": Field(FieldKind.NUMBER, "sale", may_be_unknown=True),
        # the tender that a part of the money came from
        "tender": Field(FieldKind.WORD, "tender", tuple(TenderType)),
        "scheme": Field(FieldKind.PATTERN, "tender"),
        "tender_amount": Field(FieldKind.MONEY, "tender"),
        "tender_cleared": Field(FieldKind.FLAG, "tender"),
        "refundable_without_card": Field(FieldKind.FLAG, "tender"),
        "refund_authorisation": Field(FieldKind.WORD, "tender", tuple(RefundAuthorisation)),
        "original_tender_present": Field(FieldKind.FLAG, "tender", may_be_unknown=True),
        # the case
        "amount": Field(FieldKind.MONEY, "case"),
        "store": Field(FieldKind.PATTERN, "case"),
        "items_claimed": Field(FieldKind.NUMBER, "case"),
        "returns_before": Field(FieldKind.NUMBER, "case"),
        "returns_in_period": Field(FieldKind.NUMBER, "case"),
        "returns_without_receipt_in_period": Field(FieldKind.NUMBER, "case"),
        "amount_without_receipt_in_period": Field(FieldKind.MONEY, "case"),
        "offline": Field(FieldKind.FLAG, "case"),
        "goodwill_given": Field(FieldKind.MONEY, "case"),
        "even_exchange_in_stock": Field(FieldKind.FLAG, "case"),
        "photo_id_seen": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "is_purchaser": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "gift_card_present": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "other_card.same_customer": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "other_card.scheme": Field(FieldKind.PATTERN, "case"),
        "evidence.receipt": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.gift_receipt": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.card_lookup": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.customer_record": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.bank_statement": Field(FieldKind.FLAG, "case", may_be_unknown=True),
        "evidence.serial_record": Field(FieldKind.FLAG, "case", may_be_unknown=True),
    }
)
"""Everything a rule may test, by its dotted name."""


class Deduct(StrEnum):
    """A value of a line that a fee keeps, for the units that come back."""

    REBATE_VALUE = "rebate_value"
    GIFT_VALUE = "gift_value"
    POINTS_VALUE = "points_value"
    DISCOUNT = "discount"
    TAX = "tax"
    PRICE_DROP = "price_drop"
    """What was paid less the new price of the same goods."""


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
    `internal` for staff alone.
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
    deduct: Deduct | None = None
    only_if_not: frozenset[str] = frozenset()
    internal: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    replaces: frozenset[str] = frozenset()
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pack sets beside its rules; None or empty where it is silent.

    `arrival_days` maps a means of payment (tender type, "goods") to (least, most) business
    days. `split_order` names tender types in the order they are filled; empty means in
    proportion. `cash_rounding_step` is in minor units. `cheque_cleared_as_cash`: a cleared
    cheque is given back in cash. Cash above `cash_limit` (minor units) goes out by
    `above_cash_limit`. `fee_reduces_tax`: the tax that goes back is that of the net amount.
    The engine has no use for `goodwill_period_days`, `store_credit_issuer`, `store_credit_days`
    and `cash_through_fiscal_till`: they are for whoever carries the case out.
    """

    arrival_days: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    refundable_without_card: frozenset[TenderType] | None = None
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
