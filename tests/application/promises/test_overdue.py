"""What is over is handed on by itself, once, whatever happens at the counter meanwhile."""

from dataclasses import replace
from datetime import timedelta

from builders import PLUMS, SHELF
from counters import Counter
from fakes import CLERK, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.promises.entry import PromiseEntry
from returns_desk.application.promises.promise import Urgency


def promise(desk: Desk, counter: Counter, hours: int = 3) -> None:
    desk.make_promise(PromiseEntry(counter.clock.now() + timedelta(hours=hours)))


def raised(counter: Counter) -> list[str]:
    """The promises that were handed on, in order; each case of theirs once."""
    over = list(counter.journal.read(types=("promise_overdue",)))
    told = [
        event.case_id
        for event in counter.journal.read(types=("escalation_raised",))
        if event.payload["triggers"] == ["promise_overdue"]
    ]
    assert told == list(dict.fromkeys(event.case_id for event in over))
    return [str(event.payload["promise"]) for event in over]


def test_it_is_due_soon_then_over_and_handed_on_while_the_window_stands(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    promise(desk, counter)
    open_now = desk.state().promises
    counter.clock.advance(hours=2)
    soon = open_now.at(counter.clock.now())
    counter.clock.advance(hours=1, seconds=1)
    over = open_now.at(counter.clock.now())

    state = desk.watch_promises()

    assert [x.urgency for x in (*open_now.open, *soon.open, *over.open)] == [
        Urgency.LATER,
        Urgency.DUE,
        Urgency.OVERDUE,
    ]
    assert (open_now.pressing, soon.overdue) == ((), ())
    assert not soon.wants_look(counter.clock.now() - timedelta(hours=1))
    assert over.wants_look(counter.clock.now())
    assert not state.promises.wants_look(counter.clock.now())
    assert raised(counter) == [over.overdue[0].promise.id]
    assert state.case is not None
    assert state.case.escalation is not None
    assert state.case.escalation.triggers == ("promise_overdue",)


def test_each_is_handed_on_once_also_two_of_one_case(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    promise(desk, counter)
    promise(desk, counter, hours=4)
    counter.clock.advance(hours=5)

    desk.watch_promises()
    desk.watch_promises()
    desk.call_manager()

    assert len(raised(counter)) == len(set(raised(counter))) == 2


def test_the_next_command_finds_it_for_a_case_that_is_not_at_hand(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    desk.ask_for("refund/other_card")
    promise(desk, counter)
    asked = counter.journal.last("asked_for")
    desk.park()
    counter.clock.advance(hours=4)

    desk.scan(PLUMS)

    told = counter.journal.last("escalation_raised")
    assert told.case_id == asked.case_id
    assert told.payload["option"] == "refund/other_card"
    assert told.payload["amount"] == 2136
    assert raised(counter)


def test_a_restart_finds_what_became_overdue_meanwhile_and_needs_nobody_signed_in(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    promise(desk, counter)
    counter.clock.advance(hours=4)

    again = Desk(counter.services())
    again.resume()
    again.sign_in_badge(badge_of(CLERK))

    assert len(raised(counter)) == 1
    assert counter.journal.last("escalation_raised").payload["raised_by"] is None
    assert len(again.state().promises.overdue) == 1


def test_it_is_kept_after_all_and_a_kept_one_is_never_handed_on(
    desk: Desk, counter: Counter
) -> None:
    desk.scan(SHELF)
    promise(desk, counter)
    kept = desk.state().promises.open[0].promise.id
    desk.keep_promise(kept)
    promise(desk, counter)
    late = desk.state().promises.open[0].promise.id
    counter.clock.advance(hours=4)
    desk.watch_promises()

    state = desk.keep_promise(late)

    assert raised(counter) == [late]
    assert state.promises.open == ()


def test_a_clock_that_jumped_or_went_back_hands_on_nothing(counter: Counter) -> None:
    desk = Desk(replace(counter.services(), elapsed=lambda: 0.0))
    desk.sign_in_badge(badge_of(CLERK))
    desk.scan(SHELF)
    promise(desk, counter)
    counter.clock.advance(days=40)
    desk.watch_promises()
    jumped = raised(counter)
    counter.clock.advance(days=-41)
    desk.watch_promises()

    assert (jumped, raised(counter)) == ([], [])


def test_a_full_disk_hands_it_on_later(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)
    promise(desk, counter)
    counter.clock.advance(hours=4)
    counter.journal.is_broken = True
    desk.watch_promises()
    counter.journal.is_broken = False

    desk.watch_promises()

    assert len(raised(counter)) == 1
