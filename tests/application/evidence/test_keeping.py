"""A file stays with its case: taken in, opened, taken back, and settled after a power cut."""

from pathlib import Path

import pytest

from builders import SHELF, sale, shelf_options
from counters import Counter, proposing, signed_in
from fake_evidence import DOCUMENT, PHOTO
from fakes import CLERK, MANAGER, FakeSales, badge_of
from returns_desk.application.case_fold import record_of
from returns_desk.application.desk import Desk
from returns_desk.application.desk_state import DeskState, Stage
from returns_desk.application.evidence.files import EvidencePlace, NoEvidence, TakenFile, media_of
from returns_desk.application.evidence.keeping import MOST_FILES, opened_file, settle_files
from returns_desk.application.evidence.kept import PAPER_TYPES, papers_told
from returns_desk.application.evidence.keys import key_in
from returns_desk.application.evidence.missing import TYPES, named_files
from returns_desk.application.evidence.seen import PaperKind, SeenPaper
from returns_desk.application.personal_data import ERASED, PersonalData
from returns_desk.application.ports import NewEvent
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

STATEMENT = "evidence:bank_statement"


@pytest.fixture
def counter() -> Counter:
    return Counter(sales=FakeSales([sale()]), propose=proposing(shelf_options()))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    made = signed_in(counter)
    made.scan(SHELF)
    return made


def papers(state: DeskState) -> tuple[SeenPaper, ...]:
    assert state.case is not None
    return state.case.other_ways.papers


def answers(state: DeskState) -> dict[str, object]:
    assert state.case is not None
    return dict(state.case.answers)


def types(counter: Counter) -> list[str]:
    return [each.type for each in counter.journal.read()]


def the_case(counter: Counter) -> str:
    return counter.journal.open_cases()[0]


def test_r5_a_file_answers_the_question_in_the_same_action(desk: Desk, counter: Counter) -> None:
    state = desk.keep_file(PaperKind.BANK_STATEMENT, DOCUMENT)

    (paper,) = papers(state)
    assert paper.file is not None
    assert (paper.by, paper.file.size, paper.file.media) == (CLERK.id, 17, "application/pdf")
    assert answers(state)[STATEMENT] is True
    (event,) = counter.journal.read(types=("evidence_kept",))
    assert event.payload == {
        "evidence": paper.id,
        "kind": "bank_statement",
        "sha256": f"hash of {paper.id}",
        "bytes": 17,
        "media": "application/pdf",
        "answers": [STATEMENT],
    }
    assert desk.paper_file(paper.id) == TakenFile(DOCUMENT, "application/pdf")
    assert counter.evidence.unsettled() == ()


def test_r10_it_is_there_when_another_clerk_takes_over(desk: Desk, counter: Counter) -> None:
    (paper,) = papers(desk.keep_file(PaperKind.PHOTO, PHOTO))
    case = the_case(counter)
    desk.park()
    again = signed_in(counter, MANAGER)

    resumed = again.resume_case(case)

    assert papers(resumed) == (paper,)
    assert again.paper_file(paper.id) == TakenFile(PHOTO, "image/jpeg")
    assert record_of(tuple(counter.journal.read(case_id=case))).papers == (paper,)


def test_one_key_serves_all_files_of_a_case_and_stands_with_what_is_kept_of_the_person(
    desk: Desk, counter: Counter
) -> None:
    desk.keep_personal_data(PersonalData(name="Ada"))
    desk.keep_file(PaperKind.PHOTO, PHOTO)
    desk.keep_file(PaperKind.PHOTO, PHOTO)

    document = counter.people.get(the_case(counter))
    assert (counter.evidence.keys, key_in(document)) == (1, "key-1")
    assert document is not None
    assert document["name"] == "Ada"
    assert types(counter).count("personal_data_kept") == 2
    desk.keep_personal_data(PersonalData(phone="555"))
    assert key_in(counter.people.get(the_case(counter))) == "key-1"


