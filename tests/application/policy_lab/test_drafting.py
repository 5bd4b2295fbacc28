"""What managers keep allowing: counted by option and rule, and when a change is drafted."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from builders import NOW, SHELF, board, paying_option
from returns_desk.application.case_record import CaseRecord
from returns_desk.application.policy_lab.draft_thresholds import Thresholds
from returns_desk.application.policy_lab.drafting import (
    Kept,
    NoDraft,
    Share,
    gather,
    why_no_draft,
    wilson,
)
from returns_desk.application.policy_lab.visits import Decision, Visit
from returns_desk.domain.board import Board, Finding, Leg, Standing
from returns_desk.domain.case import Claim, ClaimedItem, Reason
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Rule

CARD = "refund/other_card"
RULE = Rule("by-manager", Layer.SHOP, Effect.APPROVE, frozenset({CARD}), "ask")
POLICY = Policy((Pack("shop", Layer.SHOP, "1", rules=(RULE,)),))


def shown(
    standing: Standing = Standing.NEEDS_APPROVAL, amount: int = 2136, rule: str = "by-manager"
) -> Board:
    leg = Leg(f"{SHELF}/1", "other_card", amount, "other_card")
    said = (
        Finding("ask", "shop", rule, "", "", public=True, effect="approve"),
        Finding("open", "shop", "other", "", "", public=True, effect="allow"),
    )
    return board([paying_option(CARD, [leg], standing, reasons=said)])


def visit(number: int, *said: bool, reason: Reason | None = Reason.GIFT) -> Visit:
    claim = Claim(items=(ClaimedItem(SHELF, 1, Decimal(1), reason),))
    record = replace(CaseRecord(str(number), number, NOW, "mara"), claim=claim)
    decisions = tuple(
        Decision(CARD, each, NOW + timedelta(minutes=at), "ines") for at, each in enumerate(said)
    )
    return Visit(record, decisions=decisions)


def test_decisions_are_counted_with_reasons_amounts_and_who_gave_them() -> None:
    decided = [
        (visit(1, True), shown(amount=1000)),
        (visit(2, False, True, reason=Reason.LATE), shown()),
        (visit(3, False), shown(amount=9000)),
        (visit(4, True, reason=None), shown()),
        (visit(5), shown()),
        (visit(6, True), shown(Standing.AVAILABLE)),
        (visit(7, True), shown(rule="gone")),
    ]

    (kept,) = gather(decided, POLICY)

    assert (kept.option, kept.rules, kept.yes, kept.no) == (CARD, (RULE,), 3, 1)
    assert (kept.reasons, kept.most) == ({"gift", "late"}, 2136)
    assert (kept.approvers, kept.cases) == ({"ines"}, [1, 2, 3, 4])


@pytest.mark.parametrize(
    ("yes", "count", "share"),
    [
        (14, 15, Share(70, 99)),
        (0, 10, Share(0, 28)),
        (10, 10, Share(72, 100)),
        (1, 2, Share(9, 91)),
    ],
)
def test_the_interval_is_that_of_wilson(yes: int, count: int, share: Share) -> None:
    assert wilson(yes, count) == share
    assert Kept(CARD, (), yes, count - yes).share == share


LAW = replace(RULE, id="law", layer=Layer.LAW)
ACQUIRER = replace(RULE, id="acquirer", layer=Layer.ACQUIRER)


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        (Kept(CARD, (RULE,), 9, 0), NoDraft.TOO_FEW),
        (Kept(CARD, (RULE,), 13, 2), NoDraft.NOT_OFTEN),
        (Kept(CARD, (RULE, LAW, ACQUIRER), 15, 0), NoDraft.LAW_ASKS),
        (Kept(CARD, (RULE, ACQUIRER), 15, 0), NoDraft.ACQUIRER_ASKS),
        (Kept(CARD, (RULE, replace(RULE, id="two")), 15, 0), NoDraft.SEVERAL_RULES),
        (Kept(CARD, (RULE,), 14, 1), None),
    ],
)
def test_r12_a_change_is_drafted_only_from_enough_and_where_the_shop_may(
    kept: Kept, why: NoDraft | None
) -> None:
    assert why_no_draft(kept, Thresholds()) is why
