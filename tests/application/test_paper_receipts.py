"""A receipt that the store does not know, keyed in from paper."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from builders import NOW, SHELF, SOLD_AT, case, store
from counters import Counter, signed_in
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.application.paper_receipts import PaperLine, PaperReceipt, sale_from_paper
from returns_desk.domain.errors import InvalidInput, OperatorMistake
from returns_desk.domain.sale import TenderType
from support.published_cards import VISA

GOODS = PaperLine("Kettle", Decimal(1), 3999)
PAPER = PaperReceipt("P-1", SOLD_AT, TenderType.CREDIT_CARD, (GOODS,), last4="4242")


def test_a_receipt_that_is_not_found_is_keyed_in_on_one_screen(
    desk: Desk, counter: Counter
) -> None:
    missing = desk.scan("P-1")
    typing = desk.begin_key_in("P-1")

    state = desk.key_in_receipt(PAPER)

    assert missing.notice is not None
    assert missing.notice.code == "not_found"
    assert (typing.stage, typing.prompt) == (Stage.KEY_IN, Prompt.NOTHING)
    assert typing.keying_in == "P-1"
    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.receipts[0].keyed_in
    assert state.case.receipts[0].tenders[0].last4 == "4242"
    assert counter.journal.last("receipt_added").payload["keyed_in"] is True
    assert counter.sales.is_keyed_in("P-1")


def test_the_slip_says_that_the_receipt_was_typed_in(desk: Desk) -> None:
    desk.begin_key_in()
    desk.key_in_receipt(PAPER)
    desk.choose("even_exchange/none")

    state = desk.confirm()

    assert state.case is not None
    assert state.case.slip is not None
    assert "Typed in from the paper receipt" in [line.text for line in state.case.slip.lines]


def test_a_keyed_in_receipt_joins_the_open_case(desk: Desk) -> None:
    desk.scan(SHELF)
    desk.begin_key_in("P-1")

    state = desk.key_in_receipt(PAPER)

    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert len(state.case.receipts) == 2


def test_escape_leaves_the_screen(desk: Desk) -> None:
    desk.begin_key_in()

    assert desk.back().stage is Stage.WAITING


def test_a_receipt_that_the_store_knows_is_not_keyed_in_beside_it(desk: Desk) -> None:
    desk.begin_key_in()

    with pytest.raises(OperatorMistake) as mistake:
        desk.key_in_receipt(replace(PAPER, receipt=SHELF))

    assert mistake.value.code == "receipt_known"
    assert desk.state().stage is Stage.KEY_IN


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        ("receipt", {"receipt": "  "}),
        ("sold_at", {"sold_at": SOLD_AT.replace(tzinfo=None)}),
        ("sold_at", {"sold_at": NOW + timedelta(days=1)}),
        ("last4", {"last4": "4111111111111111"}),
        ("lines", {"lines": ()}),
        ("lines/1/description", {"lines": (replace(GOODS, description=" "),)}),
        ("lines/1/description", {"lines": (replace(GOODS, description="Kettle, a@b.example"),)}),
        ("lines/1/description", {"lines": (replace(GOODS, description="EE382200221020145685"),)}),
        ("lines/1/description", {"lines": (replace(GOODS, description="Kettle " * 10),)}),
        ("lines/1/quantity", {"lines": (replace(GOODS, quantity=Decimal(0)),)}),
        ("lines/2/quantity", {"lines": (GOODS, replace(GOODS, quantity=Decimal("0.5")))}),
        ("lines/1/price", {"lines": (replace(GOODS, price=-1),)}),
    ],
)
def test_each_field_that_can_not_be_is_named_with_its_mend(
    place: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput) as mistake:
        sale_from_paper(replace(PAPER, **changes), store(), NOW, str)

    assert mistake.value.pointer == place


def test_a_weight_may_be_a_fraction_and_a_card_number_is_cut() -> None:
    apples = PaperLine("Apples 4111111111111111", Decimal("0.75"), 225, unit="kg", sku="")
    paper = replace(PAPER, lines=(apples,), last4=None)

    made = sale_from_paper(paper, store(), NOW, lambda text: text.replace("411111111111", "****"))

    assert made.lines[0].description == "Apples ****1111"
    assert (made.lines[0].quantity, made.lines[0].sku) == (Decimal("0.75"), None)
    assert made.tenders[0].amount == 225
    assert made.currency == case().store.currency


def test_a_card_number_keyed_in_with_the_goods_is_cut_and_the_place_is_journaled(
    counter: Counter,
) -> None:
    desk = signed_in(counter)
    desk.begin_key_in()

    desk.key_in_receipt(replace(PAPER, lines=(replace(GOODS, description=f"Lamp {VISA}"),)))

    assert counter.journal.last("card_number_cut").payload == {"where": ["paper_receipt"]}
    assert counter.sales.sales["P-1"].lines[0].description == "Lamp ****1111"


def test_a_card_number_in_the_place_of_the_receipts_is_refused(counter: Counter) -> None:
    desk = signed_in(counter)
    desk.begin_key_in()

    with pytest.raises(InvalidInput, match="number of the receipt") as told:
        desk.key_in_receipt(replace(PAPER, receipt=f" {VISA}"))

    assert told.value.pointer == "receipt"
    assert counter.sales.keyed_in == set()
