"""The sale of the shelf, as the sale store keeps it.

Owns one sale that several tests of the store begin with.
"""

from datetime import datetime

from builders import line, tender
from returns_desk.domain.sale import Sale

SOLD_AT = datetime.fromisoformat("2026-11-07T11:02:00-06:00")
SHELF = line()
SALE = Sale(
    receipt="3141-07-20261107-0042",
    store="3141",
    sold_at=SOLD_AT,
    lines=(SHELF,),
    tenders=(tender(),),
)
