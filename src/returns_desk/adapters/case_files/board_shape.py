"""The board's JSON as pydantic models, published by `schema board` and held against every board.

Owns the description only; boards are written by `application.board_document`.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from returns_desk.domain.board import CATALOGUE

Minor = Annotated[int, Field(ge=0, description="in the currency's minor unit")]
QuantityText = Annotated[str, Field(pattern=r"^\d+(\.\d+)?$")]
Hash = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
StandingWord = Literal["available", "conditional", "needs_approval", "not_possible"]
OptionId = Annotated[str, Field(json_schema_extra={"enum": list(CATALOGUE)})]


class Part(BaseModel):
    """What all objects share: the keys named here and no others in this version."""

    # Built at first use: halves the start of a command.
    model_config = ConfigDict(strict=True, extra="forbid", defer_build=True)


class CoveredShape(Part):
    """What one claimed item gets; `amount` is net of `fee`."""

    item: Minor
    quantity: QuantityText
    amount: Minor
    tax: Minor
    fee: Minor


class ReasonShape(Part):
    """One reason."""

    code: str
    layer: str
    rule: str
    text: str
    source: str
    public: bool
    note: Annotated[str, Field(description="for staff only; no customer reads it")] | None = None


class LeftShape(Part):
    """What an option leaves out."""

    item: Minor
    quantity: QuantityText
    standing: StandingWord
    amount: Minor
    reasons: list[ReasonShape]


class LegShape(Part):
    """One amount to one tender; pays amount + rounding."""

    tender: str | None
    destination: str
    amount: Minor
    rounding: int
    means: str


class NeedShape(Part):
    """A fact that must come true."""

    fact: str
    value: Any
    any_of: list[Any] | None = None


class ChangeShape(Part):
    """What one answer would make of the option."""

    fact: str
    value: Any
    standing: StandingWord


class ApprovalShape(Part):
    """Who may approve."""

    role: str


class ArrivalShape(Part):
    """When the customer has the money."""

    business_days_min: Minor
    business_days_max: Minor


class OptionShape(Part):
    """One option."""

    id: OptionId
    remedy: str
    destination: str
    standing: StandingWord
    basis: Literal["right", "policy", "goodwill"]
    amount: Minor
    amount_max: Minor
    fee: Minor
    tax: Minor
    covers: Literal["all", "part", "none"]
    items: list[CoveredShape]
    left: list[LeftShape]
    legs: list[LegShape]
    needs: list[NeedShape]
    approval: ApprovalShape | None
    arrives: ArrivalShape | None
    reasons: list[ReasonShape]
    changes_if: list[ChangeShape]
    customer_pays: Minor | None = None
    absorbed: Minor | None = None
    consent: str | None = None


class QuestionShape(Part):
    """An unknown fact that still matters."""

    fact: str
    text: str
    answers: list[Any]
    decides: list[OptionId]


class TriggerShape(Part):
    """Why the case goes to someone with authority."""

    code: str
    option: OptionId | None = None
    item: Minor | None = None


class EscalationShape(Part):
    """`escalation`."""

    required: bool
    triggers: list[TriggerShape]


class PolicyShape(Part):
    """Which packs decided."""

    fingerprint: str
    packs: list[str]


class BoardShape(Part):
    """All options of a case at one moment, in order."""

    options: Annotated[
        list[OptionShape], Field(min_length=len(CATALOGUE), max_length=len(CATALOGUE))
    ]
    questions: list[QuestionShape]
    escalation: EscalationShape
    claim_amount: Minor
    currency: str
    policy: PolicyShape
    digest: Hash
