"""Every return of the real set goes through find, claim, board, choice, booking and journal.

The sales of the set are imported; each of its returns (rows whose number begins with C) is then
brought to the counter on its own day by its own customer. A receipt that `find` does not know is
keyed in from paper. Nothing is asked of the set but what a customer brings. The money invariants
of STYLE.md are checked for each return, and over all of them from the journal at the end.
"""

from __future__ import annotations

import random
from collections import Counter as Tally
from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from journeys.real_counter import CLERK_PIN, MANAGER_PIN, Counter, ReturnRow, counter_on, returns_of
from returns_desk.application.desk_state import CaseState, DeskState, LegPhase, LineState, Stage
from returns_desk.application.paper_receipts import PaperLine, PaperReceipt
from returns_desk.application.ports import SaleQuery
from returns_desk.domain.board import Board, Option, Standing
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.sale import TenderType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from support.long_runs import LongReport, Scale
    from support.real_set import RealSet

OPEN = (Standing.AVAILABLE, Standing.NEEDS_APPROVAL)


@pytest.fixture(scope="module")
def counter(real_set: RealSet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """The counter of a shop on the set's sales."""
    with counter_on(tmp_path_factory.mktemp("real_returns"), real_set.store) as opened:
        yield opened


@pytest.fixture(scope="module")
def all_returns(real_set: RealSet) -> tuple[ReturnRow, ...]:
    """Every return of the set."""
    return returns_of(real_set.source)


@pytest.mark.long("real-returns")
def test_every_return_of_the_set_is_served_and_the_journal_holds_it(
    counter: Counter,
    all_returns: tuple[ReturnRow, ...],
    scale: Scale,
    run_seed: int,
    long_report: LongReport,
) -> None:
    count = scale(short=100, full=len(all_returns))
    chosen = _sample(all_returns, count, run_seed)
    outcomes: Tally[str] = Tally()
    _sign_in(counter, chosen[0].at)

    for number, row in enumerate(chosen):
        outcomes[_serve(counter, row, number)] += 1

    assert outcomes.total() == count
    assert outcomes["refunded"] > 0
    assert counter.journal.verify().bent is None
    _check_books(counter)
    covers = ["src/returns_desk/domain", "src/returns_desk/application"]
    long_report("real-returns", run_seed, {"returns": count, **outcomes}, covers)


def _sample(rows: Sequence[ReturnRow], count: int, seed: int) -> list[ReturnRow]:
    """So many rows, in the order of time; a clock never goes back."""
    picked = random.Random(seed).sample(range(len(rows)), count)  # noqa: S311 -- a test's sample
    return sorted((rows[index] for index in picked), key=lambda row: row.at)


def _sign_in(counter: Counter, at: datetime) -> None:
    counter.clock.at = at
    counter.desk.choose_operator("mara")
    counter.desk.sign_in(CLERK_PIN)


def _serve(counter: Counter, row: ReturnRow, number: int) -> str:
    """One customer from the receipt to the slip; what became of the case."""
    counter.clock.at = max(counter.clock.at, row.at)
    state = _open_case(counter, row, number)
    place = _place(state, row)
    if place is None:
        counter.desk.leave()
        counter.desk.next_customer()
        return "nothing_left"
    state = _claim(counter, row, place)
    board = _case(state).board
    _check_board(board)
    option = _best(board)
    if option is None:
        counter.desk.leave()
        counter.desk.next_customer()
        return "left_without_an_option"
    _pay(counter, option)
    return "refunded" if option.amount else "goods_only"


def _open_case(counter: Counter, row: ReturnRow, number: int) -> DeskState:
    query = SaleQuery(
        item=row.item,
        customer=row.customer or None,
        unit_price=row.unit_price,
        quantity=row.quantity,
        sold_before=row.at,
    )
    found = counter.store.find(query) if row.customer else ()
    if found:
        return counter.desk.scan(found[0].receipt)
    receipt = f"P{number:05d}"
    counter.desk.begin_key_in(receipt)
    line = PaperLine(
        row.description, row.quantity, int(row.unit_price * row.quantity), sku=row.item
    )
    sold_at = counter.clock.at - timedelta(days=7)
    return counter.desk.key_in_receipt(PaperReceipt(receipt, sold_at, TenderType.CASH, (line,)))


def _case(state: DeskState) -> CaseState:
    assert state.case is not None, state.notice
    return state.case


def _place(state: DeskState, row: ReturnRow) -> tuple[str, int] | None:
    """The line of the item that has most left, if one has."""
    lines = [
        line
        for receipt in _case(state).receipts
        for line in receipt.lines
        if line.sku == row.item and line.available > 0
    ]
    best = max(lines, key=lambda line: line.available, default=None)
    return None if best is None else (best.receipt, best.line)


def _claim(counter: Counter, row: ReturnRow, place: tuple[str, int]) -> DeskState:
    """So much of that line as came back, and nothing else of the receipt."""
    lines = _lines(counter.desk.scan(row.item))
    available = next(line.available for line in lines if (line.receipt, line.line) == place)
    state = counter.desk.set_quantity(*place, min(row.quantity, available))
    for line in _lines(state):
        if line.claimed and (line.receipt, line.line) != place:
            counter.desk.set_quantity(line.receipt, line.line, Decimal(0))
    counter.desk.set_reason(*place, Reason.CHANGED_MIND)
    counter.desk.set_condition(*place, Condition.UNOPENED)
    return counter.desk.set_missing(*place, frozenset())


def _lines(state: DeskState) -> list[LineState]:
    return [line for receipt in _case(state).receipts for line in receipt.lines]


def _check_board(board: Board) -> None:
    """The money invariants of each board."""
    for option in board.options:
        assert sum(leg.amount for leg in option.legs) == option.amount
        assert 0 <= option.amount <= option.amount_max <= board.claim_amount
        assert sum(item.amount for item in option.items) == option.amount
        assert all(item.fee >= 0 and item.amount >= 0 for item in option.items)


def _best(board: Board) -> Option | None:
    """The first option that can be done now, else the first that a manager can allow."""
    for standing in OPEN:
        for option in board.options:
            if option.standing is standing and option.is_settled:
                return option
    return None


def _pay(counter: Counter, option: Option) -> None:
    state = counter.desk.choose(option.id)
    if option.standing is Standing.NEEDS_APPROVAL:
        counter.desk.begin_approval(option.id)
        state = counter.desk.approve(MANAGER_PIN)
    assert _case(state).can_confirm, state.notice
    state = counter.desk.confirm()
    while state.stage is Stage.BOOKING:
        legs = _case(state).legs
        leg = next(each for each in legs if each.phase is LegPhase.BEGUN)
        counted = leg.pays if leg.means == "cash" else None
        state = counter.desk.book_leg(leg.leg, f"T{leg.leg}-{leg.amount}", counted=counted)
    assert state.stage is Stage.SLIP, state.notice
    counter.desk.next_customer()


def _check_books(counter: Counter) -> None:
    """Over all cases: no tender gave back more than it took, no line more than was paid."""
    paid: Tally[tuple[str, int]] = Tally()
    units: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    refunded: Tally[tuple[str, int]] = Tally()
    for event in counter.journal.read(types=("goods_taken", "leg_booked")):
        payload: Any = event.payload
        if event.type == "leg_booked" and payload["tender"] is not None:
            receipt, _, tender = payload["tender"].rpartition("/")
            refunded[receipt, int(tender)] += payload["amount"]
        for item in payload.get("items", ()):
            paid[item["receipt"], item["line"]] += item["paid"]
            units[item["receipt"], item["line"]] += Decimal(item["quantity"])
    _check_lines(counter, paid, units)
    _check_tenders(counter, refunded)


def _check_lines(
    counter: Counter,
    paid: Tally[tuple[str, int]],
    units: dict[tuple[str, int], Decimal],
) -> None:
    for (receipt, number), amount in paid.items():
        sale = counter.store.receipt(receipt)
        line = sale.line_at(number) if sale else None
        assert line is not None
        assert amount <= line.paid
        assert units[receipt, number] <= line.quantity
        assert amount == line.paid or units[receipt, number] < line.quantity


def _check_tenders(counter: Counter, refunded: Tally[tuple[str, int]]) -> None:
    for (receipt, number), amount in refunded.items():
        sale = counter.store.receipt(receipt)
        assert sale is not None
        tender = next(each for each in sale.tenders if each.tender == number)
        assert amount <= tender.refundable_amount
