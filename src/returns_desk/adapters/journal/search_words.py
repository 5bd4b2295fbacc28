"""Words as the search index spells them: folded, so that any keyboard finds any language.

Owns the folding and the splitting into words, the same for what is indexed and what is asked for.
Pure; it must not know the index.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

LONGEST_WORD: Final = 64

_NOT_DECOMPOSED: Final = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ŧ": "t",
        "þ": "th",
        "ð": "d",
    }
)
"""Letters with a stroke and the like, which Unicode does not take apart."""

_INSIDE_WORDS: Final = re.compile("[\u055a-\u055f\u00ad\u200b-\u200d\u2060\ufeff'\u2019]")
"""Signs that stand inside a word without parting it: Armenian stress and question marks,
hyphens that are not seen, apostrophes."""

_PARTS: Final = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The text without case, diacritics and ligatures.

    >>> folded("ÕUN Ķirsis Straße")
    'oun kirsis strasse'

    The Armenian ligature is one sign in small letters and two in capitals, which may be written in
    two ways; all three are one.

    >>> folded("և") == folded("ԵՎ") == folded("եւ")
    True
    """
    if text.isascii():
        return text.lower().replace("'", "")
    apart = unicodedata.normalize("NFKD", _INSIDE_WORDS.sub("", text).casefold())
    plain = "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
    return plain.translate(_NOT_DECOMPOSED).replace("եւ", "եվ")


def words(text: str) -> Iterator[str]:
    """Every word to index; one with signs inside also as a whole without them.

    >>> list(words("3141-07 T-shirt"))
    ['3141', '07', '314107', 't', 'shirt', 'tshirt']
    """
    for chunk in folded(text).split():
        parts = _PARTS.findall(chunk)
        yield from (part[:LONGEST_WORD] for part in parts)
        if len(parts) > 1:
            yield "".join(parts)[:LONGEST_WORD]


def chunks(text: str) -> Iterator[tuple[str, ...]]:
    """What is asked for, piece by piece: the parts of each piece between spaces."""
    for chunk in folded(text).split():
        parts = tuple(part[:LONGEST_WORD] for part in _PARTS.findall(chunk))
        if parts:
            yield parts
