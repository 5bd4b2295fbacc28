"""What comes first in the queue, and how an equal case was decided before."""

from datetime import datetime, timedelta

from builders import NOW
from returns_desk.application.escalations.equal_cases import (
    EarlierDecision,
    EqualCases,
    Likeness,
    equal_to,
)
from returns_desk.application.escalations.life import EscalationLife, Phase
from returns_desk.application.escalations.queue import Waiting, in_order, is_overdue

LIKE = Likeness("refund/other_card", "acquirer/strict", frozenset({"changed_mind"}), frozenset())


def waiting(
    case_id: str, minutes: int, phase: Phase = Phase.WAITING, to: str | None = None
) -> Waiting:
    raised_at = NOW - timedelta(minutes=minutes)
    life = EscalationLife(1, phase, raised_at, ("manager_asked",), None, 0, handed_to=to)
    return Waiting(case_id, 1, "mara", life, is_at_counter=True)


def decided(decision: str, likeness: Likeness = LIKE, at: datetime = NOW) -> EarlierDecision:
    return EarlierDecision("other", 7, at, decision, "ines", "seen_by_me", 2136, None, likeness)


def test_overdue_comes_first_then_what_is_for_me_then_the_oldest() -> None:
    found = [
        waiting("new", 1),
        waiting("for paul", 2, to="paul"),
        waiting("mine", 0, to="ines"),
        waiting("late", 9, to="paul"),
        waiting("answered", 30, Phase.APPROVED),
    ]

    order = [each.case_id for each in in_order(found, "ines", NOW, 3)]

    assert order == ["late", "new", "mine", "for paul"]


def test_it_is_overdue_when_the_shop_s_minutes_are_over() -> None:
    assert is_overdue(waiting("a", 3), NOW, 3)
    assert not is_overdue(waiting("a", 2), NOW, 3)


def test_equal_is_the_same_option_rule_reason_and_condition() -> None:
    others = [
        Likeness("refund/cash", LIKE.rule, LIKE.reasons, LIKE.conditions),
        Likeness(LIKE.option, "shop/other", LIKE.reasons, LIKE.conditions),
        Likeness(LIKE.option, LIKE.rule, frozenset({"faulty"}), LIKE.conditions),
        Likeness(LIKE.option, LIKE.rule, LIKE.reasons, frozenset({"used"})),
    ]

    assert equal_to(LIKE, [decided("approved", each) for each in others]) == EqualCases()


def test_the_latest_decision_is_told_with_how_many_were_approved() -> None:
    declined = decided("declined")

    found = equal_to(LIKE, [declined, decided("approved"), decided("approved")])

    assert (found.latest, found.approved, found.total) == (declined, 2, 3)
    assert found.differs_from("approved")
    assert not found.differs_from("declined")
    assert not EqualCases().differs_from("approved")
