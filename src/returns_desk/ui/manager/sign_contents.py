"""The panels that look for signs: fairness, steering, what comes back most, what is always allowed.

Owns their sentences. Knows no Qt. A sign says what is seen, of how many, beside the rest, and what
to look at; it blames nobody and names nobody (R3, R4, R9).
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from returns_desk.application.review.overview import Share
from returns_desk.application.review.signs import SignKind, signs_of
from returns_desk.application.sentences import N_
from returns_desk.ui.kit.promise_words import KIND_WORDS
from returns_desk.ui.kit.texts import CONDITIONS, REASONS, said
from returns_desk.ui.manager.case_links import to_list
from returns_desk.ui.manager.figure_rows import option, share_row
from returns_desk.ui.manager.figure_shapes import FigurePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from returns_desk.application.review.overview import Period
    from returns_desk.application.review.signs import Answered, Counted, Sign, SignFigures
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.figure_shapes import PanelSource, Periods, Telling

MOST_ROWS: Final = 15
CREDIT: Final = "store_credit/store_credit"
PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "morning": N_("Before 12:00"),
        "afternoon": N_("12:00 to 16:00"),
        "evening": N_("After 16:00"),
    }
)


def signs_source(read: Callable[[Period], SignFigures]) -> PanelSource:
    """The panels of this file; `read` runs in the reading worker."""

    def source(periods: Periods) -> Telling:
        figures = read(periods.now)
        return partial(panels, figures=figures, signs=signs_of(figures), period=periods.now)

    return source


def panels(
    words: Words, figures: SignFigures, signs: tuple[Sign, ...], period: Period
) -> tuple[FigurePanel, ...]:
    """Every panel, in the page's order."""
    days = {"first_day": period.first.isoformat(), "last_day": period.last.isoformat()}
    return (
        credit_panel(words, figures, signs, days),
        items_panel(words, figures, signs, days),
        reasons_panel(words, figures, days),
        answers_panel(words, figures, signs, days),
        rules_panel(words, figures, signs, days),
        promises_panel(words, figures, signs),
        hours_panel(words, figures, signs),
    )


def credit_panel(
    words: Words, figures: SignFigures, signs: Iterable[Sign], days: Mapping[str, str]
) -> FigurePanel:
    """Store credit where money could be had, by part of the day and by counter."""
    parts = [(words.text(PARTS[x.about]), x) for x in figures.credit_by_part]
    counters = [(words.text("Counter {what}", what=x.about), x) for x in figures.credit_by_counter]
    every = [*parts, *(counters if len(counters) > 1 else ())]
    sentence = N_(
        "{what}: {share} took store credit where money could be had, more than elsewhere by more "
        "than chance. Look at how the options are told then, and read the cases."
    )
    link = to_list(outcome=CREDIT, **days)
    return FigurePanel(
        name="credit",
        heading=words.text("Store credit where money could be had"),
        definition=words.text(
            "Completed cases whose last board had money back and store credit: how many ended with "
            "store credit, by the hour in which they ended and by counter."
        ),
        columns=_columns(words, N_("When and where"), N_("Store credit")),
        rows=tuple(_row(words, label, each) for label, each in every),
        sign=_sign(words, signs, SignKind.STEERING, sentence, every),
        links=tuple(link for _ in every),
    )


def items_panel(
    words: Words, figures: SignFigures, signs: Iterable[Sign], days: Mapping[str, str]
) -> FigurePanel:
    """What comes back most, beside how often it is sold."""
    shown = [(f"{each.label} · {each.about}", each) for each in figures.items[:MOST_ROWS]]
    sentence = N_(
        "{what} comes back more often than it is sold, by more than chance. Look at the batch and "
        "ask the supplier."
    )
    return FigurePanel(
        name="items",
        heading=words.text("What comes back most"),
        definition=words.text(
            "Lines that came back in cases completed in these days, the most first; beside them "
            "the lines of that item in all sales that this desk knows."
        ),
        columns=(words.text("Item"), words.text("Came back"), words.text("Sold")),
        rows=tuple(
            (label, words.number(x.times), words.number(x.of) if x.of else "–")
            for label, x in shown
        ),
        sign=_sign(
            words, signs, SignKind.ITEM, sentence, [(x.label or x.about, x) for x in figures.items]
        ),
        links=tuple(to_list(item=x.about, **days) for _, x in shown),
    )


def reasons_panel(words: Words, figures: SignFigures, days: Mapping[str, str]) -> FigurePanel:
    """Why things come back."""
    return FigurePanel(
        name="reasons",
        heading=words.text("Why things come back"),
        definition=words.text(
            "Lines that came back in cases completed in these days, by the reason that was told."
        ),
        columns=_columns(words, N_("Reason"), N_("Came back")),
        rows=tuple(_row(words, said(words, REASONS, x.about), x) for x in figures.reasons),
        links=tuple(to_list(reason=x.about, **days) for x in figures.reasons),
    )


