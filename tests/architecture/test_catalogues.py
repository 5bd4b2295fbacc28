"""Catalogues and program say the same: every sentence in every language, and none besides."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from devtools import sentences as finder
from devtools.places import CATALOGUES
from returns_desk.adapters.policies.wording import blame_or_boast
from returns_desk.adapters.translations import COMPLETE, fields_of
from support.source_text import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

LANGUAGES = ("et", "hy", "lv")
FULL_STOP, BUT = "\N{ARMENIAN FULL STOP}", "\N{ARMENIAN COMMA}"
WINDOWS = ROOT / "src" / "returns_desk" / "ui"
KEY_NAME = re.compile(r"F\d+|Esc|Tab|Enter|Ctrl( .+)?|1 – 9|\+  –")
LIKE_A_SENTENCE = re.compile(r"[A-Z“][^\s]*[a-z].*|.*\w \w.*", re.DOTALL)
NOT_FOR_TRANSLATION = frozenset(
    # The names of the languages, each in its own; the product; fonts, and patterns of dates.
    {"English", "Eesti", "Latviešu", "Հայերեն", "Returns Desk", "Noto Sans", "Noto Sans Armenian"}
    | {"EEE d MMM", "d MMM y", "HH:mm:ss", "HH:mm", "MMMEd", "d MMM", "MMMd"}
)
OURS = frozenset({"Defect", "EnvironmentFault", "cast", "TypeVar"})
"""What these say is for a report or for tools; no window shows it."""


@cache
def catalogue(language: str) -> Catalog:
    """A language's catalogue as it stands in the repository."""
    path = CATALOGUES / language / "LC_MESSAGES" / "returns_desk.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(language: str) -> Iterator[Message]:
    """Its sentences, without its head."""
    return (message for message in catalogue(language) if message.id)


def forms_of(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The forms of a sentence, one or several."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


@cache
def said_by_the_program() -> frozenset[tuple[str, ...]]:
    """Every English sentence, with its form for many where it has one."""
    found = finder.sentences()
    pairs = (tuple(filter(None, (each.english, each.plural))) for each in found)
    return frozenset({*pairs, (COMPLETE,)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_what_the_program_says_and_nothing_else(language: str) -> None:
    told = {forms_of(message.id) for message in messages(language)}

    assert said_by_the_program() - told == set()
    assert told - said_by_the_program() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_a_guess(language: str) -> None:
    unfinished = [
        message.id
        for message in messages(language)
        if message.fuzzy or not all(form.strip() for form in forms_of(message.string))
    ]

    assert unfinished == []
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_sentence(language: str) -> None:
    differing = [
        (message.id, form)
        for message in messages(language)
        for form in forms_of(message.string)
        if fields_of(form) - {"count"} != fields_of(forms_of(message.id)[-1]) - {"count"}
        or (isinstance(message.id, str) and fields_of(form) != fields_of(message.id))
    ]

    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_ends_as_its_sentence_does(language: str) -> None:
    """A question stays a question, and a title gets no full stop."""
    ends = {".": f".{FULL_STOP}", "?": f"?{FULL_STOP}", ":": f":.{BUT}"}
    differing = [
        (message.id, form)
        for message in messages(language)
        for form in forms_of(message.string)
        if forms_of(message.id)[0][-1] in ends and form[-1] not in ends[forms_of(message.id)[0][-1]]
    ]

    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_blames_or_boasts(language: str) -> None:
    heard = [
        (form, blame_or_boast(form, language))
        for message in messages(language)
        for form in forms_of(message.string)
        if blame_or_boast(form, language)
    ]

    assert heard == []


@pytest.mark.parametrize(("language", "count"), [("et", 2), ("hy", 2), ("lv", 3)])
def test_a_plural_has_every_form_of_its_language(language: str, count: int) -> None:
    plurals = [message for message in messages(language) if message.pluralizable]

    assert plurals
    assert catalogue(language).num_plurals == count
    assert {len(forms_of(message.string)) for message in plurals} == {count}


@pytest.mark.parametrize("path", sorted(WINDOWS.rglob("*.py")), ids=lambda path: path.stem)
def test_no_sentence_of_a_window_goes_past_the_translator(path: Path) -> None:
    known = frozenset[str]().union(*said_by_the_program())
    unmarked = [
        (line, text)
        for line, text in plain_texts(path.read_text(encoding="utf-8"))
        if LIKE_A_SENTENCE.fullmatch(text)
        and not KEY_NAME.fullmatch(text)
        and not text.endswith(".ttf")
        and text not in known | NOT_FOR_TRANSLATION
    ]

    assert unmarked == []


def plain_texts(source: str) -> Iterator[tuple[int, str]]:
    """The texts of a file that something is done with: no docstrings, and nothing for us."""
    tree = ast.parse(source)
    aside: set[int] = set()
    for node in ast.walk(tree):
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        named = getattr(node, "func", None)
        is_ours = isinstance(named, ast.Name) and named.id in OURS
        if is_docstring or is_ours:
            aside |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node.lineno, node.value


def test_sentences_are_found_in_every_way_of_saying_them(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "application").mkdir()
    (tmp_path / "adapters").mkdir()
    (tmp_path / "ui" / "page.py").write_text(
        'TITLE = N_("Title")\n'
        'words.text("Yes" if it else "No")\n'
        'words.plural("{count} day", "{count} days", 3)\n'
        'words.text(known)\nlabel.text()\nraise OperatorMistake("not of a use case")\n',
        encoding="utf-8",
    )
    (tmp_path / "application" / "use.py").write_text(
        'MOVED = {1: "Moved."}\n'
        'message = "Named first."\nraise OperatorMistake(message, code="named")\n'
        'raise InvalidInput("/place", "Placed.")\nraise OperatorMistake(MOVED[1])\n'
        'raise OperatorMistake(f"With {value}.")\n',
        encoding="utf-8",
    )
    (tmp_path / "adapters" / "file.py").write_text('row.text("column")\n', encoding="utf-8")

    found = finder.sentences(tmp_path)

    assert [(each.english, each.plural) for each in found] == [
        ("Named first.", ""),
        ("Placed.", ""),
        ("Moved.", ""),
        ("Title", ""),
        ("Yes", ""),
        ("No", ""),
        ("{count} day", "{count} days"),
    ]
    assert found[0].place == "application/use.py:3"


def test_the_finder_prints_a_template_for_a_translator() -> None:
    made = subprocess.run(
        [sys.executable, finder.__file__], capture_output=True, check=True, encoding="utf-8"
    )

    entries = made.stdout.count("\nmsgid ")
    assert entries == len(finder.sentences())
    assert 'msgid "Nothing chosen yet"\nmsgstr ""\n' in made.stdout
    assert 'msgid_plural "{count} options"\nmsgstr[0] ""\n' in made.stdout
