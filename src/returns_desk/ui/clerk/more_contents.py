"""The question beside the slip as contents: is there anything else?

Owns its words and its action. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.ui.clerk.contents import ButtonContent

if TYPE_CHECKING:
    from returns_desk.ui.kit.wording import Words

ANYTHING_ELSE: Final = "anything_else"
YES_KEY: Final = "+"


@dataclass(frozen=True, slots=True)
class MoreContent:
    """One question in words to say, and what a yes does."""

    question: str
    action: ButtonContent


def more_of(words: Words) -> MoreContent:
    """What is asked of every customer once their return is complete (R7)."""
    text = words.text("Go on with this customer")
    return MoreContent(
        words.text("“Is there anything else I can do for you?”"),
        ButtonContent(ANYTHING_ELSE, text, "person", YES_KEY),
    )
