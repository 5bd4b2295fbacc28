"""Our own JSON of a sale (CONTRACT.md, `sale`), checked strictly, into a `Sale`.

Owns the shapes on the wire and their sentences. Must not read files. A float as money, a number
as text, an unknown key, a time without offset: each is refused with its JSON pointer.

`case_files.shapes` describes the same keys once more, on purpose. What is imported is kept, often
unseen by anyone, so a misspelt key, a null and sums that don't fit are refused here, with codes for
the list of what was left out; a case is judged at once and there may say more than is known here
and leave things unknown. A test holds the keys of both equal to those of `Sale`.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.domain.sale import (
    Buyer,
    CardEntry,
    Channel,
    LineKind,
    LineTax,
    Sale,
    SaleLine,
    SaleTender,
    TenderType,
)

LARGEST_MONEY = 10**15
_DECIMAL = re.compile(r"\d{1,12}(\.\d{1,6})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)?")


def _quantity(value: object) -> Decimal:
    if not isinstance(value, str):
        message = 'write the quantity as text, such as "1" or "0.350"'
        raise ValueError(message)  # noqa: TRY004 -- pydantic collects ValueError only
    if not _DECIMAL.fullmatch(value):
        message = 'write the quantity with digits and at most one point, such as "1" or "0.350"'
        raise ValueError(message)
    return Decimal(value)


def _above_zero(value: Decimal) -> Decimal:
    if value <= 0:
        message = "a quantity is above zero"
        raise ValueError(message)
    return value


def _time(value: object) -> datetime:
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        message = "write the time as 2026-11-07T11:02:00-06:00"
        raise ValueError(message)
    if not found.group(3):
        message = "the time has no offset: write it as 2026-11-07T11:02:00-06:00"
        raise ValueError(message)
    return datetime.fromisoformat(found.group().replace("z", "Z"))


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        message = "write the day as 2026-11-21"
        raise ValueError(message)
    return date.fromisoformat(value)


def _currency(value: str) -> str:
    if value not in CURRENCY_DIGITS:
        message = f"{value[:8]!r} is no currency code: write it as in EUR or USD"
        raise ValueError(message)
    return value


Money = Annotated[int, Field(ge=0, le=LARGEST_MONEY)]
SignedMoney = Annotated[int, Field(ge=-LARGEST_MONEY, le=LARGEST_MONEY)]
Returned = Annotated[Decimal, BeforeValidator(_quantity)]
Quantity = Annotated[Returned, AfterValidator(_above_zero)]
Time = Annotated[datetime, BeforeValidator(_time)]
Code = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=2_000)]
Day = Annotated[date, BeforeValidator(_day)]
Marks = Annotated[frozenset[Code], Field(max_length=50)]


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TaxDocument(_Document):
    """One tax inside a line."""

    code: Code
    rate_basis_points: Annotated[int, Field(ge=0, le=100_000)]
    amount: Money


class LineDocument(_Document):
    """One line of a receipt."""

    line: Annotated[int, Field(ge=1)]
    description: Text
    quantity: Quantity
    unit: Code = "each"
    paid: Money
    sku: Code | None = None
    gtin: Code | None = None
    category: Text = ""
    tax: Money = 0
    taxes: tuple[TaxDocument, ...] = ()
    discount: Money = 0
    returned: Returned = Decimal(0)
    returned_paid: Money = 0
    returned_fee: Money = 0
    serial: Code | None = None
    final_sale: bool = False
    bundle: Code | None = None
    bundle_parts: tuple[Code, ...] = ()
    kind: LineKind = LineKind.GOODS
    rebate_value: Money = 0
    gift_value: Money = 0
    points_value: Money = 0
    use_by: Day | None = None
    starts_at: Time | None = None
    marks: Marks = frozenset()

    @model_validator(mode="after")
    def _fits_together(self) -> "LineDocument":
        for holds, message in (
            (self.unit != "each" or self.quantity % 1 == 0, "a fraction of the unit each"),
            (
                self.unit != "each" or self.returned % 1 == 0,
                "a fraction of the unit each came back",
            ),
            (self.returned <= self.quantity, "more came back than was sold"),
            (self.returned_paid <= self.paid, "more was paid back than was paid"),
            (self.tax <= self.paid, "more tax than was paid"),
        ):
            if not holds:
                raise ValueError(message)
        return self


class TenderDocument(_Document):
    """One payment of a receipt."""

    tender: Annotated[int, Field(ge=1)]
    type: TenderType
    amount: Money
    scheme: Code | None = None
    last4: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = None
    account: Code | None = None
    change: Money = 0
    refunded: Money = 0
    rounding: SignedMoney = 0
    cleared: bool | None = None
    refundable_without_card: bool | None = None
    expires_on: Day | None = None
    issuer: Code | None = None
    entry: CardEntry | None = None
    bounced: bool = False


class SaleDocument(_Document):
    """One receipt."""

    receipt: Code
    store: Code
    sold_at: Time
    lines: Annotated[tuple[LineDocument, ...], Field(min_length=1)]
    tenders: tuple[TenderDocument, ...] = ()
    terminal: Text = ""
    channel: Channel = Channel.IN_STORE
    policy_disclosed: bool | None = None
    customer: Code | None = None
    jurisdiction: Code | None = None
    currency: Annotated[str, AfterValidator(_currency)] | None = None
    delivered_at: Time | None = None
    buyer: Buyer = Buyer.CONSUMER
    tax_free: bool = False
    cashier: Code | None = None
    membership: Code | None = None

    @model_validator(mode="after")
    def _numbers_are_unique(self) -> "SaleDocument":
        if len({line.line for line in self.lines}) < len(self.lines):
            message = "two lines have the same number"
            raise ValueError(message)
        if len({tender.tender for tender in self.tenders}) < len(self.tenders):
            message = "two tenders have the same number"
            raise ValueError(message)
        return self


def sale_from_json(text: str) -> Sale:
    """Check one sale's JSON text strictly, and build the `Sale`.

    Raises:
        InvalidInput: names the JSON pointer of the first thing that doesn't fit.

    """
    try:
        document = SaleDocument.model_validate_json(text)
    except ValidationError as problem:
        raise _invalid(problem) from problem
    return _sale(document)


def _sale(document: SaleDocument) -> Sale:
    parts = dict(document)
    lines = tuple(_line(line) for line in parts.pop("lines"))
    tenders = tuple(SaleTender(**dict(tender)) for tender in parts.pop("tenders"))
    return Sale(**parts, lines=lines, tenders=tenders)


def _line(document: LineDocument) -> SaleLine:
    parts = dict(document)
    taxes = tuple(LineTax(**dict(tax)) for tax in parts.pop("taxes"))
    return SaleLine(**parts, taxes=taxes)


def _invalid(problem: ValidationError) -> InvalidInput:
    first = problem.errors(include_url=False)[0]
    pointer = "".join(f"/{part}" for part in first["loc"])
    return InvalidInput(pointer, _sentence(first), code=_reason(first["type"]))


def _reason(kind: str) -> str:
    return {"missing": "missing_key", "extra_forbidden": "unknown_key"}.get(kind, "invalid_value")


def _sentence(error: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    limits = {name: context[name] for name in ("ge", "le", "expected") if name in context}
    sentences = {
        "missing": "this key is missing",
        "extra_forbidden": "this key is not known: check its spelling",
        "int_type": "write a whole number in minor units, such as 2136 for 21.36",
        "int_from_float": "write a whole number in minor units, such as 2136 for 21.36",
        "string_type": "write this as text, in quotation marks",
        "bool_type": "write true or false",
        "enum": f"write one of {limits.get('expected')}",
        "greater_than_equal": f"write a number of at least {limits.get('ge')}",
        "less_than_equal": f"write a number of at most {limits.get('le')}",
        "string_pattern_mismatch": "write the last four digits of the card only",
        "string_too_short": "this text is empty",
        "string_too_long": "this text is too long",
        "too_short": "at least one is needed",
        "tuple_type": "write a list in square brackets",
        "model_type": "write an object in curly brackets",
    }
    return sentences.get(kind, "this value can't be used: compare it with the example")
