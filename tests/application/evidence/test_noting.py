"""A paper is seen once: it answers what asks for it, and stays until it is taken back."""

from dataclasses import replace

import pytest

from builders import SHELF, sale, shelf_options
from counters import Counter, proposing, signed_in
from fakes import CLERK, MANAGER, MANAGER_PIN, FakeSales
from returns_desk.application.case_fold import record_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import CaseState, DeskState
from returns_desk.application.escalations.story import story_of
from returns_desk.application.evidence.seen import PaperKind

STATEMENT = "evidence:bank_statement"


@pytest.fixture
def counter() -> Counter:
    return Counter(sales=FakeSales([sale()]), propose=proposing(shelf_options()))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    made = signed_in(counter)
    made.scan(SHELF)
    return made


def case_of(state: DeskState) -> CaseState:
    assert state.case is not None
    return state.case


def kinds(state: DeskState) -> list[PaperKind]:
    return [each.kind for each in case_of(state).other_ways.papers]


def payloads(counter: Counter, event_type: str) -> list[object]:
    return [each.payload for each in counter.journal.read(types=(event_type,))]


def test_r5_what_is_seen_answers_the_question_in_the_same_action(
    desk: Desk, counter: Counter
) -> None:
    state = desk.note_paper(PaperKind.BANK_STATEMENT, is_seen=True)

    (paper,) = case_of(state).other_ways.papers
    assert (paper.kind, paper.by, paper.at) == (
        PaperKind.BANK_STATEMENT,
        CLERK.id,
        counter.clock.now(),
    )
    assert case_of(state).answers[STATEMENT] is True
    assert payloads(counter, "evidence_seen") == [
        {"evidence": paper.id, "kind": "bank_statement", "answers": [STATEMENT]}
    ]


def test_taking_it_back_opens_the_question_again(desk: Desk, counter: Counter) -> None:
    seen = desk.note_paper(PaperKind.BANK_STATEMENT, is_seen=True)
    state = desk.note_paper(PaperKind.BANK_STATEMENT, is_seen=False)

    (paper,) = case_of(seen).other_ways.papers
    assert kinds(state) == []
    assert STATEMENT not in case_of(state).answers
    assert payloads(counter, "evidence_withdrawn") == [
        {"evidence": paper.id, "kind": "bank_statement"}
    ]


def test_what_was_answered_before_stays_when_the_paper_is_taken_back(desk: Desk) -> None:
    desk.answer(STATEMENT, value=True)
    desk.note_paper(PaperKind.BANK_STATEMENT, is_seen=True)

    state = desk.note_paper(PaperKind.BANK_STATEMENT, is_seen=False)

    assert case_of(state).answers[STATEMENT] is True


def test_a_no_becomes_a_yes_when_the_paper_is_here(desk: Desk) -> None:
    desk.answer(STATEMENT, value=False)

    state = desk.note_paper(PaperKind.BANK_STATEMENT, is_seen=True)

    assert case_of(state).answers[STATEMENT] is True


@pytest.mark.parametrize("kind", sorted(set(PaperKind) - {PaperKind.BANK_STATEMENT}))
def test_other_papers_answer_nothing(desk: Desk, kind: PaperKind) -> None:
    before = desk.state()

    state = desk.note_paper(kind, is_seen=True)

    assert case_of(state).answers == case_of(before).answers
    assert kinds(state) == [kind]


def test_the_same_twice_and_taking_back_nothing_change_nothing(
    desk: Desk, counter: Counter
) -> None:
    desk.note_paper(PaperKind.PHOTO, is_seen=False)
    assert payloads(counter, "evidence_withdrawn") == []
    desk.note_paper(PaperKind.PHOTO, is_seen=True)

    state = desk.note_paper(PaperKind.PHOTO, is_seen=True)

    assert kinds(state) == [PaperKind.PHOTO]
    assert len(payloads(counter, "evidence_seen")) == 1


def test_taking_one_back_leaves_the_others(desk: Desk) -> None:
    desk.note_paper(PaperKind.PHOTO, is_seen=True)
    desk.note_paper(PaperKind.WARRANTY, is_seen=True)

    state = desk.note_paper(PaperKind.PHOTO, is_seen=False)

    assert kinds(state) == [PaperKind.WARRANTY]


def test_r10_another_clerk_finds_what_the_first_one_saw(desk: Desk) -> None:
    desk.note_paper(PaperKind.WARRANTY, is_seen=True)
    (waiting,) = desk.park().open_cases
    desk.lock()
    desk.choose_operator(MANAGER.id)
    desk.sign_in(MANAGER_PIN)

    state = desk.resume_case(waiting.case_id)

    (paper,) = case_of(state).other_ways.papers
    assert (paper.kind, paper.by) == (PaperKind.WARRANTY, CLERK.id)


def test_the_story_tells_both(desk: Desk, counter: Counter) -> None:
    desk.note_paper(PaperKind.PHOTO, is_seen=True)
    desk.note_paper(PaperKind.PHOTO, is_seen=False)

    told = [(each.code, each.told) for each in story_of(counter.journal.read())]

    assert ("evidence_seen", {"kind": "photo"}) in told
    assert ("evidence_withdrawn", {"kind": "photo"}) in told


def test_a_paper_whose_event_names_no_answers_answers_nothing(desk: Desk, counter: Counter) -> None:
    desk.note_paper(PaperKind.PHOTO, is_seen=True)
    events = [
        replace(each, payload={"evidence": "e-1", "kind": "photo"})
        if each.type == "evidence_seen"
        else each
        for each in counter.journal.read()
        if each.case_id is not None
    ]

    (paper,) = record_of(events).papers

    assert (paper.id, paper.kind, paper.answers) == ("e-1", PaperKind.PHOTO, ())
