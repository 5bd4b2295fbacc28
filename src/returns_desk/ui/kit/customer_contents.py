"""Owns what the pieces of the customer's display are fed with: frozen contents, ready texts only.

No Qt here, and nothing that only staff may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LegProgress = Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class CustomerOptionContent:
    """One option as the customer reads it; `line` is its condition, hint or public reason."""

    option_id: str
    number: int
    title: str
    line: str = ""
    right_text: str = ""
    """"Your right" where the law gives it; empty elsewhere."""
    amount_text: str = ""
    timing_text: str = ""
    is_marked: bool = False
    marked_text: str = ""
    """What a screen reader says of the mark."""


@dataclass(frozen=True, slots=True)
class CustomerLegContent:
    """One part of what is being paid."""

    number: int
    icon: str
    title: str
    line: str
    amount_text: str
    state_text: str
    progress: LegProgress


@dataclass(frozen=True, slots=True)
class TouchContent:
    """Something to touch: what it is (`code`), its word, its icon, whether it is in force."""

    code: str
    text: str
    icon: str = ""
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class PagingTexts:
    """The words of paging: for each possible number of options to come, and for going back."""

    more: tuple[str, ...] = ()
    """`more[n]` says that n options follow."""
    back: str = ""
