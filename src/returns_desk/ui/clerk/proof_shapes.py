"""Owns what the ladder of proof is fed with, and what it hands back: frozen, ready texts only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from returns_desk.ui.clerk.contents import HelpContent
    from returns_desk.ui.kit.contents import BoardContent


@dataclass(frozen=True, slots=True)
class RungContent:
    """One way to show the purchase; `law_text` is said beside scales where the law counts it."""

    code: str
    icon: str
    title: str
    hint: str
    is_on: bool = False
    law_text: str = ""


@dataclass(frozen=True, slots=True)
class ClueContent:
    """One field of the present rung: its name in signals, its label, and what is known."""

    name: str
    label: str
    value: str = ""
    example: str = ""
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class CandidateContent:
    """A receipt that fits; `why` says by what, `numbers` what is left of it."""

    receipt: str
    title: str
    line: str
    why: str
    numbers: str
    action_text: str
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class ProofContent:
    """The whole page; `board` is what is open already, None while no goods are known."""

    heading: str
    line: str
    rungs: tuple[RungContent, ...]
    rung: str
    clues: tuple[ClueContent, ...]
    found_heading: str
    found_note: str
    found: tuple[CandidateContent, ...]
    side: HelpContent
    board: BoardContent | None = None


@dataclass(frozen=True, slots=True)
class ProofEntry:
    """What was typed on a rung, as typed, by the name of the field."""

    rung: str
    typed: Mapping[str, str]
