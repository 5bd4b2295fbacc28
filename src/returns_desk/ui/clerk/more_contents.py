"""The question beside the slip as contents: is there anything else?

Owns its words and its action. Knows no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from returns_desk.ui.clerk.contents import ButtonContent
from returns_desk.ui.clerk.void_contents import void_button

if TYPE_CHECKING:
    from returns_desk.application.void_state import VoidState
    from returns_desk.ui.kit.wording import Words

ANYTHING_ELSE: Final = "anything_else"
YES_KEY: Final = "+"


@dataclass(frozen=True, slots=True)
class MoreContent:
    """One question in words to say, and what a yes does."""

    question: str
    action: ButtonContent
    quiet: ButtonContent | None = None
    """What is seldom done: the return is taken back."""


def more_of(words: Words, void: VoidState | None = None) -> MoreContent:
    """What is asked of every customer once their return is complete (R7).

    What was taken back already is not offered to be.
    """
    text = words.text("Go on with this customer")
    return MoreContent(
        words.text("“Is there anything else I can do for you?”"),
        ButtonContent(ANYTHING_ELSE, text, "person", YES_KEY),
        void_button(words) if void is None else None,
    )
