"""What is missing at the end of the journal is said at the start, until somebody has signed in."""

from counters import Counter
from fakes import CLERK, badge_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import Tone
from returns_desk.application.missing_end import MISSING_END
from returns_desk.application.ports import NewEvent


def started(counter: Counter) -> Desk:
    desk = Desk(counter.services())
    desk.resume()
    return desk


def counter_with_a_loss() -> Counter:
    counter = Counter()
    counter.journal.append(NewEvent(MISSING_END, {"first": 4, "last": 9}))
    return counter


def test_a_start_names_the_missing_entries() -> None:
    notice = started(counter_with_a_loss()).state().notice

    assert notice is not None
    assert (notice.code, notice.tone) == (MISSING_END, Tone.ATTENTION)
    assert notice.fields == {"first": "4", "last": "9"}


def test_of_two_losses_the_later_one_is_named() -> None:
    counter = counter_with_a_loss()
    counter.journal.append(NewEvent(MISSING_END, {"first": 12, "last": 13}))

    notice = started(counter).state().notice

    assert notice is not None
    assert notice.fields == {"first": "12", "last": "13"}


def test_after_a_sign_in_it_is_said_no_more() -> None:
    counter = counter_with_a_loss()
    started(counter).sign_in_badge(badge_of(CLERK))

    assert started(counter).state().notice is None


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert started(Counter()).state().notice is None
