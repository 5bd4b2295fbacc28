"""How people climb the ladder of proof at a counter, and what is looked at after it.

Owns helpers of journeys only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from returns_desk.application.desk_state import Stage

if TYPE_CHECKING:
    from journeys.harness import Counter

MUGS = "3141-07-20261112-0031"
MUG_CODE = "2000310041357"
SERIAL = "NHP-77120386"
HEADPHONES = 13893
WHOLE_LAMP = 25862
ONE_MUG = 747


def type_clue(counter: Counter, name: str, text: str) -> None:
    """Type into the field of a clue, where the keyboard is brought by itself or by Tab."""
    field = counter.window.proof.field(name).field
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)


def press_enter(counter: Counter) -> None:
    """Enter, wherever the keyboard is."""
    counter.press(Qt.Key.Key_Return)


def claimed(counter: Counter) -> int:
    return counter.case.board.claim_amount


def evidence(counter: Counter) -> dict[str, object]:
    """What the journal holds as proof."""
    told = [event.payload for event in counter.events("fact_answered")]
    return {str(x["fact"]): x["value"] for x in told if str(x["fact"]).startswith("evidence:")}


def finish_payout(counter: Counter) -> None:
    """Book what is left to book: a voucher by Enter, a number by typing one."""
    for _ in range(3):
        if counter.stage() is not Stage.BOOKING:
            return
        counter.scan("004512")
        if counter.stage() is Stage.BOOKING:
            press_enter(counter)
    pytest.fail("the payout does not come to an end")
