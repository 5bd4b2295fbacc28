"""The ends of earlier days as the page shows them: a chip a day, and the report of the one opened.

Knows no Qt and asks nobody.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from returns_desk.application.slips import SlipRole
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.manager.day_end_shapes import SumRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from returns_desk.application.slips import Slip
    from returns_desk.ui.kit.wording import Words

MOST_ENDS: Final = 30
_STRONG: Final = frozenset({SlipRole.HEADING, SlipRole.TOTAL})


@dataclass(frozen=True, slots=True)
class EarlierEnd:
    """One end of day; `event` is its sequence in the journal, `difference` minor units or None."""

    event: int
    at: datetime
    day: date
    currency: str
    difference: int | None


@dataclass(frozen=True, slots=True)
class Opened:
    """The day that is opened: its event, its report once it is made, and where that was kept."""

    event: int | None = None
    report: Slip | None = None
    kept: str = ""


@dataclass(frozen=True, slots=True)
class EarlierEndsContent:
    """The panel. Without days it takes no place; without an opened one it is the chips alone."""

    title: str = ""
    days: tuple[ChipContent, ...] = ()
    report: tuple[SumRow, ...] = ()
    print_text: str = ""
    keep_text: str = ""
    kept: str = ""


def earlier_ends_content(
    words: Words, ends: Sequence[EarlierEnd], opened: Opened, *, can_print: bool
) -> EarlierEndsContent:
    """The panel as it is now, in the order of `ends`."""
    if not ends:
        return EarlierEndsContent()
    often = Counter(each.day for each in ends)
    content = EarlierEndsContent(
        title=words.text("Earlier ends of days"),
        days=tuple(_chip(words, x, opened.event, is_one=often[x.day] == 1) for x in ends),
    )
    if opened.report is None:
        return content
    return replace(
        content,
        report=_rows(opened.report),
        print_text=words.text("Print this report") if can_print else "",
        keep_text=words.text("Save as PDF"),
        kept=words.text("Report: {file}", file=opened.kept) if opened.kept else "",
    )


def _chip(words: Words, end: EarlierEnd, opened: int | None, *, is_one: bool) -> ChipContent:
    """A day; with the time too where it was closed more than once."""
    text = words.day(end.day)
    if not is_one:
        text = f"{text}, {words.clock(end.at, seconds=True)}"
    if end.difference:
        text = f"{text} · {words.money(end.difference, end.currency)}"
    return ChipContent(str(end.event), text, on=end.event == opened)


def _rows(report: Slip) -> tuple[SumRow, ...]:
    return tuple(SumRow(x.text, x.value, is_strong=x.role in _STRONG) for x in report.lines)
