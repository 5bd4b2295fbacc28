"""Owns what the window of the first start is fed with: frozen contents, ready texts only. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

TabState = Literal["done", "present", "ahead"]


@dataclass(frozen=True, slots=True)
class TabContent:
    """One of the three steps, as it stands above the fields."""

    title: str
    line: str
    state: TabState


@dataclass(frozen=True, slots=True)
class FieldContent:
    """The words of a field; `choices` are code and text, where it is no field to type in.

    `spoken` is what a screen reader calls it, where the label alone stands there twice.
    """

    label: str
    help_text: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class SideContent:
    """The demo shop, as it is offered beside the steps."""

    title: str
    line: str
    heading: str
    stories: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class FooterContent:
    """The two large buttons, the way back, and a line; an empty text hides its button."""

    line: str
    back: str
    demo: str
    onward: str
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class BannerContent:
    """One sentence above the fields."""

    sentence: str
    icon: str
    tone: Literal["now", "attention", "bad", "neutral"]


@dataclass(frozen=True, slots=True)
class StartContent:
    """The whole window. `mistakes` are sentences by field; `percent` is None where nothing runs."""

    step: int
    title: str
    line: str
    language: str
    tabs: tuple[TabContent, ...]
    fields: Mapping[str, FieldContent]
    side: SideContent
    footer: FooterContent
    heading: str = ""
    add_person: str = ""
    choose_file: str = ""
    people: int = 1
    mistakes: Mapping[str, str] = field(default_factory=dict)
    banner: BannerContent | None = None
    percent: int | None = None
    progress_text: str = ""


@dataclass(frozen=True, slots=True)
class CoachContent:
    """The strip of the training: bold words, sentences (none hides it), up to two buttons."""

    lead: str
    text: str
    icon: str
    tone: Literal["now", "attention", "primary"]
    first: str = ""
    second: str = ""
