"""The papers of a case, as contents: the mark on a receipt, the page, and the next step.

Owns their words. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.application.evidence.seen import ANSWERS, SHOWN, PaperKind
from returns_desk.ui.clerk.contents import ButtonContent, FooterContent
from returns_desk.ui.clerk.papers_shapes import PapersPageContent
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.evidence_shapes import EvidenceAction
from returns_desk.ui.kit.paper_words import PAPERS, is_note, paper_card, paper_in_sight

if TYPE_CHECKING:
    from returns_desk.application.desk_state import CaseState, DeskState
    from returns_desk.application.evidence.seen import SeenPaper
    from returns_desk.ui.kit.wording import Words

PAPERS_SEEN: Final = "papers"
ONE_PAPER: Final = "paper"
OF_PAPERS: Final = frozenset({PAPERS_SEEN, ONE_PAPER})
OPEN: Final = "open"
CLOSE: Final = "close"
TAKE_BACK: Final = "take_back"


@dataclass(frozen=True, slots=True)
class PapersDraft:
    """What is marked on the page: the kind, which one is in sight, which was taken back last."""

    kind: PaperKind = PaperKind.PHOTO
    opened: str = ""
    taken_back: str = ""


def papers_chip(words: Words, case: CaseState) -> ChipContent:
    """How many papers are known; a touch shows them."""
    count = len(case.other_ways.papers)
    if not count:
        return ChipContent(PAPERS_SEEN, words.text("Papers"))
    return ChipContent(PAPERS_SEEN, words.text("Papers: {count}", count=count), on=True)


def first_kind(case: CaseState) -> PaperKind:
    """The kind that the board asks for, else a photo."""
    asked = {each.fact for each in case.board.questions}
    wanted = (kind for kind, fact in ANSWERS.items() if fact in asked)
    return next(wanted, PaperKind.PHOTO)


def papers_of(state: DeskState) -> tuple[SeenPaper, ...]:
    """The papers of the case at hand."""
    return state.case.other_ways.papers if state.case is not None else ()


def papers_page(
    words: Words, state: DeskState, draft: PapersDraft, overlay: str
) -> PapersPageContent:
    """What is with the case, by whom and when (R10), and how another one is taken in."""
    papers = papers_of(state)
    names = {each.id: each.name for each in state.people}
    in_sight = draft.opened if overlay == ONE_PAPER else ""
    opened = next((each for each in papers if each.id == in_sight), None)
    return PapersPageContent(
        title=words.text("Papers and notes"),
        line=words.text("What is given stays with the case, and nobody asks for it again."),
        heading=words.text("What is it?"),
        kinds=tuple(
            ChipContent(str(kind), texts.said(words, PAPERS, str(kind)), on=kind is draft.kind)
            for kind in SHOWN
        ),
        ways=(
            ButtonContent("seen", words.text("Seen, no copy"), "eye"),
            ButtonContent("file", words.text("Choose a file"), "document"),
            ButtonContent("paste", words.text("Paste"), "plus"),
        ),
        drop_line=words.text("Or drop a photo or a PDF anywhere on this page."),
        files=words.text("Photos and PDF files ({endings})", endings="*.jpg *.jpeg *.png *.pdf"),
        cards_heading=words.text("With this case") if papers else "",
        cards=tuple(paper_card(words, each, names, _actions(words, each)) for each in papers[::-1]),
        note_prompt=words.text("A note for whoever takes the case over"),
        note_add=words.text("Add the note"),
        undo=_undo(words) if draft.taken_back else None,
        opened=None if opened is None else paper_in_sight(words, opened, names, _close(words)),
    )


def papers_footer(words: Words, state: DeskState, overlay: str) -> FooterContent:
    """How many there are, and the way back: from one paper to all, from all to the case."""
    back = words.text("Back") if overlay == ONE_PAPER else words.text("Back to the case")
    return FooterContent(
        words.text("Papers: {count}", count=len(papers_of(state))),
        confirm="ready",
        confirm_text=back,
        confirm_icon="back",
    )


def _actions(words: Words, paper: SeenPaper) -> tuple[EvidenceAction, ...]:
    back = EvidenceAction(TAKE_BACK, words.text("Take back"), "close")
    if paper.file is None or is_note(paper):
        return (back,)
    return (EvidenceAction(OPEN, words.text("Open"), "eye"), back)


def _undo(words: Words) -> ButtonContent:
    return ButtonContent("undo", words.text("Undo"), "back")


def _close(words: Words) -> EvidenceAction:
    return EvidenceAction(CLOSE, words.text("Close"), "close")
