"""What the page of escalations shows, as plain records of ready texts. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from returns_desk.ui.manager.evidence_contents import PapersButtonContent

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import ApprovalContent, BoardContent, ChipContent, Tone


@dataclass(frozen=True, slots=True)
class RowContent:
    """One escalation of the queue."""

    case_id: str
    title: str
    line: str
    pill: str
    action: str
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class QueueContent:
    """What waits, in order; `empty` says that nothing does."""

    title: str
    empty: str
    rows: tuple[RowContent, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One moment of the story; `tone` colours its dot."""

    time: str
    strong: str
    text: str
    tone: str = "none"


@dataclass(frozen=True, slots=True)
class EqualContent:
    """How an equal case was decided, and a word where the present decision differs."""

    heading: str
    pill: str
    tone: Tone
    text: str
    counts: str
    means: str
    differs: str = ""
    case_id: str = ""
    read: str = ""
    """The text of the button that opens that case."""


@dataclass(frozen=True, slots=True)
class HandOnContent:
    """To whom and why; shown in the place of the decision."""

    heading: str
    people: tuple[ChipContent, ...]
    why_heading: str
    reasons: tuple[ChipContent, ...]


@dataclass(frozen=True, slots=True)
class FootContent:
    """The buttons below; an empty text shows none."""

    back: str
    hand_on: str = ""
    take: str = ""
    story: str = ""
    """Turns to the story where there is no room beside the board, and back."""
    board: str = ""
    close: str = ""
    papers: PapersButtonContent = field(default_factory=PapersButtonContent)


@dataclass(frozen=True, slots=True)
class OpenedContent:
    """One escalation: story, board, equal case, and what can be decided."""

    title: str
    line: str
    story_heading: str
    story: tuple[StoryLine, ...]
    advice_strong: str
    advice: str
    foot: FootContent
    board_heading: str = ""
    board: BoardContent | None = None
    equal: EqualContent | None = None
    approval: ApprovalContent | None = None
    secret: str = ""
    confirm: str = ""
    is_ready: bool = False
    hand_on: HandOnContent | None = None
