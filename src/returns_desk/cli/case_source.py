"""Where the case of `board` and `policy explain` comes from: a file, or standard input.

Owns the reading and its mistakes. What a case is, `Services` knows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from returns_desk.cli.context import say_mistake
from returns_desk.domain.errors import InvalidInput

if TYPE_CHECKING:
    from typing import TextIO

    from returns_desk.cli.context import Services
    from returns_desk.domain.case import Case

STANDARD_INPUT = "-"


def named_source(source: str) -> str:
    """How the source is called in a sentence."""
    return "standard input" if source == STANDARD_INPUT else source


def case_from(source: str, services: Services, err: TextIO) -> Case | None:
    """The case in it; None where it can't be read or is none, and that was said."""
    content = _content_of(source, err)
    if content is None:
        return None
    try:
        return services.read_case(content)
    except InvalidInput as bad:
        say_mistake(err, file=named_source(source), place=bad.pointer, message=bad.message)
        return None


def unreadable(error: OSError | ValueError) -> str:
    """Why a file of that name can't be read, with the mend."""
    reason = (getattr(error, "strerror", None) or "no such name").lower()
    return f"can't be read ({reason}); check the name and the rights."


def _content_of(source: str, err: TextIO) -> bytes | None:
    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        say_mistake(err, file=source, message=unreadable(error))
        return None
