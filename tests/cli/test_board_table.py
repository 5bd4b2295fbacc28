"""The board as a table: every shown option in order, within the width, without colour on demand."""

import io
import json
import re
from pathlib import Path

import pytest

from returns_desk.bootstrap.commands import services
from returns_desk.cli.board_table import money_text, print_board
from returns_desk.cli.context import PackChoice
from returns_desk.cli.main import run_command_line
from returns_desk.domain.board import Board
from returns_desk.domain.case import Case
from support.shelf_case import shelf_case, with_value


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def board_of(document: dict[str, object]) -> tuple[Board, Case]:
    real = services()
    case = real.read_case(json.dumps(document).encode())
    return real.board_maker(PackChoice())(case), case


def table_of(monkeypatch: pytest.MonkeyPatch, columns: int, out: io.StringIO) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    print_board(*board_of(shelf_case()), out)
    return out.getvalue()


def test_every_shown_option_stands_in_the_boards_order(monkeypatch: pytest.MonkeyPatch) -> None:
    text = table_of(monkeypatch, 160, io.StringIO())
    places = [
        text.index(title)
        for title in (
            "To another card of the customer",
            "Back to the original card",
            "Even exchange: the same again",
            "Exchange for other goods",
            "Store credit",
        )
    ]

    assert places == sorted(places)
    assert "Is the card ending 1234 here? yes" in text
    assert "21.36 USD" in text
    assert "3 to 5 days" in text


def test_an_option_that_is_the_same_as_another_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = table_of(monkeypatch, 160, io.StringIO())

    assert "Money back in parts" not in text
    assert "goodwill" not in text


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    text = table_of(monkeypatch, columns, io.StringIO())

    assert max(map(len, text.splitlines())) <= columns


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = table_of(monkeypatch, 120, Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    plain = table_of(monkeypatch, 120, Terminal())

    assert "\x1b[" in coloured
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain)


def test_what_would_open_a_closed_option_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    text = table_of(monkeypatch, 220, io.StringIO())

    assert "Opens if something is wrong with it." in text


def test_an_open_amount_is_said_as_a_span_of_money() -> None:
    assert money_text(2136, "USD") == "21.36 USD"
    assert money_text(5, "JPY") == "5 JPY"
    assert money_text(1500, "BHD") == "1.500 BHD"


def test_what_the_shelf_needs_in_words_is_the_whole_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    path = tmp_path / "case.json"
    path.write_text(json.dumps(with_value(shelf_case(), "claim/asked_for", None)))

    code = run_command_line(["board", str(path)], services())
    said = capsys.readouterr()

    assert code == 0
    assert said.err == ""
    assert "Is the card ending 1234 here?" in said.out
