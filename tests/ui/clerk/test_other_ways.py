"""New goods, typed prices and parcels at the clerk's window, with a view of fakes."""

from __future__ import annotations

import pytest

from builders import SHELF
from counters import Counter, signed_in
from fakes import MANAGER, MANAGER_PIN, badge_of
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.ui.clerk.presenter import ClerkPresenter
from support.exchange_counters import EXCHANGE, asking, exchange_counter
from ui.clerk.fake_window import FakeSurroundings, FakeTasks, FakeView, settings


def opened(counter: Counter) -> tuple[ClerkPresenter, FakeView]:
    view, around = FakeView(), FakeSurroundings(counter.clock)
    presenter = ClerkPresenter(view, signed_in(counter), FakeTasks(), around, settings())
    presenter.start()
    presenter.scanned(SHELF)
    return presenter, view


def test_scan_field_says_what_it_waits_for_and_digits_of_a_price_choose_nothing() -> None:
    presenter, view = opened(exchange_counter())
    scanning = view.shown["scan"]
    presenter.board.option_chosen(EXCHANGE)
    goods = view.shown["scan"]
    presenter.scanned("LAMP")
    price = view.shown["scan"]

    assert [each.mode for each in (scanning, goods, price)] == ["scan", "scan", "text"]
    assert goods.prompt == "Scan what the customer takes – or type"
    assert price.prompt == "Price of one today: Lamp, brass"
    assert "back" in [each.code for each in goods.buttons]
    assert "no_receipt" not in [each.code for each in goods.buttons]


def test_text_that_is_no_price_is_mended() -> None:
    presenter, view = opened(exchange_counter())
    presenter.board.option_chosen(EXCHANGE)
    presenter.scanned("LAMP")

    presenter.scanned("cheap")
    said = view.sentence
    presenter.scanned("35.00")

    assert said
    assert presenter.state.case is not None
    assert [each.unit_price for each in presenter.state.case.other_ways.new_goods] == [3500]


def test_enter_does_nothing_while_a_price_is_waited_for() -> None:
    presenter, view = opened(exchange_counter())
    presenter.board.option_chosen(EXCHANGE)
    presenter.scanned("LAMP")

    presenter.confirmed()

    assert presenter.state.stage is Stage.BOARD
    assert view.shown["footer"].confirm == "not_yet"


def test_badge_takes_over_while_a_price_is_waited_for() -> None:
    presenter, _ = opened(exchange_counter())
    presenter.board.option_chosen(EXCHANGE)
    presenter.scanned("LAMP")

    presenter.scanned(badge_of(MANAGER))

    assert presenter.state.operator is not None
    assert presenter.state.operator.id == MANAGER.id
    assert presenter.state.prompt is Prompt.PRICE


@pytest.mark.parametrize(("price", "text"), [("35.00", "Pays $13.64"), ("9", "$12.36")])
def test_card_and_footer_say_what_the_exchange_comes_to(price: str, text: str) -> None:
    presenter, view = opened(exchange_counter())
    presenter.board.option_chosen(EXCHANGE)
    presenter.scanned("LAMP")
    presenter.scanned(price)

    _, page, _, _ = view.shown["page"]
    (card,) = [each for each in page.board.options if each.option_id == EXCHANGE]
    assert (card.amount_text, card.line) == (text, "Lamp, brass")
    assert text in view.shown["footer"].title


def test_manager_approves_what_the_customer_pays() -> None:
    presenter, view = opened(exchange_counter(propose=asking, prices={"LAMP": 3500}))
    presenter.board.chip_asked(EXCHANGE)
    presenter.acted("back")
    presenter.scanned("LAMP")
    presenter.board.option_asked(EXCHANGE)
    _, _, _, approval = view.shown["page"]

    presenter.scanned(MANAGER_PIN)

    assert approval.amount == "Pays $13.64"
    assert "$13.64" in view.sentence


def test_two_of_the_same_are_said_so() -> None:
    presenter, view = opened(exchange_counter(prices={"LAMP": 500}))
    presenter.board.option_chosen(EXCHANGE)
    presenter.scanned("LAMP")
    presenter.scanned("LAMP")

    receipts, page, _, _ = view.shown["page"]
    (card,) = [each for each in page.board.options if each.option_id == EXCHANGE]
    assert card.line == "2 Lamp, brass"
    assert receipts.receipts[0].lines[0].quantity_text == "2"


def test_day_that_is_none_is_mended() -> None:
    presenter, view = opened(exchange_counter())
    presenter.proof.receipt_acted(SHELF, "parcel")
    presenter.proof.receipt_acted(SHELF, "posted_on")
    prompt = view.shown["scan"].prompt

    presenter.scanned("Tuesday")
    said = view.sentence
    presenter.scanned("2026-11-18")

    assert prompt == "Day on the parcel’s stamp – type it"
    assert said == "Type the day like this: 2026-11-07."
    assert presenter.state.prompt is Prompt.CASE
