"""No line is paid twice: the hub has it before the payout begins, or is told once it can be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from builders import (
    CREDIT_LEG,
    SHELF,
    paying_option,
    sale,
    shelf_options,
)
from counters import Counter, proposing, signed_in
from fake_hub import FakeHub
from fakes import FakeSales
from returns_desk.application.claims_at_hub import (
    CaseClaim,
    ClaimAnswer,
    ClaimedMoney,
    ClaimedUnits,
    ClaimStatus,
    OtherClaim,
)
from returns_desk.application.desk_state import Stage
from returns_desk.application.escalations.story import story_of
from support.desk_steps import confirmed, notice_of
from support.hub_counters import counter, counter_at, hub, noted

__all__ = ["counter", "hub"]

ORIGINAL = "refund/original"
STORE = sale().store


def test_the_lines_stand_at_the_hub_before_the_first_leg_begins(
    counter: Counter, hub: FakeHub
) -> None:
    desk = confirmed(counter)

    assert desk.state().stage is Stage.BOOKING
    assert counter.journal.appends[-1] == (
        "option_chosen",
        "plan_made",
        "lines_claimed",
        "leg_begun",
    )
    ((wanted, is_late),) = hub.asked
    assert not is_late
    assert wanted.reference.startswith("RD/1/")
    assert wanted.units == (ClaimedUnits(STORE, SHELF, 1, Decimal(1), Decimal(1), 2136, 0),)
    assert wanted.money == (ClaimedMoney(SHELF, 1, "credit_card", 2136),)
    assert counter.journal.last("lines_claimed").payload["waits"] is False
    assert "lines_claimed" not in [each.code for each in story_of(counter.journal.events)]


def test_where_another_counter_has_one_nothing_is_paid_and_it_is_said_where_and_when(
    counter: Counter, hub: FakeHub
) -> None:
    at = counter.clock.now() - timedelta(minutes=3)
    hub.is_taken, hub.rivals = True, (OtherClaim("03", at),)
    gone = replace(
        sale(), lines=(replace(sale().lines[0], returned=Decimal(1), returned_paid=2136),)
    )

    def look(store: str, receipts: Sequence[str]) -> bool:
        assert (store, list(receipts)) == (STORE, [SHELF])
        if hub.asked:
            counter.sales.sales[SHELF], hub.known = gone, hub.rivals
        return bool(hub.asked)

    hub.on_look = look
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose(ORIGINAL)

    state = desk.confirm()

    assert state.stage is Stage.BOARD
    assert notice_of(state) == "taken_at_counter"
    assert state.notice is not None
    assert state.notice.fields == {"terminal": "03", "at": at.strftime("%Y-%m-%d %H:%M")}
    assert counter.journal.last("escalation_raised").payload["triggers"] == ["double_refund"]
    assert "option_chosen" not in counter.journal.types()
    assert noted(counter) == []


def test_where_the_receipts_were_not_seen_to_change_nothing_is_paid_either(
    counter: Counter, hub: FakeHub
) -> None:
    hub.is_taken = True

    desk = confirmed(counter)

    assert notice_of(desk.state()) == "changed_meanwhile"
    assert desk.state().stage is Stage.BOARD


def test_what_other_counters_took_back_is_on_the_board_from_the_first_scan(
    counter: Counter, hub: FakeHub
) -> None:
    line = replace(sale().lines[0], returned=Decimal(1), returned_paid=2136)

    def look(_store: str, _receipts: Sequence[str]) -> bool:
        counter.sales.sales[SHELF] = replace(sale(), lines=(line,))
        hub.known = (OtherClaim("03", counter.clock.now()),)
        return True

    hub.on_look = look
    desk = signed_in(counter)

    state = desk.scan(SHELF)

    assert notice_of(state) == "nothing_left_elsewhere"


@dataclass
class Breaking(FakeHub):
    """It goes away while it is asked."""

    def claim(self, wanted: CaseClaim, *, is_late: bool = False) -> ClaimAnswer:
        self.away = True
        return super().claim(wanted, is_late=is_late)


def test_a_hub_that_breaks_while_it_is_asked_leaves_the_limits_of_being_offline() -> None:
    hub = Breaking()
    counter = counter_at(hub)

    desk = confirmed(counter)

    assert desk.state().stage is Stage.BOOKING
    assert counter.proposed[-1].claim.facts.offline
    assert counter.journal.types().count("option_chosen") == 1
    assert counter.journal.last("lines_claimed").payload["waits"] is True


def test_where_those_limits_change_what_was_shown_nothing_is_paid() -> None:
    counter = counter_at(Breaking())
    online, offline = proposing(shelf_options()), proposing([])
    counter.propose = lambda case, policy: (offline if case.claim.facts.offline else online)(
        case, policy
    )

    desk = confirmed(counter)

    assert notice_of(desk.state()) == "changed_meanwhile"
    assert desk.state().stage is Stage.BOARD
    assert "option_chosen" not in counter.journal.types()


def test_goods_for_the_same_goods_need_no_claim(counter: Counter, hub: FakeHub) -> None:
    desk = confirmed(counter, "even_exchange/none")

    assert desk.state().stage is Stage.SLIP
    assert (hub.asked, noted(counter)) == ([], [])


def test_store_credit_claims_the_goods_and_no_payment(counter: Counter, hub: FakeHub) -> None:
    counter.propose = proposing([paying_option("store_credit/store_credit", [CREDIT_LEG])])

    confirmed(counter, "store_credit/store_credit")

    assert [(len(wanted.units), wanted.money) for wanted, _ in hub.asked] == [(1, ())]


def test_a_counter_without_a_hub_claims_nothing() -> None:
    counter = Counter(sales=FakeSales([sale()]), propose=proposing(shelf_options()))

    desk = confirmed(counter)

    assert desk.state().stage is Stage.BOOKING
    assert noted(counter) == []
    assert counter.hub.claim(CaseClaim("x")).status is ClaimStatus.NO_HUB
