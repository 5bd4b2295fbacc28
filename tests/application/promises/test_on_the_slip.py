"""What was promised stands on the slip: what happens and by when, and nothing of a person."""

from datetime import timedelta

import pytest

from builders import SHELF
from counters import Counter
from returns_desk.application.desk import Desk
from returns_desk.application.promises.entry import PromiseEntry
from returns_desk.application.promises.promise import CHANNELS, KINDS
from returns_desk.application.promises.slip_lines import HEADING, promised


def texts(desk: Desk) -> list[str]:
    case = desk.state().case
    assert case is not None
    assert case.slip is not None
    return [line.text for line in case.slip.lines]


def completed(desk: Desk) -> Desk:
    desk.scan(SHELF)
    desk.choose("even_exchange/none")
    desk.confirm()
    return desk


def test_a_promise_made_before_or_after_the_payout_is_on_it(desk: Desk, counter: Counter) -> None:
    due = counter.clock.now() + timedelta(hours=4)
    desk.scan(SHELF)
    desk.make_promise(PromiseEntry(due, words="Mrs Tamm, +372 5123"))
    desk.choose("even_exchange/none")
    desk.confirm()
    before = texts(desk)

    desk.make_promise(PromiseEntry(due, kind="goods_ready"))

    assert HEADING in before
    assert f"We call you by {due:%Y-%m-%d %H:%M}." in " ".join(before)
    assert f"Your goods are ready to collect by {due:%Y-%m-%d %H:%M}." in " ".join(texts(desk))
    assert "Tamm" not in " ".join(texts(desk))


def test_one_that_was_withdrawn_is_not(desk: Desk, counter: Counter) -> None:
    completed(desk)
    desk.make_promise(PromiseEntry(counter.clock.now() + timedelta(hours=4)))
    desk.withdraw_promise(desk.state().promises.open[0].promise.id)

    assert HEADING not in texts(desk)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_every_promise_has_a_sentence_with_its_time(kind: str, channel: str) -> None:
    assert "{time}" in promised(kind, channel)
