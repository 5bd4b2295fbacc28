"""The papers of a case at the manager's window, as contents. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.application.evidence.kept import EVIDENCE_KEPT
from returns_desk.application.evidence.seen import EVIDENCE_SEEN, EVIDENCE_WITHDRAWN
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.evidence_shapes import EvidenceAction, EvidenceCard, PaperInSight
from returns_desk.ui.kit.paper_words import (
    PAPERS,
    is_note,
    is_photo,
    paper_card,
    paper_title,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from returns_desk.application.escalations.story import Moment
    from returns_desk.application.evidence.seen import SeenPaper
    from returns_desk.ui.kit.wording import Words

OPEN: Final = "open"
CLOSE: Final = "close"
SAVE: Final = "save"
_ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "text/plain": "txt",
}


@dataclass(frozen=True, slots=True)
class PapersButtonContent:
    """The way to the papers of a case; an empty text shows none."""

    text: str = ""
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceContent:
    """The papers of a case, or one of them."""

    title: str
    empty: str
    back: str
    cards: tuple[EvidenceCard, ...]
    opened: PaperInSight | None = None


def papers_button(words: Words, case_id: str, story: Sequence[Moment]) -> PapersButtonContent:
    """How many papers are with the case by its story; none where there are none."""
    told = [each.code for each in story]
    count = told.count(EVIDENCE_SEEN) + told.count(EVIDENCE_KEPT) - told.count(EVIDENCE_WITHDRAWN)
    if count < 1:
        return PapersButtonContent()
    return PapersButtonContent(words.text("Papers: {count}", count=count), case_id)


def evidence_content(
    words: Words, papers: Sequence[SeenPaper], names: Mapping[str, str], opened: str
) -> EvidenceContent:
    """Every paper with who took it and when; those with a file can be opened."""
    open_it = EvidenceAction(OPEN, words.text("Open"), "eye")
    cards = (
        paper_card(words, each, names, () if each.file is None or is_note(each) else (open_it,))
        for each in papers
    )
    found = next((each for each in papers if each.id == opened), None)
    return EvidenceContent(
        title=words.text("Papers: {count}", count=len(papers)),
        empty="" if papers else words.text("No papers are with this case."),
        back=words.text("Back"),
        cards=tuple(cards),
        opened=None if found is None else _opened(words, found, names),
    )


def suggested_name(words: Words, paper: SeenPaper) -> str:
    """What a saved copy is called, unless the person calls it otherwise; no name of a customer."""
    media = paper.file.media if paper.file is not None else ""
    kind = texts.said(words, PAPERS, str(paper.kind))
    return f"{kind} {paper.at:%Y-%m-%d}.{_ENDINGS.get(media, 'bin')}"


def _opened(words: Words, paper: SeenPaper, names: Mapping[str, str]) -> PaperInSight:
    line = "" if is_photo(paper) else words.text("A PDF can't be shown here. Save a copy of it.")
    close = EvidenceAction(CLOSE, words.text("Close"), "close")
    save = EvidenceAction(SAVE, words.text("Save a copy"), "document")
    return PaperInSight(paper.id, paper_title(words, paper, names), line, close, save)
