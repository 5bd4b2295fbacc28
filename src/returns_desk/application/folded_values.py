"""How single values are read from the payload of an event; pure.

Owns that a value of another kind is our defect, and never read as something else.
"""

from collections.abc import Sequence
from typing import cast

from returns_desk.application.ports import Json
from returns_desk.domain.errors import ensure


def whole_of(value: Json) -> int:
    """A whole number of a payload."""
    ensure(isinstance(value, int) and not isinstance(value, bool), "a whole number in an event")
    return cast("int", value)


def flag_of(value: Json) -> bool | None:
    """Yes or no of a payload; None where it does not say."""
    return value if isinstance(value, bool) else None


def text_of(value: Json) -> str | None:
    """A text of a payload; None where there is none."""
    return None if value is None else str(value)


def list_of(value: Json) -> Sequence[Json]:
    """A list of a payload."""
    return cast("Sequence[Json]", value)
