"""The ladder of proof with a window and a worker of fakes, on a real counter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from builders import SHELF, line, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import FakeSales
from returns_desk.application.desk_state import Stage
from returns_desk.application.ports import Candidate
from returns_desk.domain.errors import InvalidInput
from returns_desk.ui.clerk.presenter import ClerkPresenter
from returns_desk.ui.clerk.proof_contents import PAPER
from returns_desk.ui.clerk.proof_entry import clues_of, goods_of
from returns_desk.ui.clerk.proof_shapes import ProofContent, ProofEntry
from ui.clerk.fake_window import FakeSurroundings, FakeTasks, FakeView, settings

CREDIT = "store_credit/store_credit"


@dataclass
class Bench:
    """A presenter with everything around it, the ladder open."""

    counter: Counter
    view: FakeView
    tasks: FakeTasks
    presenter: ClerkPresenter

    @property
    def page(self) -> ProofContent:
        """The ladder in sight."""
        page = self.view.shown["page"]
        assert isinstance(page, ProofContent)
        return page


@pytest.fixture
def bench() -> Bench:
    counter = Counter(sales=FakeSales([sale()]), propose=proposing(shelf_options()))
    counter.sales.candidates["C-1"] = (Candidate(SHELF, 1, 1, ("same_customer",)),)
    view, tasks = FakeView(), FakeTasks()
    around = FakeSurroundings(counter.clock)
    presenter = ClerkPresenter(view, signed_in(counter), tasks, around, settings())
    presenter.start()
    presenter.acted("no_receipt")
    return Bench(counter, view, tasks, presenter)


def looked_for(bench: Bench, number: str = "C-1") -> None:
    bench.presenter.proof.entered(ProofEntry("customer", {"customer": number, "item": ""}))


def test_every_rung_is_there_and_the_first_is_chosen(bench: Bench) -> None:
    codes = [each.code for each in bench.page.rungs]

    assert codes == ["card", "customer", "serial", "bank_statement", "item", PAPER, "nothing"]
    assert [each.code for each in bench.page.rungs if each.is_on] == ["card"]
    assert [each.name for each in bench.page.clues] == ["card", "day", "item"]
    assert bench.page.board is None


def test_the_footer_says_what_enter_does(bench: Bench) -> None:
    assert bench.view.shown["footer"].confirm_text == "Look for it"
    looked_for(bench)
    assert bench.view.shown["footer"].confirm_text == "This one"

    bench.presenter.proof.edited()
    bench.presenter.proof.edited()
    assert bench.view.shown["footer"].confirm_text == "Look for it"

    looked_for(bench)
    assert bench.view.shown["footer"].confirm_text == "This one"
    bench.presenter.proof.rung_chosen("nothing")
    assert bench.view.shown["footer"].confirm_text == "Take it in"


def test_a_find_says_why_and_what_is_left_of_it(bench: Bench) -> None:
    looked_for(bench)

    (found,) = bench.page.found
    assert found.why == "customer"
    assert found.numbers == "1 sold · 0 returned · 1 available"
    assert found.is_best
    assert bench.page.found_heading == "One receipt fits"


def test_what_came_back_whole_is_said_instead_of_numbers(bench: Bench) -> None:
    gone = line(returned=Decimal(1), returned_paid=2136)
    bench.counter.sales.sales[SHELF] = sale(lines=[gone])

    looked_for(bench)

    assert bench.page.found[0].numbers == "Everything of this came back before."


@pytest.mark.parametrize(("unit", "numbers"), [("each", "3 sold"), ("kg", "")])
def test_several_lines_are_told_together(bench: Bench, unit: str, numbers: str) -> None:
    lines = [line(1), line(2, unit=unit, quantity=Decimal(2))]
    bench.counter.sales.sales[SHELF] = sale(lines=lines)
    fitting = [Candidate(SHELF, each, 1, ("same_customer",)) for each in (1, 2)]
    bench.counter.sales.candidates["C-1"] = tuple(fitting)

    looked_for(bench)

    assert "and 1 more" in bench.page.found[0].title
    assert bench.page.found[0].numbers.startswith(numbers)


def test_nothing_found_is_one_line_with_the_next_step(bench: Bench) -> None:
    looked_for(bench, "C-99")

    assert bench.page.found_heading == "No receipt fits"
    assert "next step" in bench.view.sentence


def test_a_day_that_is_none_points_at_its_field(bench: Bench) -> None:
    bench.presenter.proof.entered(ProofEntry("card", {"card": "1234", "day": "soon"}))

    assert bench.view.pointed == ["day"]
    assert "2026-11-07" in bench.view.sentence


def test_a_find_is_taken_once_however_often_it_is_touched(bench: Bench) -> None:
    looked_for(bench)
    bench.tasks.holds = True

    bench.presenter.proof.taken(SHELF)
    bench.presenter.proof.taken(SHELF)

    assert len(bench.tasks.waiting) == 1
    bench.tasks.run_next()
    assert bench.view.pages[-1] == "board"


def test_goods_in_the_case_lead_from_the_last_rung_to_their_board(bench: Bench) -> None:
    bench.presenter.proof.rung_chosen("nothing")
    kettle = {"goods": "Kettle", "quantity": "2", "price": "39.90"}
    bench.presenter.proof.entered(ProofEntry("nothing", kettle))
    receipts, *_ = bench.view.shown["page"]
    (block,) = receipts.receipts
    assert block.head.title == "Without a receipt"
    assert block.lines[0].unit_text == "2 · $79.80 with tax"
    bench.presenter.acted("no_receipt")
    assert bench.page.board is not None

    bench.presenter.proof.rung_chosen("nothing")

    assert bench.presenter.state.stage is Stage.BOARD


@pytest.fixture
def above_a_board(bench: Bench) -> Bench:
    """The ladder over a case of the shelf."""
    bench.presenter.scanned(SHELF)
    bench.presenter.acted("no_receipt")
    return bench


def test_an_option_of_the_board_below_is_marked_on_it(above_a_board: Bench) -> None:
    above_a_board.presenter.proof.option_chosen(CREDIT)

    state = above_a_board.presenter.state
    assert state.stage is Stage.BOARD
    assert state.case is not None
    assert state.case.chosen == CREDIT


def test_an_option_below_without_a_question_leads_to_the_board(above_a_board: Bench) -> None:
    above_a_board.presenter.proof.option_answered(CREDIT, yes=True)

    assert above_a_board.presenter.state.stage is Stage.BOARD


def test_the_paper_receipt_is_the_second_f3(bench: Bench) -> None:
    bench.presenter.acted("no_receipt")

    assert bench.presenter.state.stage is Stage.KEY_IN


def test_receipts_have_a_mark_and_a_way_out(above_a_board: Bench) -> None:
    above_a_board.presenter.acted("back")
    receipts, *_ = above_a_board.view.shown["page"]
    assert [chip.code for chip in receipts.receipts[0].chips] == ["gift", "parcel", "papers"]

    above_a_board.presenter.proof.receipt_acted(SHELF, "gift")

    receipts, *_ = above_a_board.view.shown["page"]
    assert receipts.receipts[0].chips[0].on


def test_amounts_are_typed_as_the_language_writes_them() -> None:
    entry = ProofEntry("bank_statement", {"amount": "21,36", "day": "2026-11-07"})

    assert clues_of(entry, "et", "EUR").amount == 2136
    with pytest.raises(InvalidInput) as mistake:
        clues_of(ProofEntry("bank_statement", {"amount": "much"}), "en", "USD")
    assert mistake.value.pointer == "amount"


def test_goods_are_one_piece_where_nothing_else_is_typed() -> None:
    goods = goods_of(ProofEntry("nothing", {"goods": " Kettle "}), "en", "USD")

    assert (goods.goods, goods.quantity, goods.price) == ("Kettle", Decimal(1), None)
