"""The ladder of proof: which clue asks what of the store, and what stands on it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from builders import SHELF, SOLD_AT, line, plums, sale, shelf_options
from counters import Counter, proposing, signed_in
from fake_items import FakeItems
from fakes import FakePolicies
from proof_kit import SHELF_BOARD, SKU, THREE, AskedSales, candidate, found, three_lines
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Stage
from returns_desk.application.ports import SaleQuery
from returns_desk.application.proofs import Clues, Rung
from returns_desk.domain.errors import InvalidInput
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule
from support.published_cards import VISA


@pytest.fixture
def items() -> FakeItems:
    made = FakeItems()
    made.known[SKU] = SHELF_BOARD
    return made


@pytest.fixture
def sales() -> AskedSales:
    return AskedSales([sale(), plums(), three_lines()])


@pytest.fixture
def counter(sales: AskedSales, items: FakeItems) -> Counter:
    return Counter(sales=sales, items=items, propose=proposing(shelf_options()))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return signed_in(counter)


# --- stepping -----------------------------------------------------------------------------


def test_the_ladder_begins_with_the_card_and_escape_leaves_it(desk: Desk) -> None:
    opened = desk.begin_proof()
    assert opened.stage is Stage.PROOF
    assert opened.proof is not None
    assert opened.proof.clues == Clues(Rung.CARD)

    assert desk.back().stage is Stage.WAITING


def test_what_was_told_on_one_rung_is_there_on_the_next(desk: Desk) -> None:
    desk.begin_proof()
    desk.look_up(Clues(Rung.ITEM, item="kettle"))

    stepped = desk.begin_proof(Rung.NOTHING)

    assert stepped.proof is not None
    assert stepped.proof.clues == Clues(Rung.NOTHING, item="kettle")
    assert stepped.proof.goods == "kettle"


def test_rungs_that_the_law_counts_are_named(counter: Counter) -> None:
    told = (FieldTest("evidence.bank_statement", any_of=frozenset({True})),)
    by_law = Rule("law", Layer.LAW, Effect.ALLOW, frozenset({"refund/original"}), "law", when=told)
    other = (FieldTest("evidence.card_lookup", any_of=frozenset({True})),)
    by_shop = replace(by_law, id="shop", layer=Layer.SHOP, when=other)
    packs = (
        Pack("law", Layer.LAW, "1", rules=(by_law,), jurisdiction="US"),
        Pack("shop", Layer.SHOP, "1", rules=(by_shop,)),
    )
    counter.policies = FakePolicies(Policy(packs))

    opened = signed_in(counter).begin_proof()

    assert opened.proof is not None
    assert opened.proof.by_law == {Rung.BANK_STATEMENT}


# --- what must be told ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clues", "field"),
    [
        (Clues(Rung.CARD, card="12"), "card"),
        (Clues(Rung.CUSTOMER, customer=" "), "customer"),
        (Clues(Rung.SERIAL), "serial"),
        (Clues(Rung.BANK_STATEMENT, day=SOLD_AT.date()), "amount"),
        (Clues(Rung.BANK_STATEMENT, amount=2136), "day"),
        (Clues(Rung.ITEM), "item"),
        (Clues(Rung.NOTHING), "item"),
    ],
)
def test_what_is_missing_is_named_with_its_field(desk: Desk, clues: Clues, field: str) -> None:
    desk.begin_proof()

    with pytest.raises(InvalidInput) as mistake:
        desk.look_up(clues)

    assert mistake.value.pointer == field
    assert mistake.value.message.endswith(".")


def test_of_a_card_only_four_digits_stay_and_the_cut_is_noted(
    desk: Desk, counter: Counter, sales: AskedSales
) -> None:
    desk.begin_proof()

    state = desk.look_up(Clues(Rung.CARD, card=VISA))

    assert state.proof is not None
    assert state.proof.clues.card == VISA[-4:]
    assert sales.queries[-1].card_last4 == VISA[-4:]
    assert counter.journal.last("card_number_cut").payload == {"where": ["proof/card"]}
    assert all(VISA not in str(event.payload) for event in counter.journal.events)


# --- what is asked of the store ---------------------------------------------------------------


def test_a_card_is_asked_for_on_all_days_once_those_around_gave_too_little(
    desk: Desk, sales: AskedSales
) -> None:
    desk.begin_proof()
    desk.look_up(Clues(Rung.CARD, card="1234", day=SOLD_AT.date(), item="white shelf"))

    exact, around, ever = sales.queries
    assert exact.sold_from is not None
    assert around.sold_from is not None
    assert around.sold_from < exact.sold_from
    assert ever == SaleQuery(card_last4="1234", text="white shelf")


def test_a_statement_is_asked_for_by_its_day_then_by_the_days_around(
    desk: Desk, sales: AskedSales
) -> None:
    desk.begin_proof()
    desk.look_up(Clues(Rung.BANK_STATEMENT, amount=2136, day=date(2026, 11, 7), item="shelf"))

    midnight = SOLD_AT.replace(hour=0, minute=0)
    day, week = timedelta(days=1), timedelta(days=7)
    exact, around = sales.queries
    assert exact == SaleQuery(amount=2136, sold_from=midnight, sold_before=midnight + day)
    assert (around.sold_from, around.sold_before) == (midnight - week, midnight + day + week)


def test_days_around_are_not_asked_for_where_the_day_gives_enough(
    desk: Desk, sales: AskedSales
) -> None:
    many = [sale(f"R-{n}") for n in range(8)]
    sales.sales |= {each.receipt: each for each in many}
    sales.found = tuple(candidate(each.receipt, 1, "same_amount") for each in many)
    desk.begin_proof()

    state = desk.look_up(Clues(Rung.BANK_STATEMENT, amount=2136, day=SOLD_AT.date()))

    assert len(sales.queries) == 1
    assert len(found(state)) == 8


def test_what_the_store_gives_without_the_clue_itself_proves_nothing(
    desk: Desk, sales: AskedSales
) -> None:
    sales.found = (candidate(SHELF, 1, "same_item"),)
    desk.begin_proof()

    state = desk.look_up(Clues(Rung.CARD, card="9999"))

    assert found(state) == ()
    assert state.notice is not None
    assert state.notice.code == "nothing_found"


# --- what is found ------------------------------------------------------------------------------


def test_a_purchase_shows_its_three_numbers_and_why_it_fits(desk: Desk, sales: AskedSales) -> None:
    sales.found = (
        candidate(THREE, 1, "same_card", "latest_before"),
        candidate(THREE, 2, "same_card"),
        candidate(SHELF, 1, "same_card"),
        candidate("gone", 1, "same_card"),
    )
    desk.begin_proof()

    shelf, three = found(desk.look_up(Clues(Rung.CARD, card="1234", day=SOLD_AT.date())))

    assert (shelf.receipt, shelf.days_off, shelf.more_lines) == (SHELF, 0, 0)
    assert (three.sold, three.returned, three.available) == (Decimal(3), Decimal(0), Decimal(3))
    assert (three.paid, three.more_lines, three.days_off) == (4272, 1, 6)
    assert three.because == ("same_card",)
    assert three.sums_up


def test_pieces_and_weights_are_not_added_up(desk: Desk, sales: AskedSales) -> None:
    sales.found = tuple(candidate(THREE, n, "same_customer") for n in (1, 2, 3))
    desk.begin_proof()

    (three,) = found(desk.look_up(Clues(Rung.CUSTOMER, customer="C-1")))

    assert not three.sums_up


def test_what_came_back_whole_stands_last(desk: Desk, sales: AskedSales) -> None:
    sales.sales[SHELF] = sale(lines=[line(returned=Decimal(1), returned_paid=2136)])
    sales.found = (candidate(SHELF, 1, "same_card"), candidate(THREE, 1, "same_card"))
    desk.begin_proof()

    state = desk.look_up(Clues(Rung.CARD, card="1234"))

    assert [each.receipt for each in found(state)] == [THREE, SHELF]
