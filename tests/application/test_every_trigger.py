"""Each named reason for handing a case on: what raises it at a counter, and that nothing else does.

The engine is the real one; the packs are of a few rules, so that each scene shows one reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final, cast

import pytest

from builders import NOW, SHELF, line, sale
from counters import Counter
from fake_background import Background
from fakes import MANAGER_PIN, FakePolicies, FakeSales
from proof_kit import SKU
from returns_desk.application.board_document import board_document
from returns_desk.application.closing import LEAVE_REASONS
from returns_desk.application.desk import Desk
from returns_desk.application.earlier_visits import CaseSpan, PaidGoods
from returns_desk.application.promises.entry import PromiseEntry
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Policy, Rule
from returns_desk.ui.manager.escalation_words import TRIGGERS
from support.lab_packs import policy, right, rule

MONEY: Final = "refund/original"
OTHER_CARD: Final = "refund/other_card"
BROUGHT_BACK: Final = "3141-01-20261101-0009"
VOID: Final = "void_not_finished"
"""Handed on by a void that stays in doubt; test_voiding_failures.py shows it."""

CREDIT: Final = rule("credit", "allow", "store_credit/store_credit")
SHOP: Final = (
    rule("money", "allow", MONEY),
    rule("other-card", "approve", OTHER_CARD),
    rule("cash", "forbid", "refund/cash"),
    CREDIT,
)
LAW: Final = right("law-money", MONEY)
REFUSED: Final = rule("no-money", "forbid", MONEY)


@dataclass
class Scene:
    """A counter, what is around it, and how often it was handed on."""

    counter: Counter
    around: Background = field(default_factory=Background)

    def desk(self) -> Desk:
        """A desk with Mara signed in."""
        return self.around.desk(self.counter)

    def scanned(self) -> Desk:
        """The shelf's receipt was scanned."""
        desk = self.desk()
        desk.scan(SHELF)
        return desk

    def codes(self) -> list[str]:
        """Every reason that was recorded, in order."""
        raised = self.counter.journal.read(types=("escalation_raised",))
        return [
            str(code) for each in raised for code in cast("list[str]", each.payload["triggers"])
        ]


def scene(made: Policy) -> Scene:
    everything_back = replace(line(1), returned=Decimal(1), returned_paid=line(1).paid)
    sales = FakeSales([sale(), sale(BROUGHT_BACK, [everything_back])])
    policies = FakePolicies(made)
    return Scene(
        Counter(sales=sales, policies=policies, propose=propose_board, document=board_document)
    )


def asks_for_the_other_card(at: Scene) -> None:
    at.scanned().ask_for(OTHER_CARD)


def asks_for_cash(at: Scene) -> None:
    at.scanned().ask_for("refund/cash")


def scans(at: Scene) -> None:
    at.scanned()


def scans_what_came_back_before(at: Scene) -> None:
    at.desk().scan(BROUGHT_BACK)


def leaves_since_nothing_suited(at: Scene) -> None:
    at.scanned().leave("nothing_suited")


def calls_a_manager(at: Scene) -> None:
    at.scanned().call_manager()


def waits_for_long(at: Scene) -> None:
    desk = at.scanned()
    at.counter.clock.advance(minutes=10)
    desk.watch_escalations()


def is_promised_a_call_that_nobody_makes(at: Scene) -> None:
    desk = at.scanned()
    desk.make_promise(PromiseEntry(at.counter.clock.now() + timedelta(hours=3)))
    at.counter.clock.advance(hours=4)
    desk.watch_promises()


def comes_for_the_third_time(at: Scene) -> None:
    ends = [NOW - timedelta(days=days) for days in (2, 9)]
    at.around.visits.cases[SHELF] = tuple(CaseSpan(x - timedelta(minutes=9), x) for x in ends)
    at.scanned()


def leaves_before_what_was_allowed_is_paid(at: Scene) -> None:
    desk = at.scanned()
    desk.begin_approval(OTHER_CARD)
    desk.scan(MANAGER_PIN)
    desk.leave()


def was_paid_without_the_receipt(at: Scene) -> None:
    at.around.visits.paid = (PaidGoods(NOW - timedelta(days=1), SKU, None),)
    at.scanned()


@dataclass(frozen=True)
class Told:
    """What happens, under which rules, and every reason that it is handed on for."""

    happens: Callable[[Scene], None]
    reasons: tuple[str, ...]
    rules: tuple[Rule, ...] = SHOP
    law: tuple[Rule, ...] = ()


SCENES: Final = {
    "asked_option_needs_approval": Told(asks_for_the_other_card, ("asked_option_needs_approval",)),
    "asked_option_not_possible": Told(asks_for_cash, ("asked_option_not_possible",)),
    "no_money_option": Told(scans, ("no_money_option",), rules=(CREDIT,)),
    "line_already_returned": Told(scans_what_came_back_before, ("line_already_returned",)),
    "statutory_right_refused_by_shop": Told(
        scans, ("statutory_right_refused_by_shop",), rules=(REFUSED, CREDIT), law=(LAW,)
    ),
    "declined_all": Told(leaves_since_nothing_suited, ("declined_all",)),
    "manager_asked": Told(calls_a_manager, ("manager_asked",)),
    "open_too_long": Told(waits_for_long, ("open_too_long",)),
    "promise_overdue": Told(is_promised_a_call_that_nobody_makes, ("promise_overdue",)),
    "third_visit": Told(comes_for_the_third_time, ("third_visit",)),
    "approval_not_carried_out": Told(
        leaves_before_what_was_allowed_is_paid,
        ("asked_option_needs_approval", "approval_not_carried_out"),
    ),
    "double_refund": Told(was_paid_without_the_receipt, ("double_refund",)),
}


@pytest.mark.parametrize("reason", SCENES)
def test_it_is_handed_on_for_this_reason_and_for_no_other(reason: str) -> None:
    told = SCENES[reason]
    at = scene(policy(*told.rules, law=told.law, place="US-MN"))

    told.happens(at)

    assert at.codes() == list(told.reasons)


def test_every_reason_that_a_manager_can_read_has_its_scene() -> None:
    assert set(SCENES) == set(TRIGGERS) - {VOID}


def test_a_return_that_goes_well_is_handed_on_for_none() -> None:
    at = scene(policy(*SHOP, law=(LAW,), place="US-MN"))
    desk = at.scanned()

    desk.choose("store_credit/store_credit")
    desk.choose(MONEY)
    desk.confirm()
    desk.scan("004512")
    desk.next_customer()
    at.counter.clock.advance(hours=1)
    desk.watch_escalations()

    assert at.counter.journal.types().count("case_completed") == 1
    assert at.codes() == []


@pytest.mark.parametrize("why", [each for each in LEAVE_REASONS if each != "nothing_suited"])
def test_why_a_customer_leaves_is_no_reason_but_that_nothing_suited(why: str) -> None:
    at = scene(policy(*SHOP))

    at.scanned().leave(why)

    assert at.codes() == []
