"""The page of cases as contents: filters, rows, and one case with its story.

Owns the page's sentences. Knows no Qt. A list names nobody; one case's story does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from returns_desk.application.review.cases import ANY_TRIGGER, EVERY_CASE, CaseFilter, CaseList
from returns_desk.application.review.overview import days_to
from returns_desk.application.sentences import N_
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.manager.cases_shapes import CaseListContent, CaseRowContent, ChipsContent
from returns_desk.ui.manager.escalation_words import TRIGGERS
from returns_desk.ui.manager.today_contents import PERIODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from returns_desk.application.review.cases import ListedCase
    from returns_desk.ui.kit.contents import Tone
    from returns_desk.ui.kit.wording import Words

HANDED_ON: Final = "handed_on"
ENDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "completed": N_("Done"),
        "left": N_("Left without a solution"),
        "open": N_("Not finished"),
        "taken_back": N_("Taken back"),
    }
)
CHOICES: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = MappingProxyType(
    {
        "outcome": (N_("What was done"), texts.SHORT_TITLES),
        "left": (N_("Why the customer left"), texts.LEAVE_REASONS),
        "reason": (N_("Why it came back"), texts.REASONS),
    }
)
_SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "first_asked": N_("First asked for: {what}"),
        "trigger": N_("Handed on: {what}"),
        "counter": N_("Counter {what}"),
        "item": N_("Item {what}"),
        "receipt": N_("Receipt {what}"),
        "text": N_("Words: {what}"),
    }
)
_TABLES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "first_asked": texts.SHORT_TITLES,
        "trigger": TRIGGERS,
        **{name: table for name, (_, table) in CHOICES.items()},
    }
)
_ICONS: Final[Mapping[str, tuple[str, Tone]]] = MappingProxyType(
    {
        "completed": ("check-circle", "now"),
        "left": ("leave", "attention"),
        "open": ("clock", "neutral"),
        "taken_back": ("back", "neutral"),
    }
)


@dataclass(frozen=True, slots=True)
class Looking:
    """What is looked for, and what was found."""

    wanted: CaseFilter = EVERY_CASE
    found: CaseList | None = None
    has_choices: bool = False


def period_of(code: str, today: date) -> tuple[str, str]:
    """First and last day of a period's chip, as the filter has them; empty for all days."""
    if code not in PERIODS:
        return "", ""
    period = days_to(today, PERIODS[code][1])
    return period.first.isoformat(), period.last.isoformat()


def list_content(words: Words, looking: Looking, today: date, currency: str) -> CaseListContent:
    """The list, the newest first."""
    wanted, found = looking.wanted, looking.found or CaseList()
    more, fewer = words.text("More filters"), words.text("Fewer filters")
    return CaseListContent(
        name=words.text("Cases"),
        search_label=words.text("Receipt, item, SKU or words"),
        search_text=wanted.text,
        search_action=words.text("Look for it"),
        period=_period(words, wanted, today),
        ending=_endings(words, wanted),
        asked=_asked(words, looking),
        more_filters=fewer if looking.has_choices else more,
        choices=tuple(_choices(words, wanted)) if looking.has_choices else (),
        note=_note(words, looking),
        rows=tuple(_row(words, each, currency) for each in found.cases),
        more=words.text("Show older ones") if found.has_more else "",
        save=words.text("Save as CSV") if found.cases else "",
    )


def _period(words: Words, wanted: CaseFilter, today: date) -> ChipsContent:
    days = wanted.first_day, wanted.last_day
    codes = {code: words.text(text) for code, (text, _) in PERIODS.items()}
    chips = [
        ChipContent(code, text, on=period_of(code, today) == days) for code, text in codes.items()
    ]
    chips.append(ChipContent("all", words.text("All days"), on=days == ("", "")))
    if not any(each.on for each in chips):
        said = " – ".join(words.day(date.fromisoformat(x)) for x in days if x)
        chips.append(ChipContent("own", said, on=True))
    return ChipsContent(words.text("Days"), tuple(chips))


