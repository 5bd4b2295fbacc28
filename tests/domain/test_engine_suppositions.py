"""What is supposed otherwise is seen as a case would be seen in which it is so.

The engine looks at a supposed fact alone and keeps the rest; here such a case is made and looked
at afresh. And what the engine keeps from board to board never shows on one.
"""

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given

from oracle.facts import unknown_facts, values_of, with_answer
from oracle_strategies import CaseAndPolicy, known_visits, rough_visits
from returns_desk.domain.case import (
    Case,
    Claim,
    ClaimedItem,
    EvidenceKind,
    Facts,
    Reason,
    RefundAuthorisation,
    Store,
)
from returns_desk.domain.engine import propose_board
from returns_desk.domain.engine.claimed import Sight, jurisdiction_of
from returns_desk.domain.engine.deciding import shelf_of, tables_of
from returns_desk.domain.engine.rulebook import Rulebook, rulebook_for
from returns_desk.domain.engine.supposing import Supposition, suppositions
from returns_desk.domain.policy import FIELDS, Effect, FieldTest, Layer, Pack, Policy, Rule
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType
from strategies import NOW, examples

Look = tuple[object, ...]


def books_of(case: Case, policy: Policy) -> dict[str, Rulebook]:
    places = {jurisdiction_of(case, sale) for sale in case.sales} | {case.store.jurisdiction}
    return {place: rulebook_for(policy, place, case.now.date()) for place in places}


def look_of(sight: Sight) -> Look:
    """All of a sight that a decision or the money can depend on."""
    parts = tuple((p.key, p.held, p.unknown, p.means, p.is_declined) for p in sight.parts)
    names = tuple(unknown.name for unknown in sight.unknown)
    return sight.held, names, sight.kind[1:], sight.is_in_stock, parts


def case_with(case: Case, supposed: Supposition) -> Case:
    """The case in which it is so, written by hand for each kind of fact."""
    facts, claim, key = case.claim.facts, case.claim, str(supposed.of)
    if supposed.field == "tender_cleared":
        return replace(case, sales=tuple(_cleared(sale, key) for sale in case.sales))
    if supposed.field == "reason":
        assert isinstance(supposed.of, int)
        items = list(claim.items)
        items[supposed.of] = replace(items[supposed.of], reason=Reason.FAULTY)
        return replace(case, claim=replace(claim, items=tuple(items)))
    if supposed.field.startswith("evidence."):
        kind = EvidenceKind(supposed.field.removeprefix("evidence."))
        evidence = MappingProxyType({**claim.evidence, kind: True})
        return replace(case, claim=replace(claim, evidence=evidence))
    changed = _facts_with(facts, supposed.field, key)
    return replace(case, claim=replace(claim, facts=changed))


def with_facts(case: Case, **facts: bool) -> Case:
    changed = replace(case.claim.facts, **facts)  # type: ignore[arg-type]  # all of them are flags
    return replace(case, claim=replace(case.claim, facts=changed))


def _cleared(sale: Sale, key: str) -> Sale:
    tenders = tuple(
        replace(each, cleared=True) if key == f"{sale.receipt}/{each.tender}" else each
        for each in sale.tenders
    )
    return replace(sale, tenders=tenders)


def _facts_with(facts: Facts, field: str, key: str) -> Facts:
    if field == "original_tender_present":
        present = MappingProxyType({**facts.original_tender_present, key: True})
        return replace(facts, original_tender_present=present)
    if field == "refund_authorisation":
        declined = {**facts.refund_authorisation, key: RefundAuthorisation.DECLINED}
        return replace(facts, refund_authorisation=MappingProxyType(declined))
    if field == "other_card.same_customer":
        assert facts.other_card is not None
        return replace(facts, other_card=replace(facts.other_card, same_customer=True))
    return replace(facts, **{field: True})  # type: ignore[arg-type]  # all others are flags


def check_suppositions(visit: CaseAndPolicy) -> None:
    case, policy = visit
    books = books_of(case, policy)
    tables = tables_of(case, books)
    for supposed in suppositions(case, FIELDS):
        afresh = [look_of(sight) for sight in tables_of(case_with(case, supposed), books).sights]

        seen = tables.looking.supposed(tables.sights, tuple(tables.shelves), supposed)

        assert [look_of(sight) for sight in seen] == afresh, supposed


@examples(20, 600)
@given(rough_visits())
def test_a_supposition_is_seen_as_the_case_in_which_it_is_so(visit: CaseAndPolicy) -> None:
    check_suppositions(visit)


@examples(15, 400)
@given(known_visits())
def test_a_supposition_is_seen_so_where_all_is_known(visit: CaseAndPolicy) -> None:
    check_suppositions(visit)


@examples(20, 600)
@given(rough_visits())
def test_what_is_kept_of_earlier_boards_never_shows(visit: CaseAndPolicy) -> None:
    case, policy = visit
    for fact in unknown_facts(case):
        for answer in values_of(case, fact, policy)[:3]:
            propose_board(with_answer(case, fact, answer), policy)
    in_stock = case.claim.facts.even_exchange_in_stock
    propose_board(with_facts(case, even_exchange_in_stock=not in_stock), policy)
    after_others = propose_board(case, policy)

    shelf_of.cache_clear()

    assert propose_board(case, policy) == after_others


def sale_with_a_proof_that_is_absent(refunded: int) -> CaseAndPolicy:
    """One unit of 20.00; the one rule wants the gift receipt, which the customer has not."""
    line = SaleLine(1, "goods", Decimal(1), "each", 2_000)
    paid = SaleTender(1, TenderType.CASH, 2_000, refunded=refunded)
    sale = Sale("R-1", "3141", NOW, (line,), (paid,))
    item = ClaimedItem("R-1", 1, Decimal(1), Reason.CHANGED_MIND)
    evidence = MappingProxyType({EvidenceKind.GIFT_RECEIPT: False})
    present = MappingProxyType({"R-9/1": False})
    claim = Claim((item,), evidence=evidence, facts=Facts(original_tender_present=present))
    wanted = FieldTest("evidence.gift_receipt", any_of=frozenset({True}))
    there = FieldTest("original_tender_present", any_of=frozenset({False}))
    rule = Rule("proof", Layer.SHOP, Effect.ALLOW, frozenset({"refund/original"}), "proof")
    rules = (replace(rule, when=(wanted,), unless=((there,),)),)
    case = Case(NOW, Store("3141", "US-MN", "USD"), (sale,), claim)
    return case, Policy((Pack("shop", Layer.SHOP, "1", rules=rules),))


@pytest.mark.parametrize(("refunded", "changes"), [(0, 1), (1_500, 0)])
def test_a_proof_opens_only_what_the_tender_can_still_carry(refunded: int, changes: int) -> None:
    """The card of another receipt changes nothing either way."""
    board = propose_board(*sale_with_a_proof_that_is_absent(refunded))

    told = [each.fact for each in board.option("refund/original").changes_if]
    assert told == ["evidence:gift_receipt"][:changes]
