"""Owns what the pages of the customer's display are fed with: frozen contents, ready texts only.

No Qt here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from returns_desk.ui.kit.customer_contents import PagingTexts

if TYPE_CHECKING:
    from returns_desk.ui.kit.customer_contents import (
        CustomerLegContent,
        CustomerOptionContent,
        TouchContent,
    )


@dataclass(frozen=True, slots=True)
class FrameContent:
    """What stands around every page: languages to touch, the mark, the word in training."""

    window_title: str
    languages_name: str = ""
    languages: tuple[TouchContent, ...] = ()
    marked: str = ""
    training: str = ""


@dataclass(frozen=True, slots=True)
class RestContent:
    """Nobody's case is open."""

    shop: str
    welcome: str


@dataclass(frozen=True, slots=True)
class OptionsContent:
    """Every option, top to bottom as on the clerk's board, and in one line what is closed."""

    heading: str
    goods: str
    hint: str
    options: tuple[CustomerOptionContent, ...]
    closed_lead: str = ""
    closed: str = ""
    instead: tuple[str, ...] = ()
    """Sentences in the options' place where there is none."""
    paging: PagingTexts = field(default_factory=PagingTexts)


@dataclass(frozen=True, slots=True)
class PayingContent:
    """The parts of the money, each with its state."""

    heading: str
    whole: str
    legs: tuple[CustomerLegContent, ...]
    paging: PagingTexts = field(default_factory=PagingTexts)


@dataclass(frozen=True, slots=True)
class ThanksContent:
    """Thanks, and one tap to say how it went; without faces it was said."""

    thanks: str
    question: str = ""
    faces: tuple[TouchContent, ...] = ()