def test_a_file_on_disk_is_taken_in_by_its_path(desk: Desk) -> None:
    (paper,) = papers(desk.keep_file(PaperKind.OTHER, Path("%PDF-")))
    assert desk.paper_file(paper.id) == TakenFile(b"%PDF-", "application/pdf")


def test_what_cannot_be_kept_leaves_all_as_it_was(desk: Desk, counter: Counter) -> None:
    before = types(counter)
    with pytest.raises(OperatorMistake):
        desk.keep_file(PaperKind.PHOTO, b"GIF89a")
    counter.evidence.is_full = True
    with pytest.raises(EnvironmentFault):
        desk.keep_file(PaperKind.PHOTO, PHOTO)
    assert (types(counter), papers(desk.state())) == (before, ())


def test_a_case_has_so_many_files_and_no_more(desk: Desk) -> None:
    for _ in range(MOST_FILES):
        desk.keep_file(PaperKind.PHOTO, PHOTO)
    with pytest.raises(OperatorMistake) as caught:
        desk.keep_file(PaperKind.PHOTO, PHOTO)
    assert caught.value.code == "many_files"
    assert str(MOST_FILES) in caught.value.message
    state = desk.note_paper(PaperKind.WARRANTY, is_seen=True)
    assert len(papers(state)) == MOST_FILES + 1


def test_taken_back_and_taken_back_no_more(desk: Desk, counter: Counter) -> None:
    (paper,) = papers(desk.keep_file(PaperKind.BANK_STATEMENT, DOCUMENT))

    gone = desk.withdraw_paper(paper.id)
    assert papers(gone) == ()
    assert STATEMENT not in answers(gone)
    assert len(counter.evidence.unsettled()) == 1
    assert desk.paper_file(paper.id) is None

    back = desk.keep_paper_again(paper.id)
    assert [(each.id, each.file) for each in papers(back)] == [(paper.id, paper.file)]
    assert answers(back)[STATEMENT] is True
    assert counter.evidence.unsettled() == ()


def test_what_is_so_already_stays(desk: Desk, counter: Counter) -> None:
    (paper,) = papers(desk.keep_file(PaperKind.PHOTO, PHOTO))
    before = types(counter)
    desk.keep_paper_again(paper.id)
    desk.withdraw_paper("unknown")
    assert types(counter) == before


def test_a_file_that_is_gone_is_asked_for_once_more(desk: Desk, counter: Counter) -> None:
    (paper,) = papers(desk.keep_file(PaperKind.PHOTO, PHOTO))
    desk.withdraw_paper(paper.id)
    counter.evidence.files.clear()
    for evidence in (paper.id, "unknown"):
        with pytest.raises(OperatorMistake) as caught:
            desk.keep_paper_again(evidence)
        assert caught.value.code == "file_gone"


def test_what_was_seen_is_taken_back_by_its_id_too(desk: Desk) -> None:
    (paper,) = papers(desk.note_paper(PaperKind.BANK_STATEMENT, is_seen=True))
    assert desk.paper_file(paper.id) is None
    state = desk.withdraw_paper(paper.id)
    assert (papers(state), STATEMENT in answers(state)) == ((), False)


def test_what_two_papers_show_stays_answered_while_one_is_here(desk: Desk) -> None:
    desk.note_paper(PaperKind.BANK_STATEMENT, is_seen=True)
    state = desk.keep_file(PaperKind.BANK_STATEMENT, DOCUMENT)
    seen, kept = papers(state)
    assert (seen.answers, kept.answers) == ((STATEMENT,), (STATEMENT,))

    state = desk.note_paper(PaperKind.BANK_STATEMENT, is_seen=False)
    assert papers(state) == (kept,)
    assert answers(state)[STATEMENT] is True
    assert STATEMENT not in answers(desk.withdraw_paper(kept.id))


