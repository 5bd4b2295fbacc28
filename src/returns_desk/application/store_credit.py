"""Store credit as a voucher of our own: what stands in it, and whether it can be redeemed.

Owns the voucher's facts and the judgement on one. How it is written and signed is the adapter's;
nothing in it tells who holds it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol, cast

from returns_desk.application.ports import Event, Json
from returns_desk.domain.errors import Defect

VOUCHER_ISSUED = "voucher_issued"
VOUCHER_REDEEMED = "voucher_redeemed"
CODE_PREFIX = "RDV1"
"""What the text of a voucher's QR code begins with."""
MOST_OF_A_RECEIPT = 100
"""Characters; no receipt's number is as long, and no voucher's code as short."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """A promise of goods for `value` minor units, to whoever brings it first.

    `number` is 32 hexadecimal digits. The last day on which it counts is `expires_on`, a calendar
    day of the shop; None for never.
    """

    number: str
    value: int
    currency: str
    issued_at: datetime
    expires_on: date | None
    installation: str
    terminal: str


class VoucherStanding(StrEnum):
    """What may be done with a voucher."""

    VALID = "valid"
    USED = "used"
    EXPIRED = "expired"
    NOT_PAID_OUT = "not_paid_out"
    """Its payout was not confirmed, or was taken back: it was never on a slip."""
    TAKEN_BACK = "taken_back"
    """Its return was taken back, or is being so: it came back, or may have."""
    UNKNOWN_VOUCHER = "unknown_voucher"
    """This terminal should know it and does not."""
    UNKNOWN_TERMINAL = "unknown_terminal"
    """A terminal issued it whose key was not brought here, so nobody can say whether it is real."""
    FORGED = "forged"
    """Its signature does not fit: it was changed, or made by somebody else."""
    NOT_OURS = "not_ours"
    """It is no voucher of this program at all."""


class Seal(StrEnum):
    """What a scanned text proves by itself."""

    SIGNED = "signed"
    """The key of the terminal that it names signed exactly this."""
    FORGED = "forged"
    UNKNOWN_TERMINAL = "unknown_terminal"
    SHORT_NUMBER = "short_number"
    """A bare number, rightly typed: the terminal that issued it can look it up."""
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class VoucherReading:
    """What was read. `number` is 32 hexadecimal digits; `voucher` None for a bare number."""

    seal: Seal
    number: str = ""
    voucher: Voucher | None = None


@dataclass(frozen=True, slots=True)
class VoucherHistory:
    """What one journal knows of a voucher; `issued` None where another terminal issued it."""

    issued: Voucher | None = None
    is_paid_out: bool = False
    is_taken_back: bool = False
    redeemed_at: datetime | None = None
    redeemed_for: str | None = None


class VoucherMaker(Protocol):
    """Makes vouchers of this terminal that nobody else can make."""

    def new_number(self) -> str:
        """128 random bits, as 32 hexadecimal digits."""
        ...

    def code(self, voucher: Voucher) -> str:
        """The signed voucher as the text of a QR code; the same voucher gives the same text."""
        ...

    def short_number(self, number: str) -> str:
        """A voucher's number as people read and type it."""
        ...


class NoVouchers:
    """The maker of a counter that was given no key to sign with."""

    def new_number(self) -> str:
        """Never asked for: nobody could sign it."""
        raise Defect("This counter can't sign a voucher.", code="no_voucher_key")

    def code(self, voucher: Voucher) -> str:
        """Never asked for, since none is issued."""
        raise Defect(f"Nobody signs {voucher.number} here.", code="no_voucher_key")

    def short_number(self, number: str) -> str:
        """The number as it is."""
        return number


def is_voucher_code(scanned: str) -> bool:
    """Whether a scan looks like the QR code of a voucher, real or not."""
    return scanned.upper().startswith(CODE_PREFIX) and len(scanned) > MOST_OF_A_RECEIPT


def issue_document(
    voucher_number: str, value: int, currency: str, today: date, days: int | None
) -> dict[str, Json]:
    """What is recorded of a voucher that is issued today; `days` it counts, None for ever."""
    last = None if days is None else (today + timedelta(days=days)).isoformat()
    return {"voucher": voucher_number, "value": value, "currency": currency, "expires_on": last}


def issued_voucher(event: Event) -> Voucher:
    """The voucher of its event; the event's envelope says where and when it was issued."""
    payload = event.payload
    last = payload["expires_on"]
    return Voucher(
        number=str(payload["voucher"]),
        value=cast("int", payload["value"]),
        currency=str(payload["currency"]),
        issued_at=event.at,
        expires_on=None if last is None else date.fromisoformat(str(last)),
        installation=event.installation,
        terminal=event.terminal,
    )
