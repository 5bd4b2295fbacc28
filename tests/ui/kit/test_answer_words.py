"""The two answers on an option name the fact, so that none reads as paying the amount beside."""

import pytest

from returns_desk.domain.board import Arrival, Basis, FactValue, Option, Standing
from returns_desk.domain.case import Condition, Reason
from returns_desk.ui.kit.answer_words import answers_to
from returns_desk.ui.kit.arrival_text import timing_of
from returns_desk.ui.kit.texts import FLAG_QUESTIONS
from returns_desk.ui.kit.wording import Words
from ui.clerk.fake_window import English

WORDS = Words("en", English())
BARE = ("Yes", "No")


@pytest.mark.parametrize(
    ("fact", "value", "answers"),
    [
        ("original_tender_present:R-1/1", True, ("Here", "Not here")),
        ("reason:0", "faulty", ("It is", "It isn’t")),
        ("reason:0", "changed_mind", ("They did", "They didn’t")),
        ("condition:0", "opened", ("It was", "It wasn’t")),
        ("missing:0", (), ("It is", "It isn’t")),
        ("is_purchaser", True, ("They did", "They didn’t")),
        ("is_purchaser", False, ("It was", "It wasn’t")),
        ("something_new", True, BARE),
    ],
)
def test_an_answer_names_the_fact(fact: str, value: FactValue, answers: tuple[str, str]) -> None:
    assert answers_to(WORDS, fact, value) == answers


def test_no_question_that_the_program_knows_is_answered_barely() -> None:
    flags = [answers_to(WORDS, fact, value) for fact, value in FLAG_QUESTIONS]
    reasons = [answers_to(WORDS, "reason:0", each) for each in Reason if each is not Reason.OTHER]
    conditions = [answers_to(WORDS, "condition:0", each) for each in Condition]

    assert BARE not in [*flags, *reasons, *conditions]


def test_goods_that_go_away_for_repair_are_not_there_now() -> None:
    repair = Option("repair/none", Standing.AVAILABLE, Basis.POLICY, arrives=Arrival(0, 0))

    assert timing_of(WORDS, repair) == "when it is repaired"
