"""A bar is on standard error while rare work goes on, where a person watches; else nothing is."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from adapters.keeping.keeping_kit import begun_profile
from returns_desk.bootstrap import profiles
from returns_desk.bootstrap.commands import services
from returns_desk.cli.progress import late_bar
from support.command_lines import ran

if TYPE_CHECKING:
    from pathlib import Path


class Screen(io.StringIO):
    """A terminal with a person before it."""

    def isatty(self) -> bool:
        return True


def test_the_bar_comes_with_the_first_word_and_goes_with_the_last() -> None:
    screen = Screen()
    show = late_bar("Sorting", screen)
    silent = screen.getvalue()

    show(42, 100)
    show(100, 100)

    assert silent == ""
    assert "Sorting" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")


def test_where_nobody_watches_nothing_is_written() -> None:
    stream = io.StringIO()
    show = late_bar("Sorting", stream)

    show(42, 100)
    show(100, 100)

    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    "words", [("journal", "rebuild"), ("journal", "erase", "1"), ("clock", "accept")]
)
def test_commands_that_make_the_tables_of_an_older_program_afresh_say_how_far_they_are(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    shop, told = begun_profile(tmp_path / "shop"), list[tuple[str, int, int]]()
    with closing(sqlite3.connect(shop / "journal.db")) as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'read_models'")
        connection.commit()
    monkeypatch.setattr(
        profiles, "late_bar", lambda what, _: lambda done, of: told.append((what, done, of))
    )

    done = ran(capsys, services(), *words, "--profile", shop)

    assert (done.code, done.err) == (0, "")
    assert told[-1] == ("Putting the journal's tables in order", 6, 6)
