"""The JSON of a completed return as pydantic models, published by `schema return`.

Owns the description only; return_json.py writes the documents, and a test holds them against this.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Minor = Annotated[int, Field(ge=0, description="in the currency's minor unit")]
Quantity = Annotated[str, Field(pattern=r"^\d+(\.\d+)?$")]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class Part(BaseModel):
    """What all objects share: the keys named here and no others in this version."""

    model_config = ConfigDict(strict=True, extra="forbid", defer_build=True)


class CaseName(Part):
    """The case in the journal of its terminal."""

    id: str
    number: int


class ReturnedLineShape(Part):
    """Goods; `paid` is owed for them before `fee`, `worth` is what the customer had paid.

    Goods without a receipt are worth what is owed for them, and their tax is 0: no sale tells it.
    """

    receipt: Annotated[str | None, Field(description="null for goods without a receipt")]
    line: Annotated[int | None, Field(description="of the receipt; null where there is none")]
    description: str
    quantity: Quantity
    unit: str
    worth: Minor
    worth_tax: Minor
    paid: Minor
    tax: Minor
    fee: Minor
    sku: str | None
    gtin: str | None
    category: str
    reason: str | None
    condition: str | None
    new_unit_price: Minor | None
    kept: Annotated[
        Literal[True] | None, Field(description="stayed with the customer at a lower price")
    ] = None
    place: Annotated[
        Literal["stock", "refurbish", "vendor", "donate", "waste", "quarantine", "repair"] | None,
        Field(description="where the goods went; quarantine: recalled, not to be sold"),
    ] = None
    place_confirmed: Annotated[
        bool | None, Field(description="false: as suggested, nobody chose")
    ] = None


class PaidLegShape(Part):
    """Money given back; `amount` counts against the tender, `pays` was handed over."""

    leg: int
    tender: Annotated[str | None, Field(description="receipt/number of the original tender")]
    destination: str
    means: str
    amount: Minor
    rounding: int
    reference: str | None
    scheme: str | None
    last4: str | None
    booked_at: Moment | None
    pays: Minor
    takes: Annotated[int, Field(ge=1, description="paid by the customer at the till")] | None = None


class NewGoodsShape(Part):
    """Goods that went out in an exchange, at today's price; the till's own sale is of them."""

    description: str
    quantity: Quantity
    unit_price: Minor
    sku: str | None
    gtin: str | None
    category: str


class OriginalSaleShape(Part):
    """A sale that goods came back from."""

    receipt: str
    store: str
    terminal: str
    sold_at: Moment | None


class VouchedShape(Part):
    """The event of the completion in the terminal's journal."""

    sequence: int
    hash: str


class ReturnShape(Part):
    """A completed return. `reference` is on the slip's barcode; `key` is never used twice."""

    format: Annotated[
        Literal["returns-desk/return", "returns-desk/void"],
        Field(description="a void says more: `voids`, the return that was taken back whole"),
    ]
    version: Annotated[Literal[1, 2], Field(description="2: the lines say where the goods went")]
    training: bool
    reference: Annotated[str, Field(pattern=r"^RD/\d+/.+$")]
    key: str
    case: CaseName
    store: str
    terminal: str
    business_day: Annotated[str, Field(json_schema_extra={"format": "date"})]
    completed_at: Moment
    operator: str
    approved_by: str | None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    option: str
    remedy: str
    goods: Annotated[
        Literal["taken", "kept", "again"],
        Field(description="again: the customer has the same goods once more"),
    ]
    amount: Minor
    lines: list[ReturnedLineShape]
    legs: list[PaidLegShape]
    sales: list[OriginalSaleShape]
    price_difference: Annotated[
        int, Field(ge=0, description="waived by the shop; for the books, never for the customer")
    ]
    new_goods: list[NewGoodsShape] | None = None
    journal: VouchedShape


class VoidShape(ReturnShape):
    """A return that was taken back whole: the same document under its own reference."""

    voids: Annotated[str, Field(description="the reference of the return")]
