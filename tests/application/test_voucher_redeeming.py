"""A voucher is redeemed once, and only where everything speaks for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from builders import CREDIT_LEG, NOW, SHELF, paying_option, sale
from counters import Counter, proposing, signed_in
from fakes import FakeJournal, FakePolicies, FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.ports import Event, Json, NewEvent
from returns_desk.application.store_credit import (
    Seal,
    Voucher,
    VoucherReading,
    VoucherStanding,
    issued_voucher,
)
from returns_desk.application.voucher_redeeming import VoucherAnswer, answer_for, redeem
from returns_desk.domain.errors import EnvironmentFault
from returns_desk.domain.policy import Settings
from support.fake_vouchers import FakeVouchers, policy_with

CREDIT = "store_credit/store_credit"
HERE = "test"
TODAY = NOW.date()
ELSEWHERE = Voucher("e" * 32, 500, "USD", NOW, None, "elsewhere", "08")


class Away:
    """A journal whose events up to one lie in an archive that is not here."""

    def __init__(self, journal: FakeJournal, away_to: int) -> None:
        self._journal, self._away_to = journal, away_to

    def read(
        self, *, after: int = 0, case_id: str | None = None, types: Sequence[str] = ()
    ) -> Iterator[Event]:
        if after < self._away_to and case_id is None:
            raise EnvironmentFault("It is away.", code="archive_away", last=self._away_to)
        return self._journal.read(after=after, case_id=case_id, types=types)


@pytest.fixture
def counter() -> Counter:
    """A shop whose store credit is a voucher that is good for thirty days."""
    settings = Settings(store_credit_issuer="voucher", store_credit_days=30)
    return Counter(
        sales=FakeSales([sale()]),
        propose=proposing([paying_option(CREDIT, [CREDIT_LEG])]),
        policies=FakePolicies(policy_with(settings)),
        vouchers=FakeVouchers(),
    )


def begun(counter: Counter) -> Desk:
    """The payout has begun."""
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(CREDIT)
    desk.confirm()
    return desk


def signed(counter: Counter) -> VoucherReading:
    """The voucher as its square code tells of it."""
    voucher = issued_voucher(counter.journal.last("voucher_issued"))
    return VoucherReading(Seal.SIGNED, voucher.number, voucher)


def bare(counter: Counter) -> VoucherReading:
    """The voucher as its typed number tells of it."""
    return VoucherReading(Seal.SHORT_NUMBER, signed(counter).number)


def judged(counter: Counter, reading: VoucherReading, today: date = TODAY) -> VoucherStanding:
    return answer_for(counter.journal, reading, today, HERE).standing


def redeemed(counter: Counter, reading: VoucherReading, today: date = TODAY) -> VoucherAnswer:
    return redeem(counter.journal, reading, today, HERE, "S-1")


def test_a_voucher_that_was_paid_out_is_valid_by_code_and_by_number(counter: Counter) -> None:
    begun(counter).book_leg(1)

    assert judged(counter, signed(counter)) is VoucherStanding.VALID
    assert judged(counter, bare(counter)) is VoucherStanding.VALID


def test_a_voucher_is_redeemed_once(counter: Counter) -> None:
    begun(counter).book_leg(1)

    first, second = redeemed(counter, signed(counter)), redeemed(counter, bare(counter))

    assert first.standing is VoucherStanding.VALID
    assert second.standing is VoucherStanding.USED
    assert (second.redeemed_at, second.redeemed_for) == (NOW, "S-1")
    assert counter.journal.types().count("voucher_redeemed") == 1


def test_what_is_recorded_is_the_voucher_and_nothing_of_a_person(counter: Counter) -> None:
    begun(counter).book_leg(1)
    redeemed(counter, signed(counter))

    event = counter.journal.last("voucher_redeemed")
    assert dict(event.payload) == {
        "voucher": f"{1:032x}",
        "value": 2136,
        "currency": "USD",
        "installation": HERE,
        "terminal": "07",
        "sold_as": "S-1",
    }
    assert (event.case_id, event.operator) == (None, None)


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        pytest.param(date(2026, 12, 21), VoucherStanding.VALID, id="the last day counts whole"),
        pytest.param(date(2026, 12, 22), VoucherStanding.EXPIRED, id="the day after"),
    ],
)
def test_a_voucher_expires_after_its_last_day(
    counter: Counter, today: date, standing: VoucherStanding
) -> None:
    begun(counter).book_leg(1)

    assert redeemed(counter, signed(counter), today).standing is standing
    assert ("voucher_redeemed" in counter.journal.types()) is (standing is VoucherStanding.VALID)


def test_a_voucher_whose_payout_was_not_confirmed_is_not_paid_out(counter: Counter) -> None:
    desk = begun(counter)
    before = judged(counter, signed(counter))

    desk.change_rest()

    assert before is VoucherStanding.NOT_PAID_OUT
    assert redeemed(counter, signed(counter)).standing is VoucherStanding.NOT_PAID_OUT
    assert "voucher_redeemed" not in counter.journal.types()


@pytest.mark.parametrize(
    ("happened", "standing"),
    [(True, VoucherStanding.VALID), (False, VoucherStanding.NOT_PAID_OUT)],
)
def test_a_voucher_in_doubt_is_what_a_person_says(
    counter: Counter, happened: bool, standing: VoucherStanding
) -> None:
    begun(counter)
    desk = signed_in(counter)
    desk.resume()

    desk.settle_leg(1, happened=happened)
    # A not-given voucher is begun again by itself, and then in nobody's hands.
    assert judged(counter, signed(counter)) is standing


def test_another_terminals_voucher_is_valid_and_used_up_here(counter: Counter) -> None:
    reading = VoucherReading(Seal.SIGNED, ELSEWHERE.number, ELSEWHERE)

    first, second = redeemed(counter, reading), redeemed(counter, reading)

    assert (first.standing, first.is_issued_here) == (VoucherStanding.VALID, False)
    assert second.standing is VoucherStanding.USED


def test_a_number_that_was_redeemed_here_by_its_code_is_known_as_used(counter: Counter) -> None:
    redeemed(counter, VoucherReading(Seal.SIGNED, ELSEWHERE.number, ELSEWHERE))

    bare_number = VoucherReading(Seal.SHORT_NUMBER, ELSEWHERE.number)
    assert judged(counter, bare_number) is VoucherStanding.USED


def test_a_redemption_without_a_sale_is_told_without_one(counter: Counter) -> None:
    reading = VoucherReading(Seal.SIGNED, ELSEWHERE.number, ELSEWHERE)
    redeem(counter.journal, reading, TODAY, HERE, None)

    assert answer_for(counter.journal, reading, TODAY, HERE).redeemed_for is None


def test_a_number_that_nobody_issued_here_is_unknown(counter: Counter) -> None:
    begun(counter).book_leg(1)

    unknown = VoucherReading(Seal.SHORT_NUMBER, "f" * 32)
    assert redeemed(counter, unknown).standing is VoucherStanding.UNKNOWN_VOUCHER


def test_an_own_voucher_that_the_journal_lacks_is_not_taken(counter: Counter) -> None:
    """As after a backup that is older than the voucher: its use would be lost as well."""
    lost = replace(ELSEWHERE, installation=HERE)

    reading = VoucherReading(Seal.SIGNED, lost.number, lost)
    assert judged(counter, reading) is VoucherStanding.UNKNOWN_VOUCHER


@pytest.mark.parametrize(
    ("seal", "standing"),
    [
        (Seal.FORGED, VoucherStanding.FORGED),
        (Seal.NOT_OURS, VoucherStanding.NOT_OURS),
        (Seal.UNKNOWN_TERMINAL, VoucherStanding.UNKNOWN_TERMINAL),
    ],
)
def test_what_proves_nothing_is_never_redeemed(
    counter: Counter, seal: Seal, standing: VoucherStanding
) -> None:
    answer = redeemed(counter, VoucherReading(seal, ELSEWHERE.number, ELSEWHERE))

    assert answer.standing is standing
    assert "voucher_redeemed" not in counter.journal.types()


def test_the_legs_of_other_payouts_say_nothing_about_a_voucher(counter: Counter) -> None:
    desk = begun(counter)
    case = counter.journal.last("voucher_issued").case_id
    booked: dict[str, Json] = {
        "key": "another",
        "leg": 1,
        "tender": None,
        "amount": 1,
        "rounding": 0,
    }
    counter.journal.append(NewEvent("leg_booked", booked, case))

    assert judged(counter, signed(counter)) is VoucherStanding.NOT_PAID_OUT
    assert desk.book_leg(1).stage == "slip"


def test_what_is_here_is_enough_where_it_tells_of_the_voucher(counter: Counter) -> None:
    begun(counter).book_leg(1)
    issued = counter.journal.last("voucher_issued")

    answer = answer_for(Away(counter.journal, issued.sequence - 1), signed(counter), TODAY, HERE)

    assert answer.standing is VoucherStanding.VALID


def test_a_voucher_of_which_only_an_archive_tells_is_not_judged_without_it(
    counter: Counter,
) -> None:
    begun(counter).book_leg(1)
    issued = counter.journal.last("voucher_issued")

    with pytest.raises(EnvironmentFault):
        answer_for(Away(counter.journal, issued.sequence), signed(counter), TODAY, HERE)
