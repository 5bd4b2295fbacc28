"""What the page of cases shows, as plain records of ready texts. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from returns_desk.ui.manager.evidence_contents import PapersButtonContent

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import ChipContent, Tone
    from returns_desk.ui.manager.escalation_shapes import StoryLine
    from returns_desk.ui.manager.today_contents import FactsContent


@dataclass(frozen=True, slots=True)
class ChipsContent:
    """A row of filters: its name, and which are on."""

    name: str
    chips: tuple[ChipContent, ...]


@dataclass(frozen=True, slots=True)
class CaseRowContent:
    """One case of the list."""

    case_id: str
    title: str
    line: str
    pill: tuple[str, str, Tone]
    action: str


@dataclass(frozen=True, slots=True)
class CaseListContent:
    """The list with what is looked for; an empty text shows nothing.

    Attributes:
        asked: filters that have no chip of their own; a touch takes one away.
        choices: the rows that "more filters" opens, by the filter's name.
        note: how many are shown, or that there is none.
    """

    name: str
    search_label: str
    search_text: str
    search_action: str
    period: ChipsContent
    ending: ChipsContent
    asked: ChipsContent
    more_filters: str
    choices: tuple[tuple[str, ChipsContent], ...]
    note: str
    rows: tuple[CaseRowContent, ...]
    more: str
    save: str


@dataclass(frozen=True, slots=True)
class CaseStoryContent:
    """One case: its story, and its last board."""

    title: str
    line: str
    story_heading: str
    story: tuple[StoryLine, ...]
    board: FactsContent
    back: str
    save: str
    papers: PapersButtonContent = field(default_factory=PapersButtonContent)
