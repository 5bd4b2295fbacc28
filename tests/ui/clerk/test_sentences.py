"""Every code that the counter may say has a sentence, and no sentence blames or boasts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from returns_desk.adapters.policies.wording import blame_or_boast
from returns_desk.application import approvers, closing, paying
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import Condition, Reason
from returns_desk.domain.sale import TenderType
from returns_desk.ui.clerk import notice_contents
from returns_desk.ui.clerk.left_contents import LEFT_FOR_YOU
from returns_desk.ui.kit import texts

SOURCE = Path(__file__).parents[3] / "src" / "returns_desk"
SAYING = re.compile(r"\.say\(\s*\"([a-z_]+)\"")
SENTENCE = re.compile(r"\"([^\"\n]*[a-z] [^\"\n]*)\"")


def said_codes() -> set[str]:
    sources = (SOURCE / "application").glob("*.py")
    return {code for each in sources for code in SAYING.findall(each.read_text("utf-8"))}


def test_every_notice_has_a_sentence_or_is_said_by_the_screen() -> None:
    known = set(notice_contents.SENTENCES) | notice_contents.SILENT
    known |= {"answer_first", LEFT_FOR_YOU}

    assert said_codes()
    assert said_codes() <= known


@pytest.mark.parametrize(
    ("codes", "sentences"),
    [
        (closing.LEAVE_REASONS, texts.LEAVE_REASONS),
        (paying.LEG_FAILURES, texts.LEG_FAILURES),
        (approvers.APPROVAL_REASONS, texts.APPROVAL_REASONS),
        (approvers.OTHER_CARD_REASONS, texts.APPROVAL_REASONS),
        (approvers.DECLINE_REASONS, texts.DECLINE_REASONS),
        (tuple(Reason), texts.REASONS),
        (tuple(Condition), texts.CONDITIONS),
        (tuple(TenderType), texts.TENDERS),
        (tuple(TenderType), texts.PAID_BY),
        (CATALOGUE, texts.SHORT_TITLES),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_code_has_its_words(codes: tuple[str, ...], sentences: dict[str, str]) -> None:
    assert {str(code) for code in codes} <= set(sentences)


@pytest.mark.parametrize(
    "path",
    [*sorted((SOURCE / "ui" / "clerk").glob("*.py")), SOURCE / "ui" / "kit" / "texts.py"],
    ids=lambda path: path.stem,
)
def test_no_sentence_blames_or_boasts(path: Path) -> None:
    for sentence in SENTENCE.findall(path.read_text("utf-8")):
        assert blame_or_boast(sentence, "en") is None, sentence
