"""Redeeming vouchers for other programs that ask the running desk.

Owns that it happens on the one worker that writes the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.credit.voucher_access import VoucherAccess, sale_name
from returns_desk.application.store_credit import VoucherStanding

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.adapters.profile import Profile
    from returns_desk.bootstrap.desk import OpenedDesk
    from returns_desk.bootstrap.handover import Redeem


def redeeming(opened: OpenedDesk, profile: Profile) -> Redeem:
    """Redeem vouchers for other programs, on the one worker that writes the journal."""
    vouchers = VoucherAccess(profile)

    def redeem(code: str, sold_as: str, reply: Callable[[bool], None]) -> None:
        def job() -> bool:
            reading, sale = vouchers.read(code), sale_name(sold_as)
            answer = opened.desk.redeem_voucher(reading, vouchers.installation, sale)
            return answer.standing is VoucherStanding.VALID

        opened.tasks.run(job, reply, lambda _: reply(False))

    return redeem
