"""A bar is on standard error while rare work goes on, where a person watches; else nothing is."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from adapters.keeping.keeping_kit import begun_profile
from returns_desk.bootstrap import profiles
from returns_desk.bootstrap.commands import services
from returns_desk.cli.progress import late_bar, progress_bar
from support.command_lines import ran

if TYPE_CHECKING:
    from pathlib import Path


CURSOR_SHOWN = "\x1b[?25h"


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


def test_a_bar_waits_for_its_own_work_so_that_no_two_stand_there_at_once() -> None:
    screen = Screen()
    with progress_bar("Archiving", screen) as show:
        before = late_bar("Sorting", screen)
        before(42, 100)
        before(100, 100)
        sorted_alone = screen.getvalue()
        show(42, 100)
        both = screen.getvalue()

    assert "Sorting" in sorted_alone
    assert "Archiving" not in sorted_alone
    assert "Archiving" in both.removeprefix(sorted_alone)
    assert "Sorting" not in both.removeprefix(sorted_alone)


def test_a_bar_goes_where_its_work_fails_and_never_comes_without_a_word() -> None:
    screen, silent = Screen(), Screen()
    with suppress(ZeroDivisionError), progress_bar("Archiving", screen) as show:
        show(42, 100)
        show(42 // 0, 100)
    with progress_bar("Archiving", silent):
        pass

    assert screen.getvalue().endswith("\x1b[2K")
    assert CURSOR_SHOWN in screen.getvalue()
    assert silent.getvalue() == ""


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
