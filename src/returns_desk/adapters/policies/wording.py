"""Words that blame or boast: texts of a pack that hold one are refused (R7).

Owns the search. How each language performs them is in `check_phrases_…`. Must not
judge anything else about a text.
"""

import re
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

WELL_SAID = {
    "en": check_phrases_en.WELL_SAID,
    "et": check_phrases_et.WELL_SAID,
    "lv": check_phrases_lv.WELL_SAID,
    "hy": check_phrases_hy.WELL_SAID,
}
"""By language, what may be said instead of each act."""


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
    plain = " ".join(text.replace("\u2019", "'").split())
    lower = _lower(plain)
    # The language's own phrases first, then the English ones, which any text may borrow.
    own = language if language in PHRASES else "en"
    for each in dict.fromkeys((own, "en")):
        if _all_phrases(each).search(lower):
            act, words = _first_act(plain, lower, each)
            return BadWording(act, words, own)
    return None


def _lower(plain: str) -> str:
    """The same in lower case, sign for sign, so that the words can be shown as written."""
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in plain)


def _first_act(plain: str, lower: str, language: str) -> tuple[SpeechAct, str]:
    """The first of the acts that the text performs, and the words; it performs one."""
    searched = ((act, pattern.search(lower)) for act, pattern in _phrases_by_act(language))
    act, found = next((act, found) for act, found in searched if found is not None)
    return act, plain[found.start() : found.end()]


def blame_or_boast(text: str, language: str) -> str | None:
    """The words in the text that blame or boast, as written; None where there are none."""
    found = bad_wording(text, language)
    return found.words if found else None
