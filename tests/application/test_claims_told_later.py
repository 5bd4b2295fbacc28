"""What the hub could not be told at once it is told as soon as it is there, once."""

from dataclasses import dataclass

from builders import (
    CASH_LEG,
    HALF_CARD_LEG,
    SHELF,
    paying_option,
    split_sale,
)
from counters import Counter, proposing
from fake_hub import FakeHub
from fakes import MANAGER_PIN
from returns_desk.application.claim_book import TYPES, claim_document
from returns_desk.application.claims_at_hub import (
    CaseClaim,
    ClaimAnswer,
    OtherClaim,
)
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.escalations.story import story_of
from returns_desk.application.ports import NewEvent
from support.desk_steps import confirmed
from support.hub_counters import counter, counter_at, hub, noted

__all__ = ["counter", "hub"]

ORIGINAL = "refund/original"


def test_a_hub_that_is_away_is_told_once_it_is_back(counter: Counter, hub: FakeHub) -> None:
    hub.away = True
    desk = confirmed(counter)
    desk.scan("V-1")
    assert desk.state().stage is Stage.SLIP
    assert counter.journal.last("lines_claimed").payload["waits"] is True

    hub.away = False
    desk.next_customer()
    desk.lock()

    assert noted(counter) == ["lines_claimed", "claim_settled"]
    assert counter.journal.last("claim_settled").payload == {"answer": "claimed", "others": []}
    assert "claim_settled" not in [each.code for each in story_of(counter.journal.events)]
    ((wanted, is_late),) = hub.asked
    assert is_late
    assert (wanted.units[0].receipt, wanted.money[0].amount) == (SHELF, 2136)


def test_what_waited_is_known_after_a_restart_and_told_while_nobody_works(
    counter: Counter, hub: FakeHub
) -> None:
    hub.away = True
    confirmed(counter).scan("V-1")
    again = Desk(counter.services())
    hub.away = False

    again.watch_escalations()

    assert noted(counter) == ["lines_claimed", "claim_settled"]


def test_a_payout_that_is_given_up_gives_its_lines_back(counter: Counter, hub: FakeHub) -> None:
    desk = confirmed(counter)
    desk.fail_leg(1, "unreachable")

    assert noted(counter) == ["lines_claimed", "claim_given_up", "claim_settled"]
    assert [claim.units for claim in hub.has.values()] == [()]


def test_a_part_that_is_paid_keeps_them(hub: FakeHub) -> None:
    counter = counter_at(hub)
    counter.sales.sales[SHELF] = split_sale()
    counter.propose = proposing([paying_option(ORIGINAL, [HALF_CARD_LEG, CASH_LEG])])
    desk = confirmed(counter)
    desk.book_leg(1, "V-1")

    desk.fail_leg(2, "drawer_short")

    assert noted(counter) == ["lines_claimed"]
    assert [len(claim.money) for claim in hub.has.values()] == [2]


def test_a_return_that_is_taken_back_gives_them_back(counter: Counter, hub: FakeHub) -> None:
    desk = confirmed(counter)
    desk.scan("V-1")
    desk.begin_void()
    desk.allow_void(MANAGER_PIN, "paid_wrong_way")
    desk.undo_leg(1, "V-2")

    assert "case_voided" in counter.journal.types()
    assert noted(counter) == ["lines_claimed", "claim_given_up", "claim_settled"]
    assert [claim.units for claim in hub.has.values()] == [()]


def test_two_that_paid_for_one_line_are_an_escalation_with_both_sides(
    counter: Counter, hub: FakeHub
) -> None:
    hub.away = True
    desk = confirmed(counter)
    desk.scan("V-1")
    at = counter.clock.now()
    hub.away, hub.is_taken, hub.rivals = False, True, (OtherClaim("03", at),)

    desk.next_customer()
    desk.lock()

    settled = counter.journal.last("claim_settled")
    assert settled.payload == {
        "answer": "doubled",
        "others": [{"terminal": "03", "at": at.isoformat()}],
    }
    raised = counter.journal.last("escalation_raised")
    assert raised.payload["triggers"] == ["double_refund"]
    assert raised.case_id == settled.case_id
    assert noted(counter).count("claim_settled") == 1
    claims = [each for each in story_of(counter.journal.events) if each.code in TYPES]
    assert [(each.code, dict(each.told)) for each in claims] == [
        ("lines_claimed", {}),
        ("claim_settled", {"terminal": "03", "at": at.isoformat()}),
    ]


@dataclass
class OnlyOnce(FakeHub):
    """It answers one late claim, then it is gone."""

    def claim(self, wanted: CaseClaim, *, is_late: bool = False) -> ClaimAnswer:
        answer = super().claim(wanted, is_late=is_late)
        self.away = self.away or is_late
        return answer


def test_one_that_goes_away_again_is_told_the_rest_later() -> None:
    hub = OnlyOnce()
    counter = counter_at(hub)
    for case_id in ("a", "b"):
        waiting = claim_document(CaseClaim(case_id, "RD/1/a"), waits=True)
        counter.journal.append(
            NewEvent("case_opened", {"number": 1}, case_id),
            NewEvent("lines_claimed", waiting, case_id),
        )
    desk = Desk(counter.services())

    desk.watch_escalations()
    assert noted(counter).count("claim_settled") == 1
    hub.away = False
    desk.watch_escalations()

    assert noted(counter).count("claim_settled") == 2
    assert len(hub.has) == 2


def test_what_could_not_be_noted_is_told_again(counter: Counter, hub: FakeHub) -> None:
    hub.away = True
    desk = confirmed(counter)
    desk.scan("V-1")
    hub.away, counter.journal.breaks_on = False, {"claim_settled"}

    desk.next_customer()
    counter.journal.breaks_on = set()
    desk.lock()

    assert noted(counter) == ["lines_claimed", "claim_settled"]
    assert [is_late for _, is_late in hub.asked] == [True, True]
