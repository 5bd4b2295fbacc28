"""Every sentence of every pack that ships is there in four languages, with the same figures."""

import re
import tomllib
from pathlib import Path

import pytest

from returns_desk.adapters.policies.wording import bad_wording
from support.shipped_boards import SHIPPED

LANGUAGES = ("en", "et", "lv", "hy")
SCRIPTS = {"en": "a-z", "et": "a-zäöüõšž", "lv": "a-zāčēģīķļņšūž", "hy": "\u0561-\u0587"}
"""The letters that each language writes with, in lower case."""


def sentences_of(pack: Path) -> dict[str, dict[str, str]]:
    """What each rule of a pack says, by rule and kind of text: the words by language."""
    rules = tomllib.loads(pack.read_text(encoding="utf-8")).get("rules", [])
    told = [(rule, kind) for rule in rules for kind in ("text", "internal") if kind in rule]
    return {f"{rule['id']}.{kind}": rule[kind] for rule, kind in told}


SAID = {
    f"{pack.relative_to(SHIPPED).with_suffix('')}.{place}": words
    for pack in sorted(SHIPPED.rglob("*.toml"))
    for place, words in sentences_of(pack).items()
}
PLACES = sorted(SAID)


def figures(sentence: str) -> list[str]:
    return sorted(re.findall(r"\d+", sentence))


def test_every_layer_of_the_shipped_packs_is_looked_at() -> None:
    assert {place.split("/")[0] for place in PLACES} == {"acquirer", "law", "shop"}


@pytest.mark.parametrize("place", PLACES)
def test_a_sentence_is_said_in_four_languages_each_time_in_other_words(place: str) -> None:
    words = SAID[place]

    assert tuple(words) == LANGUAGES
    assert len(set(words.values())) == len(LANGUAGES)


@pytest.mark.parametrize("place", PLACES)
def test_a_sentence_names_the_same_figures_in_each_language(place: str) -> None:
    words = SAID[place]

    assert {language: figures(said) for language, said in words.items()} == dict.fromkeys(
        LANGUAGES, figures(words["en"])
    )


@pytest.mark.parametrize("place", PLACES)
def test_a_sentence_is_written_in_the_letters_of_its_language(place: str) -> None:
    strange = {
        language: "".join(re.findall(rf"[^\W\d_{SCRIPTS[language]}]", said.lower()))
        for language, said in SAID[place].items()
    }

    assert strange == dict.fromkeys(LANGUAGES, "")


@pytest.mark.parametrize("place", PLACES)
def test_a_sentence_neither_blames_nor_boasts_in_any_language(place: str) -> None:
    found = {language: bad_wording(said, language) for language, said in SAID[place].items()}

    assert found == dict.fromkeys(LANGUAGES)
