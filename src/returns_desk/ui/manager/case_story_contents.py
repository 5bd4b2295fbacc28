"""One case in sight as contents: its story, and the options of its last board in their order.

Owns these sentences. Knows no Qt. Here clerks are named: a manager must know whom to ask.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_
from returns_desk.ui.kit import texts
from returns_desk.ui.manager.cases_shapes import CaseStoryContent
from returns_desk.ui.manager.escalation_words import story_lines
from returns_desk.ui.manager.evidence_contents import papers_button
from returns_desk.ui.manager.today_contents import FactsContent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.application.review.case_read import CaseRead, Offered
    from returns_desk.ui.kit.wording import Words

_STANDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "available": N_("possible"),
        "conditional": N_("possible with a condition"),
        "needs_approval": N_("a manager could allow it"),
    }
)


def story_content(
    words: Words, case: CaseRead, names: Mapping[str, str], currency: str
) -> CaseStoryContent:
    """The case from its beginning to its end."""
    moments = case.story
    when = words.moment(moments[0].at) if moments else ""
    outcome = texts.said(words, texts.SHORT_TITLES, case.outcome) if case.outcome else ""
    return CaseStoryContent(
        title=words.text("Case {number}", number=case.number),
        line=" · ".join(each for each in (when, outcome) if each),
        story_heading=words.text("The story"),
        story=story_lines(words, moments, lambda code: names.get(code, code), currency),
        board=FactsContent(
            words.text("The last board, in its order"),
            tuple(_option(words, case, each, currency) for each in case.board),
            words.text("Options that were possible; the customer and the clerk saw them."),
        ),
        back=words.text("Back"),
        save=words.text("Save as PDF"),
        papers=papers_button(words, case.case_id, moments),
    )


def _option(words: Words, case: CaseRead, offered: Offered, currency: str) -> tuple[str, str]:
    said = [texts.said(words, texts.SHORT_TITLES, offered.option)]
    said.append(words.text(_STANDINGS[offered.standing]))
    if offered.option == case.first_asked:
        said.append(words.text("asked for first"))
    if offered.option == case.outcome:
        said.append(words.text("done"))
    return " · ".join(said), words.money(offered.amount, currency) if offered.amount else ""
