"""Where the case of `policy explain` comes from: a file, or standard input.

Owns the reading. Must not know cases.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from returns_desk.cli.context import say_mistake

if TYPE_CHECKING:
    from typing import TextIO

STANDARD_INPUT = "-"


def named_source(source: str) -> str:
    """How the source is called in a sentence."""
    return "standard input" if source == STANDARD_INPUT else source


def content_of(source: str, err: TextIO) -> bytes | None:
    """All of it; None where it can't be read, and that was said."""
    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "no such name").lower()
        message = f"can't be read ({reason}); check the name and the rights."
        say_mistake(err, file=source, message=message)
        return None
