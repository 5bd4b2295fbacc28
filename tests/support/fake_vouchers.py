"""A maker of vouchers without keys, for tests that look at what is done with them.

Owns numbers that count up and codes that say what they are; nothing is signed.
"""

from returns_desk.application.store_credit import Voucher
from returns_desk.domain.policy import Layer, Pack, Policy, Settings


class FakeVouchers:
    """Numbers 1, 2, 3 and codes in clear."""

    def __init__(self) -> None:
        self.made = 0

    def new_number(self) -> str:
        self.made += 1
        return f"{self.made:032x}"

    def code(self, voucher: Voucher) -> str:
        where = f"{voucher.installation}/{voucher.terminal}"
        return f"{voucher.number}:{voucher.value}:{voucher.currency}:{voucher.expires_on}:{where}"

    def short_number(self, number: str) -> str:
        return f"no-{int(number, 16)}"


def policy_with(settings: Settings) -> Policy:
    """One shop's pack that has settings and no rules."""
    return Policy((Pack("shop", Layer.SHOP, "1", settings=settings),))
