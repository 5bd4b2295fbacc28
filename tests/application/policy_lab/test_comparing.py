"""Two policies are compared by what a customer, a clerk or a manager would notice."""

from builders import case
from returns_desk.application.policy_lab.comparing import (
    Aspect,
    Difference,
    differences,
    summary_of,
)
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Rule
from support.lab_packs import is_one_of, policy, right, rule

MONEY = "refund/original"
WINDOW = rule("window", "allow", MONEY)


def compared(before: Rule, after: Rule) -> tuple[Difference, ...]:
    told = case()
    boards = [propose_board(told, policy(each)) for each in (before, after)]
    return differences(boards[0], boards[1])


def test_the_same_policy_changes_nothing() -> None:
    assert compared(WINDOW, WINDOW) == ()


def test_an_approval_instead_of_a_yes_is_worse_for_the_customer() -> None:
    found = compared(WINDOW, rule("window", "approve", MONEY))

    by_aspect = {each.aspect: each for each in found}
    assert by_aspect[Aspect.STANDING].direction == -1
    assert (by_aspect[Aspect.APPROVAL].before, by_aspect[Aspect.APPROVAL].after) == (
        None,
        "manager",
    )
    assert Aspect.AMOUNT not in by_aspect


def test_money_where_there_was_none_is_better_and_ends_the_escalation() -> None:
    found = compared(rule("none", "forbid", MONEY), WINDOW)

    by_aspect = {each.aspect: each for each in found}
    assert by_aspect[Aspect.STANDING].direction == 1
    assert by_aspect[Aspect.AMOUNT].before == [0, 0]
    assert by_aspect[Aspect.AMOUNT].direction == 1
    assert by_aspect[Aspect.ESCALATION].before == ["no_money_option"]


def test_a_new_question_and_a_right_are_noticed() -> None:
    told = case()
    careful = rule("window", "allow", MONEY, when=(is_one_of("condition", "unopened"),))
    lawful = policy(WINDOW, law=(right("law", MONEY),), place="US")
    before = propose_board(told, policy(WINDOW))

    asked = differences(before, propose_board(told, policy(careful)))
    by_right = differences(before, propose_board(told, lawful))

    assert {each.aspect for each in asked} == {Aspect.STANDING, Aspect.QUESTIONS}
    assert [each.aspect for each in by_right] == [Aspect.BASIS]
    assert by_right[0].as_json() == {
        "aspect": "basis",
        "option": MONEY,
        "before": "policy",
        "after": "right",
        "direction": 0,
    }


def test_the_sum_counts_cases_and_not_changes() -> None:
    worse = compared(WINDOW, rule("window", "forbid", MONEY))

    summary = summary_of([worse, (), worse])

    assert (summary.cases, summary.changed, summary.better, summary.worse) == (3, 2, 0, 2)
    assert summary.by_aspect["standing"] == 2
    assert summary.by_aspect["basis"] == 0
