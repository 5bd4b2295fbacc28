"""What the page of the policy lab shows, as plain records of ready texts. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import ChipContent, Tone
    from returns_desk.ui.manager.contents import ActionRow


@dataclass(frozen=True, slots=True)
class WorkContent:
    """Work that goes on: how far it is, in per cent, and the word that stops it."""

    sentence: str
    per_cent: int
    stop: str


@dataclass(frozen=True, slots=True)
class LabListContent:
    """What managers keep allowing, and what was published; an empty text shows nothing.

    Attributes:
        note: what was found, or what a look through the journal would tell.
        problems: what is wrong with published packs.
    """

    name: str
    periods_name: str
    periods: tuple[ChipContent, ...]
    heading: str
    look: str
    work: WorkContent | None
    note: str
    rows: tuple[ActionRow, ...]
    file: str
    published_heading: str
    published: tuple[ActionRow, ...]
    problems: str


@dataclass(frozen=True, slots=True)
class LabFigure:
    """A large figure, what it counts, and what it is made of."""

    figure: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class ResultContent:
    """What the journal says of a change.

    Attributes:
        notes: what was not counted, and why.
        rows: cases that differ, each to be read.
    """

    heading: str
    pills: tuple[tuple[str, str, Tone], ...]
    figures: tuple[LabFigure, ...]
    notes: str
    rows_heading: str
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class LabChangeContent:
    """One change: why, what, what the journal says of it, and from when it shall count.

    Attributes:
        table: what is said, as it is now, as it would be.
        lines: the lines of the pack's file that differ, as a diff has them.
    """

    title: str
    why: tuple[LabFigure, ...]
    cases_heading: str
    cases: tuple[ActionRow, ...]
    table_heads: tuple[str, str, str]
    table: tuple[tuple[str, str, str], ...]
    lines_action: str
    lines: tuple[str, ...]
    work: WorkContent | None
    try_again: str
    result: ResultContent | None
    days_name: str
    days: tuple[ChipContent, ...]
    publish: str
    publish_note: str
    back: str
