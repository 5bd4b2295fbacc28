"""What stands out is said in words, beside its cases, and where a manager looks first."""

from __future__ import annotations

from datetime import date

from returns_desk.application.review.overview import Period
from returns_desk.application.review.signs import Answered, Counted, SignFigures, signs_of
from returns_desk.ui.kit.wording import Words
from returns_desk.ui.manager.case_links import read_link
from returns_desk.ui.manager.figure_page_contents import Choice, figures_content
from returns_desk.ui.manager.figure_shapes import FigurePanel, Periods
from returns_desk.ui.manager.sign_contents import panels
from ui.clerk.fake_window import English

DAYS = Period(date(2026, 10, 23), date(2026, 11, 21))
RULE = "late-by-manager"
FIGURES = SignFigures(
    credit_by_part=(Counted("morning", 10, 200), Counted("evening", 60, 150)),
    credit_by_counter=(Counted("07", 35, 175), Counted("08", 35, 175)),
    items=(Counted("KETTLE", 40, 500, "Kettle"), Counted("MUG", 60, 9_500, "Mug")),
    reasons=(Counted("faulty", 60, 100), Counted("other", 40, 100)),
    answers=(
        Answered(RULE, "refund/original", ("faulty",), ("opened",), 3, 3),
        Answered(RULE, "refund/original", (), (), 1, 0),
    ),
    rules=(Counted(RULE, 14, 15, "refund/original"),),
    promises=(Counted("call_you", 30, 60), Counted("answer", 4, 80)),
    left=(Counted("17", 30, 60), Counted("9", 4, 80)),
)
SAID = {
    "credit": "After 16:00: 60 of 150 took store credit where money could be had",
    "items": "Kettle comes back more often than it is sold",
    "unequal": "Equal cases got unequal answers: The way it was paid · Faulty · Opened.",
    "rules": "The way it was paid · late-by-manager is nearly always allowed: 14 of 15.",
    "broken_promises": "We call: 30 of 60 of these promises were not kept",
    "left_by_hour": "17:00: 30 of 60 of the customers left",
}


def words() -> Words:
    return Words("en", English())


def made(figures: SignFigures) -> dict[str, FigurePanel]:
    return {each.name: each for each in panels(words(), figures, signs_of(figures), DAYS)}


def test_each_sign_says_what_is_seen_of_how_many() -> None:
    found = {name: panel.sign for name, panel in made(FIGURES).items() if panel.sign}

    assert found.keys() == SAID.keys()
    assert [name for name in SAID if not found[name].startswith(SAID[name])] == []


def test_where_nothing_stands_out_only_figures_are_told() -> None:
    assert {panel.sign for panel in made(SignFigures()).values()} == {""}


def test_every_row_leads_to_its_cases_of_these_days() -> None:
    for panel in made(FIGURES).values():
        for link in panel.links:
            led = read_link(link)
            assert led is not None
            assert (led.wanted.first_day, led.wanted.last_day) == ("2026-10-23", "2026-11-21")


def test_what_stands_out_comes_right_behind_the_first_figure() -> None:
    first = FigurePanel("first", "First", "How.", ("A",), ())
    quiet = FigurePanel("quiet", "Quiet", "How.", ("A",), ())
    loud = FigurePanel("loud", "Loud", "How.", ("A",), (), sign="Look here.")

    shown = figures_content(words(), Choice(), Periods(DAYS, DAYS), (first, quiet, loud))

    assert [each.name for each in shown.panels] == ["first", "loud", "quiet"]
