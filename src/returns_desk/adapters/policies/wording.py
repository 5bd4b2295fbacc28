"""Words that blame or boast: texts of a pack that hold one are refused (R7).

Owns the search. How each language performs them is in `check_phrases_…`. Must not
judge anything else about a text.
"""

import re
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


@dataclass(frozen=True, slots=True)
class BadWording:
    """What a text does that it must not, and the words that do it."""

    act: SpeechAct
    words: str

    @property
    def mend(self) -> str:
        """The good counterpart, as the second half of a sentence."""
        return COUNTERPARTS[self.act]


@cache
def _patterns(language: str) -> tuple[tuple[SpeechAct, re.Pattern[str]], ...]:
    """The language's own phrases first, then the English ones, which any text may borrow."""
    languages = dict.fromkeys((language if language in PHRASES else "en", "en"))
    return tuple(
        (act, re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})"))
        for each in languages
        for act, phrases in PHRASES[each].items()
    )


def bad_wording(text: str, language: str) -> BadWording | None:
    """The first speech act that a text must not perform; None where it performs none.

    >>> bad_wording("Unfortunately this can't be done", "en").words
    'Unfortunately'
    """
    plain = " ".join(text.replace("\u2019", "'").split())
    # Same length in lower case, so that the words can be shown as written.
    lower = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in plain)
    for act, pattern in _patterns(language):
        found = pattern.search(lower)
        if found is not None:
            return BadWording(act, plain[found.start() : found.end()])
    return None


def blame_or_boast(text: str, language: str) -> str | None:
    """The words in the text that blame or boast, as written; None where there are none."""
    found = bad_wording(text, language)
    return found.words if found else None
