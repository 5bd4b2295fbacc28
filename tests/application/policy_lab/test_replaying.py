"""One visit replayed: what counts as better, spared, paid more, and what stands apart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from builders import NOW, SHELF, board, case, paying_option
from returns_desk.application.case_record import Ask, CaseRecord, Escalation, Plan
from returns_desk.application.policy_lab.replay_sum import ReplaySum
from returns_desk.application.policy_lab.replaying import (
    Apart,
    Replayed,
    Trial,
    board_in_force,
    replayed,
)
from returns_desk.application.policy_lab.visits import Decision, Shown, Visit
from returns_desk.domain.board import Basis, Board, Leg, Option, Standing, Trigger
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Policy

CARD = "refund/other_card"
MONEY = "refund/original"
IN_FORCE, DRAFT, EARLIER = Policy((), "now"), Policy((), "draft"), Policy((), "earlier")
RECORD = CaseRecord("one", 198, NOW, "mara", asks=(Ask(CARD, NOW, "mara", "asking"),))
RAISED = Escalation(NOW, ("asked_option_needs_approval",), CARD, 2136)


def option(name: str, standing: Standing, amount: int, basis: Basis = Basis.POLICY) -> Option:
    leg = Leg(f"{SHELF}/1", name.partition("/")[2], amount, "credit_card")
    return paying_option(name, [leg], standing, basis=basis)


CLOSED = board([option(CARD, standing=Standing.NEEDS_APPROVAL, amount=2136)])
OPEN = board([option(CARD, standing=Standing.AVAILABLE, amount=2136)])


def trial(before: Board = CLOSED, after: Board = OPEN, **changes: Any) -> Trial:
    boards = {IN_FORCE.fingerprint: before, EARLIER.fingerprint: before}
    made = Trial(
        in_force=IN_FORCE,
        draft=DRAFT,
        rebuild=lambda _shown: case(),
        propose=lambda _case, policy: boards.get(policy.fingerprint, after),
        digest=lambda _board, _case: "as shown",
        earlier={},
        weigh=lambda _case, policy: boards.get(policy.fingerprint, after),
    )
    return replace(made, **changes)


def visit(
    record: CaseRecord = RECORD, *, fingerprint: str = "now", answers: str = "", minutes: int = 3
) -> Visit:
    shown = Shown(record, {}, "as shown", fingerprint, NOW)
    at = NOW + timedelta(minutes=minutes)
    said = tuple(Decision(CARD, each == "y", at, "ines") for each in answers)
    return Visit(record, shown, said, ended_at=at + timedelta(minutes=1))


def escalated(**changes: Any) -> CaseRecord:
    made = replace(RECORD, escalations=(RAISED,))
    return replace(made, **changes)


def paid(option_id: str, amount: int) -> CaseRecord:
    plan = Plan("key", option_id, amount, legs=(), items=())
    return replace(escalated(), plan=plan, is_completed=True)


@pytest.mark.parametrize(
    ("answers", "answer", "waited"),
    [("y", "approved", 180), ("n", "declined", 180), ("", "none", 240), ("ny", "approved", 180)],
)
def test_an_escalation_is_spared_where_the_asked_option_opens(
    answers: str, answer: str, waited: int
) -> None:
    found = replayed(visit(escalated(), answers=answers), trial())

    assert [(x.option, x.answer, x.waited) for x in found.spared] == [(CARD, answer, waited)]
    assert (found.is_better, found.is_worse, found.apart) == (True, False, None)


def test_waiting_is_not_known_while_nobody_answered_and_the_visit_is_open() -> None:
    still_open = replace(visit(escalated()), ended_at=None)

    found = replayed(still_open, trial())
    counted = ReplaySum()
    counted.take(found)

    assert found.spared[0].waited is None
    assert (found.option, found.more) == ("", 0)
    assert (counted.spared, counted.waited, counted.unmeasured) == (1, 0, 1)


@pytest.mark.parametrize(
    "raised",
    [
        replace(RAISED, option=None),
        replace(RAISED, triggers=("manager_asked",)),
    ],
)
def test_other_escalations_are_not_spared(raised: Escalation) -> None:
    assert replayed(visit(escalated(escalations=(raised,))), trial()).spared == ()


def test_one_option_is_spared_once_and_only_where_it_opens() -> None:
    twice = escalated(escalations=(RAISED, RAISED))

    assert len(replayed(visit(twice), trial()).spared) == 1
    assert replayed(visit(twice), trial(after=CLOSED)).spared == ()
    assert replayed(visit(twice), trial(before=OPEN)).spared == ()


def test_what_is_paid_more_is_what_was_asked_for_less_what_was_paid() -> None:
    left = replayed(visit(escalated()), trial())
    carried_out = replayed(visit(paid(CARD, 2136)), trial())
    other_way = replayed(visit(paid("store_credit/store_credit", 2000)), trial())

    assert (left.option, left.more) == (CARD, 2136)
    assert (carried_out.option, carried_out.more) == ("", 0)
    assert (other_way.option, other_way.more) == (CARD, 136)


def test_without_an_escalation_the_chosen_option_counts() -> None:
    fee = board([option(CARD, standing=Standing.AVAILABLE, amount=2000)])
    record = replace(paid(CARD, 2000), escalations=())
    unfinished = replace(record, is_completed=False)

    assert replayed(visit(record), trial(before=fee)).more == 136
    assert replayed(visit(unfinished), trial(before=fee)).more == 0
    assert replayed(visit(), trial(before=fee)).more == 0


def test_r14_a_lowered_right_and_a_try_to_go_below_the_law_are_counted() -> None:
    right = option(MONEY, standing=Standing.AVAILABLE, amount=100, basis=Basis.RIGHT)
    before, kept = board([right]), board([right])
    below = replace(kept, triggers=(Trigger("statutory_right_refused_by_shop", option=MONEY),))
    less = board([option(MONEY, standing=Standing.AVAILABLE, amount=90, basis=Basis.RIGHT)])
    gone = board([option(MONEY, standing=Standing.NEEDS_APPROVAL, amount=100)])

    tried = replayed(visit(), trial(before, below))
    lowered = replayed(visit(), trial(before, less))
    worse = replayed(visit(), trial(before, gone))
    same = replayed(visit(), trial(below, below))

    assert (tried.below_law, tried.rights_lowered) == (True, ())
    assert (lowered.below_law, lowered.rights_lowered) == (False, (MONEY,))
    assert (worse.rights_lowered, worse.is_worse) == ((MONEY,), True)
    assert same.below_law is False


def _mistaken(*_: object) -> Board:
    message = "no"
    raise OperatorMistake(message)


@pytest.mark.parametrize(
    ("of", "tried", "why"),
    [
        (lambda: replace(visit(), shown=None), trial, Apart.NO_BOARD),
        (
            lambda: replace(visit(), shown=Shown(RECORD, {}, "", "now", None)),
            trial,
            Apart.NO_MOMENT,
        ),
        (lambda: visit(fingerprint="of before"), trial, Apart.OTHER_PACKS),
        (visit, lambda: trial(rebuild=lambda _shown: None), Apart.SALE_GONE),
        (visit, lambda: trial(digest=lambda _board, _case: "other"), Apart.OTHER_BOARD),
        (visit, lambda: trial(propose=_mistaken), Apart.UNUSABLE),
    ],
)
def test_a_visit_that_does_not_give_its_own_board_stands_apart(
    of: Callable[[], Visit], tried: Callable[[], Trial], why: Apart
) -> None:
    found = replayed(of(), tried())
    counted = ReplaySum()
    counted.take(found)

    assert found.apart is why
    assert (counted.visits, counted.compared, counted.apart) == (1, 0, {why: 1})
    assert counted.examples == {why: 198}


def test_a_board_of_packs_that_are_kept_is_compared_with_those_in_force() -> None:
    found = replayed(visit(fingerprint="earlier"), trial(earlier={"earlier": EARLIER}))

    assert found.apart is None
    assert found.is_better


def test_sums_of_parts_are_the_sum_of_the_whole() -> None:
    replays = [
        replayed(visit(escalated(number=number), answers="y"), trial()) for number in range(1, 6)
    ]
    apart = [Replayed("x", number, NOW.date(), apart=Apart.SALE_GONE) for number in (9, 7, 8)]
    whole, first, second = ReplaySum(), ReplaySum(), ReplaySum()
    for each in (*replays, *apart):
        whole.take(each)
    for each in (*replays[1::2], *apart[:1]):
        first.take(each)
    for each in (*replays[::2], *apart[1:]):
        second.take(each)
    first.add(second)

    assert first.as_json() == {**whole.as_json()}
    assert first.examples == {Apart.SALE_GONE: 7}
    assert whole.examples == {Apart.SALE_GONE: 9}
    assert whole.more_in_all == 5 * 2136
    assert whole.as_json()["spared"] == {"approved": 5, "all": 5, "seconds": 900}
    assert whole.as_json()["list"][0]["case"] == 1


def test_all_are_counted_also_those_that_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("returns_desk.application.policy_lab.replay_sum.MOST_KEPT", 1)
    counted = ReplaySum()
    same = replayed(visit(), trial(after=CLOSED))
    for each in (replayed(visit(), trial()), replayed(visit(), trial()), same):
        counted.take(each)

    assert (counted.compared, counted.changed, len(counted.kept)) == (3, 2, 1)


def test_the_board_in_force_is_known_only_where_the_visit_gives_its_own_board() -> None:
    assert board_in_force(visit(), trial()) == CLOSED
    assert board_in_force(visit(fingerprint="of before"), trial()) is None
