"""The manager who decides sees what the customer gave, and asks for nothing again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from journeys.harness import SHELF, Counter
from journeys.test_papers_kept import PAPERS, drop, open_papers, papers, photo
from returns_desk.ui.kit.photos import png_of
from returns_desk.ui.manager.cases_page import CasesPage
from support.two_windows import Beside, asks_for_other_card
from ui import audit

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.evidence.seen import SeenPaper

DOCUMENT = b"%PDF-1.7 a bank statement"
SIZES = ((1280, 800), (1024, 768))


@pytest.fixture
def beside(counter: Counter, tmp_path: Path) -> Beside:
    """The shelf's request with a photo and a document, opened by J. Lind."""
    asks_for_other_card(counter)
    counter.touch(PAPERS)
    shot, document = tmp_path / "shot.png", tmp_path / "statement.pdf"
    shot.write_bytes(png_of(photo()))
    document.write_bytes(DOCUMENT)
    drop(counter, shot, document)
    made = Beside(counter)
    made.touch("queue.open.")
    return made


def kept(beside: Beside) -> tuple[SeenPaper, SeenPaper]:
    shot, document = papers(beside.counter)
    return shot, document


def test_r10_the_papers_are_with_what_is_to_be_decided(beside: Beside) -> None:
    shot, _ = kept(beside)
    beside.touch("opened.papers")
    panel = beside.page.evidence
    assert panel.isVisible()
    assert panel.strip.pictures() == (shot.id,)
    said = texts_of(beside)
    assert "Photo: kept by Mara" in said

    beside.touch(f"evidence.open.{shot.id}")
    image = panel.viewer.sheet.image()
    assert image is not None
    assert image.pixelColor(5, 5).red() > 150

    beside.presenter.back()
    beside.settle()
    assert panel.viewer.sheet.image() is None
    assert panel.strip.pictures() == (shot.id,)
    beside.touch("evidence.back")
    assert beside.page.one.isVisible()
    assert panel.strip.pictures() == ()


def test_a_copy_is_saved_where_the_manager_wants_it(beside: Beside, tmp_path: Path) -> None:
    _, document = kept(beside)
    beside.touch("opened.papers")
    beside.touch(f"evidence.open.{document.id}")
    assert "A PDF can't be shown here. Save a copy of it." in texts_of(beside)

    beside.touch("evidence.viewer.save")
    dialog = beside.page.evidence.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "copy.pdf"))
    dialog.reject()
    beside.settle()

    assert (tmp_path / "copy.pdf").read_bytes() == DOCUMENT
    assert "copy.pdf" in beside.window.banner.sentence()
    beside.touch("evidence.viewer.close")
    assert beside.page.evidence.strip.isVisible()


def test_a_place_that_takes_no_copy_is_said(beside: Beside, tmp_path: Path) -> None:
    shot, _ = kept(beside)
    beside.touch("opened.papers")
    beside.touch(f"evidence.open.{shot.id}")
    beside.page.evidence.place_chosen.emit(tmp_path / "not there" / "copy.jpg")
    beside.settle()
    assert "copy.jpg" in beside.window.banner.sentence()
    assert beside.page.evidence.viewer.isVisible()


def test_what_is_read_anew_meanwhile_leaves_the_papers_in_sight(beside: Beside) -> None:
    beside.touch("opened.papers")
    # The clerk's page stayed too, though the manager's look was noted.
    assert beside.counter.window.papers.isVisible()
    beside.counter.touch("papers.seen")
    beside.presenter.next_language()
    beside.settle()
    assert beside.page.evidence.isVisible()
    assert beside.page.evidence.back.text() == "Tagasi"
    beside.presenter.go("today")
    beside.presenter.go("escalations")
    beside.settle()
    assert beside.page.queue.isVisible()


@pytest.mark.parametrize("language", ["en", "et", "lv", "hy"])
def test_papers_fit_at_every_size(beside: Beside, language: str) -> None:
    while beside.presenter.words().language != language:
        beside.presenter.next_language()
    _, document = kept(beside)
    faults: set[str] = set()
    for name in ("", "opened.papers", f"evidence.open.{document.id}"):
        if name:
            beside.touch(name)
        for width, height in SIZES:
            beside.window.resize(width, height)
            beside.settle()
            window = beside.window
            found = (*audit.name_faults(window), *audit.focus_faults(window))
            found = (*found, *audit.small_targets(window), *audit.cut_texts(window))
            faults |= {f"{name} {width}: {each}" for each in found}
    assert faults == set()


def test_without_papers_there_is_no_button(counter: Counter) -> None:
    asks_for_other_card(counter)
    beside = Beside(counter)
    beside.touch("queue.open.")
    assert not beside.page.one.papers.isVisible()


def test_parking_leads_away_from_the_papers(counter: Counter) -> None:
    open_papers(counter)
    counter.press(Qt.Key.Key_F4)
    assert not counter.window.papers.isVisible()
    counter.press(Qt.Key.Key_F5)
    counter.press(Qt.Key.Key_Return)
    assert counter.found(f"receipt.{SHELF}.papers").isVisible()


def texts_of(beside: Beside) -> str:
    """Every text in sight of the manager's window."""
    return "\n".join(each.text() for each in beside.window.findChildren(QLabel) if each.isVisible())


def test_the_papers_of_a_case_that_has_ended_are_read_from_its_story(beside: Beside) -> None:
    shot, _ = kept(beside)
    beside.counter.opened.presenter.acted("leave")
    beside.counter.opened.presenter.choice_made("did_not_say")
    beside.settle()
    beside.presenter.go("cases")
    beside.settle()
    beside.touch("cases.open.")
    beside.touch("case_story.papers")
    page = beside.window.page("cases")
    assert isinstance(page, CasesPage)
    assert page.evidence.strip.pictures() == (shot.id,)

    beside.presenter.go("cases")
    beside.settle()
    assert page.list.isVisible()
    assert page.evidence.strip.pictures() == ()


def test_r8_the_manager_reads_the_notes_of_the_case(counter: Counter) -> None:
    asks_for_other_card(counter)
    counter.touch(PAPERS)
    counter.window.papers.note.input.setText("The old card was swallowed by a machine.")
    counter.touch("papers.add_note")
    counter.settle()
    beside = Beside(counter)
    beside.touch("queue.open.")

    beside.touch("opened.papers")
    beside.settle()

    assert "The old card was swallowed by a machine." in texts_of(beside)
    beside.touch("evidence.back")
    assert "swallowed" not in texts_of(beside)
