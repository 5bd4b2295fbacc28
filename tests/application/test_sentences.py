"""Every code and every fact has words, in the words of the counter, and none that blame."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from returns_desk.application import sentences
from returns_desk.application.sentences import (
    ORIGINAL_TITLES,
    QUESTIONS,
    REASONS,
    STANDINGS,
    TITLES,
    option_title,
    question_text,
    reason_text,
)
from returns_desk.domain.board import CATALOGUE, Basis, Finding, Leg, Option, Standing
from returns_desk.domain.case import (
    Case,
    Claim,
    ClaimedItem,
    EvidenceKind,
    ItemWithoutReceipt,
    Store,
)
from returns_desk.domain.sale import Sale, SaleLine, SaleTender, TenderType

NOW = datetime(2026, 11, 21, tzinfo=UTC)
NEVER = (
    "company policy",
    "unfortunately",
    "you should have",
    "as a courtesy",
    "lucky",
    "normally",
    "exception for you",
)


def tender(number: int, kind: TenderType, last4: str | None = None) -> SaleTender:
    return SaleTender(number, kind, 500, last4=last4)


CASE = Case(
    NOW,
    Store("3141", "US-MN", "USD"),
    (
        Sale(
            receipt="A/1",
            store="3141",
            sold_at=NOW,
            lines=(SaleLine(1, "Shelf board", Decimal(1), "each", 500),),
            tenders=(
                tender(1, TenderType.CREDIT_CARD, "1234"),
                tender(2, TenderType.DEBIT_CARD),
                tender(3, TenderType.MOBILE_WALLET),
                tender(4, TenderType.CASH),
            ),
        ),
    ),
    Claim(
        items=(ClaimedItem("A/1", 1, Decimal(1)), ClaimedItem("A/1", 9, Decimal(1))),
        without_receipt=(ItemWithoutReceipt(Decimal(1), "Plums"),),
    ),
)


def finding(code: str, text: str = "") -> Finding:
    return Finding(code, "engine", code, text, "", public=True)


def test_every_option_of_the_catalogue_has_a_title() -> None:
    assert set(TITLES) == set(CATALOGUE)
    assert set(ORIGINAL_TITLES) == {str(kind) for kind in TenderType}
    assert set(STANDINGS) == {str(standing) for standing in Standing}


def test_every_kind_of_evidence_has_a_question() -> None:
    assert all(f"evidence:{kind}" in QUESTIONS for kind in EvidenceKind)


def test_every_code_of_the_engine_has_a_sentence(project_root: Path) -> None:
    engine = project_root / "src" / "returns_desk" / "domain" / "engine"
    text = "\n".join(path.read_text(encoding="utf-8") for path in engine.glob("*.py"))
    called = r"(?:built_in|refused_table|_refused)\(\s*f?\"([a-z_]+)"
    codes = set(re.findall(called, text)) | set(re.findall(r"return \"([a-z_]{8,})\"", text))

    assert codes - set(REASONS) - {"other_means", "manager", "original", "evidence"} == set()


def test_no_sentence_blames_or_boasts() -> None:
    tables = (REASONS, TITLES, ORIGINAL_TITLES, STANDINGS, QUESTIONS)
    texts = [text.lower() for table in tables for text in table.values()]

    assert [text for text in texts for phrase in NEVER if phrase in text] == []


def test_a_packs_own_text_goes_before_ours() -> None:
    assert reason_text(finding("final_sale", "Marked as final sale.")) == "Marked as final sale."
    assert reason_text(finding("already_returned")) == REASONS["already_returned"]
    assert reason_text(finding("same_as:refund/original")) == REASONS["same_as"]
    assert reason_text(finding("something_new")) == "Something new."


@pytest.mark.parametrize(
    ("means", "title"),
    [
        (("credit_card",), "Back to the original card"),
        (("cash",), "Money back in cash"),
        (("cash", "credit_card"), "Back the way it was paid"),
        (("something_new",), "Back the way it was paid"),
    ],
)
def test_the_original_means_are_named_where_there_is_one(
    means: tuple[str, ...], title: str
) -> None:
    legs = tuple(Leg("A/1/1", "original", 1, each) for each in means)
    count = len(legs)
    option = Option("refund/original", Standing.AVAILABLE, Basis.POLICY, count, count, legs=legs)

    assert option_title(option) == title


@pytest.mark.parametrize(
    ("fact", "question"),
    [
        ("original_tender_present:A/1/1", "Is the card ending 1234 here?"),
        ("original_tender_present:A/1/2", "Is the card of the purchase here?"),
        ("original_tender_present:A/1/3", "Is the phone or watch that paid here?"),
        ("original_tender_present:A/1/4", "Is what it was paid with here?"),
        ("original_tender_present:B/1", "Is what it was paid with here?"),
        ("reason:0", "Why does Shelf board come back?"),
        ("reason:1", "Why does the item come back?"),
        ("condition:2", "How does Plums look?"),
        ("condition:7", "How does the item look?"),
        ("delivered_at:A/1", "When was receipt A/1 delivered?"),
        ("evidence:receipt", "Is the receipt here?"),
        ("photo_id_seen", "Was a photo ID seen?"),
        ("weather", "Is this so: weather?"),
    ],
)
def test_questions_are_said_to_a_persons_face(fact: str, question: str) -> None:
    assert question_text(fact, CASE) == question


def test_sentences_go_through_the_translation_and_keep_their_fields() -> None:
    def shouting(message: str) -> str:
        return re.sub(r"[a-z]+(?![a-z0-9]*\})", lambda found: found.group().upper(), message)

    assert question_text("reason:0", CASE, shouting) == "WHY DOES Shelf board COME BACK?"
    assert reason_text(finding("already_returned"), shouting) == "IT CAME BACK BEFORE."


def test_texts_are_marked_for_extraction_and_stay_as_they_are() -> None:
    assert sentences.N_("as it is") == "as it is"
    assert sentences.in_english("as it is") == "as it is"
