"""Two counters with their own journals and one hub: a receipt that both have is paid once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from fakes import PlainWords
from returns_desk.adapters.hub.line_claims import LineClaims
from returns_desk.adapters.hub.sync_access import SyncAccess
from returns_desk.adapters.profile import DEMO_OPERATORS, Profile
from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.application.claims_at_hub import (
    CaseClaim,
    ClaimedMoney,
    ClaimedUnits,
    ClaimStatus,
)
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, Stage
from returns_desk.bootstrap.counter import add_demo_sales, open_counter
from support.hub_terminals import Hub

Terminals = Callable[..., Profile]
PATIENCE_SECONDS = 30.0
BETWEEN_LOOKS = 0.01
BOUGHT = "SHELF-36W"
SOLD_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANSWERS = (
    ("reason", "changed_mind"),
    ("condition", "unopened"),
    ("original_tender_present", True),
)


class Till:
    """A counter that serves for real, without a window."""

    def __init__(self, profile: Profile, desk: Desk, receipt: str) -> None:
        self.profile, self.desk, self.receipt = profile, desk, receipt
        clerk = next(each for each in DEMO_OPERATORS if each.role == "clerk")
        desk.choose_operator(clerk.id)
        desk.sign_in(clerk.pin)

    def bring(self) -> DeskState:
        """The shelf's receipt is scanned, and all is answered."""
        state = self.desk.scan(self.receipt)
        for fact, value in ANSWERS:
            for question in state.case.board.questions if state.case else ():
                if question.fact.startswith(fact):
                    state = self.desk.answer(question.fact, value)
        return state

    def confirm(self) -> DeskState:
        """Money back as it was paid."""
        self.desk.choose("refund/original")
        return self.desk.confirm()

    def pay(self) -> DeskState:
        """The card reader's number."""
        return self.desk.book_leg(1, "004512")

    def types(self) -> list[str]:
        """What the journal tells."""
        with self.profile.read_journal() as journal:
            return [event.type for event in journal.read()]

    def reached(self, *, is_away: bool = False) -> None:
        """Wait until the counter knows how the hub is."""
        until(lambda: self.desk.services.claims.is_away() is is_away)


def until(holds: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    pause, left = threading.Event(), int(PATIENCE_SECONDS / BETWEEN_LOOKS)
    while not holds():
        left -= 1
        assert left, "it did not come about"
        pause.wait(BETWEEN_LOOKS)


@pytest.fixture
def tills(hub: Hub, terminal_of: Terminals) -> Iterator[tuple[Till, Till]]:
    """Two counters of one shop, whose tills sold the same goods."""
    with ExitStack() as stack:
        yield _till(stack, terminal_of(hub, "07")), _till(stack, terminal_of(hub, "08"))


def _till(stack: ExitStack, profile: Profile) -> Till:
    people = profile.operators()
    for each in DEMO_OPERATORS:
        people.add(each.id, each.name, each.role, each.pin)
    sales = add_demo_sales(profile, SOLD_AT)
    receipt = next(x.receipt for x in sales if any(line.sku == BOUGHT for line in x.lines))
    stack.enter_context(profile.locked())
    desk = stack.enter_context(open_counter(profile, PlainWords))
    till = Till(profile, desk, receipt)
    till.reached()
    return till


def test_the_second_counter_sees_at_the_first_scan_what_came_back_at_the_first(
    tills: tuple[Till, Till],
) -> None:
    first, second = tills
    first.bring()
    first.confirm()
    assert first.pay().stage is Stage.SLIP

    state = second.bring()

    assert state.notice is not None
    assert state.notice.code == "nothing_left_elsewhere"
    assert state.notice.fields["terminal"] == "07"
    assert state.case is not None
    (line,) = state.case.receipts[0].lines
    assert line.available == Decimal(0)


def test_of_two_that_serve_it_at_once_one_pays_and_the_other_hears_where(
    tills: tuple[Till, Till],
) -> None:
    first, second = tills
    first.bring()
    second.bring()
    assert first.confirm().stage is Stage.BOOKING

    state = second.confirm()

    assert state.stage is Stage.BOARD
    assert state.notice is not None
    assert (state.notice.code, state.notice.fields["terminal"]) == ("taken_at_counter", "07")
    assert "escalation_raised" in second.types()
    assert "plan_made" not in second.types()


def test_what_the_first_gives_up_the_second_can_pay(tills: tuple[Till, Till]) -> None:
    first, second = tills
    first.bring()
    first.confirm()
    first.desk.fail_leg(1, "unreachable")

    second.bring()

    assert second.confirm().stage is Stage.BOOKING


def test_paid_twice_while_the_hub_was_away_is_one_escalation_at_the_later_one(
    hub: Hub, tills: tuple[Till, Till]
) -> None:
    first, second = tills
    first.bring()
    second.bring()
    hub.server.kill()
    for each in tills:
        each.confirm()
        assert each.desk.state().stage is Stage.BOOKING
        each.pay()
    hub.server.start()
    for each in tills:
        each.reached()
        each.desk.watch_escalations()

    told = [
        (each.types().count("claim_settled"), "escalation_raised" in each.types()) for each in tills
    ]
    assert told == [(1, False), (1, True)]
    rows = hub.rows("SELECT terminal, doubled FROM returns_desk.v_claims ORDER BY 1")
    assert rows == [("07", False), ("08", True)]


def test_a_hub_that_accepts_and_never_answers_holds_nobody_up(
    hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub, "07")
    with (
        SaleStore(profile.sales_path) as sales,
        LineClaims(SyncAccess(profile).dsn, sales, answer_seconds=0.2) as claims,
    ):
        until(lambda: not claims.is_away())
        with hub.server.connect(hub.database) as blocking:
            blocking.execute("LOCK TABLE returns_desk.terminals IN ACCESS EXCLUSIVE MODE")
            answer = claims.claim(CLAIM)
            assert answer.status is ClaimStatus.UNREACHED
        until(lambda: not claims.is_away())

        assert claims.claim(CLAIM).status is ClaimStatus.CLAIMED


def test_a_terminal_that_is_shut_out_counts_as_one_without_its_hub(
    hub: Hub, terminal_of: Terminals
) -> None:
    profile = terminal_of(hub, "07")
    with (
        SaleStore(profile.sales_path) as sales,
        LineClaims(SyncAccess(profile).dsn, sales) as claims,
    ):
        until(lambda: not claims.is_away())
        hub.access.revoke("07")

        assert claims.claim(CLAIM).status is ClaimStatus.UNREACHED
        assert not claims.look_at("north", ["R-1"])
        assert claims.is_away()


CLAIM = CaseClaim(
    "case-1",
    "RD/1/aa",
    (ClaimedUnits("north", "R-1", 1, Decimal(1), Decimal(2), 700, 0),),
    (ClaimedMoney("R-1", 1, "cash", 700),),
)
