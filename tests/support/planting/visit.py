"""One customer's visit at a planted counter: who, what, when, and how an event of it is told.

Owns what stays the same while the visit goes on, and its time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from returns_desk.application.ports import Json
    from support.planting.goods import Goods

STORE: Final = "3141"
MONEY: Final = "refund/original"
OTHER_MONEY: Final = "refund/other_card"
EVEN: Final = "even_exchange/none"
EXCHANGE: Final = "exchange/none"
CREDIT: Final = "store_credit/store_credit"
MANAGER: Final = "lind"


class Write(Protocol):
    """Records one event and answers its sequence."""

    def __call__(
        self,
        kind: str,
        payload: dict[str, Json],
        at: datetime,
        case_id: str | None,
        operator: str,
        version: int = 1,
    ) -> int:
        """Whatever came later than `at` already moves it to that moment."""


@dataclass
class Visit:
    """One customer at the counter; `at` is the moment reached, `pace` how slowly it goes."""

    number: int
    at: datetime
    operator: str
    goods: Goods
    reason: str
    condition: str
    rule: str | None
    credit_first: bool
    pace: float
    write: Write
    standings: dict[str, str] = field(default_factory=dict)
    digest: str = ""
    taken: int = 0
    """Sequence of the event that took the goods."""
    came: datetime = field(init=False)

    def __post_init__(self) -> None:
        """Remember when the customer came."""
        self.came = self.at

    @property
    def case_id(self) -> str:
        """The case's id."""
        return f"0192b000-0000-7000-8000-{self.number:012d}"

    @property
    def receipt(self) -> str:
        """The receipt that the customer brought."""
        return f"{STORE}-07-{self.came:%Y%m%d}-{self.number:06d}"

    @property
    def key(self) -> str:
        """The key of the payout."""
        return f"0192c000-0000-7000-8000-{self.number:012d}"

    def tell(
        self,
        kind: str,
        payload: dict[str, Json],
        seconds: int,
        version: int = 1,
        by: str | None = None,
    ) -> int:
        """Record an event of the case, so many seconds after the last."""
        self.at += timedelta(seconds=seconds * self.pace)
        return self.write(kind, payload, self.at, self.case_id, by or self.operator, version)
