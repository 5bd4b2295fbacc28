"""What the slip printer does is said in a word, and its trouble in a sentence."""

from __future__ import annotations

import pytest

from returns_desk.adapters.printing.printer_problems import PrinterProblem
from returns_desk.application.ports import PrinterState
from returns_desk.ui.clerk.contents import ButtonContent, PrinterContent
from returns_desk.ui.clerk.printer_contents import (
    PROBLEMS,
    printer_of,
    slip_languages,
    waiting_slips,
)
from returns_desk.ui.kit.wording import Words
from ui.clerk.fake_window import English

WORDS = Words("en", English())


def said(
    problem: str | None = None, *, waiting: int = 0, is_printing: bool = False, is_sent: bool = True
) -> PrinterContent:
    """The printer's line for a configured printer."""
    state = PrinterState(True, is_printing, waiting, problem)
    content = printer_of(WORDS, state, is_sent=is_sent)
    assert content is not None
    return content


def codes(content: PrinterContent) -> list[str]:
    return [action.code for action in content.actions]


def test_without_a_printer_nothing_is_said() -> None:
    assert printer_of(WORDS, PrinterState(), is_sent=False) is None
    assert waiting_slips(WORDS, PrinterState()) is None


def test_printing_and_printed_take_a_word() -> None:
    printing, printed = said(is_printing=True, waiting=1), said()

    assert (printing.pill.text, printing.sentence) == ("Printing", "")
    assert codes(printing) == []
    assert (printed.pill.text, printed.pill.tone) == ("Printed", "now")
    assert codes(printed) == ["print_again"]


def test_a_slip_that_waits_says_why_and_can_be_tried() -> None:
    content = said(waiting=2, problem="unreachable")

    assert content.sentence == (
        "The printer can’t be reached. The slip waits and is printed when it is back."
    )
    assert codes(content) == ["try_printer"]


def test_trouble_without_a_waiting_slip_does_not_say_that_one_waits() -> None:
    content = said(problem="not_printable")

    assert content.sentence == "A slip could not be printed and is set aside. Print it again."
    assert codes(content) == ["print_again"]


def test_a_slip_that_the_printer_did_not_take_is_not_called_printed() -> None:
    assert said(is_sent=False).pill.text == "Not printed"


@pytest.mark.parametrize("problem", PrinterProblem)
def test_every_problem_of_the_printer_has_its_sentence(problem: PrinterProblem) -> None:
    assert PROBLEMS[problem.value].endswith(".")


def test_a_problem_of_tomorrow_is_still_a_sentence() -> None:
    assert said(waiting=1, problem="on_fire").sentence.startswith("The printer does not print.")


@pytest.mark.parametrize(("waiting", "text"), [(1, "1 slip waits"), (3, "3 slips wait")])
def test_header_counts_what_waits_for_a_printer_that_is_gone(waiting: int, text: str) -> None:
    state = PrinterState(is_configured=True, waiting=waiting, problem="unreachable")

    assert waiting_slips(WORDS, state) == ButtonContent("try_printer", text, "printer")


def test_header_is_silent_while_the_printer_only_prints() -> None:
    assert (
        waiting_slips(WORDS, PrinterState(is_configured=True, is_printing=True, waiting=1)) is None
    )


def test_languages_are_offered_by_their_own_names_and_only_where_there_is_a_choice() -> None:
    chips = slip_languages(("en", "et", "fi"), "et")

    assert [(chip.text, chip.on) for chip in chips] == [
        ("English", False),
        ("Eesti", True),
        ("FI", False),
    ]
    assert slip_languages(("en",), "en") == ()
