"""What the customer's display needs: the public reasons, and the answer to how it went."""

from dataclasses import replace

import pytest

from builders import SHELF, paying_option, shelf_options
from counters import Counter, proposing, signed_in
from fakes import FakePolicies
from returns_desk.application.desk import Desk
from returns_desk.application.for_customer import FEEDBACK_GIVEN
from returns_desk.domain.board import Finding, Leg, Need, Standing
from returns_desk.domain.errors import Defect
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Rule

RULE = Rule(
    "shop.window",
    Layer.SHOP,
    effect=Effect.APPROVE,
    options=frozenset({"refund/original"}),
    code="outside_window",
    text={"en": "A manager can allow it.", "et": "Seda võib lubada juhataja."},
    internal={"en": "Look twice."},
)
FINDING = Finding(
    "outside_window", "shop", "shop.window", "A manager can allow it.", "", public=True
)


def desk_under(counter: Counter, *rules: Rule) -> Desk:
    packs = tuple(
        Pack(f"pack{number}", Layer.SHOP, "1", rules=(rule,)) for number, rule in enumerate(rules)
    )
    counter.policies = FakePolicies(Policy(packs))
    return signed_in(counter)


def feedback(counter: Counter) -> list[object]:
    return [event.payload["answer"] for event in counter.journal.read(types=(FEEDBACK_GIVEN,))]


def completed(desk: Desk) -> str:
    """The id of a case that has just been completed by an even exchange."""
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    state = desk.confirm()
    assert state.case is not None
    return state.case.case_id


def test_a_public_reason_is_told_in_the_readers_language(counter: Counter) -> None:
    side = desk_under(counter, RULE).for_customer

    assert side.public_text(FINDING, "et") == "Seda võib lubada juhataja."
    assert side.public_text(FINDING, "en") == "A manager can allow it."


def test_a_language_without_the_text_gets_the_one_that_the_board_has(counter: Counter) -> None:
    side = desk_under(counter, RULE).for_customer

    assert side.public_text(FINDING, "hy") == "A manager can allow it."


def test_what_is_for_staff_is_told_to_no_customer(counter: Counter) -> None:
    side = desk_under(counter, RULE).for_customer

    assert side.public_text(replace(FINDING, public=False), "en") == ""


def test_a_reason_of_the_engine_has_no_text_of_a_pack(counter: Counter) -> None:
    side = desk_under(counter, RULE).for_customer

    assert side.public_text(replace(FINDING, layer="engine", rule="not_offered"), "en") == ""


def test_of_two_packs_that_name_a_rule_alike_the_one_that_said_it_is_told(
    counter: Counter,
) -> None:
    older = replace(RULE, text={"en": "It opens in May.", "et": "Avaneb mais."})
    side = desk_under(counter, older, RULE).for_customer

    assert side.public_text(FINDING, "et") == "Seda võib lubada juhataja."


@pytest.mark.parametrize("answer", ["good", "so_so", "bad"])
def test_how_it_went_is_noted_once_for_a_case_that_ended(
    desk: Desk, counter: Counter, answer: str
) -> None:
    case_id = completed(desk)

    desk.for_customer.give_feedback(case_id, answer)
    desk.for_customer.give_feedback(case_id, "bad")

    assert feedback(counter) == [answer]
    (event,) = counter.journal.read(types=(FEEDBACK_GIVEN,))
    assert (event.case_id, event.operator, event.version) == (case_id, None, 1)


def test_how_it_went_can_be_said_when_the_next_customer_is_there(
    desk: Desk, counter: Counter
) -> None:
    case_id = completed(desk)
    desk.next_customer()
    desk.scan("3141-02-20261121-0007")
    before = desk.state()

    desk.for_customer.give_feedback(case_id, "good")

    assert feedback(counter) == ["good"]
    assert desk.state() == before


def test_a_case_that_has_not_ended_takes_no_answer(desk: Desk, counter: Counter) -> None:
    state = desk.scan(SHELF)
    assert state.case is not None

    desk.for_customer.give_feedback(state.case.case_id, "good")

    assert feedback(counter) == []


def test_with_the_clock_behind_nothing_is_noted(desk: Desk, counter: Counter) -> None:
    case_id = completed(desk)
    counter.clock.advance(hours=-1)

    desk.for_customer.give_feedback(case_id, "good")

    assert feedback(counter) == []


def test_an_answer_that_nobody_offers_is_our_own_fault(desk: Desk) -> None:
    with pytest.raises(Defect):
        desk.for_customer.give_feedback(completed(desk), "splendid")


def test_asking_for_what_waits_for_an_answer_takes_the_mark_back(counter: Counter) -> None:
    """What was marked before is no longer what the customer wants; Enter must not pay it."""
    cash = Leg(f"{SHELF}/1", "cash", 2136, "cash")
    needs = (Need("photo_id_seen", value=True),)
    waiting = paying_option("refund/cash", [cash], Standing.CONDITIONAL, needs=needs)
    counter.propose = proposing([*shelf_options(), waiting])
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.choose("store_credit/store_credit")

    state = desk.ask_for("refund/cash")

    assert state.case is not None
    assert state.case.chosen is None
    assert not state.case.can_confirm
    assert state.case.asked_last == "refund/cash"
