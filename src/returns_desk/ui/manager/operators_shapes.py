"""What the page of the shop's people is fed with: ready texts. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import ChipContent


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in the list."""

    code: str
    text: str
    detail: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field to type into; a mistake takes the help's place."""

    name: str
    label: str
    value: str
    help_text: str = ""
    mistake: str = ""
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class BadgeRow:
    """One badge in use, and what makes it worthless; `spoken` tells it from its neighbours."""

    mark: str
    text: str
    action: str
    spoken: str


@dataclass(frozen=True, slots=True)
class BadgeShown:
    """A badge that was just made, to be scanned, printed or written down."""

    line: str
    text: str
    print_text: str
    done_text: str


@dataclass(frozen=True, slots=True)
class OperatorsContent:
    """The page. Empty texts and tuples take no place."""

    add_text: str
    people: tuple[PersonRow, ...]
    title: str = ""
    lines: tuple[str, ...] = ()
    fields: tuple[FieldRow, ...] = ()
    role_heading: str = ""
    roles: tuple[ChipContent, ...] = ()
    save_text: str = ""
    pin_title: str = ""
    pin_line: str = ""
    pin_fields: tuple[FieldRow, ...] = ()
    pin_text: str = ""
    badges_title: str = ""
    badges: tuple[BadgeRow, ...] = ()
    badge_text: str = ""
    badge: BadgeShown | None = None
    sign_in_text: str = ""
