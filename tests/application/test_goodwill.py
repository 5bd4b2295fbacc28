"""Goodwill of the clerk's own: what is left of the budget, and the reason that is journaled."""

import pytest

from builders import CARD_LEG, SHELF, option, paying_option, sale
from counters import Counter, proposing, signed_in
from fakes import FakePolicies, FakeSales
from returns_desk.application.desk import Desk
from returns_desk.application.goodwill_budget import GoodwillBudget
from returns_desk.domain.board import Option, Standing
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule, Settings

GOODWILL = "goodwill/original"
BY_CLERK = paying_option(GOODWILL, [CARD_LEG])
BY_MANAGER = paying_option(
    GOODWILL, [CARD_LEG], standing=Standing.NEEDS_APPROVAL, approval_role="manager"
)
ALLOWED = frozenset({GOODWILL})


def rule(
    name: str,
    *when: FieldTest,
    effect: Effect = Effect.ALLOW,
    options: frozenset[str] = ALLOWED,
) -> Rule:
    return Rule(name, Layer.SHOP, effect, options, name, when=when)


def upto(limit: int | None, field: str = "goodwill_given") -> FieldTest:
    return FieldTest(field, at_most=limit)


def desk_with(*rules: Rule, given: Option = BY_CLERK, days: int | None = 7) -> tuple[Desk, Counter]:
    settings = Settings(goodwill_period_days=days)
    pack = Pack("shop", Layer.SHOP, "1", rules=rules, settings=settings)
    options = [given, option("refund/cash", Standing.AVAILABLE)]
    counter = Counter(
        sales=FakeSales([sale()]),
        propose=proposing(options),
        policies=FakePolicies(Policy((pack,))),
    )
    desk = signed_in(counter)
    desk.scan(SHELF)
    return desk, counter


def budget_of(desk: Desk) -> GoodwillBudget | None:
    case = desk.state().case
    assert case is not None
    return case.other_ways.budget


def reason_of(desk: Desk) -> str:
    case = desk.state().case
    assert case is not None
    return case.other_ways.goodwill_reason


def code_of(desk: Desk, reason: str) -> str:
    with pytest.raises(OperatorMistake) as caught:
        desk.set_goodwill_reason(reason)
    return caught.value.code


# --- the budget ---------------------------------------------------------------------------------


def test_the_budget_is_the_highest_that_the_packs_let_a_clerk_give() -> None:
    desk, _ = desk_with(rule("low", upto(1000)), rule("high", upto(2000), upto(50, "amount")))

    assert budget_of(desk) == GoodwillBudget(given=0, limit=2000, days=7)


def test_a_budget_without_a_period_counts_for_ever() -> None:
    desk, _ = desk_with(rule("clerk", upto(2000)), days=None)

    assert budget_of(desk) == GoodwillBudget(given=0, limit=2000, days=None)


@pytest.mark.parametrize(
    "other",
    [
        rule("manager", upto(2000), effect=Effect.APPROVE),
        rule("money", upto(2000), options=frozenset({"refund/cash"})),
        rule("free"),
        rule("least", FieldTest("goodwill_given", at_least=2000)),
    ],
    ids=lambda each: each.id,
)
def test_packs_that_name_no_budget_of_the_clerk_have_none(other: Rule) -> None:
    desk, _ = desk_with(other)

    assert budget_of(desk) is None


def test_what_is_left_is_never_below_nothing() -> None:
    assert GoodwillBudget(2136, 2000, 7).left == 0
    assert GoodwillBudget(500, 2000, 7).left == 1500


# --- the reason -----------------------------------------------------------------------------------


def test_the_first_reason_is_journaled_where_nobody_chose_one() -> None:
    desk, counter = desk_with(rule("clerk", upto(2000)))
    before = reason_of(desk)
    desk.choose(GOODWILL)
    marked = reason_of(desk)

    desk.confirm()

    assert (before, marked) == ("", "fair_to_customer")
    told = counter.journal.last("option_chosen").payload["goodwill"]
    assert told == {"reason": "fair_to_customer", "given_before": 0}


def test_the_reason_that_was_touched_is_journaled() -> None:
    desk, counter = desk_with(rule("clerk", upto(2000)))
    desk.choose(GOODWILL)
    desk.set_goodwill_reason("waited_long")
    marked = reason_of(desk)

    desk.confirm()

    assert marked == "waited_long"
    told = counter.journal.last("option_chosen").payload["goodwill"]
    assert told == {"reason": "waited_long", "given_before": 0}


def test_a_reason_belongs_to_the_choice_that_it_was_said_for() -> None:
    desk, _ = desk_with(rule("clerk", upto(2000)))
    desk.choose(GOODWILL)
    desk.set_goodwill_reason("waited_long")
    desk.choose("refund/cash")
    away = reason_of(desk)

    desk.choose(GOODWILL)

    assert (away, reason_of(desk)) == ("", "fair_to_customer")


def test_a_reason_is_for_goodwill_of_the_clerk_alone() -> None:
    desk, counter = desk_with(rule("clerk", upto(2000)))

    assert code_of(desk, "waited_long") == "no_goodwill_chosen"
    assert code_of(desk, "because") == "unknown_reason"
    desk.choose("refund/cash")
    assert code_of(desk, "waited_long") == "no_goodwill_chosen"
    desk.confirm()
    assert "goodwill" not in counter.journal.last("option_chosen").payload


def test_goodwill_that_a_manager_allows_has_the_managers_reason() -> None:
    desk, _ = desk_with(rule("clerk", upto(2000)), given=BY_MANAGER)

    desk.choose(GOODWILL)

    assert reason_of(desk) == ""
    desk.back()
    assert code_of(desk, "waited_long") == "no_goodwill_chosen"
