"""How a command reads a day; owns the sentence for what is none."""

from __future__ import annotations

from datetime import date

from returns_desk.domain.errors import OperatorMistake


def day_of(text: str) -> date:
    """The day.

    Raises:
        OperatorMistake: `no_day`.

    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"'{text[:40]}' is no day; write it as 2026-11-21."
        raise OperatorMistake(message, code="no_day") from None
