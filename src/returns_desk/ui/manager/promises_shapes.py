"""What the manager's page of promises shows, as plain records. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import ChipContent, Tone


@dataclass(frozen=True, slots=True)
class RowAction:
    """A button of a row: what it does, and its text."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise, with what can be done; `question` stands over the reasons once one is asked.

    `words` are what was said to the customer and where they are reached: personal.
    """

    code: str
    title: str
    line: str
    pill: tuple[str, str, Tone]
    actions: tuple[RowAction, ...]
    question: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class PromisesContent:
    """The page: filters, and the promises that fit them; `empty` is said where none does."""

    name: str
    filters_name: str
    filters: tuple[ChipContent, ...]
    people_name: str
    people: tuple[ChipContent, ...]
    rows: tuple[PromiseLine, ...]
    empty: str
