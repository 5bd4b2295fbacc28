"""What the page of the day's end is fed with: ready texts. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from returns_desk.ui.kit.contents import ChipContent
    from returns_desk.ui.manager.operators_shapes import FieldRow


@dataclass(frozen=True, slots=True)
class SumRow:
    """One line of the drawer; a strong one is a result."""

    label: str
    amount: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One coin or note, and how many of it were typed."""

    value: int
    label: str
    typed: str
    spoken: str


@dataclass(frozen=True, slots=True)
class BackupRow:
    """The backup after the day: what is said, how far it is (per cent, None while none runs)."""

    line: str = ""
    per_cent: int | None = None
    action: str = ""
    """"Make it now" or "Stop it"."""


@dataclass(frozen=True, slots=True)
class DayEndContent:
    """The page. Empty texts and tuples take no place."""

    title: str
    lines: tuple[str, ...] = ()
    attention: str = ""
    note_heading: str = ""
    note_fields: tuple[FieldRow, ...] = ()
    note_text: str = ""
    cash_title: str = ""
    sums: tuple[SumRow, ...] = ()
    cash_lines: tuple[str, ...] = ()
    ways: tuple[ChipContent, ...] = ()
    pieces: tuple[PieceRow, ...] = ()
    sum_fields: tuple[FieldRow, ...] = ()
    counted: str = ""
    difference: str = ""
    differs: bool = False
    reason_heading: str = ""
    reasons: tuple[ChipContent, ...] = ()
    reason_fields: tuple[FieldRow, ...] = ()
    count_text: str = ""
    left_title: str = ""
    left: tuple[str, ...] = ()
    to_heading: str = ""
    to: tuple[ChipContent, ...] = ()
    things_heading: str = ""
    things: tuple[ChipContent, ...] = ()
    close_text: str = ""
    report_line: str = ""
    print_text: str = ""
    backup_title: str = ""
    backup: BackupRow = BackupRow()
