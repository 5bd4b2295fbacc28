"""Owns what the pages of promises are fed with: frozen contents, ready texts only. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from returns_desk.ui.clerk.contents import ButtonContent, PillContent
    from returns_desk.ui.kit.contents import ChipContent


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """One choice: its code, what it is called, and its chips."""

    code: str
    heading: str
    chips: tuple[ChipContent, ...]


@dataclass(frozen=True, slots=True)
class FieldContent:
    """A field to type into: its label, and what stands in it until something is typed."""

    label: str
    hint: str = ""
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class PromisePageContent:
    """The page on which a promise is made."""

    title: str
    line: str
    groups: tuple[ChipGroup, ...]
    due: FieldContent
    contact: FieldContent
    words: FieldContent
    token: str
    """Another one begins with empty fields."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One open promise: what, for which case and by whom, how urgent, and what can be done."""

    code: str
    title: str
    line: str
    words: str
    pill: PillContent
    actions: tuple[ButtonContent, ...]


@dataclass(frozen=True, slots=True)
class PromisesPageContent:
    """The list of what was promised, the next due first."""

    title: str
    line: str
    rows: tuple[PromiseRow, ...]
    actions: tuple[ButtonContent, ...] = ()
