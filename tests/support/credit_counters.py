"""Counters whose packs say what proves a payout: a number, a voucher, a fiscal receipt."""

from collections.abc import Callable

import pytest

from builders import CREDIT_LEG, SHELF, paying_option, sale
from counters import Counter, proposing, signed_in
from fakes import FakePolicies, FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, LegPhase
from returns_desk.domain.board import Leg
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Settings
from support.fake_vouchers import FakeVouchers, policy_with

BY_NUMBER = Settings(store_credit_issuer="number")
BY_VOUCHER = Settings(store_credit_issuer="voucher", store_credit_days=30)
FISCAL_TILL = Settings(cash_through_fiscal_till=True)
CREDIT = "store_credit/store_credit"
CASH_ONLY = Leg(f"{SHELF}/1", "original", 2136, "cash", -1)
GIFT_CARD = "6006490000000000008"


def counter_under(settings: Settings, *legs: Leg, option: str = CREDIT) -> Counter:
    """The shelf's counter under these settings, with one option of these legs."""
    return Counter(
        sales=FakeSales([sale()]),
        propose=proposing([paying_option(option, legs or (CREDIT_LEG,))]),
        policies=FakePolicies(policy_with(settings)),
        vouchers=FakeVouchers(),
    )


def confirmed(counter: Counter, option: str = CREDIT) -> Desk:
    """The desk with the option confirmed, before its first leg."""
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(option)
    desk.confirm()
    return desk


def mistake_of(act: Callable[[], DeskState]) -> str:
    """The code of the mistake that this makes."""
    with pytest.raises(OperatorMistake) as mistake:
        act()
    return mistake.value.code


def restarted(counter: Counter) -> Desk:
    """The desk after a power cut."""
    desk = Desk(counter.services())
    desk.sign_in_badge("RDB-mara")
    desk.resume()
    return desk


def phase(desk: Desk) -> LegPhase:
    """How far the only leg is."""
    case = desk.state().case
    assert case is not None
    return case.legs[0].phase
