"""Owns what papers are shown with: frozen contents, ready texts only. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceAction:
    """What can be done with a paper: its code, text and icon."""

    code: str
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """One paper of a case: what it is and who took it, and what can be done with it.

    `has_picture`: a small picture comes later, by the paper's id; `is_note`: its words do.
    """

    evidence: str
    title: str
    icon: str
    has_picture: bool = False
    actions: tuple[EvidenceAction, ...] = ()
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class PaperInSight:
    """One paper, large. `line` says why there is no picture; empty where one comes."""

    evidence: str
    title: str
    line: str
    close: EvidenceAction
    save: EvidenceAction | None = None
