"""The manager reads in the story which paper was seen, by whom, and that it was taken back."""

from __future__ import annotations

import pytest

from builders import NOW
from returns_desk.application.escalations.story import FACT, Moment
from returns_desk.application.evidence.seen import PaperKind
from returns_desk.ui.kit.paper_words import PAPERS
from returns_desk.ui.kit.wording import Words
from returns_desk.ui.manager.escalation_words import story_lines
from ui.clerk.fake_window import English

SAID = {
    "evidence_seen": "Seen here: Warranty paper",
    "evidence_kept": "Kept here: Warranty paper",
    "evidence_withdrawn": "Taken back: Warranty paper",
}


@pytest.mark.parametrize("code", SAID)
def test_the_story_names_the_paper_and_who_saw_it(code: str) -> None:
    moment = Moment(NOW, code, FACT, "mara", {"kind": "warranty"})

    named = {"mara": "Mara K."}.__getitem__
    (line,) = story_lines(Words("en", English()), [moment], named, "EUR")

    assert SAID[code] in str(line)
    assert "Mara K." in str(line)


def test_every_kind_has_words() -> None:
    assert set(PAPERS) == {str(kind) for kind in PaperKind}
