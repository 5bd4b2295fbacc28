"""Whatever happens at a counter, in the end exactly what was paid came back.

A state machine drives the real desk and the real engine over several receipts: partial returns,
exchanges, voids, failed parts, crashes and second tries, in currencies of 0, 2 and 3 decimals,
weighed goods included. Its own ledger of what really left the shop is compared with the receipts.
"""

import json
import os
from collections import Counter as Tally
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from counters import Counter, signed_in
from domain.test_engine_sequences import ALL_ALLOWED, fresh
from domain.void_rules import TakingBack
from fakes import FakeClock, FakePolicies, FakeSales
from oracle.money import can_give_back
from returns_desk.application.boards import known_sale
from returns_desk.application.desk_state import DeskState, LegPhase, LegState, Stage
from returns_desk.application.services import DeskServices
from returns_desk.domain.board import Standing
from returns_desk.domain.engine import propose_board
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.sale import SaleLine
from strategies import CURRENCIES, LONG_RUN, NOW, sales

RECEIPTS = ("R-1", "R-2", "R-3")
REFERENCE = "004512"
GOODS_THAT_COME_AGAIN = ("even_exchange/none", "replacement/none", "repair/none")


IS_LONG = os.environ.get("RETURNS_DESK_LONG") == LONG_RUN
COUNTERS, STEPS = (400, 60) if IS_LONG else (20, 30)

Act = Callable[..., Any]


def at_stage(*stages: Stage) -> Callable[[Act], Act]:
    """A rule that is for these stages of the counter alone."""
    return precondition(lambda machine: machine.stage in stages)


def thorough(counters: int) -> settings:
    """Settings of a machine that is tried at so many counters."""
    return settings(
        max_examples=counters,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
    )


@dataclass
class CounterInItsCurrency(Counter):
    """A counter of a shop that counts in this currency."""

    currency: str = "USD"

    def services(self) -> DeskServices:
        services = super().services()
        store = replace(services.shop.store, currency=self.currency)
        return replace(services, shop=replace(services.shop, store=store))


