"""What went wrong is said in the language on screen, with its place and its values."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from returns_desk.adapters.faults import file_faults, sqlite_faults
from returns_desk.adapters.resources import resources_root
from returns_desk.adapters.translations import Translator
from returns_desk.domain.errors import EnvironmentFault, InvalidInput, OperatorMistake, ReturnsError
from returns_desk.ui.kit.error_words import error_words
from returns_desk.ui.kit.wording import Words


def words(language: str) -> Words:
    return Words(language, Translator(resources_root(), language))


def fault_of_a_file(error: OSError) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as found, file_faults(Path("till")):
        raise error
    return found.value


def test_a_database_that_can_not_be_opened_is_told_in_estonian_with_its_place(
    tmp_path: Path,
) -> None:
    missing = tmp_path / "no" / "journal.db"
    with pytest.raises(EnvironmentFault) as found, sqlite_faults(missing):
        sqlite3.connect(missing)

    said = error_words(words("et"), found.value)

    assert said.startswith(f"{missing}: Seda faili ei saa avada.")
    assert error_words(words("en"), found.value) == found.value.message


@pytest.mark.parametrize("language", ["et", "lv", "hy"])
def test_what_the_platform_says_stays_between_the_place_and_our_words(language: str) -> None:
    fault = fault_of_a_file(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))

    said = error_words(words(language), fault)

    assert said.startswith(f"till: {os.strerror(errno.EACCES)}. ")
    assert "Check" not in said
    assert error_words(words("en"), fault) == fault.message


def test_values_stand_in_the_sentence_of_the_language() -> None:
    sentence = "Only {left} of this line can still come back."
    error = OperatorMistake(sentence.format(left="2"), left="2", sentence=sentence)

    assert error_words(words("et"), error) == "Sellelt realt saab tagastada veel ainult 2."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (InvalidInput("lines/1", "Type what was bought."), "Sisestage, mida osteti."),
        (OperatorMistake("Odd {braces} from outside."), "Odd {braces} from outside."),
    ],
)
def test_a_sentence_without_values_is_looked_up_as_it_is(error: ReturnsError, said: str) -> None:
    assert error_words(words("et"), error) == said
