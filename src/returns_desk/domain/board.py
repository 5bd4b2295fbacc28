"""The board: every option of the catalogue once, in order, with reasons.

Owns the shapes that the engine gives and everyone shows; decides nothing. Money is int
minor units of `Board.currency`.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from returns_desk.domain.case import Fault
from returns_desk.domain.errors import ensure

CATALOGUE: tuple[str, ...] = (
    "refund/original",
    "refund/mixed",
    "refund/other_card",
    "refund/cash",
    "refund/bank_transfer",
    "refund/cheque",
    "price_reduction/original",
    "goodwill/original",
    "even_exchange/none",
    "replacement/none",
    "exchange/none",
    "repair/none",
    "refund/gift_card",
    "store_credit/store_credit",
    "goodwill/store_credit",
)
"""All options in the order of R4 when nothing was asked for."""

MONEY_OPTIONS = frozenset(CATALOGUE[:8])
"""Options that give the customer money rather than goods or credit."""


class Standing(StrEnum):
    """Where an option stands, over all completions of the unknown facts."""

    AVAILABLE = "available"
    CONDITIONAL = "conditional"
    NEEDS_APPROVAL = "needs_approval"
    NOT_POSSIBLE = "not_possible"


STANDING_RANK = {standing: rank for rank, standing in enumerate(Standing)}
"""0 is best."""


class Basis(StrEnum):
    """Why an option is given: by law, by the shop's policy, by goodwill."""

    RIGHT = "right"
    POLICY = "policy"
    GOODWILL = "goodwill"


FactValue = bool | int | str | tuple[str, ...] | Fault | None
"""A tuple is a set of words (`missing`), in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about one option; `certain` when it holds in every completion.

    `text` may be read by all, `note` by staff alone.
    """

    code: str
    layer: str
    rule: str
    text: str
    source: str
    public: bool
    effect: str = ""
    certain: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that must come true; `any_of` lists other values that do as well."""

    fact: str
    value: FactValue
    any_of: tuple[FactValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one answer or one changed fact would make of the option."""

    fact: str
    value: FactValue
    standing: Standing


@dataclass(frozen=True, slots=True)
class Leg:
    """One amount to one tender. `tender` is "receipt/number", or None without a receipt.

    `means` is how it is paid out (a tender type, or "goods"); `rounding` is what cash
    rounding adds: the leg pays amount + rounding and counts `amount` against the tender.
    """

    tender: str | None
    destination: str
    amount: int
    means: str
    rounding: int = 0


@dataclass(frozen=True, slots=True)
class CoveredItem:
    """What one claimed item gets under an option; `amount` is net of `fee`."""

    item: int
    quantity: Decimal
    amount: int
    tax: int
    fee: int


@dataclass(frozen=True, slots=True)
class LeftItem:
    """What an option leaves out, and why."""

    item: int
    quantity: Decimal
    standing: Standing
    amount: int
    reasons: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """When the customer has the money, in business days."""

    business_days_min: int
    business_days_max: int


@dataclass(frozen=True, slots=True)
class Option:
    """One remedy with one destination and its plan of legs."""

    id: str
    standing: Standing
    basis: Basis
    amount: int = 0
    amount_max: int = 0
    fee: int = 0
    tax: int = 0
    covers: str = "all"
    items: tuple[CoveredItem, ...] = ()
    left: tuple[LeftItem, ...] = ()
    legs: tuple[Leg, ...] = ()
    needs: tuple[Need, ...] = ()
    approval_role: str | None = None
    arrives: Arrival | None = None
    reasons: tuple[Finding, ...] = ()
    changes_if: tuple[Change, ...] = ()
    customer_pays: int | None = None
    absorbed: int = 0
    consent: str | None = None

    def __post_init__(self) -> None:
        """Check what every option always holds."""
        ensure(sum(leg.amount for leg in self.legs) == self.amount, "legs add up to the amount")
        ensure(0 <= self.amount <= self.amount_max, "the least is not above the most")
        ensure(self.fee >= 0, "a fee is not negative")
        impossible = self.standing is Standing.NOT_POSSIBLE
        ensure(not impossible or (self.amount == 0 and not self.legs), "nothing without a way")

    @property
    def remedy(self) -> str:
        """The first half of the id."""
        return self.id.split("/")[0]

    @property
    def destination(self) -> str:
        """The second half of the id."""
        return self.id.split("/")[1]

    @property
    def same_as(self) -> str | None:
        """The option that does the same and comes earlier; no screen shows this one then."""
        code = self.reasons[0].code if len(self.reasons) == 1 else ""
        return code.removeprefix("same_as:") if code.startswith("same_as:") else None

    @property
    def is_settled(self) -> bool:
        """True when the amount no longer depends on an unknown fact."""
        return self.amount == self.amount_max


@dataclass(frozen=True, slots=True)
class Question:
    """An unknown fact on which something still depends."""

    fact: str
    answers: tuple[FactValue, ...]
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why a case goes to someone with authority."""

    code: str
    option: str | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class PolicyIdentity:
    """Which packs decided, and the fingerprint of all of them together."""

    fingerprint: str
    packs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All options of a case at one moment."""

    options: tuple[Option, ...]
    questions: tuple[Question, ...]
    triggers: tuple[Trigger, ...]
    claim_amount: int
    currency: str
    policy: PolicyIdentity

    def option(self, option_id: str) -> Option:
        """The option of that id; every id of the catalogue is there."""
        return next(x for x in self.options if x.id == option_id)
