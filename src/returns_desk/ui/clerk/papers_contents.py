"""Papers that were seen, as contents: the mark on a receipt, and the page that says which.

Owns their words. Knows no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.evidence.seen import PaperKind
from returns_desk.ui.clerk.contents import ChoiceContent
from returns_desk.ui.kit import texts
from returns_desk.ui.kit.contents import ChipContent
from returns_desk.ui.kit.paper_words import PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from returns_desk.application.desk_state import CaseState, DeskState, PersonState
    from returns_desk.application.evidence.seen import SeenPaper
    from returns_desk.ui.kit.wording import Words

PAPERS_SEEN: Final = "papers"


def papers_chip(words: Words, case: CaseState) -> ChipContent:
    """How many papers were seen; a touch says which."""
    count = len(case.other_ways.papers)
    if not count:
        return ChipContent(PAPERS_SEEN, words.text("Papers"))
    return ChipContent(PAPERS_SEEN, words.text("Papers: {count}", count=count), on=True)


def papers_page(words: Words, state: DeskState) -> ChoiceContent:
    """Which papers can be seen, and who saw which of them when (R10)."""
    seen = state.case.other_ways.papers if state.case is not None else ()
    kinds = {each.kind for each in seen}
    return ChoiceContent(
        words.text("Seen, no copy"),
        _line(words, seen, state.people),
        tuple(
            ChipContent(str(kind), texts.said(words, PAPERS, str(kind)), on=kind in kinds)
            for kind in PaperKind
        ),
        words.text("Back"),
        icon="eye",
    )


def _line(words: Words, seen: Iterable[SeenPaper], people: Iterable[PersonState]) -> str:
    """Who saw what; while nothing was seen, what a touch does."""
    names = {each.id: each.name for each in people}
    said = [
        words.text(
            "{paper}: seen by {name}, {when}.",
            paper=texts.said(words, PAPERS, str(each.kind)),
            name=names.get(each.by, each.by),
            when=words.moment(each.at),
        )
        for each in seen
    ]
    if not said:
        return words.text(
            "Touch what you see. It stays with the case, and nobody asks for it again."
        )
    return "\n".join((*said, words.text("Touch it again to take it back.")))
