"""What is left at the end of a day goes to several people, each thing to one of them by name."""

from dataclasses import replace

from builders import PLUMS, SHELF
from counters import Counter, signed_in, split_desk
from fakes import CLERK, MANAGER, OTHER_CLERK, FakeOperators, PlainWords, badge_of
from returns_desk.application.day_end.ending import DayEnd
from returns_desk.application.day_end.left_for import LeftFor, left_for
from returns_desk.application.day_end.report import Around, day_report
from returns_desk.application.day_end.shares import shares_of
from returns_desk.application.day_end.things_left import name_of, things_of
from returns_desk.application.desk import Desk
from returns_desk.application.ports import Event, Json, Operator
from support.day_promises import promise_something
from support.desk_steps import mistake_code


def two_parked(desk: Desk, counter: Counter) -> tuple[str, str]:
    """Two customers wait; the names of their cases."""
    counter.operators = FakeOperators((CLERK, OTHER_CLERK, MANAGER))
    for receipt in (SHELF, PLUMS):
        desk.scan(receipt)
        desk.park()
    first, second = things_of(DayEnd(counter.services()).state().left)
    return name_of(first), name_of(second)


def everything_left() -> tuple[Counter, list[str]]:
    """A case with a payout in doubt, and a promise; all three names."""
    _, counter = split_desk()
    counter.operators = FakeOperators((CLERK, OTHER_CLERK, MANAGER))
    promise_something(counter)
    left = DayEnd(counter.services()).state().left
    return counter, [name_of(each) for each in things_of(left)]


def told(counter: Counter, person: Operator) -> LeftFor | None:
    return left_for(counter.written or counter.journal, person.id)


def closed(counter: Counter, to: str, given: dict[str, str] | None = None) -> Event:
    return DayEnd(counter.services()).close_day(MANAGER, to, given)


def test_each_person_is_told_of_their_own_share_alone(desk: Desk, counter: Counter) -> None:
    _, second = two_parked(desk, counter)
    promise_something(counter)

    event = closed(counter, CLERK.id, {second: OTHER_CLERK.id})

    assert event.payload["given"] == {second: OTHER_CLERK.id}
    assert told(counter, CLERK) == LeftFor(MANAGER.id, 1, 0, 1)
    assert told(counter, OTHER_CLERK) == LeftFor(MANAGER.id, 1, 0, 0)
    assert told(counter, MANAGER) is None
    signed_in(counter, OTHER_CLERK)
    assert told(counter, OTHER_CLERK) is None
    assert told(counter, CLERK) is not None


def test_a_payout_in_doubt_and_a_promise_go_to_others_than_their_case() -> None:
    counter, (case, doubt, promise) = everything_left()

    closed(counter, CLERK.id, {doubt: MANAGER.id, promise: OTHER_CLERK.id})

    assert (case.partition("/")[0], doubt.partition("/")[0]) == ("case", "doubt")
    assert told(counter, CLERK) == LeftFor(MANAGER.id, 1, 0, 0)
    assert told(counter, MANAGER) == LeftFor(MANAGER.id, 0, 1, 0)
    assert told(counter, OTHER_CLERK) == LeftFor(MANAGER.id, 0, 0, 1)


def test_where_all_is_given_singly_nobody_takes_the_rest() -> None:
    counter, names = everything_left()

    event = closed(counter, "", dict.fromkeys(names, OTHER_CLERK.id))

    assert event.payload["to"] is None
    assert list(shares_of(event)) == [OTHER_CLERK.id]


def test_nothing_goes_to_nobody() -> None:
    counter, (case, doubt, promise) = everything_left()

    def without_one() -> None:
        closed(counter, "", {case: CLERK.id, doubt: CLERK.id})

    def with_a_stranger() -> None:
        closed(counter, CLERK.id, {promise: "nobody"})

    assert mistake_code(without_one) == "say_to_whom"
    assert mistake_code(with_a_stranger) == "say_to_whom"


def test_what_was_settled_meanwhile_and_what_goes_to_the_same_person_is_not_named(
    desk: Desk, counter: Counter
) -> None:
    first, _ = two_parked(desk, counter)

    event = closed(counter, CLERK.id, {"case/gone": OTHER_CLERK.id, first: CLERK.id})

    assert "given" not in event.payload


def test_the_report_has_each_share_under_its_name(desk: Desk, counter: Counter) -> None:
    _, second = two_parked(desk, counter)
    event = closed(counter, CLERK.id, {second: OTHER_CLERK.id})
    names = {each.id: each.name for each in (CLERK, OTHER_CLERK)}

    slip = day_report(counter.journal, event, Around("Shop", names, "en", PlainWords()))

    texts = [each.text for each in slip.lines]
    begin = texts.index(f"Left for {CLERK.name}")
    assert texts[begin + 1].startswith("Case 1:")
    assert texts[begin + 2] == f"Left for {OTHER_CLERK.name}"
    assert texts[begin + 3].startswith("Case 2:")


def test_what_a_newer_version_writes_otherwise_goes_to_whoever_took_all() -> None:
    counter, names = everything_left()
    event = closed(counter, CLERK.id)
    bent: dict[str, Json] = {names[0]: 7, names[1]: MANAGER.id}
    handed: dict[str, Json] = {"cases": ["c-1"], "doubts": "two", "promises": ["p-1"]}

    odd = replace(event, payload={**event.payload, "given": "all"})
    half = replace(event, payload={**event.payload, "given": bent})
    less = replace(event, payload={**event.payload, "handed_over": handed})
    gone = replace(event, payload={**event.payload, "handed_over": "all"})

    assert shares_of(odd) == {CLERK.id: tuple(names)}
    assert shares_of(half) == {CLERK.id: (names[0], names[2]), MANAGER.id: (names[1],)}
    assert shares_of(less) == {CLERK.id: ("case/c-1", "promise/p-1")}
    assert shares_of(gone) == {}


def test_the_clerks_banner_says_the_own_share(desk: Desk, counter: Counter) -> None:
    _, second = two_parked(desk, counter)
    closed(counter, CLERK.id, {second: OTHER_CLERK.id})
    fresh = Desk(counter.services())

    notice = fresh.sign_in_badge(badge_of(OTHER_CLERK)).notice

    assert notice is not None
    assert (notice.code, notice.fields["cases"]) == ("left_for_you", 1)
