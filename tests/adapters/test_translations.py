"""Sentences in the reader's language: found, filled in, and set aside where they do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from returns_desk.adapters.translations import (
    COMPLETE,
    Translator,
    fields_of,
    languages,
    slip_languages,
)
from returns_desk.domain.errors import Defect, EnvironmentFault

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A resources folder with one Latvian catalogue, in which two sentences do not fit."""
    catalogue = Catalog(locale="lv")
    catalogue.add("Choose", "Izvēlēties")
    catalogue.add("{amount} given", "{amount} izsniegts")
    catalogue.add("Option {number}", "Variants {numurs}")
    catalogue.add(
        ("{count} option", "{count} options"), ("{count} opcija", "{count} opcijas", "{count} nav")
    )
    catalogue.add(("one item", "{count} items"), ("viena", "{skaits} preces", "nav"))
    write_catalogue(tmp_path, catalogue)
    return tmp_path


def add_catalogue(resources: Path, language: str, sentences: dict[str, str]) -> None:
    """One more language."""
    catalogue = Catalog(locale=language)
    for english, translated in sentences.items():
        catalogue.add(english, translated)
    write_catalogue(resources, catalogue)


def write_catalogue(resources: Path, catalogue: Catalog) -> None:
    """Compile a catalogue to where the program looks for it."""
    folder = resources / "locale" / str(catalogue.locale) / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "returns_desk.mo").open("wb") as file:
        write_mo(file, catalogue)


def test_a_sentence_is_translated_and_filled_in(resources: Path) -> None:
    latvian = Translator(resources, "lv")

    assert latvian.text("Choose") == "Izvēlēties"
    assert latvian.text("") == ""
    assert latvian.text("{amount} given", amount="24,95 €") == "24,95 € izsniegts"


def test_a_language_without_a_catalogue_stays_english(resources: Path) -> None:
    estonian = Translator(resources, "et")

    assert estonian.text("{amount} given", amount="24,95 €") == "24,95 € given"
    assert estonian.plural("{count} option", "{count} options", 1) == "1 option"
    assert estonian.plural("{count} option", "{count} options", 3) == "3 options"


def test_a_translation_with_other_fields_is_set_aside(resources: Path) -> None:
    latvian = Translator(resources, "lv")

    assert latvian.text("Option {number}", number=4) == "Option 4"
    assert latvian.rejected == {"Option {number}"}


@pytest.mark.parametrize(
    ("count", "text"), [(1, "1 opcija"), (21, "21 opcija"), (2, "2 opcijas"), (0, "0 nav")]
)
def test_plurals_follow_the_language(resources: Path, count: int, text: str) -> None:
    latvian = Translator(resources, "lv")

    assert latvian.plural("{count} option", "{count} options", count) == text


def test_a_plural_with_other_fields_is_set_aside(resources: Path) -> None:
    latvian = Translator(resources, "lv")

    assert latvian.plural("one item", "{count} items", 5) == "5 items"
    assert latvian.rejected == {"one item"}


def test_what_a_field_holds_is_never_read_as_a_sentence(resources: Path) -> None:
    latvian = Translator(resources, "lv")

    assert latvian.text("{amount} given", amount="{secret}") == "{secret} izsniegts"


def test_a_field_that_is_not_given_is_our_defect(resources: Path) -> None:
    with pytest.raises(Defect, match="amount"):
        Translator(resources, "lv").text("{amount} given")


def test_a_broken_catalogue_is_a_fault_in_one_sentence(resources: Path) -> None:
    path = resources / "locale" / "lv" / "LC_MESSAGES" / "returns_desk.mo"
    path.write_bytes(b"no catalogue")

    with pytest.raises(EnvironmentFault, match="install the program again"):
        Translator(resources, "lv")


def test_slips_speak_every_language_with_a_catalogue_and_english(resources: Path) -> None:
    assert slip_languages(resources) == ("en", "lv")


def test_windows_speak_only_what_is_translated_whole(resources: Path) -> None:
    add_catalogue(resources, "et", {COMPLETE: "Aknad räägivad seda keelt."})

    assert slip_languages(resources) == ("en", "et", "lv")
    assert languages(resources) == ("en", "et")


def test_fields_are_told_from_braces() -> None:
    assert fields_of("Option {number} for {amount:>4}") == {"number", "amount"}
    assert fields_of("no fields") == frozenset()
    assert fields_of("broken {") == {"?"}
