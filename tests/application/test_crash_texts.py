"""A report of our own fault names the place and the kind, and no word that somebody typed."""

from __future__ import annotations

from returns_desk.application.crash_texts import crash_text
from support.published_cards import VISA


def caught(act: str) -> BaseException:
    try:
        try:
            int(act)
        except ValueError as error:
            raise RuntimeError(f"of 'amount' in {VISA}") from error
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_place_and_every_kind_stand_in_it_first_cause_first() -> None:
    text = crash_text(caught("Õie Tamm"))

    assert text.index("ValueError: invalid literal for int()") < text.index("RuntimeError: of ")
    assert "test_crash_texts.py" in text
    assert "in caught" in text


def test_what_was_typed_does_not_stand_in_it() -> None:
    text = crash_text(caught('Õie\'s "Tamm"'))

    assert "Õie" not in text
    assert "Tamm" not in text
    assert VISA not in text
    assert "'amount'" in text


def test_errors_that_lead_to_each_other_end() -> None:
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one

    assert crash_text(one) == "ValueError: other\n\nValueError: one\n"


def test_a_context_that_was_hidden_stays_hidden() -> None:
    hidden = ValueError("shown")
    hidden.__context__ = ValueError("hidden")

    assert "hidden" in crash_text(hidden)
    hidden.__suppress_context__ = True
    assert "hidden" not in crash_text(hidden)
