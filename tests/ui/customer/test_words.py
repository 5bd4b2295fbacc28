"""What is said to the customer: where a wish stands, conditions, reasons, goods."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import CARD_LEG, SHELF, option, paying_option
from fakes import MANAGER_PIN
from returns_desk.domain.board import Basis, Finding, Need, Standing
from returns_desk.ui.customer import sentences
from ui.customer.fake_display import Bench, counter_with

OTHER_CARD = "refund/other_card"
CREDIT = "store_credit/store_credit"


def line_of(bench: Bench, option_id: str) -> str:
    assert bench.display.options is not None
    return next(x.line for x in bench.display.options.options if x.option_id == option_id)


def test_a_wish_with_a_manager_is_told_step_by_step_without_a_name(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    assert line_of(bench, OTHER_CARD) == "We can ask a manager for it, right here"

    bench.customer.option_touched(OTHER_CARD)
    assert line_of(bench, OTHER_CARD) == "We are asking a manager, right here"

    bench.clerk.scanned(MANAGER_PIN)
    assert line_of(bench, OTHER_CARD) == "A manager said yes"


def test_what_a_manager_offers_in_its_place_is_named_by_its_number(bench: Bench) -> None:
    bench.clerk.scanned(SHELF)
    bench.customer.option_touched(OTHER_CARD)
    bench.clerk.decision_touched("alternative", CREDIT)

    bench.clerk.scanned(MANAGER_PIN)

    assert line_of(bench, OTHER_CARD) == "A manager offers number 3 in its place"


def test_what_a_pack_tells_everyone_is_told_and_what_it_tells_staff_is_not() -> None:
    told = Finding(
        "late", "shop", "r", "A manager can allow it.", "", public=True, effect="approve"
    )
    hidden = replace(told, public=False, text="Look at the history.", note="Watch out.")
    asking = paying_option(
        "refund/original", [CARD_LEG], Standing.NEEDS_APPROVAL, reasons=(hidden, told)
    )
    bench = Bench(counter_with(asking))
    bench.clerk.scanned(SHELF)

    assert bench.display.options is not None
    assert "history" not in repr(bench.display.options)
    assert "Watch" not in repr(bench.display.options)


def test_where_nothing_is_open_a_manager_is_named_and_no_hint_to_touch() -> None:
    bench = Bench(counter_with(option("refund/original")))
    bench.clerk.scanned(SHELF)

    assert bench.display.options is not None
    assert bench.display.options.instead == ("A manager can look at it with you",)
    assert bench.display.options.hint == ""
    assert bench.display.options.closed.startswith("the way you paid, in parts")


def test_a_right_is_called_a_right_and_goods_are_counted() -> None:
    right = option("repair/none", Standing.AVAILABLE, basis=Basis.RIGHT)
    bench = Bench(counter_with(right))
    bench.clerk.scanned(SHELF)

    assert bench.display.options is not None
    (repair,) = bench.display.options.options
    assert (repair.right_text, repair.amount_text) == ("Your right", "Free")
    assert repair.timing_text == "when it is repaired"
    assert bench.display.options.goods == "You bring back: Shelf board, white, 36 in"


@pytest.mark.parametrize(
    ("need", "said"),
    [
        (Need("original_tender_present:r/1", value=True), "If you have the card with you"),
        (Need("reason:0", value="faulty"), "If something is wrong with it"),
        (Need("reason:0", value="other"), "We ask you one thing first"),
        (Need("condition:0", value="unopened"), "If it is unopened"),
        (Need("photo_id_seen", value=True), "With a photo ID"),
        (Need("missing:0", value=()), "If everything that came with it is here"),
        (Need("delivered_at:r", value="2026-11-07"), "We ask you one thing first"),
    ],
    ids=lambda value: value.fact if isinstance(value, Need) else "",
)
def test_a_condition_is_said_as_to_the_customers_face(need: Need, said: str) -> None:
    assert sentences.condition_sentence(need.fact, need.value, is_card=True) == said


def test_an_option_with_a_condition_names_the_card_and_what_must_be_so() -> None:
    needs = (Need(f"original_tender_present:{SHELF}/1", value=True),)
    waiting = paying_option("refund/original", [CARD_LEG], Standing.CONDITIONAL, needs=needs)
    bench = Bench(counter_with(replace(waiting, fee=0)))
    bench.clerk.scanned(SHELF)

    assert line_of(bench, "refund/original") == "Card ending 1234 · If you have the card with you"