class CounterMachine(TakingBack, RuleBasedStateMachine):
    """One counter. `given` is what really left the shop, by tender: the machine's own ledger."""

    @initialize(data=st.data())
    def open_the_shop(self, data: st.DataObject) -> None:
        self.sold = [fresh(data.draw(sales(name, 2))) for name in RECEIPTS]
        self.given: Tally[str] = Tally()
        self.counter = self.counter_in(data.draw(st.sampled_from(CURRENCIES)))
        self.desk = signed_in(self.counter)

    def counter_in(self, currency: str) -> CounterInItsCurrency:
        """The counter of that shop, with its sales."""
        return CounterInItsCurrency(
            currency=currency,
            sales=FakeSales(self.sold),
            policies=FakePolicies(ALL_ALLOWED),
            clock=FakeClock(NOW),
            propose=propose_board,
        )

    def power_cut(self) -> None:
        """What is lost when the program ends between two acts; of these fakes nothing."""

    @property
    def next_leg(self) -> LegState:
        case = self.desk.state().case
        assert case is not None
        return next(leg for leg in case.legs if leg.phase is not LegPhase.BOOKED)

    def hand_out(self, leg: LegState) -> None:
        """What a till or a card reader does; the program only hears of it."""
        if leg.tender is not None:
            self.given[leg.tender] += leg.amount

    # --- what people do

    @at_stage(Stage.WAITING, Stage.BOARD)
    @rule(receipt=st.sampled_from(RECEIPTS))
    def scan(self, receipt: str) -> None:
        self.desk.scan(receipt)

    @at_stage(Stage.BOARD)
    @rule(data=st.data())
    def claim_a_part(self, data: st.DataObject) -> None:
        case = self.desk.state().case
        assert case is not None
        lines = [line for receipt in case.receipts for line in receipt.lines if line.available]
        if not lines:
            return
        line = data.draw(st.sampled_from(lines))
        step = Decimal(1) if line.unit == "each" else Decimal("0.001")
        quantity = data.draw(st.integers(0, int(line.available / step))) * step
        self.try_to(lambda: self.desk.set_quantity(line.receipt, line.line, quantity))

    @at_stage(Stage.BOARD)
    @rule(data=st.data())
    def choose_and_confirm(self, data: st.DataObject) -> None:
        case = self.desk.state().case
        assert case is not None
        offered = [o.id for o in case.board.options if o.standing is Standing.AVAILABLE]
        if offered:
            self.desk.choose(data.draw(st.sampled_from(offered)))
            self.desk.confirm()

    @at_stage(Stage.BOOKING)
    @rule(says_it_twice=st.booleans())
    def pay_and_book(self, says_it_twice: bool) -> None:
        leg = self.next_leg
        self.hand_out(leg)
        self.desk.book_leg(leg.leg, REFERENCE)
        if says_it_twice:
            with pytest.raises(OperatorMistake):
                self.desk.book_leg(leg.leg, REFERENCE)

    @at_stage(Stage.BOOKING)
    @rule(kind=st.sampled_from(("declined", "unreachable", "again", "another way", "void")))
    def go_wrong(self, kind: str) -> None:
        leg = self.next_leg
        acts = {
            "again": lambda: self.desk.begin_leg(leg.leg),
            "another way": self.desk.change_rest,
            "void": self.desk.leave,
        }
        self.try_to(acts.get(kind, lambda: self.desk.fail_leg(leg.leg, kind)))

    @at_stage(Stage.BOARD)
    @rule(kind=st.sampled_from(("void", "nothing", "nothing", "nothing")))
    def think_again(self, kind: str) -> None:
        if kind == "void":
            self.desk.leave()

    @at_stage(Stage.SLIP)
    @rule()
    def next_customer(self) -> None:
        self.desk.next_customer()

    # --- what happens to them

    @at_stage(Stage.BOOKING)
    @rule(was_paid=st.booleans())
    def crash_while_paying(self, was_paid: bool) -> None:
        leg = self.next_leg
        if leg.phase is not LegPhase.BEGUN:
            return
        if was_paid:
            self.hand_out(leg)
        self.restart()
        assert self.stage is Stage.IN_DOUBT
        self.desk.settle_leg(leg.leg, happened=was_paid, reference=REFERENCE)

    @at_stage(Stage.BOARD, Stage.SLIP, Stage.WAITING)
    @rule()
    def restart(self) -> None:
        self.power_cut()
        self.desk = signed_in(self.counter)
        state = self.desk.resume()
        if state.case is None and state.open_cases:
            self.desk.resume_case(state.open_cases[0].case_id)

    # --- what always holds

    @invariant()
    def no_tender_gives_more_than_it_can(self) -> None:
        for sale in getattr(self, "sold", ()):
            for tender in sale.tenders:
                assert self.given[f"{sale.receipt}/{tender.tender}"] <= can_give_back(tender)

    @invariant()
    def the_journal_knows_what_left_the_shop(self) -> None:
        for sale in getattr(self, "sold", ()):
            seen = known_sale(self.counter.services(), sale.receipt)
            assert seen is not None
            for tender in seen.tenders:
                assert tender.refunded == self.given[f"{sale.receipt}/{tender.tender}"]

    def teardown(self) -> None:
        """Take everything else back the way it was paid; then all of it came back, exactly."""
        if not hasattr(self, "sold"):
            return
        self.finish()
        self.check_books()
        for receipt in RECEIPTS:
            self.desk.scan(receipt)
            self.return_the_rest()
        for sale in self.sold:
            for line in sale.lines:
                assert self.returned(sale.receipt, line) == (line.quantity, line.paid, line.tax)
            for tender in sale.tenders:
                key = f"{sale.receipt}/{tender.tender}"
                assert self.given[key] == can_give_back(tender), key

    # --- helpers

    def try_to(self, act: Callable[[], DeskState]) -> None:
        """Do it if it may be done now; a refusal changes nothing."""
        before = self.stage
        try:
            act()
        except OperatorMistake:
            assert self.stage is before

    def finish(self) -> None:
        """Bring the counter to where it waits for a customer."""
        self.finish_undoing()
        while self.stage is Stage.BOOKING:
            self.pay_and_book(says_it_twice=False)
        if self.stage is Stage.SLIP:
            self.desk.next_customer()
        if self.stage is Stage.BOARD:
            self.desk.leave()

    def return_the_rest(self) -> None:
        case = self.desk.state().case
        assert case is not None
        if case.board.option("refund/original").standing is Standing.AVAILABLE:
            self.desk.choose("refund/original")
            self.desk.confirm()
        self.finish()

    def returned(self, receipt: str, line: SaleLine) -> tuple[Decimal, int, int]:
        """Quantity, money and tax of a line that came back, by the journal."""
        journal = self.counter.written or self.counter.journal
        taken = {event.payload["key"] for event in journal.read(types=("goods_taken",))}
        taken -= self.taken_back()
        quantity, money, tax = Decimal(0), 0, 0
        for event in journal.read(types=("plan_made",)):
            is_goods_again = event.payload["option"] in GOODS_THAT_COME_AGAIN
            if event.payload["key"] not in taken or is_goods_again:
                continue
            for item in json.loads(json.dumps(event.payload["items"])):
                if (item["receipt"], item["line"]) == (receipt, line.line):
                    quantity += Decimal(item["quantity"])
                    money += item["paid"]
                    tax += item["tax"]
        return quantity, money, tax


@pytest.mark.long(LONG_RUN, examples=COUNTERS)
def test_whatever_happens_exactly_what_was_paid_comes_back(run_seed: int) -> None:
    run_state_machine_as_test(seed(run_seed)(CounterMachine), settings=thorough(COUNTERS))
