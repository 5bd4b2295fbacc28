"""What books a leg of store credit under each setting: no number, no payout."""

import pytest

from builders import SHELF
from returns_desk.application.desk_state import LegPhase, Prompt, Stage
from returns_desk.application.payout_proofs import proof_document
from returns_desk.domain.board import Leg
from returns_desk.domain.card_numbers import holds_card_number
from returns_desk.domain.policy import Settings
from support.credit_counters import (
    BY_NUMBER,
    BY_VOUCHER,
    FISCAL_TILL,
    GIFT_CARD,
    confirmed,
    counter_under,
    mistake_of,
    phase,
    restarted,
)

# --- what the plan says -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "means", "said"),
    [
        pytest.param(Settings(), "store_credit", {}, id="silent"),
        pytest.param(Settings(), "cash", {}, id="silent cash"),
        pytest.param(BY_NUMBER, "store_credit", {"proof": "credit_number"}, id="number"),
        pytest.param(BY_NUMBER, "gift_card", {"proof": "credit_number"}, id="number, gift card"),
        pytest.param(BY_NUMBER, "cash", {}, id="number, cash"),
        pytest.param(
            BY_VOUCHER, "store_credit", {"proof": "voucher", "voucher_days": 30}, id="voucher"
        ),
        pytest.param(BY_VOUCHER, "gift_card", {}, id="a gift card is no voucher"),
        pytest.param(FISCAL_TILL, "cash", {"proof": "fiscal_receipt"}, id="fiscal till"),
        pytest.param(FISCAL_TILL, "credit_card", {}, id="fiscal till, card"),
        pytest.param(Settings(cash_through_fiscal_till=False), "cash", {}, id="no fiscal till"),
    ],
)
def test_plan_says_what_books_a_leg(settings: Settings, means: str, said: dict[str, str]) -> None:
    assert proof_document(means, settings) == said


# --- a number of the gift-card system -------------------------------------------------------


def test_no_number_no_payout_and_the_leg_stays() -> None:
    counter = counter_under(BY_NUMBER)
    desk = confirmed(counter)

    code = mistake_of(lambda: desk.book_leg(1, "  "))

    assert code == "credit_number_missing"
    assert desk.state().prompt is Prompt.CREDIT_NUMBER
    assert phase(desk) is LegPhase.BEGUN
    assert "leg_booked" not in counter.journal.types()


def test_a_gift_cards_number_is_kept_whole_and_stands_on_the_slip() -> None:
    counter = counter_under(BY_NUMBER)

    state = confirmed(counter).scan(GIFT_CARD)

    assert state.stage is Stage.SLIP
    assert counter.journal.last("leg_booked").payload["reference"] == GIFT_CARD
    assert state.case is not None
    assert state.case.slip is not None
    told = {line.text: line.value for line in state.case.slip.lines}
    assert told["Credit number"] == GIFT_CARD


@pytest.mark.parametrize(
    "typed", ["4111111111111111", "card 4111 1111 1111 1111", "371449635398431"]
)
def test_a_payment_cards_number_is_no_number_of_a_credit(typed: str) -> None:
    counter = counter_under(BY_NUMBER)
    desk = confirmed(counter)

    assert mistake_of(lambda: desk.scan(typed)) == "payment_card_number"
    assert phase(desk) is LegPhase.BEGUN


@pytest.mark.parametrize("typed", ["12", "-1234", "x" * 41, "12;34=56", "1234\n5678"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    desk = confirmed(counter_under(BY_NUMBER))

    assert mistake_of(lambda: desk.book_leg(1, typed)) == "number_unfit"


def test_a_number_in_doubt_is_paid_only_with_its_number() -> None:
    counter = counter_under(BY_NUMBER)
    confirmed(counter)
    desk = restarted(counter)

    missing = mistake_of(lambda: desk.settle_leg(1, happened=True))
    state = desk.settle_leg(1, happened=True, reference=GIFT_CARD)

    assert missing == "credit_number_missing"
    assert state.stage is Stage.SLIP
    assert counter.journal.last("leg_settled").payload["reference"] == GIFT_CARD


def test_a_card_leg_in_doubt_may_have_lost_its_reference() -> None:
    card = Leg(f"{SHELF}/1", "original", 2136, "credit_card")
    counter = counter_under(BY_NUMBER, card, option="refund/original")
    confirmed(counter, "refund/original")

    state = restarted(counter).settle_leg(1, happened=True)

    assert state.stage is Stage.SLIP
    assert counter.journal.last("leg_settled").payload["reference"] is None


@pytest.mark.parametrize(
    ("text", "is_card"),
    [
        pytest.param("6250941006528599", True, id="union-pay"),
        pytest.param("4111-1111-1111-1112", False, id="wrong check digit"),
        pytest.param("6036280000123458", False, id="gift card"),
        pytest.param("123456", False, id="short"),
    ],
)
def test_card_numbers_are_known_by_range_and_check_digit(text: str, *, is_card: bool) -> None:
    assert holds_card_number(text) is is_card
