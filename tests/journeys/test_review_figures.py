"""The page of figures over a real journal: periods, what stands beside them, and what is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from journeys.harness import PLUMS, SHELF, Counter
from returns_desk.adapters.printing.figures_pdf import PDF_NAME, write_figures
from returns_desk.application.review.printed_figures import PrintedFigures, PrintedTable
from returns_desk.domain.errors import EnvironmentFault
from returns_desk.ui.kit.buttons import ActionButton
from returns_desk.ui.manager.figure_page import FiguresPage
from returns_desk.ui.manager.figure_shapes import FigurePanel, FiguresContent

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from journeys.conftest import OpenCounter


@pytest.fixture
def counter(open_counter: OpenCounter) -> Counter:
    """Yesterday a customer left, today plums were exchanged."""
    counter = open_counter()
    counter.sign_in()
    counter.scan(SHELF)
    counter.press(Qt.Key.Key_F7)
    counter.opened.presenter.choice_made("nothing_suited")
    counter.settle()
    counter.clock.go_on(days=1)
    counter.scan(PLUMS)
    counter.opened.presenter.board.option_chosen("even_exchange/none")
    counter.settle()
    counter.press(Qt.Key.Key_Return)
    counter.press(Qt.Key.Key_Return)
    return counter


@pytest.fixture
def page(counter: Counter) -> FiguresPage:
    """The page in sight of J. Lind, once it is read."""
    review = counter.opened.review
    review.open()
    assert review.presenter is not None
    assert review.window is not None
    review.presenter.choose_person("lind")
    review.presenter.enter("904162")
    counter.qtbot.waitUntil(review.presenter.is_anyone_there, timeout=5000)
    review.presenter.go("figures")
    page = review.window.page("figures")
    assert isinstance(page, FiguresPage)
    counter.qtbot.waitUntil(lambda: "Offered, and chosen" in shown(page), timeout=10_000)
    return page


def shown(place: QWidget) -> str:
    """Every text of the page, or of a panel."""
    return "\n".join(each.text() for each in place.findChildren(QLabel))


def panel(page: FiguresPage, name: str) -> str:
    """Every text of the panel that is there now."""
    return shown(page.findChildren(QWidget, f"figures.{name}")[-1])


def test_each_figure_stands_beside_its_definition(page: FiguresPage) -> None:
    assert "Cases that the customer left in these days, by the reason." in panel(page, "left")
    assert "Nothing suited\n1\n0" in panel(page, "left")
    assert "The same again\n1" in panel(page, "remedies")
    assert "Nothing of this in these days." in panel(page, "feedback")


def test_days_beside_others_are_chosen_by_a_touch(counter: Counter, page: FiguresPage) -> None:
    page.periods.chip("day").click()
    counter.qtbot.waitUntil(lambda: "Nothing suited\n0\n1" in panel(page, "left"), timeout=5000)
    page.beside.chip("year_before").click()
    counter.qtbot.waitUntil(lambda: "Nothing suited" not in panel(page, "left"), timeout=5000)

    assert "The same again\n1" in panel(page, "remedies")


def test_what_is_on_screen_is_saved_as_pages_and_as_tables(
    counter: Counter, page: FiguresPage
) -> None:
    review = counter.opened.review
    assert review.window is not None
    window = review.window
    page.save.click()
    counter.qtbot.waitUntil(lambda: "Saved in figures/" in shown(window), timeout=10_000)

    (folder,) = (counter.profile.directory / "figures").iterdir()
    assert (folder / PDF_NAME).read_bytes().startswith(b"%PDF")
    left = (folder / "left.csv").read_text(encoding="utf-8-sig").splitlines()
    assert left == ['"Reason","Now","Before"', '"Nothing suited","1","0"']


def test_a_folder_that_stands_in_the_way_is_said(counter: Counter, page: FiguresPage) -> None:
    review = counter.opened.review
    assert review.window is not None
    window = review.window
    before = shown(window)
    (counter.profile.directory / "figures").write_text("")
    page.save.click()
    counter.settle()

    assert "Saved in" not in shown(window)
    assert "figures" in shown(window).replace(before, "")


def test_a_row_leads_to_its_cases(counter: Counter, page: FiguresPage) -> None:
    rows = (("=1+1", "3"), ("Kettles", "2"))
    shapes = FigurePanel("x", "Signs", "Counted.", ("What", "Cases"), rows, sign="It stands out.")
    linked = replace(shapes, links=("which:a", ""))
    content = FiguresContent("Figures", "", "", (), "", (), "Save", "See", "", (linked,))
    followed: list[str] = []
    page.followed.disconnect()
    page.followed.connect(followed.append)
    page.show_content(content)
    counter.settle()
    place = page.findChildren(QWidget, "figures.x")[-1]
    (button,) = place.findChildren(ActionButton)
    button.click()

    assert followed == ["which:a"]
    assert button.accessibleName() == "See: =1+1, Signs"
    assert "It stands out." in shown(place)


def test_a_cell_is_no_formula_and_the_sign_is_printed(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    table = PrintedTable("x", "Signs", "Counted.", ("What",), (("=1+1",),), "It stands out.")
    write_figures(PrintedFigures("Figures", ("Shop",), (table,)), tmp_path / "made")

    cells = (tmp_path / "made" / "x.csv").read_text(encoding="utf-8-sig")
    assert cells == '"What"\n"\'=1+1"\n'


def test_a_folder_that_can_not_be_made_is_said(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    (tmp_path / "file").write_text("")

    with pytest.raises(EnvironmentFault):
        write_figures(PrintedFigures("Figures", (), ()), tmp_path / "file" / "made")
