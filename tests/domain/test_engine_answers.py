"""What answers do to a board, and what packs can and can not do to one another."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.compare import shown
from oracle.facts import unknown_facts, values_of, with_answer
from pack_strategies import field_names, packs, policies
from returns_desk.domain.board import CATALOGUE, STANDING_RANK, Board, Option, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, Layer, Policy
from strategies import cases, examples

CaseAndPolicy = tuple[Case, Policy]


@st.composite
def visits(draw: st.DrawFn) -> CaseAndPolicy:
    case = draw(cases(most_tenders=2))
    return case, draw(policies(case))


def decided(board: Board) -> list[tuple[object, ...]]:
    """All that an answer which does not matter may not change."""
    return [
        (o.id, o.standing, [i.item for i in o.items], o.amount, o.amount_max, o.legs)
        for o in board.options
    ]


def covered(option: Option) -> set[int]:
    return {item.item for item in option.items}


def gone_to_an_earlier_way(option: Option) -> set[int]:
    """Items for which an earlier option now does the same; nothing of them is lost."""
    return {each.item for each in option.left if each.reasons[0].code.startswith("same_as:")}


@examples(10, 60)
@given(visits())
def test_an_answer_never_makes_an_available_option_less(visit: CaseAndPolicy) -> None:
    case, policy = visit
    board = propose_board(case, policy)
    assume(board.questions)

    for question in board.questions:
        for answer in question.answers:
            told = propose_board(with_answer(case, question.fact, answer), policy)
            for before in board.options:
                after = told.option(before.id)
                if before.standing is not Standing.AVAILABLE or after.same_as:
                    continue
                where = f"{before.id} at {question.fact}={answer}\n{shown(case, policy)}"
                gone = gone_to_an_earlier_way(after)
                if covered(before) <= gone:
                    continue
                assert after.standing is Standing.AVAILABLE, where
                kept = [item.amount for item in before.items if item.item not in gone]
                assert after.amount >= sum(kept), where
                assert after.amount_max <= before.amount_max or covered(after) > covered(before)


@examples(10, 60)
@given(visits())
def test_an_answered_question_is_not_asked_again(visit: CaseAndPolicy) -> None:
    case, policy = visit
    board = propose_board(case, policy)

    for question in board.questions:
        for answer in question.answers:
            told = propose_board(with_answer(case, question.fact, answer), policy)
            assert question.fact not in {q.fact for q in told.questions}


@examples(10, 60)
@given(visits())
def test_when_all_is_answered_nothing_is_asked_and_nothing_is_open(visit: CaseAndPolicy) -> None:
    case, policy = visit
    for fact in unknown_facts(case):
        case = with_answer(case, fact, values_of(case, fact, policy)[0])

    board = propose_board(case, policy)

    assert board.questions == ()
    assert all(option.standing is not Standing.CONDITIONAL for option in board.options)
    assert all(option.is_settled for option in board.options)


@examples(10, 60)
@given(visits())
def test_a_fact_that_is_not_asked_changes_nothing(visit: CaseAndPolicy) -> None:
    case, policy = visit
    board = propose_board(case, policy)
    asked = {question.fact for question in board.questions}

    for fact in set(unknown_facts(case)) - asked:
        for value in values_of(case, fact, policy)[:8]:
            told = propose_board(with_answer(case, fact, value), policy)
            assert decided(told) == decided(board), f"{fact}={value}\n{shown(case, policy)}"


@examples(10, 60)
@given(visits())
def test_answering_the_needs_opens_a_conditional_option(visit: CaseAndPolicy) -> None:
    case, policy = visit
    unknown = set(unknown_facts(case))

    for option in propose_board(case, policy).options:
        if option.standing is not Standing.CONDITIONAL:
            continue
        told = case
        for need in option.needs:
            if need.fact in unknown:
                told = with_answer(told, need.fact, need.value)
        after = propose_board(told, policy).option(option.id)
        assert _is_open(after, option), f"{option.id} {option.needs}\n{shown(case, policy)}"


def _is_open(after: Option, before: Option) -> bool:
    """Open for all it covered, or for some of them where no answers open it for all."""
    if after.same_as is not None or covered(before) & gone_to_an_earlier_way(after):
        return True
    return after.standing is Standing.AVAILABLE and bool(covered(after) & covered(before))


@examples(10, 60)
@given(visits())
def test_needs_open_a_single_item_with_each_of_the_other_values_too(visit: CaseAndPolicy) -> None:
    case, policy = visit
    case = replace(case, claim=replace(case.claim, items=case.claim.items[:1]))
    unknown = set(unknown_facts(case))

    for option in propose_board(case, policy).options:
        needs = [need for need in option.needs if need.fact in unknown]
        if option.standing is not Standing.CONDITIONAL:
            continue
        told = case
        for need in needs:
            told = with_answer(told, need.fact, need.value)
        for need in needs:
            for value in (need.value, *need.any_of):
                after = propose_board(with_answer(told, need.fact, value), policy)
                open_now = _is_open(after.option(option.id), option)
                assert open_now, f"{option.id} {need} {value}\n{shown(case, policy)}"


@examples(10, 60)
@given(visits())
def test_changes_tell_what_an_answer_makes_of_the_option(visit: CaseAndPolicy) -> None:
    case, policy = visit
    unknown = set(unknown_facts(case))

    for option in propose_board(case, policy).options:
        for change in option.changes_if:
            if change.fact not in unknown:
                continue
            told = propose_board(with_answer(case, change.fact, change.value), policy)
            after = told.option(option.id)
            where = f"{option.id} {change} is {after.standing}\n{shown(case, policy)}"
            is_elsewhere = after.same_as or gone_to_an_earlier_way(after)
            assert is_elsewhere or after.standing is change.standing, where


@st.composite
def law_and_shop(draw: st.DrawFn) -> tuple[Case, Policy, Policy]:
    """The same law alone, and with packs of a shop that is as harsh as it likes."""
    case = draw(cases(most_tenders=2))
    law = draw(policies(case, (Layer.LAW,)))
    harsh = draw(policies(case, (Layer.ACQUIRER, Layer.SHOP, Layer.STORE, Layer.CAMPAIGN)))
    return case, law, Policy((*law.packs, *harsh.packs), law.fingerprint)


@examples(10, 60)
@given(law_and_shop())
def test_no_shop_lowers_what_the_law_gives(visit: tuple[Case, Policy, Policy]) -> None:
    case, law, both = visit
    alone, together = propose_board(case, law), propose_board(case, both)

    for right in alone.options:
        kept = together.option(right.id)
        if right.standing is Standing.NOT_POSSIBLE or kept.same_as:
            continue
        where = f"{right.id}\n{shown(case, both)}"
        gone = gone_to_an_earlier_way(kept)
        own = [item for item in right.items if item.item not in gone]
        if not own:
            continue
        assert STANDING_RANK[kept.standing] <= STANDING_RANK[right.standing], where
        if right.standing is Standing.AVAILABLE:
            paid = {item.item: item.amount for item in kept.items}
            assert all(paid.get(item.item, -1) >= item.amount for item in own), where


@st.composite
def a_shop_and_a_kinder_one(draw: st.DrawFn) -> tuple[Case, Policy, Policy]:
    """A policy, and the same with one more pack that only allows."""
    case = draw(cases(most_tenders=2))
    policy = draw(policies(case, (Layer.LAW, Layer.ACQUIRER, Layer.SHOP)))
    names = draw(field_names(case))
    kinder = draw(packs(Layer.CAMPAIGN, names, (Effect.ALLOW,)))
    plain = tuple(replace(rule, replaces=frozenset()) for rule in kinder.rules)
    added = replace(kinder, rules=plain)
    return case, policy, Policy((*policy.packs, added), policy.fingerprint)


@examples(10, 60)
@given(a_shop_and_a_kinder_one())
def test_a_kinder_shop_is_never_harsher(visit: tuple[Case, Policy, Policy]) -> None:
    case, policy, kinder = visit
    before, after = propose_board(case, policy), propose_board(case, kinder)

    for name in CATALOGUE:
        plain, kind = before.option(name), after.option(name)
        if not kind.same_as and not gone_to_an_earlier_way(kind):
            assert STANDING_RANK[kind.standing] <= STANDING_RANK[plain.standing], name
