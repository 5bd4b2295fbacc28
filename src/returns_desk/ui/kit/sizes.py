"""Owns every size of the desk in one place; holds no colours and no Qt.

All lengths are logical pixels at 96 dpi.
"""

from __future__ import annotations

from typing import Final, NamedTuple

SPACE_4: Final = 4
SPACE_6: Final = 6
SPACE_8: Final = 8
SPACE_12: Final = 12
SPACE_14: Final = 14
SPACE_16: Final = 16
SPACE_24: Final = 24
SPACE_48: Final = 48

RADIUS_KEY: Final = 5
RADIUS_BUTTON: Final = 8
RADIUS_OPTION: Final = 10
RADIUS_PANEL: Final = 12
RADIUS_PILL: Final = 16
RADIUS_CHIP: Final = 22

BORDER: Final = 1
BORDER_ASKED: Final = 2
BORDER_CHOSEN: Final = 3
GROUP_BAR: Final = 5

TOUCH_LEAST: Final = 44
TOUCH_OPTION: Final = 48
TOUCH_FIELD: Final = 52
FIELD_INSIDE: Final = 46
"""Inside of a field of 52 px: without its 3 px of border, or 1 px of border and 2 of padding."""
LEAST_INSIDE: Final = 38
TOUCH_ACTION: Final = 56
TOUCH_CONFIRM: Final = 60
TOUCH_GAP: Final = 8

ICON: Final = 24
ICON_SMALL: Final = 20
PILL_HEIGHT: Final = 32
NUMBER_BOX: Final = 32

HEADER_HEIGHT: Final = 58
SCAN_ROW_HEIGHT: Final = 62
FOOTER_HEIGHT: Final = 84
FOOTER_HEIGHT_NARROW: Final = 148
COLUMN_MARGIN: Final = 16
COLUMN_GAP: Final = 14
RECEIPT_WIDTH: Final = 260
RECEIPT_WIDTH_SMALL: Final = 216
RECEIPT_WIDTH_LARGE: Final = 340
GUIDANCE_WIDTH: Final = 250
GUIDANCE_WIDTH_LARGE: Final = 320
GUIDANCE_RAIL: Final = 48
BOARD_WIDTH_MOST: Final = 1000
OPTION_HEIGHT: Final = 74
OPTION_HEIGHT_SMALL: Final = 68
OPTION_HEIGHT_LARGE: Final = 84
OPTION_GAP: Final = 5
OPTION_ACTION_WIDTH: Final = 150
OPTION_ACTION_WIDTH_SMALL: Final = 122
GROUP_HEADING_HEIGHT: Final = 28
ASKED_SLOT_HEIGHT: Final = 168
NOT_POSSIBLE_HEIGHT: Final = 49

NARROW_BELOW: Final = 900
"""Window width under which receipts stand above the board, and rows become columns."""
LOW_BELOW: Final = 600
"""Window height under which a narrow window shows the board before the receipts."""
PAGE_HEIGHT_LEAST: Final = 300
PAGE_HEIGHT_LEAST_NARROW: Final = 520
"""The window scrolls as a whole where there is less room between its bars."""
ONE_COLUMN_BELOW: Final = 480
"""Board width under which the action goes below the text inside each option."""


class TypeSize(NamedTuple):
    """One step of the type scale: size and line in pixels, and whether it is bold."""

    size: int
    line: int
    bold: bool


TYPE_SCALE: Final[dict[str, TypeSize]] = {
    "key": TypeSize(13, 16, bold=False),
    "small": TypeSize(14, 20, bold=False),
    "small_strong": TypeSize(14, 20, bold=True),
    "line": TypeSize(15, 20, bold=False),
    "line_strong": TypeSize(15, 20, bold=True),
    "body": TypeSize(16, 22, bold=False),
    "strong": TypeSize(16, 22, bold=True),
    "prompt": TypeSize(18, 24, bold=False),
    "title": TypeSize(18, 24, bold=True),
    "group": TypeSize(16, 22, bold=True),
    "figure": TypeSize(20, 24, bold=True),
    "heading": TypeSize(22, 30, bold=True),
    "leg_amount": TypeSize(28, 34, bold=True),
    "amount": TypeSize(30, 34, bold=True),
    "paying_amount": TypeSize(44, 50, bold=True),
    "customer": TypeSize(17, 24, bold=False),
    "customer_amount": TypeSize(38, 42, bold=True),
    "thanks": TypeSize(64, 82, bold=True),
    "hero": TypeSize(84, 96, bold=True),
}


def type_size(role: str, step: int = 0) -> TypeSize:
    """Return a role's size, one or more steps (2 px each) larger where asked.

    Raises:
        KeyError: the role is not on the scale.
    """
    base = TYPE_SCALE[role]
    return TypeSize(base.size + 2 * step, base.line + 2 * step, base.bold)