def _endings(words: Words, wanted: CaseFilter) -> ChipsContent:
    chips = [
        ChipContent(code, words.text(text), on=wanted.ending == code)
        for code, text in ENDINGS.items()
    ]
    on = wanted.trigger == ANY_TRIGGER
    chips.append(ChipContent(HANDED_ON, words.text("Handed on to a manager"), on=on))
    return ChipsContent(words.text("How it ended"), tuple(chips))


def _asked(words: Words, looking: Looking) -> ChipsContent:
    """What is asked beside the days and the end, and has no chip in sight."""
    shown = {"first_day", "last_day", "ending", *(CHOICES if looking.has_choices else ())}
    chips = tuple(
        ChipContent(name, _filter_words(words, name, value), on=True)
        for name, value in looking.wanted.asked()
        if name not in shown and (name, value) != ("trigger", ANY_TRIGGER)
    )
    return ChipsContent(words.text("Only these; touch one to take it away"), chips)


def _filter_words(words: Words, name: str, value: str) -> str:
    table = _TABLES.get(name)
    what = texts.said(words, table, value) if table else value
    return words.text(_SAID[name], what=what) if name in _SAID else what


def _choices(words: Words, wanted: CaseFilter) -> Iterator[tuple[str, ChipsContent]]:
    for name, (heading, table) in CHOICES.items():
        chosen = getattr(wanted, name)
        chips = tuple(
            ChipContent(code, words.text(text), on=code == chosen) for code, text in table.items()
        )
        yield name, ChipsContent(words.text(heading), chips)


def _note(words: Words, looking: Looking) -> str:
    found = looking.found
    if found is None:
        return ""
    if not found.cases:
        return words.text("There is no such case.")
    if found.is_cut:
        return words.text("So many cases have these words: only the newest were looked through.")
    count = len(found.cases)
    if found.has_more:
        return words.text("The newest {count} cases", count=count)
    return words.plural("{count} case", "{count} cases", count)


def _row(words: Words, case: ListedCase, currency: str) -> CaseRowContent:
    number = words.text("Case {number}", number=case.number or 0)
    title = " · ".join((number, *case.items[:1]))
    reasons = (texts.said(words, texts.REASONS, each) for each in case.reasons[:1])
    line = (day_said(words, case.day), *case.receipts[:1], *reasons)
    handed = (words.text("handed on"),) if case.is_handed_on else ()
    icon, tone = _ICONS[case.ending]
    pill = (ending_words(words, case, currency), icon, tone)
    return CaseRowContent(
        case.case_id, title, " · ".join((*line, *handed)), pill, words.text("Read it")
    )


def day_said(words: Words, iso: str) -> str:
    """A business day as it is said."""
    return words.day(date.fromisoformat(iso))


def ending_words(words: Words, case: ListedCase, currency: str) -> str:
    """What came of it, with how much where money was given."""
    if case.outcome:
        option = texts.said(words, texts.SHORT_TITLES, case.outcome)
        return f"{option} · {words.money(case.amount, currency)}" if case.amount else option
    if case.left:
        return texts.said(words, texts.LEAVE_REASONS, case.left)
    return words.text(ENDINGS[case.ending])


def csv_rows(words: Words, cases: tuple[ListedCase, ...]) -> list[tuple[str | int, ...]]:
    """The list for a spreadsheet: a heading row, then a row for each case; money in minor units."""
    heads = (
        N_("Case"),
        N_("Day"),
        N_("Opened"),
        N_("How it ended"),
        N_("What was done"),
        N_("Amount"),
        N_("Why the customer left"),
        N_("First asked for"),
        N_("Handed on to a manager"),
        N_("Counter"),
        N_("Receipts"),
        N_("Items"),
        N_("Why it came back"),
    )
    return [tuple(words.text(each) for each in heads), *(_csv_row(words, x) for x in cases)]


def _csv_row(words: Words, case: ListedCase) -> tuple[str | int, ...]:
    opened = datetime.fromisoformat(case.opened_at).isoformat() if case.opened_at else ""
    return (
        *(case.number or 0, case.day, opened, words.text(ENDINGS[case.ending])),
        *(case.outcome, case.amount, case.left, case.first_asked),
        words.text("Yes") if case.is_handed_on else words.text("No"),
        case.counter,
        *("; ".join(each) for each in (case.receipts, case.items, case.reasons)),
    )
