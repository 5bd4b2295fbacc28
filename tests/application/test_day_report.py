"""The report of a day's end: what it says, and that it names no customer."""

from dataclasses import replace

import pytest

from builders import SHELF
from counters import Counter, split_desk
from fakes import CLERK, MANAGER, PlainWords
from returns_desk.application.day_end.ending import Count, DayEnd
from returns_desk.application.day_end.report import Around, day_report
from returns_desk.application.desk import Desk
from returns_desk.application.slips import Slip
from returns_desk.domain.denominations import denominations
from support.day_promises import promise_something

NAMES = {CLERK.id: CLERK.name, MANAGER.id: MANAGER.name}


def report_of(counter: Counter, to: str = "") -> Slip:
    event = DayEnd(counter.services()).close_day(MANAGER, to)
    around = Around("Northside Home", NAMES, "en", PlainWords())
    return day_report(counter.journal, event, around)


def texts(slip: Slip) -> list[str]:
    return [f"{each.text} {each.value}".strip() for each in slip.lines]


def test_a_quiet_day_is_said_in_a_few_lines(counter: Counter) -> None:
    slip = report_of(counter)

    assert texts(slip) == [
        "Northside Home",
        "End of the day",
        "Day 2026-11-21",
        "Counter 07",
        "Closed 2026-11-21 18:40",
        "By Ines M.",
        "Cash in the drawer",
        "It was neither noted nor counted.",
        "Nothing is left open",
    ]
    assert (slip.kind, slip.barcode, slip.case_number) == ("day-end", "", 1)
    assert slip.anchor == counter.journal.head()[1][:8]


@pytest.mark.parametrize(
    ("counted", "said"),
    [(4_700, "Less than expected USD 3.00"), (5_100, "More than expected USD 1.00")],
)
def test_a_difference_stands_with_its_reason_and_note(
    counter: Counter, counted: int, said: str
) -> None:
    day_end = DayEnd(counter.services())
    day_end.open_day(MANAGER, 5_000)
    day_end.count(MANAGER, Count(counted, "not_known", "counted twice"))

    told = texts(report_of(counter))

    at = told.index("Noted at the start USD 50.00")
    assert told[at:] == [
        "Noted at the start USD 50.00",
        "Paid out in cash USD 0.00",
        "Counted back USD 0.00",
        "Expected USD 50.00",
        f"Counted USD {counted // 100}.{counted % 100:02d}",
        said,
        "Not known",
        "counted twice",
        "Nothing is left open",
    ]


def test_an_unknown_reason_of_a_newer_version_is_shown_as_it_is(counter: Counter) -> None:
    day_end = DayEnd(counter.services())
    day_end.open_day(MANAGER, 5_000)
    day_end.count(MANAGER, Count(4_000, "not_known"))
    event = day_end.close_day(MANAGER, "")
    newer = {**event.payload, "reason": "new_word"}
    around = Around("Northside Home", NAMES, "en", PlainWords())

    told = texts(day_report(counter.journal, replace(event, payload=newer), around))

    assert "new_word" in told


def test_a_drawer_that_was_noted_and_not_counted_says_so(counter: Counter) -> None:
    DayEnd(counter.services()).open_day(MANAGER, 5_000)

    assert "It was not counted." in texts(report_of(counter))


def test_what_is_left_stands_with_whoever_takes_it_over(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    desk.park()
    promise_something(counter)

    told = texts(report_of(counter, CLERK.id))

    assert "Left for Mara K." in told
    assert any(each.startswith("Case 1: ") for each in told)
    assert told[-1] == "Promises 1"


def test_a_case_in_doubt_stands_without_an_amount() -> None:
    _, counter = split_desk()
    around = Around("Northside Home", {}, "en", PlainWords())

    event = DayEnd(counter.services()).close_day(MANAGER, CLERK.id)
    told = texts(day_report(counter.journal, event, around))

    assert told[-3:] == ["Left for mara", f"Case 1: {SHELF}", "Payouts in doubt 1"]
    assert "By ines" in told


@pytest.mark.parametrize("currency", ["AMD", "AUD", "CAD", "EUR", "GBP", "NZD", "USD"])
def test_coins_and_notes_fall_from_the_largest(currency: str) -> None:
    values = denominations(currency)

    assert list(values) == sorted(set(values), reverse=True)
    assert values[-1] > 0
