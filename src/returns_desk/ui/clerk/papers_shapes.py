"""Owns what the page of papers is fed with: frozen contents, ready texts only. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from returns_desk.ui.clerk.contents import ButtonContent
    from returns_desk.ui.kit.contents import ChipContent
    from returns_desk.ui.kit.evidence_shapes import EvidenceCard, PaperInSight


@dataclass(frozen=True, slots=True)
class PapersPageContent:
    """The papers of a case, and how another one is taken in; `opened` is the one in sight."""

    title: str
    line: str
    heading: str
    kinds: tuple[ChipContent, ...]
    ways: tuple[ButtonContent, ...]
    drop_line: str
    files: str
    """What the system's window calls the files that can be kept."""
    cards_heading: str
    cards: tuple[EvidenceCard, ...]
    note_prompt: str
    note_add: str
    undo: ButtonContent | None = None
    opened: PaperInSight | None = None
