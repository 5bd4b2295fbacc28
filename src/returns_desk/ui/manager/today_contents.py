"""The first page of the review as contents: what each figure is, in words beside it.

Knows no Qt. The first figure is what customers first asked for; money kept is no figure here (R4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.application.review.overview import days_to, value_at_risk
from returns_desk.application.sentences import N_
from returns_desk.ui.kit.contents import ChipContent, ColumnContent, RowBarContent
from returns_desk.ui.kit.texts import LEAVE_REASONS, SHORT_TITLES
from returns_desk.ui.manager.today_kept import kept_note, kept_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from returns_desk.application.review.overview import Overview, Period
    from returns_desk.ui.kit.wording import Words
    from returns_desk.ui.manager.contents import ActionRow
    from returns_desk.ui.manager.today_kept import Kept

PERIODS: Final[Mapping[str, tuple[str, int]]] = {
    "day": (N_("Today"), 1),
    "week": (N_("7 days"), 7),
    "month": (N_("30 days"), 30),
}


@dataclass(frozen=True, slots=True)
class ShopWorth:
    """What a visit is worth, as the shop says; 0 where it does not. Minor units."""

    currency: str
    visit_value: int = 0
    visits_a_year: int = 0


@dataclass(frozen=True, slots=True)
class FactsContent:
    """A panel of lines: a heading, lines with a number, and how they are counted."""

    heading: str
    rows: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class TodayContent:
    """The page."""

    name: str
    periods_name: str
    periods: tuple[ChipContent, ...]
    wish_heading: str
    wish: str
    wish_line: str
    wish_trend: str
    wish_note: str
    days_name: str
    days: tuple[ColumnContent, ...]
    options_heading: str
    options: tuple[RowBarContent, ...]
    options_note: str
    left: FactsContent
    counter: FactsContent
    kept: FactsContent
    waiting_heading: str = ""
    waiting: tuple[ActionRow, ...] = ()
    waiting_empty: str = ""


def period_named(code: str, today: date) -> Period:
    """The business days that a chip stands for, up to today."""
    return days_to(today, PERIODS[code][1])


def today_content(
    words: Words,
    overview: Overview,
    chosen: str,
    worth: ShopWorth,
    waiting: tuple[ActionRow, ...],
    kept: Kept,
) -> TodayContent:
    """The page as it is now."""
    share = overview.first_wish
    percent = share.percent
    return TodayContent(
        name=words.text("The period at a glance"),
        periods_name=words.text("Which days"),
        periods=tuple(
            ChipContent(code, words.text(title), code == chosen)
            for code, (title, _) in PERIODS.items()
        ),
        wish_heading=words.text("Customers who got what they first asked for"),
        wish="–" if percent is None else words.text("{percent} %", percent=percent),
        wish_line=_of_how_many(words, overview),
        wish_trend=_trend(words, overview) if share.of else "",
        wish_note=words.text(
            "Cases that ended in these days, in which the customer had asked for an option or "
            "chosen one: how many got that one at this visit."
        ),
        days_name=words.text("The last days"),
        days=_columns(words, overview),
        options_heading=words.text("Offered, and chosen"),
        options=tuple(
            RowBarContent(
                words.text(SHORT_TITLES.get(each.option, each.option)), each.offered, each.chosen
            )
            for each in overview.options
        ),
        options_note=words.text(
            "In the order of the board: on how many last boards it stood, now or with a manager, "
            "and how many took it."
        ),
        left=_left(words, overview, worth),
        counter=_counter(words, overview),
        kept=_kept(words, overview, kept),
        waiting_heading=words.text("Waiting for somebody"),
        waiting=waiting,
        waiting_empty="" if waiting else words.text("Nothing waits, and no promise presses."),
    )


def _kept(words: Words, overview: Overview, kept: Kept) -> FactsContent:
    heading = words.plural(
        "{count} entry in the journal", "{count} entries in the journal", overview.entries
    )
    return FactsContent(heading, kept_rows(words, kept), kept_note(words, kept))


def _of_how_many(words: Words, overview: Overview) -> str:
    share = overview.first_wish
    if not share.of:
        return words.text("No such case has ended in these days yet.")
    return words.text("{got} of {of} cases", got=share.got, of=share.of)


def _trend(words: Words, overview: Overview) -> str:
    points = overview.points_up
    if points is None:
        return words.text("Nothing before to compare with.")
    if points > 0:
        return words.plural(
            "{count} point up on the days before", "{count} points up on the days before", points
        )
    if points < 0:
        return words.plural(
            "{count} point down on the days before",
            "{count} points down on the days before",
            -points,
        )
    return words.text("As on the days before")


def _columns(words: Words, overview: Overview) -> tuple[ColumnContent, ...]:
    columns = []
    for day, share in overview.days:
        percent = share.percent
        text = "–" if percent is None else str(percent)
        is_last = day == overview.period.last
        columns.append(ColumnContent(words.short_weekday(day), text, percent or 0, is_last))
    return tuple(columns)


def _left(words: Words, overview: Overview, worth: ShopWorth) -> FactsContent:
    rows = [
        (words.text(LEAVE_REASONS.get(reason, reason)), words.number(count))
        for reason, count in overview.left.items()
    ]
    heading = words.plural(
        "{count} customer left without a solution",
        "{count} customers left without a solution",
        overview.left_in_all,
    )
    if not worth.visit_value or not worth.visits_a_year:
        note = words.text("What a visit is worth to this shop stands in [review] of config.toml.")
        return FactsContent(heading, tuple(rows), note)
    risk = value_at_risk(overview.left_in_all, worth.visit_value, worth.visits_a_year)
    rows.append((words.text("At risk in a year"), words.money(risk, worth.currency)))
    note = words.text(
        "Customers who left, times {visits} visits a year, times {value} a visit.",
        visits=worth.visits_a_year,
        value=words.money(worth.visit_value, worth.currency),
    )
    return FactsContent(heading, tuple(rows), note)


def _counter(words: Words, overview: Overview) -> FactsContent:
    seconds = overview.seconds_per_case
    rows = [
        (words.text("Cases that ended"), words.number(overview.ended)),
        (words.text("Handed on by themselves or asked for"), words.number(overview.handed_on)),
        (words.text("Allowed by a second person"), words.number(overview.approved)),
        (words.text("Answered with another way"), words.number(overview.declined)),
    ]
    if seconds is not None:
        whole, rest = divmod(seconds, 60)
        said = words.text("{minutes} min {seconds} s", minutes=whole, seconds=rest)
        rows.append((words.text("Time at the counter, the mean"), said))
    note = words.text("Time from opening a case to its end; a case that was parked counts whole.")
    return FactsContent(words.text("At the counter"), tuple(rows), note)
