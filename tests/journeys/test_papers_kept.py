"""A photo is given once: taken in by file, drop or paste, it is there for whoever takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from journeys.harness import SHELF, Counter
from returns_desk.adapters.evidence_intake import MEGABYTE, MOST_MEGABYTES
from returns_desk.application.desk_state import Stage
from returns_desk.application.evidence.seen import PaperKind
from returns_desk.ui.kit.photos import png_of

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.application.evidence.seen import SeenPaper

PAPERS = f"receipt.{SHELF}.papers"
STATEMENT = "papers.kind.bank_statement"
RED = QColor("#c02020")


def photo(width: int = 60, height: int = 40) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    return image


@pytest.fixture
def shot(tmp_path: Path) -> Path:
    path = tmp_path / "Ada Customer 12 Home Street.png"
    path.write_bytes(png_of(photo()))
    return path


def papers(counter: Counter) -> tuple[SeenPaper, ...]:
    return counter.case.other_ways.papers


def drop(counter: Counter, *paths: Path) -> None:
    """Drop files onto the page, as from a window of the system."""
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page = counter.window.papers.viewport()
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    entering = QDragEnterEvent(QPoint(9, 9), copy, brought, left, none)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPoint(9, 9), copy, brought, left, none))
    counter.settle()
    counter.settle()


def open_papers(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch(PAPERS)


def test_r10_given_once_it_is_there_when_another_clerk_takes_over(
    counter: Counter, shot: Path
) -> None:
    open_papers(counter)
    counter.touch(STATEMENT)
    drop(counter, shot)
    (paper,) = papers(counter)
    assert counter.case.answers["evidence:bank_statement"] is True
    assert counter.window.papers.strip.pictures() == (paper.id,)
    shot.unlink()
    counter.taken_over_by("tom")

    assert counter.stage() is Stage.BOARD
    counter.touch(PAPERS)
    counter.settle()
    assert "Bank statement: kept by Mara" in counter.texts()
    assert counter.window.papers.strip.pictures() == (paper.id,)
    counter.touch(f"papers.open.{paper.id}")
    counter.settle()
    image = counter.window.papers.viewer.sheet.image()
    assert image is not None
    assert image.pixelColor(10, 10).red() > 150


def test_no_name_of_a_file_and_nothing_of_it_in_the_clear_is_on_the_disk(
    counter: Counter, shot: Path
) -> None:
    open_papers(counter)
    drop(counter, shot)
    assert len(papers(counter)) == 1
    shot_bytes = shot.read_bytes()
    for path in counter.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"Home Street" not in content, path
        assert b"\xff\xd8\xff\xe0" not in content, path
        assert shot_bytes not in content, path


def test_out_of_sight_no_picture_is_in_memory(counter: Counter, shot: Path) -> None:
    open_papers(counter)
    drop(counter, shot)
    (paper,) = papers(counter)
    page = counter.window.papers
    counter.touch(f"papers.open.{paper.id}")
    counter.settle()
    assert page.viewer.sheet.image() is not None
    assert page.strip.pictures() == ()

    counter.press(Qt.Key.Key_Escape)
    counter.settle()
    assert page.viewer.sheet.image() is None
    assert page.strip.pictures() == (paper.id,)

    counter.press(Qt.Key.Key_Escape)
    assert page.strip.pictures() == ()
    assert counter.window.case_page.isVisible()


def test_the_system_s_own_window_gives_a_file(counter: Counter, shot: Path) -> None:
    open_papers(counter)
    counter.touch("papers.file")
    dialog = counter.window.papers.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(shot))
    dialog.reject()
    counter.settle()
    assert [each.kind for each in papers(counter)] == [PaperKind.PHOTO]


def test_what_was_copied_is_pasted(counter: Counter, shot: Path) -> None:
    open_papers(counter)
    clipboard = QApplication.clipboard()
    clipboard.setImage(photo())
    counter.touch("papers.paste")
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(shot))])
    clipboard.setMimeData(copied)
    counter.touch("papers.paste")
    assert len(papers(counter)) == 2

    clipboard.setText("only words")
    counter.touch("papers.paste")
    assert "There is nothing to paste" in counter.texts()
    assert len(papers(counter)) == 2
    clipboard.clear()


def test_a_wrong_file_is_taken_back_and_that_is_undone(counter: Counter, shot: Path) -> None:
    open_papers(counter)
    counter.touch(STATEMENT)
    drop(counter, shot)
    (paper,) = papers(counter)

    counter.touch(f"papers.take_back.{paper.id}")
    assert papers(counter) == ()
    assert "evidence:bank_statement" not in counter.case.answers

    counter.touch("papers.undo")
    counter.settle()
    assert [each.id for each in papers(counter)] == [paper.id]
    assert counter.window.papers.strip.pictures() == (paper.id,)
    counter.touch(f"papers.take_back.{paper.id}")
    counter.crash_and_start_again()
    files = [each for each in (counter.folder / "evidence").rglob("*") if each.is_file()]
    assert files == []


def test_a_document_is_kept_as_it_is_and_says_that_it_is_not_shown(
    counter: Counter, tmp_path: Path
) -> None:
    document = tmp_path / "statement.pdf"
    document.write_bytes(b"%PDF-1.7 nothing to see")
    open_papers(counter)
    drop(counter, document)
    (paper,) = papers(counter)
    counter.touch(f"papers.open.{paper.id}")
    assert "A PDF can't be shown here." in counter.texts()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Nothing is in this file."),
        (b"GIF89a", "Photos (JPEG, PNG) and PDF files can be kept."),
        (b"%PDF-" + bytes(MOST_MEGABYTES * MEGABYTE), "This is larger than 20 MB."),
        (None, "Check the name, and that its folder is there."),
    ],
)
def test_what_cannot_be_kept_is_one_sentence_and_the_page_stays(
    counter: Counter, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "brought"
    if content is not None:
        path.write_bytes(content)
    open_papers(counter)
    drop(counter, path)
    assert said in counter.texts()
    assert counter.window.papers.isVisible()
    assert papers(counter) == ()
    assert counter.events("evidence_kept") == []


def test_a_file_that_is_gone_from_the_disk_is_said_and_the_rest_goes_on(
    counter: Counter, shot: Path
) -> None:
    open_papers(counter)
    drop(counter, shot)
    counter.press(Qt.Key.Key_Escape)
    (path,) = (each for each in (counter.folder / "evidence").rglob("*") if each.is_file())
    path.unlink()
    counter.touch(PAPERS)
    counter.settle()
    assert "This file of the case is gone or was changed." in counter.texts()
    assert "Photo: kept by Mara" in counter.texts()


def test_r10_a_note_is_read_by_whoever_takes_over_and_lies_encrypted(counter: Counter) -> None:
    open_papers(counter)
    page = counter.window.papers
    page.note.input.setText("Legs came broken; she brings the invoice. 4111 1111 1111 1111")
    counter.touch("papers.add_note")
    counter.settle()
    assert page.note.text() == ""
    assert "Legs came broken" in counter.texts()
    (note,) = papers(counter)
    assert note.kind is PaperKind.NOTE
    counter.taken_over_by("tom")
    counter.touch(PAPERS)
    counter.settle()

    assert "she brings the invoice" in counter.texts()
    assert "Note: written by Mara" in counter.texts()
    assert "4111" not in counter.texts()
    for path in counter.profile.directory.rglob("*"):
        assert not path.is_file() or b"came broken" not in path.read_bytes(), path


def test_an_empty_note_is_a_sentence_and_a_typed_one_survives_a_photo(
    counter: Counter, shot: Path
) -> None:
    open_papers(counter)
    counter.touch("papers.add_note")
    assert "Write the note first" in counter.texts()

    page = counter.window.papers
    page.note.input.setText("Half a note")
    drop(counter, shot)

    assert page.note.text() == "Half a note"
