"""A note stays with its case as a file of it: written, taken back, refused, never in an event."""

import pytest

from application.evidence.test_keeping import answers, counter, desk, papers, the_case, types
from counters import Counter
from fakes import CLERK
from returns_desk.application.case_fold import record_of
from returns_desk.application.desk import Desk
from returns_desk.application.evidence.files import TakenFile
from returns_desk.application.evidence.keeping import MOST_FILES
from returns_desk.application.evidence.seen import PaperKind
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

__all__ = ["counter", "desk"]


def test_r10_a_note_stays_with_the_case_and_no_event_says_what_it_says(
    desk: Desk, counter: Counter
) -> None:
    state = desk.add_note("  Legs came broken; she brings the invoice on Friday.\n")

    (note,) = papers(state)
    assert note.file is not None
    assert (note.kind, note.by, note.file.media) == (PaperKind.NOTE, CLERK.id, "text/plain")
    said = b"Legs came broken; she brings the invoice on Friday."
    assert desk.paper_file(note.id) == TakenFile(said, "text/plain")
    assert "invoice" not in repr([each.payload for each in counter.journal.read()])
    assert answers(state) == answers(desk.state())
    assert record_of(tuple(counter.journal.read(case_id=the_case(counter)))).papers == (note,)


def test_a_note_can_be_taken_back_and_stays_after_all(desk: Desk) -> None:
    (note,) = papers(desk.add_note("By mistake"))

    assert papers(desk.withdraw_paper(note.id)) == ()
    (again,) = papers(desk.keep_paper_again(note.id))
    assert (again.id, again.kind) == (note.id, PaperKind.NOTE)


@pytest.mark.parametrize(
    ("text", "code"), [("", "note_empty"), (" \n", "note_empty"), ("x" * 2_001, "note_too_long")]
)
def test_a_note_of_nothing_or_without_end_is_refused(
    desk: Desk, counter: Counter, text: str, code: str
) -> None:
    before = types(counter)

    with pytest.raises(OperatorMistake) as told:
        desk.add_note(text)

    assert told.value.code == code
    assert types(counter) == before


def test_notes_count_among_the_files_that_a_case_may_have(desk: Desk) -> None:
    for number in range(MOST_FILES):
        desk.add_note(f"Note {number}")

    with pytest.raises(OperatorMistake) as told:
        desk.add_note("One more")
    assert told.value.code == "many_files"


def test_a_note_that_the_disk_cannot_take_leaves_all_as_it_was(
    desk: Desk, counter: Counter
) -> None:
    before, counter.evidence.is_full = types(counter), True

    with pytest.raises(EnvironmentFault):
        desk.add_note("Legs came broken")

    assert (types(counter), papers(desk.state())) == (before, ())
