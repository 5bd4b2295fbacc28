"""What a person types, as a query of the index.

Owns what is asked for by each piece: whole words, all of them; a number with signs inside as it is
written; the reasons of a return by their names in every language of the shop. Pure.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from returns_desk.adapters.journal.search_words import chunks, folded

SHORTEST_REASON: Final = 3

REASON_NAMES: Final[Mapping[str, str]] = {
    "changed_mind": "changed mind ümber mõelnud meelemuutus pārdomāja pārdomas միտքը փոխել փոխեց",
    "faulty": "faulty broken defective katki vigane defektne bojāts defektīvs brāķis թերի անսարք",
    "damaged": "damaged kahjustatud katki bojāts sabojāts վնասված",
    "wrong_item": "wrong vale nepareizs nepareiza սխալ",
    "not_as_described": "described kirjeldus kirjeldusele apraksts aprakstam նկարագրություն",
    "spoiled": "spoiled rotten riknenud mäda bojājies sabojājies փչացած",
    "gift": "gift unwanted kingitus kink dāvana նվեր",
    "recall": "recall recalled tagasikutsumine tagasikutsutud atsaukts atsaukums հետկանչ",
    "late": "late hilines hilinenud kavējās novēloti ուշացած ուշացավ",
    "price_adjustment": "price hind cena գին",
}
"""The words by which clerks look for a reason, in English, Estonian, Latvian and Armenian."""


def query_of(text: str, *, last_is_begun: bool = False) -> str:
    """The query in FTS5's syntax, or nothing where the text holds no word.

    With `last_is_begun` the last piece may be the beginning of a word.
    """
    pieces = list(chunks(text))
    asked = [
        # The code of a reason is often its name as well.
        list(dict.fromkeys(_asked(parts, is_begun=last_is_begun and index == len(pieces) - 1)))
        for index, parts in enumerate(pieces)
    ]
    # SQLite walks through the first and looks up the others: it had better be a narrow one.
    return " AND ".join(f"({' OR '.join(each)})" for each in sorted(asked, key=len))


def _asked(parts: tuple[str, ...], *, is_begun: bool) -> Iterator[str]:
    """The ways in which one piece may be there."""
    star = " *" if is_begun else ""
    whole = "".join(parts)
    yield f'"{whole}"{star}'
    has_digits = any(sign.isdigit() for sign in whole)
    if len(parts) > 1 and not has_digits:
        yield "(" + " AND ".join(f'"{part}"' for part in parts) + ")"
    yield from (f'"{code}"' for code in _reasons(whole))


def _reasons(word: str) -> list[str]:
    """Codes of the reasons with a name that begins like this, as the index spells them."""
    if len(word) < SHORTEST_REASON:
        return []
    return [
        code.replace("_", "")
        for code, names in _FOLDED_NAMES.items()
        if any(name.startswith(word) for name in names)
    ]


_FOLDED_NAMES: Final = {code: folded(names).split() for code, names in REASON_NAMES.items()}