def answers_panel(
    words: Words, figures: SignFigures, signs: Iterable[Sign], days: Mapping[str, str]
) -> FigurePanel:
    """Equal cases that were answered both ways."""
    mixed = [each for each in figures.answers if each.allowed and each.declined][:MOST_ROWS]
    rules = {x.about for x in signs if x.kind is SignKind.UNEQUAL_ANSWERS}
    named = ", ".join(_goods(words, x) for x in mixed if x.is_unequal and x.rule in rules)
    sentence = words.text(
        "Equal cases got unequal answers: {what}. Read them side by side, and agree on one.",
        what=named,
    )
    return FigurePanel(
        name="unequal",
        heading=words.text("Equal cases, unequal answers"),
        definition=words.text(
            "Decisions of these days on equal cases: the same option, sent to a manager by the "
            "same rule, for goods with the same reasons and conditions. Only those are shown that "
            "were answered both ways."
        ),
        columns=(words.text("Equal cases"), words.text("Allowed"), words.text("Not allowed")),
        rows=tuple(
            (_goods(words, x), words.number(x.allowed), words.number(x.declined)) for x in mixed
        ),
        sign=sentence if named else "",
        links=tuple(_like(x, days) for x in mixed),
    )


def rules_panel(
    words: Words, figures: SignFigures, signs: Iterable[Sign], days: Mapping[str, str]
) -> FigurePanel:
    """How often managers allow what a rule asks them for."""
    shown = [(f"{option(words, x.label)} · {x.about}", x) for x in figures.rules[:MOST_ROWS]]
    sentence = N_(
        "{what} is nearly always allowed: {share}. The policy lab can draft it as a rule, so that "
        "nobody has to ask."
    )
    return FigurePanel(
        name="rules",
        heading=words.text("What managers allow, by rule"),
        definition=words.text(
            "Decisions of these days by the rule that asked for a manager: how many allowed it."
        ),
        columns=_columns(words, N_("Option and rule"), N_("Allowed")),
        rows=tuple(_row(words, label, x) for label, x in shown),
        sign=_sign(words, signs, SignKind.ALWAYS_APPROVED, sentence, shown),
        links=tuple(to_list(first_asked=x.label, trigger=ASKED, **days) for _, x in shown),
    )


def promises_panel(words: Words, figures: SignFigures, signs: Iterable[Sign]) -> FigurePanel:
    """Promises that were not kept, by kind."""
    shown = [(said(words, KIND_WORDS, x.about), x) for x in figures.promises]
    sentence = N_(
        "{what}: {share} of these promises were not kept, more than of others by more than chance. "
        "Promise a later time, or see who has the time for it."
    )
    return FigurePanel(
        name="broken_promises",
        heading=words.text("Promises that were not kept"),
        definition=words.text(
            "Promises due in these days that were kept or broken: how many were broken, by kind."
        ),
        columns=_columns(words, N_("Promise"), N_("Not kept")),
        rows=tuple(_row(words, label, x) for label, x in shown),
        sign=_sign(words, signs, SignKind.BROKEN_PROMISES, sentence, shown),
    )


def hours_panel(words: Words, figures: SignFigures, signs: Iterable[Sign]) -> FigurePanel:
    """Customers who left, by the hour."""
    shown = [(f"{int(x.about):02}:00", x) for x in figures.left]
    sentence = N_(
        "{what}: {share} of the customers left, more than at other hours by more than chance. Look "
        "at how many wait then."
    )
    return FigurePanel(
        name="left_by_hour",
        heading=words.text("Customers who left, by the hour"),
        definition=words.text(
            "Cases that ended in these days, by the hour: in how many the customer left."
        ),
        columns=_columns(words, N_("Hour"), N_("Left")),
        rows=tuple(_row(words, label, x) for label, x in shown),
        sign=_sign(words, signs, SignKind.WALK_AWAYS, sentence, shown),
    )


ASKED: Final = "asked_option_needs_approval"


def _columns(words: Words, what: str, times: str) -> tuple[str, ...]:
    return words.text(what), words.text(times), words.text("Of"), words.text("Share")


def _row(words: Words, label: str, each: Counted) -> tuple[str, ...]:
    return share_row(words, label, Share(each.times, each.of))


def _sign(
    words: Words,
    signs: Iterable[Sign],
    kind: SignKind,
    sentence: str,
    shown: Iterable[tuple[str, Counted]],
) -> str:
    """A sentence for each sign of the kind; empty where nothing stands out."""
    about = {each.about for each in signs if each.kind is kind}
    told = []
    for label, each in shown:
        if each.about in about:
            share = words.text("{times} of {of}", times=each.times, of=each.of)
            told.append(words.text(sentence, what=label, share=share))
    return "\n".join(told)


def _goods(words: Words, answered: Answered) -> str:
    reasons = (said(words, REASONS, x) for x in answered.reasons)
    conditions = (said(words, CONDITIONS, x) for x in answered.conditions)
    return " · ".join((option(words, answered.option), *reasons, *conditions))


def _like(answered: Answered, days: Mapping[str, str]) -> str:
    reason = answered.reasons[0] if answered.reasons else ""
    return to_list(first_asked=answered.option, trigger=ASKED, reason=reason, **days)
