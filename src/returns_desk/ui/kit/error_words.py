"""An error's sentence in the language on screen.

Owns where the place of a fault stands and which values a sentence is filled with. What the platform
itself says stays in the platform's own language, as do files' and formats' details from importers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from returns_desk.domain.errors import ReturnsError
    from returns_desk.ui.kit.wording import Words


def error_words(words: Words, error: ReturnsError) -> str:
    """Say what is wrong; a sentence that has facts put in and no `sentence` stays as it is."""
    sentence = error.fields.get("sentence")
    if isinstance(sentence, str):
        return f"{_place(error)}{words.text(sentence, **_values(error))}"
    if "{" in error.message or "}" in error.message:
        return error.message
    return words.text(error.message)


def _place(error: ReturnsError) -> str:
    """The file, and what the platform says of it."""
    place, why = (str(error.fields.get(name) or "") for name in ("place", "why"))
    return "".join([f"{place}: " if place else "", f"{why}. " if why else ""])


def _values(error: ReturnsError) -> dict[str, str | int]:
    return {name: v for name, v in error.fields.items() if isinstance(v, str | int)}
