"""Every figure of a period, beside a slow look through the same events."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from adapters.journal.journal_kit import open_journal
from returns_desk.adapters.journal.anchors import AnchorFile
from returns_desk.adapters.journal.period_figures import period_figures
from returns_desk.adapters.profile_journal import ProfileJournal
from returns_desk.application.ports import NewEvent
from returns_desk.application.review.overview import Period
from returns_desk.application.review.period_figures import LEFT, Amounts, PeriodFigures, Spread
from support.planting import (
    AlwaysApproved,
    BrokenPromises,
    Plan,
    Planted,
    Steering,
    planted_journal,
)

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.ports import Event, Json

LAST_DAY = date(2026, 11, 22)
ENDS = ("case_completed", "case_left")
PERIODS = [
    Period(LAST_DAY - timedelta(days=days), LAST_DAY - timedelta(days=off))
    for days, off in ((400, 0), (120, 60), (29, 0), (0, 0))
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    """A year of visits, in which customers were steered, promises broken, exceptions allowed."""
    folder = tmp_path_factory.mktemp("planted")
    planted = Planted(
        Steering(), always_approved=AlwaysApproved(), broken_promises=BrokenPromises()
    )
    path = planted_journal(folder, Plan(11, 400, LAST_DAY, planted))
    with reader(path) as journal:
        return path, list(journal.read())


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_each_figure_is_what_a_slow_look_finds(
    told: tuple[Path, list[Event]], period: Period
) -> None:
    path, events = told
    with reader(path) as journal:
        found = journal.ask(partial(period_figures, period=period))

    cases = ended(events, period)
    assert (found.wish.got, found.wish.of) == wishes(cases)
    for stretch, share in found.stretches:
        assert (share.got, share.of) == wishes(ended(events, stretch))
    assert {x.option: (x.offered, x.chosen) for x in found.options} == options(cases)
    assert {x.place: (x.offered, x.chosen) for x in found.places} == places(cases)
    spreads_are_right(found, cases)
    counts_are_right(found, [each for each in events if within(each, period)], cases)
    assert found.promises == promises(events, period)
    assert found.answers == answers(events, period)


def test_differences_of_the_drawer_are_summed_by_days(tmp_path: Path) -> None:
    day = date(2026, 11, 21)
    with open_journal(tmp_path) as journal:
        for difference in (-500, 200, 0):
            payload: dict[str, Json] = {
                "till": "07",
                "currency": "USD",
                "counted": 1000,
                "expected": 1000 - difference,
                "difference": difference,
                "reason": "",
                "note": "",
            }
            journal.append(NewEvent("day_closed", payload, operator="lind"))
        path = journal.path
    with reader(path) as journal:
        found = journal.ask(partial(period_figures, period=Period(day, day)))
        later = Period(day + timedelta(days=1), day + timedelta(days=2))
        nothing = journal.ask(partial(period_figures, period=later))

    assert (found.cash_over, found.cash_short) == (Amounts(), Amounts(1, 300))
    assert nothing == PeriodFigures(later, stretches=nothing.stretches)


def reader(path: Path) -> ProfileJournal:
    """The journal, read only."""
    return ProfileJournal(path, AnchorFile(path.with_name("anchor.json")))


def within(each: Event, period: Period) -> bool:
    return period.first <= each.at.date() <= period.last


def plain(each: Event) -> dict[str, Any]:
    return dict(each.payload)


def ended(events: list[Event], period: Period) -> list[list[Event]]:
    """Cases that ended in the period and were not taken back, each up to its end."""
    by_case: dict[str, list[Event]] = defaultdict(list)
    for each in events:
        if each.case_id is not None:
            by_case[each.case_id].append(each)
    found = []
    for own in by_case.values():
        end = next((each for each in own if each.type in ENDS), None)
        if end and within(end, period) and not any(each.type == "case_voided" for each in own):
            found.append([each for each in own if each.sequence <= end.sequence])
    return found


def outcome(own: list[Event]) -> str | None:
    return plain(own[-1])["option"] if own[-1].type == "case_completed" else None


def board(own: list[Event]) -> list[str]:
    shown = [each for each in own if each.type == "board_shown"]
    listed = plain(shown[-1])["board"]["options"] if shown else []
    return [each["id"] for each in listed if each["standing"] != "not_possible"]


def wishes(cases: list[list[Event]]) -> tuple[int, int]:
    asked = [(x, outcome(own)) for own in cases if (x := wish(own)) is not None]
    return sum(first == done for first, done in asked), len(asked)


def wish(own: list[Event]) -> str | None:
    return next((plain(each)["option"] for each in own if each.type == "asked_for"), None)


def options(cases: list[list[Event]]) -> dict[str, tuple[int, int]]:
    offered = Counter(option for own in cases for option in set(board(own)))
    chosen = Counter(x for own in cases if (x := outcome(own)) is not None)
    return {each: (offered[each], chosen[each]) for each in offered | chosen}


def places(cases: list[list[Event]]) -> dict[int, tuple[int, int]]:
    offered: Counter[int] = Counter()
    chosen: Counter[int] = Counter()
    for own in cases:
        for place, option in enumerate(board(own), 1):
            offered[place] += 1
            chosen[place] += option == outcome(own)
    return {each: (offered[each], chosen[each]) for each in offered}


def spreads_are_right(found: PeriodFigures, cases: list[list[Event]]) -> None:
    times: dict[str, list[int]] = defaultdict(list)
    hours: dict[int, list[int]] = defaultdict(list)
    for own in cases:
        seconds = int((own[-1].at - own[0].at).total_seconds())
        times[outcome(own) or LEFT].append(seconds)
        hours[own[-1].at.hour].append(seconds)
    told = {key: (x.count, x.median, x.p90) for key, x in found.times.items()}
    assert told == {key: ranked(values) for key, values in times.items()}
    by_hour = {key: (x.count, x.median, x.p90) for key, x in found.hours.items()}
    assert by_hour == {key: ranked(values) for key, values in hours.items()}


def ranked(values: list[int]) -> tuple[int, int, int]:
    """Slowly: the smallest value that so many do not pass."""

    def least(part: float) -> int:
        return min(x for x in values if sum(y <= x for y in values) >= part * len(values))

    return len(values), least(0.5), least(0.9)


def counts_are_right(found: PeriodFigures, events: list[Event], cases: list[list[Event]]) -> None:
    of = defaultdict(list)
    for each in events:
        of[each.type].append(plain(each))
    assert found.left == Counter(plain(x[-1])["reason"] for x in cases if outcome(x) is None)
    assert found.approved == len(of["approval_given"])
    assert found.declined == len(of["approval_declined"])
    assert found.feedback == Counter(x["answer"] for x in of["feedback_given"])
    assert found.triggers == Counter(y for x in of["escalation_raised"] for y in x["triggers"])
    done = Counter(x for own in cases if (x := outcome(own)) is not None)
    assert {key: x.count for key, x in found.remedies.items()} == done
    money = sum(plain(own[-1])["amount"] for own in cases if outcome(own) is not None)
    assert sum(each.money for each in found.remedies.values()) == money


def promises(events: list[Event], period: Period) -> dict[str, int]:
    states: dict[str, str] = {}
    due: dict[str, date] = {}
    for each in events:
        if each.type == "promise_made":
            name = plain(each)["promise"]
            due[name], states[name] = date.fromisoformat(plain(each)["due"][:10]), "made"
        elif each.type in {"promise_kept", "promise_broken", "promise_withdrawn"}:
            states[plain(each)["promise"]] = each.type.removeprefix("promise_")
    return dict(Counter(states[x] for x in due if period.first <= due[x] <= period.last))


def answers(events: list[Event], period: Period) -> Spread | None:
    """From the first trigger to the decision; what is raised after a decision undoes it."""
    by_case: dict[str | None, list[Event]] = defaultdict(list)
    for each in events:
        by_case[each.case_id].append(each)
    values = [
        round((decided.at - raised.at).total_seconds())
        for own in by_case.values()
        for raised, decided in answered(own)
        if within(raised, period)
    ]
    return Spread(*ranked(values)) if values else None


def answered(own: list[Event]) -> list[tuple[Event, Event]]:
    """Each escalation of a case that has its decision, with it."""
    raised: Event | None = None
    decided: Event | None = None
    found = []
    for each in own:
        if each.type == "escalation_raised":
            raised, decided = raised or each, None
        elif each.type in {"approval_given", "approval_declined"}:
            decided = each
        elif each.type in {*ENDS, "escalation_closed"}:
            found += [(raised, decided)] if raised and decided else []
            raised = decided = None
    return found + ([(raised, decided)] if raised and decided else [])
