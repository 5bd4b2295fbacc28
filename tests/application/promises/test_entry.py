"""What may be promised: the ends that are offered at a moment."""

from datetime import datetime

import pytest

from returns_desk.application.promises.entry import due_choices


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        (
            "2026-11-21T15:59:00+02:00",
            ["today 21 17", "tomorrow 22 12", "in_two_days 23 17", "in_a_week 28 17"],
        ),
        ("2026-11-21T16:01:00+02:00", ["tomorrow 22 12", "in_two_days 23 17", "in_a_week 28 17"]),
    ],
)
def test_each_end_is_at_least_an_hour_away(now: str, offered: list[str]) -> None:
    choices = due_choices(datetime.fromisoformat(now))

    assert [f"{each.code} {each.at.day} {each.at.hour}" for each in choices] == offered
    assert all(each.at.minute == 0 for each in choices)
