"""Panels of the page of figures about time, people who left, answers and promises.

Knows no Qt. What each figure is stands beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from returns_desk.application.review.overview import value_at_risk
from returns_desk.application.sentences import N_
from returns_desk.ui.kit.texts import LEAVE_REASONS
from returns_desk.ui.manager.escalation_words import TRIGGERS
from returns_desk.ui.manager.figure_rows import counted, counts_panel, median, outcome, p90, spreads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.figure_rows import Told
    from returns_desk.ui.manager.figure_shapes import FigurePanel

FEEDBACK: Final[Mapping[str, str]] = {
    "good": N_("Good"),
    "so_so": N_("So-so"),
    "bad": N_("Bad"),
}
PROMISES: Final[Mapping[str, str]] = {
    "kept": N_("Kept"),
    "broken": N_("Not kept"),
    "withdrawn": N_("Withdrawn"),
    "made": N_("Still open"),
}


def times_panel(words: Words, told: Told) -> FigurePanel:
    """Time at the counter by what came of it."""
    return spreads(
        words,
        "times",
        (words.text("Time at the counter, by what came of it"), words.text("Outcome")),
        [
            (outcome(words, each), spread, told.then.times.get(each))
            for each, spread in told.now.times.items()
        ],
    )


def hours_panel(words: Words, told: Told) -> FigurePanel:
    """Time at the counter by the hour."""
    return spreads(
        words,
        "hours",
        (words.text("Time at the counter, by the hour"), words.text("Hour")),
        [
            (f"{hour:02}:00", told.now.hours[hour], told.then.hours.get(hour))
            for hour in sorted(told.now.hours)
        ],
    )


def left_panel(words: Words, told: Told) -> FigurePanel:
    """Customers who left, and what that may cost in a year."""
    count = sum(told.now.left.values())
    definition = words.text("Cases that the customer left in these days, by the reason.")
    sign = ""
    worth = told.worth
    if count and worth.visit_value and worth.visits_a_year:
        risk = value_at_risk(count, worth.visit_value, worth.visits_a_year)
        sign = words.text("At risk in a year: {amount}", amount=words.money(risk, worth.currency))
        value = words.money(worth.visit_value, worth.currency)
        also = words.text(
            "Customers who left, times {visits} visits a year, times {value} a visit.",
            visits=worth.visits_a_year,
            value=value,
        )
        definition = f"{definition} {also}"
    heading = words.text("Customers who left without a solution")
    rows = counted(words, LEAVE_REASONS, told.now.left, told.then.left)
    return replace(
        counts_panel(words, "left", (heading, definition, words.text("Reason")), rows), sign=sign
    )


def escalations_panel(words: Words, told: Told) -> FigurePanel:
    """What was handed on, by trigger."""
    heading = words.text("Handed on, by what set it off")
    definition = words.text(
        "Times that a case was handed on in these days; one with two triggers counts under both."
    )
    rows = counted(words, TRIGGERS, told.now.triggers, told.then.triggers)
    return counts_panel(words, "escalations", (heading, definition, words.text("Trigger")), rows)


def answers_panel(words: Words, told: Told) -> FigurePanel:
    """How escalations were answered, and how soon."""
    now, then = told.now, told.then
    rows = (
        (words.text("Allowed"), words.number(now.approved), words.number(then.approved)),
        (
            words.text("Answered with another way"),
            words.number(now.declined),
            words.number(then.declined),
        ),
        (
            words.text("Until the answer, half of them"),
            median(words, now.answers),
            median(words, then.answers),
        ),
        (
            words.text("Until the answer, nine in ten"),
            p90(words, now.answers),
            p90(words, then.answers),
        ),
    )
    heading = words.text("Answers of a second person")
    definition = words.text(
        "Decisions of these days; the times are of what was handed on in these days and is "
        "decided, from handing on to the latest decision."
    )
    return counts_panel(words, "answers", (heading, definition, words.text("Answer")), rows)


def promises_panel(words: Words, told: Told) -> FigurePanel:
    """Promises that were due."""
    heading = words.text("Promises to customers")
    definition = words.text("Promises that were due in these days, as they stand now.")
    rows = counted(words, PROMISES, told.now.promises, told.then.promises)
    return counts_panel(words, "promises", (heading, definition, words.text("Promise")), rows)


def feedback_panel(words: Words, told: Told) -> FigurePanel:
    """What customers said."""
    heading = words.text("How it went, customers said")
    definition = words.text("Customers who said in these days how it went.")
    rows = counted(words, FEEDBACK, told.now.feedback, told.then.feedback)
    return counts_panel(words, "feedback", (heading, definition, words.text("Answer")), rows)
