"""What signs are looked for in, beside a slow look through the same events."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from adapters.journal.test_period_figures import board, ended, outcome, plain, reader
from returns_desk.adapters.journal.review_signs import PARTS, sign_figures
from returns_desk.application.review.overview import Period
from support.planting import (
    AlwaysApproved,
    BadItem,
    BrokenPromises,
    Plan,
    Planted,
    Steering,
    UnequalAnswers,
    WalkAways,
    planted_journal,
)

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.ports import Event
    from returns_desk.application.review.signs import Counted, SignFigures

LAST_DAY = date(2026, 11, 22)
CREDIT = "store_credit/store_credit"
SOLD = {"KETTLE-17": 50}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    """A year in which everything that can be planted is."""
    everything = Planted(
        Steering(),
        BadItem(),
        UnequalAnswers(),
        AlwaysApproved(),
        BrokenPromises(),
        WalkAways(),
    )
    folder = tmp_path_factory.mktemp("planted")
    path = planted_journal(folder, Plan(12, 600, LAST_DAY, everything))
    with reader(path) as journal:
        return path, list(journal.read())


@pytest.fixture(params=[365, 60], ids=["year", "sixty days"])
def period(request: pytest.FixtureRequest) -> Period:
    return Period(LAST_DAY - timedelta(days=request.param - 1), LAST_DAY)


@pytest.fixture
def found(told: tuple[Path, list[Event]], period: Period) -> SignFigures:
    with reader(told[0]) as journal:
        return journal.ask(partial(sign_figures, period=period, sold=SOLD))


def counts(counted: tuple[Counted, ...]) -> dict[str, tuple[int, int]]:
    return {each.about: (each.times, each.of) for each in counted}


def tally(pairs: list[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    of = Counter(about for about, _ in pairs)
    times = Counter(about for about, counts_ in pairs if counts_)
    return {each: (times[each], of[each]) for each in of}


def test_credit_and_who_left_are_counted_by_the_hour_of_the_end(
    told: tuple[Path, list[Event]], period: Period, found: SignFigures
) -> None:
    cases = ended(told[1], period)
    both = [own for own in cases if outcome(own) and {"refund/original", CREDIT} <= set(board(own))]
    part_of = {hour: part for part, hours in PARTS.items() for hour in hours}
    by_part = [(part_of[own[-1].at.hour], outcome(own) == CREDIT) for own in both]
    by_counter = [(own[-1].terminal, outcome(own) == CREDIT) for own in both]
    left = [(str(own[-1].at.hour), own[-1].type == "case_left") for own in cases]

    assert counts(found.credit_by_part) == tally(by_part)
    assert counts(found.credit_by_counter) == tally(by_counter)
    assert counts(found.left) == tally(left)


def test_items_and_reasons_are_those_that_came_back(
    told: tuple[Path, list[Event]], period: Period, found: SignFigures
) -> None:
    done = [own for own in ended(told[1], period) if outcome(own)]
    plans = [x for own in done for x in own if x.type == "plan_made"]
    skus = Counter(item["sku"] for x in plans for item in plain(x)["items"])
    claims = [[x for x in own if x.type == "claim_changed"][-1] for own in done]
    reasons = Counter(item["reason"] for x in claims for item in plain(x)["items"])

    assert {x.about: x.times for x in found.items} == skus
    assert {x.about: x.of for x in found.items if x.of} == SOLD
    assert {x.about: (x.times, x.of) for x in found.reasons} == {
        reason: (count, reasons.total()) for reason, count in reasons.items()
    }


def test_answers_stand_with_what_makes_cases_equal(
    told: tuple[Path, list[Event]], period: Period, found: SignFigures
) -> None:
    given: Counter[tuple[str, str, str, str, bool]] = Counter()
    for each in told[1]:
        if each.type in {"approval_given", "approval_declined"} and (
            period.first <= each.at.date() <= period.last
        ):
            own = [x for x in told[1] if x.case_id == each.case_id]
            claim = plain([x for x in own if x.type == "claim_changed"][-1])["items"][0]
            raised = plain([x for x in own if x.type == "escalation_raised"][-1])
            rule = raised["board"]["options"][0]["reasons"][0]["rule"]
            key = rule, str(each.payload["option"]), claim["reason"], claim["condition"]
            given[(*key, each.type == "approval_given")] += 1
    answers = {
        (x.rule, x.option, x.reasons[0], x.conditions[0]): (x.allowed, x.declined)
        for x in found.answers
    }

    assert answers == {
        key[:4]: (given[(*key[:4], True)], given[(*key[:4], False)]) for key in given
    }
    of = Counter({rule: 0 for rule, *_ in given})
    for (rule, *_), count in given.items():
        of[rule] += count
    assert {x.about: x.of for x in found.rules} == of


def test_promises_are_counted_by_what_became_of_them(
    told: tuple[Path, list[Event]], period: Period, found: SignFigures
) -> None:
    made = {plain(x)["promise"]: plain(x) for x in told[1] if x.type == "promise_made"}
    pairs = []
    for each in told[1]:
        if each.type in {"promise_kept", "promise_broken"}:
            promise = made[plain(each)["promise"]]
            if str(period.first) <= promise["due"][:10] <= str(period.last):
                pairs.append((promise["kind"], each.type == "promise_broken"))

    assert counts(found.promises) == tally(pairs)
