"""A promise is made, and said to be kept, broken or withdrawn."""

from datetime import timedelta

import pytest

from builders import SHELF
from counters import Counter, signed_in
from fakes import MANAGER, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState
from returns_desk.application.promises.book import PromiseBook
from returns_desk.application.promises.entry import PromiseEntry
from returns_desk.application.promises.promise import PromiseStatus, Urgency
from returns_desk.application.promises.words import PROMISES, words_of
from returns_desk.domain.errors import InvalidInput, OperatorMistake
from support.desk_steps import mistake_code


def entry(counter: Counter, **changes: str) -> PromiseEntry:
    """A call within five hours, but for what is named."""
    return PromiseEntry(counter.clock.now() + timedelta(hours=5), **changes)


def promised(desk: Desk, counter: Counter, **changes: str) -> str:
    """The id of a promise just made on the shelf's case."""
    desk.scan(SHELF)
    desk.make_promise(entry(counter, **changes))
    return str(counter.journal.last("promise_made").payload["promise"])


def said(state: DeskState) -> str:
    assert state.notice is not None
    return state.notice.code


def test_one_command_promises_a_call_by_whoever_is_there(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    state = desk.make_promise(entry(counter))

    made = counter.journal.last("promise_made")
    assert made.payload == {
        "promise": made.payload["promise"],
        "case": 1,
        "kind": "call_you",
        "channel": "phone",
        "who": "me",
        "due": (counter.clock.now() + timedelta(hours=5)).isoformat(timespec="seconds"),
        "has_words": False,
    }
    (seen,) = state.promises.open
    assert (seen.made_by, seen.urgency) == ("Mara K.", Urgency.LATER)
    assert seen.promise.case_number == 1
    assert said(state) == "promise_made"


def test_own_words_and_a_number_are_kept_with_the_person_and_never_in_an_event(
    desk: Desk, counter: Counter
) -> None:
    promise = promised(desk, counter, words="About the table legs", contact="+372 5123")

    (seen,) = desk.state().promises.open
    assert (seen.words.words, seen.words.contact) == ("About the table legs", "+372 5123")
    assert desk.personal_data().phone == "+372 5123"
    assert "5123" not in repr(counter.journal.events)
    assert "table legs" not in repr(counter.journal.events)
    assert promise in repr(counter.people.get(seen.promise.case_id))


def test_an_address_is_known_as_one_and_an_earlier_promise_keeps_its_words(
    desk: Desk, counter: Counter
) -> None:
    promised(desk, counter, words="First")
    promised(desk, counter, contact="a@b.ee")

    assert desk.personal_data().email == "a@b.ee"
    words = {each.words.words for each in desk.state().promises.open}
    assert words == {"First", ""}
    assert {each.words.contact for each in desk.state().promises.open} == {"a@b.ee", ""}
    assert desk.state().promises.known_contact("email") == "a@b.ee"
    assert desk.state().promises.known_contact("phone") == ""


def test_a_card_number_among_the_words_is_cut(desk: Desk, counter: Counter) -> None:
    promised(desk, counter, words="Card 4111 1111 1111 1111")

    assert "1111 1111" not in repr(desk.state().promises)
    where = counter.journal.last("card_number_cut").payload["where"]
    assert where == [f"personal_data/{PROMISES}/words"]


def test_words_that_were_erased_or_never_kept_are_none() -> None:
    assert words_of(None, "x").words == ""
    assert words_of({PROMISES: {"y": {"words": "a"}}}, "x").words == ""
    assert words_of({PROMISES: {"x": {"words": "a"}}}, "x").words == "a"


@pytest.mark.parametrize("name", ["words", "contact"])
def test_a_text_that_is_too_long_names_its_field(desk: Desk, counter: Counter, name: str) -> None:
    desk.scan(SHELF)

    with pytest.raises(InvalidInput) as raised:
        desk.make_promise(entry(counter, **{name: "x" * 401}))

    assert raised.value.pointer == name
    assert desk.state().promises.open == ()


def test_a_moment_that_is_over_can_not_be_promised(desk: Desk, counter: Counter) -> None:
    desk.scan(SHELF)

    with pytest.raises(InvalidInput) as raised:
        desk.make_promise(PromiseEntry(counter.clock.now()))

    assert raised.value.pointer == "due"


@pytest.mark.parametrize("name", ["kind", "channel", "who"])
def test_only_words_of_the_list_are_taken(desk: Desk, counter: Counter, name: str) -> None:
    desk.scan(SHELF)

    code = mistake_code(lambda: desk.make_promise(entry(counter, **{name: "soon"})))

    assert code == "unknown_reason"


def test_a_promise_belongs_to_a_case(desk: Desk, counter: Counter) -> None:
    assert mistake_code(lambda: desk.make_promise(entry(counter))) == "no_case_for_promise"


def test_it_is_kept_also_from_another_case_and_by_another_person(
    desk: Desk, counter: Counter
) -> None:
    promise = promised(desk, counter)
    desk.park()
    desk.sign_in_badge(badge_of(MANAGER))

    state = desk.keep_promise(promise, "reached")

    kept = counter.journal.last("promise_kept")
    assert kept.payload == {"promise": promise, "note": "reached"}
    assert (kept.case_id, kept.operator) == (counter.journal.events[2].case_id, MANAGER.id)
    assert state.promises.open == ()
    assert said(state) == "promise_kept"


def test_it_is_broken_or_withdrawn_at_its_own_case(desk: Desk, counter: Counter) -> None:
    broken, withdrawn = promised(desk, counter), promised(desk, counter)

    desk.break_promise(broken)
    state = desk.withdraw_promise(withdrawn, "customer_wishes")

    book = PromiseBook().all(counter.journal)
    assert book[broken].status is PromiseStatus.BROKEN
    assert book[withdrawn].status is PromiseStatus.WITHDRAWN
    assert (book[withdrawn].note, book[broken].urgency(counter.clock.now())) == (
        "customer_wishes",
        Urgency.ENDED,
    )
    assert state.promises.open == ()


def test_what_has_ended_ends_once_and_with_a_reason_of_its_own(
    desk: Desk, counter: Counter
) -> None:
    promise = promised(desk, counter)

    assert mistake_code(lambda: desk.keep_promise(promise, "forgotten")) == "unknown_reason"
    desk.keep_promise(promise)

    assert mistake_code(lambda: desk.break_promise(promise)) == "promise_ended"
    assert mistake_code(lambda: desk.break_promise("none")) == "promise_ended"


@pytest.mark.parametrize("is_open", [True, False])
def test_a_manager_settles_it_while_the_counter_goes_on(
    desk: Desk, counter: Counter, *, is_open: bool
) -> None:
    promise = promised(desk, counter)
    if not is_open:
        desk.park()
    before = desk.state()

    state = desk.settle_promise(MANAGER, promise, "kept")

    assert counter.journal.last("promise_kept").operator == MANAGER.id
    assert (state.stage, state.operator) == (before.stage, before.operator)
    assert (state.case is None) is (before.case is None)


def test_a_restart_knows_what_was_promised(desk: Desk, counter: Counter) -> None:
    promise = promised(desk, counter)

    again = signed_in(counter)

    assert [each.promise.id for each in again.state().promises.open] == [promise]


def test_nobody_reads_promises_while_nobody_is_signed_in(desk: Desk, counter: Counter) -> None:
    promised(desk, counter)

    assert desk.lock().promises.open == ()
    with pytest.raises(OperatorMistake):
        desk.keep_promise("x")
