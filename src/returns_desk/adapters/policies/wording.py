"""Words that blame or boast: texts of a pack that hold one are refused (R7).

Owns the search. How each language performs them is in `check_phrases_…`. Must not
judge anything else about a text.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from returns_desk.adapters.policies import (
    check_phrases_en,
    check_phrases_et,
    check_phrases_hy,
    check_phrases_lv,
)
from returns_desk.adapters.policies.check_speech import COUNTERPARTS, SpeechAct

PHRASES = {
    "en": check_phrases_en.PHRASES,
    "et": check_phrases_et.PHRASES,
    "lv": check_phrases_lv.PHRASES,
    "hy": check_phrases_hy.PHRASES,
}
"""By language of the shop; a text of any other language is searched for the English ones."""

CONDITIONS = {
    "en": re.compile(check_phrases_en.CONDITION),
    "et": re.compile(check_phrases_et.CONDITION),
    "lv": re.compile(check_phrases_lv.CONDITION),
    "hy": re.compile(check_phrases_hy.CONDITION),
}
"""By language, the words that make of an accusation a case that may be."""

ACCUSING = frozenset({SpeechAct.BLAME, SpeechAct.TOLD_SO, SpeechAct.HIDING})
"""Acts that nobody performs who says "if": "if you lost the receipt" names a way."""

WELL_SAID = {
    "en": check_phrases_en.WELL_SAID,
    "et": check_phrases_et.WELL_SAID,
    "lv": check_phrases_lv.WELL_SAID,
    "hy": check_phrases_hy.WELL_SAID,
}
"""By language, what may be said instead of each act."""


_UNHEARD = re.compile("[\u00ad\u200b\u055b\u055c\u055e]")
"""Signs within words that part nothing: soft hyphens, and Armenian stress and question marks."""
_CLAUSE_END = re.compile(r"[.,;:!?\u0589]\s*")


@dataclass(frozen=True, slots=True)
class BadWording:
    """What a text does that it must not, and the words that do it."""

    act: SpeechAct
    words: str
    language: str = "en"

    @property
    def mend(self) -> str:
        """The good counterpart in the text's language, as the second half of a sentence."""
        return f"{COUNTERPARTS[self.act]}, as in: {WELL_SAID[self.language][self.act]}"


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})")


@cache
def _all_phrases(language: str) -> re.Pattern[str]:
    """Every phrase at once: good texts, and nearly all are good, are searched a single time."""
    return _pattern(phrase for phrases in PHRASES[language].values() for phrase in phrases)


@cache
def _phrases_by_act(language: str) -> tuple[tuple[SpeechAct, re.Pattern[str]], ...]:
    return tuple((act, _pattern(phrases)) for act, phrases in PHRASES[language].items())


def bad_wording(text: str, language: str) -> BadWording | None:
    """The first speech act that a text must not perform; None where it performs none.

    >>> bad_wording("Unfortunately this can't be done", "en").words
    'Unfortunately'
    """
    plain = _plain(text)
    lower = _lower(plain)
    # The language's own phrases first, then the English ones, which any text may borrow.
    own = language if language in PHRASES else "en"
    for each in dict.fromkeys((own, "en")):
        found = _all_phrases(each).search(lower) and _first_act(plain, lower, each)
        if found:
            return BadWording(*found, own)
    return None


def _plain(text: str) -> str:
    """The text with plain apostrophes and single spaces, and without stress marks in words."""
    composed = unicodedata.normalize("NFC", text).replace("\u2019", "'")
    return " ".join(_UNHEARD.sub("", composed).split())


def _lower(plain: str) -> str:
    """The same in lower case, sign for sign, so that the words can be shown as written."""
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in plain)


def _first_act(plain: str, lower: str, language: str) -> tuple[SpeechAct, str] | None:
    """The first of the acts that the text performs, and the words; None where it only may be."""
    for act, pattern in _phrases_by_act(language):
        for found in pattern.finditer(lower):
            if act not in ACCUSING or not _is_condition(lower, found.start(), language):
                return act, plain[found.start() : found.end()].strip()
    return None


def _is_condition(lower: str, begins: int, language: str) -> bool:
    """Whether the clause before that place begins with an "if"."""
    clause = _CLAUSE_END.split(lower[:begins])[-1]
    return CONDITIONS[language].search(clause) is not None


def blame_or_boast(text: str, language: str) -> str | None:
    """The words in the text that blame or boast, as written; None where there are none."""
    found = bad_wording(text, language)
    return found.words if found else None
