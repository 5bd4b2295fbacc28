"""The table [customer_display]: what may stand there, and the sentence where it may not."""

from pathlib import Path

import pytest

from returns_desk.adapters.profile_configuration import (
    demo_configuration,
    read_configuration,
    write_configuration,
)
from returns_desk.domain.errors import OperatorMistake


def written(folder: Path, table: str) -> Path:
    """A configuration with that table."""
    path = folder / "config.toml"
    write_configuration(path, demo_configuration())
    path.write_text(f"{path.read_text()}\n[customer_display]\n{table}\n")
    return path


def test_nobody_who_says_nothing_has_to(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    write_configuration(path, demo_configuration())

    display = read_configuration(path).customer_display

    assert (display.shown, display.screen, display.language) == ("auto", "", "")
    assert "customer_display" not in path.read_text()


def test_screen_and_language_are_taken_as_written(tmp_path: Path) -> None:
    table = 'shown = "auto"\nscreen = "HDMI-2"\nlanguage = "et"'

    display = read_configuration(written(tmp_path, table)).customer_display

    assert (display.screen, display.language) == ("HDMI-2", "et")


def test_what_was_read_is_written_again(tmp_path: Path) -> None:
    path = written(tmp_path, 'shown = "window"')

    write_configuration(path, read_configuration(path))

    assert read_configuration(path).customer_display.shown == "window"


@pytest.mark.parametrize(
    ("table", "place", "mend"),
    [
        ('shown = "always"', "customer_display.shown", "write 'auto', 'window' or 'off'"),
        ('language = "Estonian"', "customer_display.language", "such as et or en"),
        ('colour = "red"', "customer_display.colour", "there is no such key"),
        ("screen = 2", "customer_display.screen", "a text is needed here"),
    ],
)
def test_a_wrong_value_is_named_with_its_place_and_mend(
    tmp_path: Path, table: str, place: str, mend: str
) -> None:
    with pytest.raises(OperatorMistake) as mistake:
        read_configuration(written(tmp_path, table))

    assert place in mistake.value.message
    assert mend in mistake.value.message
