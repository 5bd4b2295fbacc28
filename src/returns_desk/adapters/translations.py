"""Sentences in the reader's language, from gettext catalogues under `resources/locale`.

Owns finding and checking translations. Must not make up a sentence: what has no translation, or
one whose `{fields}` differ from the source, is shown in English.
"""

from __future__ import annotations

import gettext
import string
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from returns_desk.domain.errors import Defect, EnvironmentFault

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN: Final = "returns_desk"
SOURCE_LANGUAGE: Final = "en"
COMPLETE: Final = "The windows speak this language."
"""Never shown. A catalogue translates it once every window has its words in that language; one
that lacks it has words for slips alone."""

MOST_KEPT: Final = 8_192
"""More sentences than all windows and packs have."""


class Translator:
    """One language's sentences; English where a sentence is missing or does not fit.

    Attributes:
        language: the language asked for, as "et".
        rejected: source sentences whose translation was set aside for other `{fields}`.
    """

    def __init__(self, resources: Path, language: str) -> None:
        """Open the catalogue of a language; without one the sentences stay English.

        Raises:
            EnvironmentFault: there is a catalogue and it cannot be read.
        """
        self.language = language
        self.rejected: set[str] = set()
        self._catalogue = _opened(resources, language)
        self._kept: dict[str, str] = {}

    def text(self, msgid: str, **fields: object) -> str:
        """Translate a sentence and fill in its fields.

        Raises:
            Defect: a field of the sentence was not given.
        """
        sentence = self._kept.get(msgid)
        if sentence is None:
            # gettext answers the empty sentence with the catalogue's own head.
            translated = self._catalogue.gettext(msgid) if msgid else ""
            sentence = self._fitting(msgid, translated)
            if len(self._kept) < MOST_KEPT:
                self._kept[msgid] = sentence
        return self._filled(sentence, fields)

    def plural(self, singular: str, plural: str, count: int, **fields: object) -> str:
        """Translate in the form that `count` needs in this language; `{count}` may be used.

        Raises:
            Defect: a field of the sentence was not given.
        """
        source = singular if count == 1 else plural
        translated = self._catalogue.ngettext(singular, plural, count)
        allowed = fields_of(plural) | {"count"}
        if not fields_of(translated) <= allowed or not fields_of(plural) - {"count"} <= fields_of(
            translated
        ):
            self.rejected.add(singular)
            translated = source
        return self._filled(translated, {"count": count} | fields)

    def _fitting(self, msgid: str, translated: str) -> str:
        if fields_of(translated) == fields_of(msgid):
            return translated
        self.rejected.add(msgid)
        return msgid

    def _filled(self, sentence: str, fields: dict[str, object]) -> str:
        try:
            return sentence.format(**fields) if "{" in sentence or "}" in sentence else sentence
        except (KeyError, IndexError, ValueError) as error:
            message = f"The sentence {sentence!r} lacks the field {error}."
            raise Defect(message, code="text_field_missing") from error


@lru_cache(maxsize=4_096)
def fields_of(sentence: str) -> frozenset[str]:
    """Return the names in braces of a sentence; a sentence with broken braces has the field "?".

    >>> sorted(fields_of("Option {number} for {amount}"))
    ['amount', 'number']
    """
    try:
        parsed = tuple(string.Formatter().parse(sentence))
    except ValueError:
        return frozenset({"?"})
    return frozenset(name for _, name, _, _ in parsed if name is not None)


def languages(resources: Path) -> tuple[str, ...]:
    """Return the languages that the windows speak whole, English first.

    Raises:
        EnvironmentFault: there is a catalogue and it cannot be read.
    """
    return tuple(name for name in slip_languages(resources) if _is_whole(resources, name))


def slip_languages(resources: Path) -> tuple[str, ...]:
    """Return the languages that a slip can be written in, English first."""
    folder = resources / "locale"
    found = sorted(path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE_LANGUAGE, *(name for name in found if name != SOURCE_LANGUAGE))


def _is_whole(resources: Path, language: str) -> bool:
    told = _opened(resources, language).gettext(COMPLETE)
    return language == SOURCE_LANGUAGE or told != COMPLETE


def _opened(resources: Path, language: str) -> gettext.NullTranslations:
    path = resources / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not path.is_file():
        return gettext.NullTranslations()
    try:
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, EOFError, IndexError) as error:
        message = f"The sentences for {language!r} cannot be read; install the program again."
        raise EnvironmentFault(message, code="catalogue_unreadable", language=language) from error
