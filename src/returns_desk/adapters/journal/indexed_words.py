"""Which words of a journal's events find their case.

Owns the keys of payloads whose values are found, and how the words of a run of events are gathered
by case. It must not know the index.
"""

from functools import lru_cache
from typing import Final

from returns_desk.adapters.journal.codec import read_document
from returns_desk.adapters.journal.search_words import words
from returns_desk.application.ports import Json

TEXTS_KNOWN: Final = 4_096
"""A receipt comes again in each event of its case; options, reasons and goods in most cases."""

WORDED: Final = frozenset(
    {
        "alternative",
        "approver",
        "category",
        "condition",
        "description",
        "gtin",
        "number",
        "option",
        "reason",
        "receipt",
        "reference",
        "serial",
        "sku",
        "trigger",
        "triggers",
        "why",
    }
)
"""Keys of payloads whose values are found, at any depth outside a board."""

_BOARD: Final = b'"type":"board_shown"'
_END_BYTES: Final = 60
"""Keys of an envelope are in alphabetical order: its type stands just before its version."""


class Gathered:
    """Words of the cases that some events tell about.

    Attributes:
        events: How many events were taken.
        last: Sequence and hash of the last of them.
        cases: By case, its first event here and its words in the order in which they came.

    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.events = 0
        self.last: tuple[int, bytes] | None = None
        self.cases: dict[str, tuple[int, dict[str, None]]] = {}

    def take(self, sequence: int, own_hash: bytes, envelope: bytes) -> None:
        """Take one event as it lies in the journal."""
        self.events += 1
        self.last = (sequence, own_hash)
        if _BOARD in envelope[-_END_BYTES:]:
            return
        document = read_document(envelope)
        case_id = document["case_id"]
        if isinstance(case_id, str):
            _, found = self.cases.setdefault(case_id, (sequence, {}))
            for text in _texts(document["payload"], "", []):
                found.update(_words(text))
            if isinstance(document["operator"], str):
                found.update(_words(document["operator"]))


@lru_cache(maxsize=TEXTS_KNOWN)
def _words(text: str) -> dict[str, None]:
    """The words of a text; nobody changes what this gives."""
    return dict.fromkeys(words(text))


def _texts(value: Json, key: str, found: list[str]) -> list[str]:
    """`found`, and after it every text and number under one of the keys, outside boards.

    Filled in place, since a rebuild comes here with every value of every event.
    """
    if isinstance(value, dict):
        for name, each in value.items():
            if name in WORDED or (name != "board" and isinstance(each, dict | list)):
                _texts(each, name, found)
    elif isinstance(value, list):
        for each in value:
            _texts(each, key, found)
    elif key in WORDED:
        if isinstance(value, str):
            found.append(value)
        elif type(value) is int:
            found.append(str(value))
    return found
