"""What a customer can show at the counter, in words; clerk's and manager's windows share them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.evidence.files import PHOTOS, TEXT
from returns_desk.application.sentences import N_
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.evidence_shapes import EvidenceCard, PaperInSight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.application.evidence.seen import SeenPaper
    from returns_desk.ui.kit.evidence_shapes import EvidenceAction
    from returns_desk.ui.kit.wording import Words

PAPERS: Final[Mapping[str, str]] = {
    "photo": N_("Photo"),
    "receipt_copy": N_("Copy of the receipt"),
    "bank_statement": N_("Bank statement"),
    "warranty": N_("Warranty paper"),
    "serial_plate": N_("Serial number plate"),
    "other": N_("Something else"),
    "note": N_("Note"),
}
NO_PICTURE: Final = N_("A PDF can't be shown here. A manager can save a copy of it.")


def paper_title(words: Words, paper: SeenPaper, names: Mapping[str, str]) -> str:
    """What it is, and who saw or kept it when."""
    kind, name = texts.said(words, PAPERS, str(paper.kind)), names.get(paper.by, paper.by)
    when = words.moment(paper.at)
    if paper.file is None:
        return words.text("{paper}: seen by {name}, {when}.", paper=kind, name=name, when=when)
    if is_note(paper):
        return words.text("{paper}: written by {name}, {when}.", paper=kind, name=name, when=when)
    return words.text("{paper}: kept by {name}, {when}.", paper=kind, name=name, when=when)


def paper_card(
    words: Words,
    paper: SeenPaper,
    names: Mapping[str, str],
    actions: tuple[EvidenceAction, ...],
) -> EvidenceCard:
    """A paper as one of those that are with a case."""
    icon = "eye" if paper.file is None else "document"
    title = paper_title(words, paper, names)
    return EvidenceCard(paper.id, title, icon, is_photo(paper), actions, is_note=is_note(paper))


def paper_in_sight(
    words: Words,
    paper: SeenPaper,
    names: Mapping[str, str],
    close: EvidenceAction,
    save: EvidenceAction | None = None,
) -> PaperInSight:
    """A paper that is opened."""
    line = "" if is_photo(paper) else words.text(NO_PICTURE)
    return PaperInSight(paper.id, paper_title(words, paper, names), line, close, save)


def is_photo(paper: SeenPaper) -> bool:
    """Whether a picture of it can be shown."""
    return paper.file is not None and paper.file.media in PHOTOS


def is_note(paper: SeenPaper) -> bool:
    """Whether it was written at the counter; its words are shown on its card."""
    return paper.file is not None and paper.file.media == TEXT


def is_shown_small(paper: SeenPaper) -> bool:
    """Whether its card shows what is in its file."""
    return is_photo(paper) or is_note(paper)
