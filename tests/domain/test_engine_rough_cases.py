"""Cases that no tidy till leaves: the engine still answers, and pays no more than there is.

Tenders that hold too little, drawers that run short, the same line claimed twice, goods
without a receipt, lowered prices, exchanges, foreign refunds on a line.
"""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from oracle.compare import shown
from oracle.facts import values_of, with_answer
from oracle.money import can_give_back
from pack_strategies import policies
from returns_desk.domain.board import CATALOGUE, Standing
from returns_desk.domain.case import Case, ClaimedItem, Condition, ItemWithoutReceipt, Reason
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Rule
from returns_desk.domain.sale import Sale, SaleTender, TenderType
from strategies import cases, examples

CaseAndPolicy = tuple[Case, Policy]

GENEROUS = Pack(
    id="generous",
    layer=Layer.SHOP,
    version="1",
    rules=(Rule("all", Layer.SHOP, Effect.ALLOW, frozenset(CATALOGUE), "all"),),
)
"""Allows everything, so that what is left to stop an option is money and goods."""


@st.composite
def goods_without_receipt(draw: st.DrawFn) -> ItemWithoutReceipt:
    current = draw(st.none() | st.integers(0, 3000))
    return ItemWithoutReceipt(
        quantity=Decimal(draw(st.integers(1, 3))),
        category=draw(st.sampled_from(("toys", "food/fruit"))),
        current_price=current,
        lowest_price=None if current is None else draw(st.none() | st.integers(0, current)),
        reason=draw(st.none() | st.sampled_from(list(Reason))),
        condition=draw(st.none() | st.sampled_from(list(Condition))),
    )


@st.composite
def rough_sales(draw: st.DrawFn, sale: Sale) -> Sale:
    """The sale after other systems refunded what they liked, and with any tender at all."""
    tenders = tuple(draw(rough_tenders(tender)) for tender in sale.tenders)
    if draw(st.integers(0, 9)) == 0:
        tenders = ()
    lines = tuple(
        replace(line, returned_paid=draw(st.integers(0, line.paid)))
        if draw(st.integers(0, 3)) == 0
        else line
        for line in sale.lines
    )
    return replace(sale, tenders=tenders, lines=lines)


@st.composite
def rough_tenders(draw: st.DrawFn, tender: SaleTender) -> SaleTender:
    gone = draw(st.sampled_from((tender.refunded, tender.refunded, tender.amount // 2)))
    kind = draw(st.sampled_from((tender.type, *TenderType)))
    return replace(tender, refunded=gone, type=kind, rounding=draw(st.integers(-4, 4)))


@st.composite
def rough_visits(draw: st.DrawFn) -> CaseAndPolicy:
    case = draw(cases(most_tenders=2))
    policy = draw(policies(case))
    if draw(st.booleans()):
        policy = Policy((*policy.packs, GENEROUS), policy.fingerprint)
    claim = case.claim
    items = [draw(priced_anew(item)) for item in claim.items]
    items += draw(st.sampled_from(([], items[:1])))
    bare = tuple(draw(st.lists(goods_without_receipt(), max_size=2)))
    if not bare and draw(st.integers(0, 9)) == 0:
        bare = (draw(goods_without_receipt()),)
    facts = replace(
        claim.facts,
        drawer_cash=draw(st.none() | st.integers(0, 5000)),
        exchange_total=draw(st.none() | st.integers(0, 9000)),
    )
    claim = replace(claim, items=tuple(items), without_receipt=bare, facts=facts)
    sales = tuple(draw(rough_sales(sale)) for sale in case.sales)
    return replace(case, sales=sales, claim=claim), policy


@st.composite
def priced_anew(draw: st.DrawFn, item: ClaimedItem) -> ClaimedItem:
    return replace(item, new_unit_price=draw(st.sampled_from((None, 0, 300, 100_000))))


@examples(60, 300)
@given(rough_visits())
def test_legs_never_take_more_than_a_tender_holds(visit: CaseAndPolicy) -> None:
    case, policy = visit
    room = {f"{s.receipt}/{t.tender}": can_give_back(t) for s in case.sales for t in s.tenders}

    for option in propose_board(case, policy).options:
        sent = Counter[str]()
        for leg in option.legs:
            assert leg.amount >= 0
            if leg.tender is not None:
                sent[leg.tender] += leg.amount
        assert all(sent[t] <= room[t] for t in sent), f"{option.id}\n{shown(case, policy)}"


@examples(40, 300)
@given(rough_visits())
def test_cash_never_exceeds_the_drawer(visit: CaseAndPolicy) -> None:
    case, policy = visit
    drawer = case.claim.facts.drawer_cash

    for option in propose_board(case, policy).options:
        cash = sum(leg.amount + leg.rounding for leg in option.legs if leg.means == "cash")
        assert drawer is None or cash <= drawer, f"{option.id}\n{shown(case, policy)}"


@examples(40, 300)
@given(rough_visits())
def test_no_line_brings_more_than_is_left_of_what_was_paid(visit: CaseAndPolicy) -> None:
    case, policy = visit
    paid_left = {
        (sale.receipt, line.line): line.paid - line.returned_paid
        for sale in case.sales
        for line in sale.lines
    }

    for option in propose_board(case, policy).options:
        brought = Counter[tuple[str, int]]()
        for item in option.items:
            if item.item < len(case.claim.items):
                claimed = case.claim.items[item.item]
                brought[claimed.receipt, claimed.line] += item.amount + item.fee
        assert all(brought[place] <= paid_left[place] for place in brought), option.id


@examples(40, 300)
@given(rough_visits())
def test_every_rough_case_gets_a_whole_board(visit: CaseAndPolicy) -> None:
    case, policy = visit

    board = propose_board(case, policy)

    assert sorted(option.id for option in board.options) == sorted(CATALOGUE)
    for option in board.options:
        assert sum(item.amount for item in option.items) == option.amount, option.id
        assert sum(leg.amount for leg in option.legs) == option.amount
        if option.standing is Standing.NOT_POSSIBLE:
            assert option.reasons, option.id
            assert not option.legs


@examples(25, 150)
@given(rough_visits())
def test_answers_to_a_rough_case_settle_it(visit: CaseAndPolicy) -> None:
    case, policy = visit
    board = propose_board(case, policy)

    for _ in range(40):
        if not board.questions:
            break
        fact = board.questions[0].fact
        case = with_answer(case, fact, values_of(case, fact, policy)[-1])
        board = propose_board(case, policy)

    assert board.questions == ()
    assert all(option.is_settled for option in board.options)
    assert all(option.standing is not Standing.CONDITIONAL for option in board.options)
