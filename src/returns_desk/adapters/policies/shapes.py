"""The shape of a pack file, as pydantic checks it and as `schema policy` publishes it.

Owns keys, types and limits of the file. What rules mean together is `reader`'s affair.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from returns_desk.domain.policy import FIELDS, Deduct, Effect, FeePer, FieldKind, Layer
from returns_desk.domain.sale import TenderType

MOST_RULES = 2_000
"""A pack has no more rules than this."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,79}$")]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Scheme = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Place = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
MoneyText = Annotated[str, Field(description="money as text in the pack's currency: 5.00")]
MoneySetting = Annotated[
    str | dict[str, str],
    Field(description='money in the pack\'s currency, or by currency: { USD = "5.00" }'),
]
Means = Literal[
    "cash",
    "credit_card",
    "debit_card",
    "gift_card",
    "store_credit",
    "cheque",
    "bank_transfer",
    "mobile_wallet",
    "voucher",
    "loyalty_points",
    "store_account",
    "pay_later",
    "other_card",
    "goods",
]
TENDER_WORDS = tuple(TenderType)


def _conditions_schema(schema: dict[str, Any]) -> None:
    """Say in the published schema which fields a test may name and how each is written."""
    schema.clear()
    schema.update(
        type="object",
        minProperties=1,
        description="all must hold; dotted fields may also be written as nested tables",
        properties={name: _field_schema(name) for name in FIELDS},
    )


def _field_schema(name: str) -> dict[str, Any]:
    field = FIELDS[name]
    if field.kind is FieldKind.FLAG:
        return {"type": "boolean"}
    if field.kind in {FieldKind.SEASON, FieldKind.DEADLINE}:
        return _yearly_schema(field.kind)
    if field.kind in {FieldKind.WORD, FieldKind.WORDS, FieldKind.PATTERN}:
        word: dict[str, Any] = {"type": "string"}
        if field.values:
            word["enum"] = list(field.values)
        return {"anyOf": [word, {"type": "array", "items": word, "minItems": 1}]}
    kinds = {FieldKind.MONEY: {"type": "string"}, FieldKind.NUMBER: {"type": "integer"}}
    point = kinds.get(field.kind, {"type": "string", "format": "date"})
    bounds = dict.fromkeys(("at_least", "at_most", "over", "under"), point)
    interval = {"type": "object", "properties": bounds, "additionalProperties": False}
    return {"anyOf": [point, interval]}


def _yearly_schema(kind: FieldKind) -> dict[str, Any]:
    """A day of any year, like 12-24; a season has two."""
    day = {"type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
    ends = dict.fromkeys(("at_least", "at_most"), day)
    season = {
        "type": "object",
        "properties": ends,
        "required": list(ends),
        "additionalProperties": False,
    }
    return day if kind is FieldKind.DEADLINE else {"anyOf": [day, season]}


Conditions = Annotated[dict[str, Any], Field(json_schema_extra=_conditions_schema)]


class Strict(BaseModel):
    """What all tables share: no key more than named, no value bent to fit."""

    # Built at first use: halves the start of a command.
    model_config = ConfigDict(strict=True, extra="forbid", defer_build=True)


class SettingsShape(Strict):
    """The table `[settings]`; what is left out stays as a broader pack says."""

    arrival_days: dict[Means, Annotated[list[int], Field(min_length=2, max_length=2)]] = Field(
        default_factory=dict
    )
    refundable_without_card: list[str] | None = None
    card_needed_for_schemes: list[Scheme] | None = None
    split_order: list[str] | None = None
    cash_rounding_step: MoneySetting | None = None
    cheque_hold_days: Annotated[int, Field(ge=0, le=366)] | None = None
    cheque_cleared_as_cash: bool | None = None
    price_without_receipt: Literal["lowest", "current"] | None = None
    policy_disclosed: bool | None = None
    exchange_tolerance: MoneySetting | None = None
    history_period_days: Annotated[int, Field(ge=1, le=3660)] | None = None
    goodwill_period_days: Annotated[int, Field(ge=1, le=366)] | None = None
    cash_limit: MoneySetting | None = None
    above_cash_limit: Literal["cheque", "bank_transfer", "store_account"] | None = None
    fee_reduces_tax: bool | None = None
    store_credit_issuer: Literal["number", "voucher"] | None = None
    store_credit_days: Annotated[int, Field(ge=1, le=36600)] | None = None
    cash_through_fiscal_till: bool | None = None
    badge_alone_up_to: MoneySetting | None = None


def _one_of(words: type[FeePer | Deduct]) -> dict[str, Any]:
    """Say in the published schema which words there are."""
    return {"anyOf": [{"enum": list(words)}, {"type": "null"}]}


class RuleShape(Strict):
    """One `[[rules]]` table."""

    id: Name
    effect: str = Field(json_schema_extra={"enum": list(Effect)})
    options: Annotated[list[str], Field(min_length=1)]
    code: Code
    when: Conditions = Field(default_factory=dict)
    any: list[Conditions] = Field(default_factory=list)
    unless: list[Conditions] | Conditions = Field(default_factory=list)
    text: dict[Language, Sentence]
    source: Annotated[str, StringConstraints(max_length=500)] = ""
    public: bool = True
    verified: bool = True
    role: Literal["supervisor", "manager", "regional"] = "manager"
    fee_percent: str | None = None
    fee_fixed: MoneyText | None = None
    fee_per: str | None = Field(None, json_schema_extra=_one_of(FeePer))
    fee_at_least: MoneyText | None = None
    fee_at_most: MoneyText | None = None
    amount_at_most: MoneyText | None = None
    deduct: str | None = Field(None, json_schema_extra=_one_of(Deduct))
    only_if_not: list[str] = Field(default_factory=list)
    internal: dict[Language, Sentence] = Field(default_factory=dict)
    replaces: list[Name] = Field(default_factory=list)


class PackShape(Strict):
    """A whole file."""

    id: Name
    layer: str = Field(json_schema_extra={"enum": list(Layer)})
    version: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    title: Annotated[str, StringConstraints(max_length=200)] = ""
    jurisdiction: Place | None = None
    currency: str | None = None
    effective_from: date | None = None
    effective_until: date | None = None
    settings: SettingsShape = Field(default_factory=SettingsShape)
    rules: Annotated[list[RuleShape], Field(max_length=MOST_RULES)] = Field(default_factory=list)
