"""The presenter's part of promises: what each touch becomes, and what is not done."""

from datetime import datetime

import pytest

from returns_desk.application.promises.entry import due_choices
from returns_desk.ui.clerk.promise_contents import PromiseDraft

NOW = datetime.fromisoformat("2026-11-21T10:00:00+02:00")


@pytest.mark.parametrize(
    ("touches", "channel"),
    [
        ([("kind", "answer")], "email"),
        ([("kind", "answer"), ("channel", "here")], "here"),
        ([("kind", "answer"), ("kind", "goods_ready")], "phone"),
    ],
)
def test_a_kind_brings_the_channel_that_goes_with_it(
    touches: list[tuple[str, str]], channel: str
) -> None:
    draft = PromiseDraft(due_choices(NOW))
    for group, code in touches:
        draft = draft.chosen(group, code)

    assert draft.channel == channel


def test_tomorrow_noon_is_marked_first_and_another_end_is_one_touch() -> None:
    draft = PromiseDraft(due_choices(NOW))

    assert draft.at() == datetime.fromisoformat("2026-11-22T12:00:00+02:00")
    assert draft.chosen("due", "today").at() == datetime.fromisoformat("2026-11-21T17:00:00+02:00")
    assert draft.chosen("who", "manager").who == "manager"
    assert PromiseDraft().at() is None
