"""Real profiles in which a voucher was issued, as a desk does it.

Owns the return of the shelf as store credit at a counter of fakes that writes a real journal and
signs with the profile's own key.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from builders import CREDIT_LEG, SHELF, paying_option, sale
from counters import Counter, proposing, signed_in
from fakes import FakeClock, FakePolicies, FakeSales
from returns_desk.adapters.credit.voucher_codes import SignedVouchers
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState
from returns_desk.application.ports import Journal
from returns_desk.application.slips import SlipRole
from returns_desk.domain.policy import Settings
from support.fake_vouchers import policy_with

CREDIT = "store_credit/store_credit"
FOR_LONG = Settings(store_credit_issuer="voucher", store_credit_days=36_600)


@dataclass(frozen=True)
class IssuedVoucher:
    """A voucher as it stands on its slip."""

    number: str
    code: str


def shop_profile(folder: Path, terminal: str = "07") -> Profile:
    """A shop's own profile, begun or opened again, not locked."""
    made = demo_configuration(demo=False).model_copy(update={"terminal": terminal})
    return Profile.open(folder, create=made)


def issue_voucher(
    profile: Profile, settings: Settings = FOR_LONG, *, days_ago: int = 0
) -> IssuedVoucher:
    """Return a shelf for a voucher, and give what stands on the slip; the profile is closed."""
    then = FakeClock(profile.clock.now() - timedelta(days=days_ago))
    with profile.locked(), profile.open_journal(clock=then) as journal:
        counter = credit_counter(profile, journal, settings, days_ago=days_ago)
        desk = signed_in(counter)
        begin_payout(desk)
        return on_the_slip(desk.book_leg(1))


def credit_counter(
    profile: Profile, journal: Journal, settings: Settings = FOR_LONG, *, days_ago: int = 0
) -> Counter:
    """A counter that writes the profile's journal and signs with its key."""
    counter = Counter(
        sales=FakeSales([sale()]),
        propose=proposing([paying_option(CREDIT, [CREDIT_LEG])]),
        policies=FakePolicies(policy_with(settings)),
        clock=FakeClock(profile.clock.now() - timedelta(days=days_ago)),
        vouchers=SignedVouchers(profile.terminal_key),
        written=journal,
    )
    # Ids that count up would begin anew with each counter.
    for _ in range(journal.head()[0]):
        counter.ids.new_id()
    return counter


def begin_payout(desk: Desk) -> None:
    """Up to the leg that the voucher pays."""
    desk.scan(SHELF)
    desk.choose(CREDIT)
    desk.confirm()


def on_the_slip(state: DeskState) -> IssuedVoucher:
    """The voucher on the slip in sight."""
    assert state.case is not None
    assert state.case.slip is not None
    (line,) = [each for each in state.case.slip.lines if each.role is SlipRole.VOUCHER]
    return IssuedVoucher(line.text, line.value)
