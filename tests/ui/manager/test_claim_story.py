"""The manager reads in the story which other counter paid for the same line, and when."""

from __future__ import annotations

from builders import NOW
from returns_desk.application.escalations.story import FACT, Moment
from returns_desk.ui.kit.wording import Words
from returns_desk.ui.manager.escalation_words import story_lines
from ui.clerk.fake_window import English


def said(code: str, told: dict[str, str]) -> str:
    """The line of that moment."""
    moment = Moment(NOW, code, FACT, "", told)
    (line,) = story_lines(Words("en", English()), [moment], str, "EUR")
    return str(line)


def test_both_sides_of_a_line_that_was_paid_twice_are_named() -> None:
    line = said("claim_settled", {"terminal": "07", "at": NOW.isoformat()})

    assert "Counter 07 paid for goods of this receipt too" in line
    assert NOW.strftime("%H:%M") in line or str(NOW.hour % 12) in line
    assert "Counter 07" in said("claim_settled", {"terminal": "07", "at": ""})


def test_a_payout_without_the_others_knowledge_says_so() -> None:
    assert "Paid while other counters could not be asked" in said("lines_claimed", {})
