"""The story of the papers: shown once, they are there when another clerk takes over."""

from __future__ import annotations

from PySide6.QtCore import Qt

from journeys.harness import SHELF, Counter
from returns_desk.application.desk_state import Stage
from returns_desk.application.evidence.seen import PaperKind

PAPERS = f"receipt.{SHELF}.papers"
WARRANTY = "papers.kind.warranty"
STATEMENT = "papers.kind.bank_statement"
SEEN = "papers.seen"


def seen(counter: Counter) -> list[PaperKind]:
    return [each.kind for each in counter.case.other_ways.papers]


def test_r10_shown_once_they_are_there_when_another_clerk_takes_over(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch(PAPERS)
    for kind in (WARRANTY, STATEMENT):
        counter.touch(kind)
        counter.touch(SEEN)
    counter.taken_over_by("tom")

    assert counter.stage() is Stage.BOARD
    assert counter.case.answers["evidence:bank_statement"] is True
    counter.touch(PAPERS)
    said = counter.texts()
    assert "Warranty paper: seen by Mara" in said
    assert "Bank statement: seen by Mara" in said


def test_what_was_seen_is_taken_back_where_it_stands(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch(PAPERS)
    counter.touch(STATEMENT)
    counter.touch(SEEN)
    counter.touch(SEEN)
    assert "Papers: 1" in counter.texts()
    (paper,) = counter.case.other_ways.papers

    counter.touch(f"papers.take_back.{paper.id}")

    assert seen(counter) == []
    assert "evidence:bank_statement" not in counter.case.answers
    assert "Papers: 1" not in counter.texts()


def test_by_keyboard_alone_and_esc_leaves_all_as_it_was(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.found(PAPERS).setFocus(Qt.FocusReason.TabFocusReason)
    counter.press(Qt.Key.Key_Space)
    counter.press(Qt.Key.Key_Escape)
    assert counter.stage() is Stage.BOARD
    assert seen(counter) == []

    counter.found(PAPERS).setFocus(Qt.FocusReason.TabFocusReason)
    counter.press(Qt.Key.Key_Space)
    counter.found(WARRANTY).setFocus(Qt.FocusReason.TabFocusReason)
    counter.press(Qt.Key.Key_Space)
    counter.found(SEEN).setFocus(Qt.FocusReason.TabFocusReason)
    counter.press(Qt.Key.Key_Space)
    assert seen(counter) == [PaperKind.WARRANTY]

    counter.window.scan.setFocus()
    counter.press(Qt.Key.Key_Return)
    assert not counter.window.papers.isVisible()
    assert counter.window.case_page.isVisible()
