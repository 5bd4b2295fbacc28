"""New goods in an exchange: what is scanned, what it costs, and what is noted of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import NOW, SHELF, line, sale
from counters import Counter, signed_in
from fake_items import FakeItems
from fakes import MANAGER_PIN, FakeSales
from returns_desk.application.case_fold import with_event
from returns_desk.application.case_record import Approval, CaseRecord
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import OpenCaseState, Prompt
from returns_desk.application.new_goods_record import NEW_GOODS_CHOSEN, NewGoods
from returns_desk.application.ports import Event, Json
from returns_desk.application.scanned_codes import ScannedCode
from returns_desk.domain.errors import OperatorMistake
from support.exchange_counters import (
    EXCHANGE,
    LAMP,
    asking,
    choosing,
    closed,
    exchange_counter,
)


def chosen(desk: Desk) -> tuple[NewGoods, ...]:
    case = desk.state().case
    assert case is not None
    return case.other_ways.new_goods


def code_of(desk: Desk, name: str, *arguments: object) -> str:
    with pytest.raises(OperatorMistake) as caught:
        getattr(desk, name)(*arguments)
    return caught.value.code


class Misreading:
    """Takes every text for a code that was read wrongly."""

    def goods(self, scanned: str) -> ScannedCode:
        return ScannedCode((scanned,), is_misread=True)

    def receipt(self, scanned: str) -> str | None:
        del scanned
        return None


# --- when a scan is taken for new goods ---------------------------------------------------------


def test_choosing_the_exchange_waits_for_new_goods_and_another_option_ends_it() -> None:
    desk = choosing(exchange_counter())
    waiting = desk.state().prompt

    other = desk.choose("refund/original")

    assert (waiting, other.prompt) == (Prompt.NEW_GOODS, Prompt.CASE)


def test_asking_for_the_exchange_waits_for_new_goods_too() -> None:
    desk = signed_in(exchange_counter())
    desk.scan(SHELF)

    assert desk.ask_for(EXCHANGE).prompt is Prompt.NEW_GOODS


def test_an_exchange_that_is_not_possible_waits_for_nothing() -> None:
    desk = signed_in(exchange_counter(propose=closed))
    desk.scan(SHELF)

    assert desk.ask_for(EXCHANGE).prompt is Prompt.CASE


def test_a_scan_of_claimed_goods_is_claimed_unless_new_goods_are_chosen() -> None:
    counter = exchange_counter(prices={"SHELF-36W": 2136})
    desk = choosing(counter)

    desk.scan("SHELF-36W")
    desk.back()
    desk.scan("SHELF-36W")

    assert [(each.sku, each.quantity) for each in chosen(desk)] == [("SHELF-36W", Decimal(1))]


def test_a_receipt_is_a_receipt_while_new_goods_are_chosen() -> None:
    desk = choosing(exchange_counter())

    state = desk.scan(SHELF)

    assert state.notice is not None
    assert state.notice.code == "receipt_here"
    assert chosen(desk) == ()


@pytest.mark.parametrize("text", ["RD/12/00000000002a", "12345", "-", "name 4111111111111111"])
def test_what_names_no_goods_is_looked_for_as_anything_else(text: str) -> None:
    desk = choosing(exchange_counter())

    state = desk.scan(text)

    assert chosen(desk) == ()
    assert state.prompt is not Prompt.PRICE


def test_a_code_that_was_read_wrongly_is_no_goods() -> None:
    desk = choosing(exchange_counter(codes=Misreading()))

    state = desk.scan("04006381333932")

    assert state.notice is not None
    assert state.notice.code == "bad_check_digit"


# --- what it costs ------------------------------------------------------------------------------


def test_goods_of_a_known_price_are_taken_at_once() -> None:
    counter = exchange_counter(prices={"LAMP": 3500})
    desk = choosing(counter)

    state = desk.scan("LAMP")

    assert chosen(desk) == (
        NewGoods("Lamp, brass", Decimal(1), 3500, "LAMP", LAMP.gtin, "lighting"),
    )
    assert counter.proposed[-1].claim.facts.exchange_total == 3500
    assert state.case is not None
    assert state.case.board.option(EXCHANGE).customer_pays == 3500 - 2136


@pytest.mark.parametrize(
    ("scanned", "name", "gtin"),
    [
        ("LAMP", "Lamp, brass", LAMP.gtin),
        ("04006381333948", "04006381333948", "04006381333948"),
        ("Vase, blue", "Vase, blue", None),
    ],
)
def test_the_price_of_other_goods_is_typed_once(scanned: str, name: str, gtin: str | None) -> None:
    desk = choosing(exchange_counter())

    asked = desk.scan(scanned)
    desk.name_price(1000)
    again = desk.scan(scanned)

    assert (asked.prompt, again.prompt) == (Prompt.PRICE, Prompt.NEW_GOODS)
    assert asked.case is not None
    assert asked.case.other_ways.asked_price == name
    assert not asked.case.can_confirm
    (goods,) = chosen(desk)
    assert (goods.description, goods.gtin) == (name, gtin)
    assert (goods.quantity, goods.unit_price, goods.price) == (Decimal(2), 1000, 2000)


def test_a_scan_while_a_price_is_typed_says_what_is_waited_for() -> None:
    desk = choosing(exchange_counter())
    desk.scan("LAMP")

    assert code_of(desk, "scan", "VASE") == "price_first"
    assert desk.back().prompt is Prompt.NEW_GOODS
    assert chosen(desk) == ()


def test_no_price_and_a_slip_of_the_finger_are_refused() -> None:
    desk = choosing(exchange_counter())

    assert code_of(desk, "name_price", 100) == "no_price_asked"
    desk.scan("LAMP")
    assert code_of(desk, "name_price", 0) == "no_unit_price"
    assert code_of(desk, "name_price", 4006381333931_00) == "no_unit_price"
    assert desk.state().prompt is Prompt.PRICE


def test_goods_without_a_sku_have_a_price_that_is_typed() -> None:
    counter = exchange_counter(sales=FakeSales([sale(lines=[line(sku=None)])]))
    known = replace(LAMP, sku="")
    assert isinstance(counter.items, FakeItems)
    counter.items.known = {known.gtin: known}
    desk = choosing(counter)

    of_receipt = desk.scan("00012345678905").prompt
    desk.name_price(2136)
    of_store = desk.scan(known.gtin).prompt
    desk.name_price(900)

    assert (of_receipt, of_store) == (Prompt.PRICE, Prompt.PRICE)
    assert [(each.sku, each.gtin) for each in chosen(desk)] == [
        (None, "00012345678905"),
        (None, known.gtin),
    ]


def test_goods_at_another_price_stand_apart() -> None:
    prices = {"LAMP": 1000}
    desk = choosing(exchange_counter(prices=prices))
    desk.scan("LAMP")
    prices["LAMP"] = 900
    desk.scan("LAMP")

    assert [each.unit_price for each in chosen(desk)] == [1000, 900]


# --- how many -----------------------------------------------------------------------------------


def test_the_quantity_is_changed_and_goods_are_left_here() -> None:
    counter = exchange_counter(prices={"LAMP": 1000})
    desk = choosing(counter)
    desk.scan("LAMP")

    desk.set_new_goods(1, Decimal(3))
    three = counter.proposed[-1].claim.facts.exchange_total
    desk.set_new_goods(1, Decimal(0))

    assert three == 3000
    assert chosen(desk) == ()
    assert counter.proposed[-1].claim.facts.exchange_total is None


def test_a_quantity_that_nobody_takes_is_refused() -> None:
    desk = choosing(exchange_counter(prices={"LAMP": 1000}))
    desk.scan("LAMP")

    assert code_of(desk, "set_new_goods", 1, Decimal(100)) == "quantity_out_of_range"
    assert code_of(desk, "set_new_goods", 2, Decimal(1)) == "unknown_new_goods"
    assert code_of(desk, "set_new_goods", 0, Decimal(1)) == "unknown_new_goods"


# --- what is noted ------------------------------------------------------------------------------


def restarted(counter: Counter) -> tuple[Desk, OpenCaseState]:
    desk = signed_in(counter)
    (waiting,) = desk.resume().open_cases
    return desk, waiting


def test_new_goods_come_back_after_a_crash_and_are_no_longer_waited_for() -> None:
    counter = exchange_counter(prices={"LAMP": 3500})
    choosing(counter).scan("LAMP")

    desk, waiting = restarted(counter)
    state = desk.resume_case(waiting.case_id)

    assert state.case is not None
    assert [each.sku for each in state.case.other_ways.new_goods] == ["LAMP"]
    assert state.case.board.option(EXCHANGE).customer_pays == 3500 - 2136
    assert state.prompt is Prompt.CASE


def test_the_next_customer_begins_without_new_goods() -> None:
    counter = exchange_counter(prices={"LAMP": 3500})
    desk = choosing(counter)
    desk.scan("LAMP")
    desk.leave()

    state = desk.scan(SHELF)

    assert state.prompt is Prompt.CASE
    assert chosen(desk) == ()


def test_a_yes_to_some_new_goods_is_no_yes_to_others() -> None:
    counter = exchange_counter(propose=asking, prices={"LAMP": 3500})
    desk = signed_in(counter)
    desk.scan(SHELF)
    desk.ask_for(EXCHANGE)
    desk.back()
    desk.scan("LAMP")
    desk.begin_approval(EXCHANGE)
    allowed = desk.approve(MANAGER_PIN)

    changed = desk.set_new_goods(1, Decimal(2))

    assert allowed.case is not None
    assert allowed.case.approval is not None
    assert changed.case is not None
    assert changed.case.approval is None


def test_a_yes_to_another_option_stays_when_new_goods_change() -> None:
    given = Approval("refund/original", 2136, "ines", "manager", "other", NOW, NOW)
    before = CaseRecord("case", 1, NOW, "mara", approval=given)
    payload: dict[str, Json] = {"goods": [], "total": None}
    event = Event("id", "here", "07", 1, NOW, "mara", "case", NEW_GOODS_CHOSEN, 1, payload, "", "")

    assert with_event(before, event).approval == given
