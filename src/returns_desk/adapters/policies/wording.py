"""Words that blame or boast: texts of a pack that hold one are refused (R7).

Owns the list and the search. Must not judge anything else about a text.
"""

import re
from functools import cache

_PHRASES: dict[str, tuple[str, ...]] = {
    "en": (
        "company policy",
        "store policy",
        "our policy does not",
        "unfortunately",
        "you should have",
        "you should've",
        "as a courtesy",
        "lucky",
        "normally",
        "exception for you",
        "your fault",
        "your own fault",
        "your mistake",
        "you failed",
        "we are doing you a favour",
        "we are doing you a favor",
    ),
    "et": (
        "ettevõtte poliitika",
        "firma poliitika",
        "kahjuks",
        "oleksite pidanud",
        "vastutulekuna",
        "teil vedas",
        "veab teil",
        "tavaliselt",
        "erand teile",
        "teie enda süü",
        "teie viga",
    ),
    "lv": (
        "uzņēmuma politika",
        "diemžēl",
        "jums vajadzēja",
        "pretimnākšanas kārtā",
        "jums paveicās",
        "jums ir paveicies",
        "parasti",
        "izņēmums jums",
        "jūsu vaina",
        "jūsu kļūda",
    ),
    "hy": (
        "ընկերության քաղաքականությ",
        "ցավոք",
        "դուք պետք է",
        "ձեր բախտը բերել է",
        "բախտավոր",
        "սովորաբար",
        "բացառություն ձեզ համար",
        "ձեր մեղքով",
        "ձեր մեղքն է",
        "ձեր սխալը",
    ),
}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    phrases = sorted(
        {*_PHRASES["en"], *_PHRASES.get(language, ())}, key=lambda phrase: (-len(phrase), phrase)
    )
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)


def blame_or_boast(text: str, language: str) -> str | None:
    """The first phrase in the text that blames or boasts, as written; None where there is none.

    >>> blame_or_boast("Unfortunately this can't be done", "en")
    'Unfortunately'
    """
    found = _pattern(language).search(text.replace("\u2019", "'"))
    return found.group() if found else None
