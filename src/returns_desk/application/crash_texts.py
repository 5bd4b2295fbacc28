"""What a report of our own fault says: where it happened, and no word that somebody typed.

Owns that a report can be sent to whoever mends it. Quoted texts are left out of what foreign
errors say, since there stand the values they stumbled over; card numbers are cut everywhere.
"""

import re
import traceback
from collections.abc import Iterator
from typing import Final

from returns_desk.domain.card_numbers import cut_card_numbers

_QUOTED: Final = re.compile(r"(['\"])(?![a-z0-9_]+\1)(?:(?!\1).)*\1", re.DOTALL)
"""Texts in quotes, but for a single word in small letters: a name of the program's own."""


def crash_text(error: BaseException) -> str:
    """The trace of an error and of those that led to it, first one first."""
    return cut_card_numbers("\n".join(map(_one, reversed(list(_chain(error))))))


def _one(error: BaseException) -> str:
    where = "".join(traceback.format_tb(error.__traceback__))
    said = _QUOTED.sub("'…'", str(error))
    return f"{where}{type(error).__name__}: {said}\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        yield following
        seen.add(id(following))
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)