def test_nothing_is_opened_while_nobody_is_signed_in_or_no_case_is_here(
    desk: Desk, counter: Counter
) -> None:
    (paper,) = papers(desk.keep_file(PaperKind.PHOTO, PHOTO))
    assert desk.paper_file("unknown") is None
    assert desk.lock().stage is Stage.SIGNED_OUT
    assert desk.paper_file(paper.id) is None
    assert signed_in(counter).paper_file(paper.id) is None
    assert len(papers(desk.sign_in_badge(badge_of(CLERK)))) == 1


def test_once_the_person_is_erased_no_file_opens(desk: Desk, counter: Counter) -> None:
    (paper,) = papers(desk.keep_file(PaperKind.PHOTO, PHOTO))
    counter.people.documents.clear()
    with pytest.raises(OperatorMistake) as caught:
        opened_file(counter.people, counter.evidence, the_case(counter), paper)
    assert caught.value.code == "file_erased"


def test_a_start_keeps_what_the_journal_names_and_drops_the_rest(
    desk: Desk, counter: Counter
) -> None:
    evidence, case = counter.evidence, the_case(counter)
    desk.keep_file(PaperKind.PHOTO, PHOTO)
    kept, gone = papers(desk.keep_file(PaperKind.PHOTO, PHOTO))
    desk.withdraw_paper(gone.id)
    evidence.keep(EvidencePlace(case, "cut-off"), "key", PHOTO)
    evidence.kept.clear()

    settle_files(counter.journal, evidence)

    assert evidence.kept == set(evidence.files) == {EvidencePlace(case, kept.id)}


def test_a_start_drops_what_was_erased(desk: Desk, counter: Counter) -> None:
    desk.keep_file(PaperKind.PHOTO, PHOTO)
    counter.evidence.kept.clear()
    counter.journal.append(NewEvent(ERASED, {"why": "asked_for"}, the_case(counter)))

    settle_files(counter.journal, counter.evidence)

    assert counter.evidence.files == {}


def test_the_journal_names_what_has_to_be_there(desk: Desk, counter: Counter) -> None:
    desk.keep_file(PaperKind.PHOTO, PHOTO)
    first, second = papers(desk.keep_file(PaperKind.OTHER, DOCUMENT))
    desk.withdraw_paper(first.id)
    (named,) = named_files(counter.journal.read(types=TYPES))
    assert (named.place, named.kind, named.sha256) == (
        EvidencePlace(the_case(counter), second.id),
        "other",
        f"hash of {second.id}",
    )
    counter.journal.append(NewEvent(ERASED, {"why": "asked_for"}, "another"))
    assert len(named_files(counter.journal.read(types=TYPES))) == 1
    counter.journal.append(NewEvent(ERASED, {"why": "asked_for"}, the_case(counter)))
    assert named_files(counter.journal.read(types=TYPES)) == ()


def test_a_story_of_papers_tells_which_are_there(desk: Desk, counter: Counter) -> None:
    desk.note_paper(PaperKind.WARRANTY, is_seen=True)
    desk.keep_file(PaperKind.PHOTO, PHOTO)
    seen, _, gone = papers(desk.keep_file(PaperKind.OTHER, DOCUMENT))
    there = papers(desk.withdraw_paper(gone.id))
    told = papers_told(counter.journal.read(types=PAPER_TYPES))
    assert told == there
    assert [each.file is None for each in told] == [True, False]
    assert told[0] == seen


def test_a_counter_without_files_says_so() -> None:
    none, place = NoEvidence(), EvidencePlace("case", "file")
    for act in (
        lambda: none.take(PHOTO),
        none.new_key,
        lambda: none.keep(place, "key", PHOTO),
        lambda: none.open(place, "key", "hash"),
    ):
        with pytest.raises(OperatorMistake) as caught:
            act()
        assert caught.value.code == "no_evidence_files"
    none.settle(place)
    assert none.unsettle(place) is False


def test_what_a_file_is_stands_in_its_beginning() -> None:
    assert media_of(PHOTO) == "image/jpeg"
    assert media_of(b"\x89PNG\r\n\x1a\n") == "image/png"
    assert media_of(DOCUMENT) == "application/pdf"
    assert media_of(b"MZ") is None
