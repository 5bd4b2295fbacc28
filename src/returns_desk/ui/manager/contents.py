"""What the shell of the manager's window and several of its pages show. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import Tone


@dataclass(frozen=True, slots=True)
class RailContent:
    """One page in the rail."""

    name: str
    text: str
    icon: str
    count: int = 0
    is_urgent: bool = False
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class HeaderContent:
    """Shop, page and moment at the left; language and person at the right."""

    shop: str
    place: str
    title: str
    moment: str
    language: str
    person: str


@dataclass(frozen=True, slots=True)
class PersonContent:
    """One who may sign in."""

    code: str
    text: str
    is_on: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EntryContent:
    """The page on which a person signs in; `field` is what the field says it waits for."""

    title: str
    line: str
    people: tuple[PersonContent, ...]
    field: str
    pad: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ShellContent:
    """The window around its page; `entry` stands in its place while nobody is signed in."""

    window_title: str
    header: HeaderContent
    rail_name: str
    rail: tuple[RailContent, ...]
    to_desk: str
    training: str = ""
    entry: EntryContent | None = None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of a list; an empty action has no button."""

    code: str
    title: str
    line: str
    pill: tuple[str, str, Tone] | None = None
    action: str = ""
