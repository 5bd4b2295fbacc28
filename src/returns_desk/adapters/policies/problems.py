"""What can be wrong with a pack: one problem, and the error that carries all of a file.

Owns the two shapes. Must not know how packs are read or where problems are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from returns_desk.domain.errors import InvalidInput

LONGEST_QUOTE = 60
"""A quoted value is cut here, so that a sentence stays one line."""
LONGEST_NUMBER = 10**LONGEST_QUOTE
LONGEST_TEXT = 10 * LONGEST_QUOTE
SHORT_LIST = 15
"""So many known words are named in a sentence."""


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One thing that is wrong, its key path (`rules[3].when.reason`), and the mend.

    `line` counts from 1; 0 where it is not known, or stands in `place`.
    """

    file: str
    place: str
    message: str
    line: int = 0

    def __str__(self) -> str:
        """The line that a person reads."""
        line = f"line {self.line}" if self.line else ""
        return ": ".join(part for part in (self.file, line, self.place, self.message) if part)


class UnusablePack(InvalidInput):
    """A pack can't be used; `problems` holds everything that is wrong in it."""

    def __init__(self, problems: Sequence[PackProblem]) -> None:
        """Speak of the first problem and say how many more there are."""
        first = problems[0]
        more = len(problems) - 1
        rest = f" ({more} more; `policy check` lists them)" if more else ""
        line = f"line {first.line}" if first.line else ""
        place = ": ".join(part for part in (line, first.place) if part)
        super().__init__(place, first.message + rest, code="unusable_pack")
        self.file = first.file
        self.problems = tuple(problems)


def quoted(value: object) -> str:
    """The value as it may stand in a sentence: short and on one line."""
    if isinstance(value, int) and abs(value) > LONGEST_NUMBER:
        # Python itself refuses to write out a number of many thousand digits.
        return "so long a number"
    text = " ".join(_as_written(value)[:LONGEST_TEXT].split())
    return f"'{text[:LONGEST_QUOTE]}…'" if len(text) > LONGEST_QUOTE else f"'{text}'"


def _as_written(value: object) -> str:
    """The value as the file has it; of a list or a table only that it is one."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[…]"
    return "{…}" if isinstance(value, dict) else str(value)


def nearest(word: object, known: Sequence[str]) -> str:
    """The hint that names the nearest known word, or all of a short list."""
    close = get_close_matches(str(word)[:LONGEST_QUOTE], known, n=1, cutoff=0.5)
    if close:
        return f"did you mean '{close[0]}'?"
    shown = ", ".join(known[:SHORT_LIST])
    return f"known are {shown}" + (" and others." if len(known) > SHORT_LIST else ".")
