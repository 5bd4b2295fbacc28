"""The sale of the shelf, as the sale store keeps it.

Owns one sale that several tests of the store begin with.
"""

from datetime import datetime
from decimal import Decimal

from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType

SOLD_AT = datetime.fromisoformat("2026-11-07T11:02:00-06:00")
SHELF = SaleLine(
    line=1,
    description="Shelf board, white, 36 in",
    quantity=Decimal(1),
    unit="each",
    paid=2136,
    sku="SHELF-36W",
    gtin="00012345678905",
    category="hardware/shelving",
    tax=137,
)
SALE = Sale(
    receipt="3141-07-20261107-0042",
    store="3141",
    sold_at=SOLD_AT,
    lines=(SHELF,),
    tenders=(SaleTender(1, TenderType.CREDIT_CARD, 2136, scheme="visa", last4="1234"),),
)
