"""How many actions each job takes at the real window, and that README's table says so.

A scan, a typed number with its Enter, a key and a touch are one action each; signing in is not
counted, the step to the next customer is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journeys.harness import PINS, PLUMS, REFERENCE, SHELF, THREE_WAYS, Counter
from returns_desk.application.desk_state import Stage
from returns_desk.application.scanned_commands import PREFIX, number_code

if TYPE_CHECKING:
    from collections.abc import Callable

    Step = Callable[[Counter], None]

TOUCH, KEYS, SCANNER = "touch", "keys", "scanner"


def scan(text: str) -> Step:
    return lambda counter: counter.scan(text)


def touch(name: str) -> Step:
    return lambda counter: counter.touch(name)


def key(which: Qt.Key | str) -> Step:
    return lambda counter: counter.press(which)


def number_of(option: str) -> Step:
    return lambda counter: counter.press(str(counter.case.numbers[option]))


def command(name: str) -> Step:
    return scan(f"{PREFIX}{name}")


def command_for(option: str) -> Step:
    return lambda counter: counter.scan(number_code(counter.case.numbers[option]))


def badge(person: str) -> Step:
    return lambda counter: counter.scan(counter.profile.operators().issue_badge(person))


ENTER: Final = Qt.Key.Key_Return
ORIGINAL: Final = "refund/original"
OTHER_CARD: Final = "refund/other_card"
EVEN: Final = "even_exchange/none"

JOBS: Final[dict[str, dict[str, list[Step]]]] = {
    "Money back to the card, two questions answered": {
        TOUCH: [
            scan(SHELF),
            touch(f"option.{ORIGINAL}"),
            touch(f"option.{ORIGINAL}.yes"),
            touch(f"option.{ORIGINAL}.yes"),
            touch("confirm"),
            scan(REFERENCE),
            touch("confirm"),
        ],
        KEYS: [
            scan(SHELF),
            number_of(ORIGINAL),
            key("+"),
            key("+"),
            key(ENTER),
            scan(REFERENCE),
            key(ENTER),
        ],
        SCANNER: [
            scan(SHELF),
            command_for(ORIGINAL),
            command("YES"),
            command("YES"),
            command("ENTER"),
            scan(REFERENCE),
            command("NEXT"),
        ],
    },
    "Even exchange of spoiled goods": {
        TOUCH: [scan(PLUMS), touch(f"option.{EVEN}"), touch("confirm"), touch("confirm")],
        KEYS: [scan(PLUMS), number_of(EVEN), key(ENTER), key(ENTER)],
        SCANNER: [scan(PLUMS), command_for(EVEN), command("ENTER"), command("NEXT")],
    },
    "Money to another card, with a manager": {
        TOUCH: [
            scan(SHELF),
            touch(f"asks.{OTHER_CARD}"),
            scan(PINS["lind"]),
            touch("confirm"),
            scan(REFERENCE),
            touch("confirm"),
        ],
        KEYS: [
            scan(SHELF),
            number_of(OTHER_CARD),
            scan(PINS["lind"]),
            key(ENTER),
            scan(REFERENCE),
            key(ENTER),
        ],
        SCANNER: [
            scan(SHELF),
            command_for(OTHER_CARD),
            badge("lind"),
            command("ENTER"),
            scan(REFERENCE),
            command("NEXT"),
        ],
    },
    "Somebody fetches something: parked, another served, taken up": {
        TOUCH: [
            scan(THREE_WAYS),
            touch("scan_row.park"),
            scan(PLUMS),
            touch(f"option.{EVEN}"),
            touch("confirm"),
            touch("confirm"),
            touch("header.parked"),
            lambda counter: counter.touch(first_parked(counter)),
        ],
        KEYS: [
            scan(THREE_WAYS),
            key(Qt.Key.Key_F4),
            scan(PLUMS),
            number_of(EVEN),
            key(ENTER),
            key(ENTER),
            key(Qt.Key.Key_F5),
            key(ENTER),
        ],
        SCANNER: [
            scan(THREE_WAYS),
            command("PARK"),
            scan(PLUMS),
            command_for(EVEN),
            command("ENTER"),
            command("NEXT"),
            command("PARKED"),
            command("ENTER"),
        ],
    },
    "Even exchange, the goods placed with a label, and something else for the same customer": {
        TOUCH: [
            scan(PLUMS),
            touch(f"option.{EVEN}"),
            touch("confirm"),
            touch("slip.place_goods"),
            touch("slip.anything_else"),
        ],
        KEYS: [
            scan(PLUMS),
            number_of(EVEN),
            key(ENTER),
            lambda counter: counter.press_with_control(Qt.Key.Key_G),
            key("+"),
        ],
        SCANNER: [
            scan(PLUMS),
            command_for(EVEN),
            command("ENTER"),
            command("GOODS"),
            command("YES"),
        ],
    },
    "A return taken back the same day, with a manager": {
        TOUCH: [
            scan(PLUMS),
            touch(f"option.{EVEN}"),
            touch("confirm"),
            touch("slip.void"),
            scan(PINS["lind"]),
            touch("confirm"),
        ],
        KEYS: [
            scan(PLUMS),
            number_of(EVEN),
            key(ENTER),
            lambda counter: counter.press_with_control(Qt.Key.Key_Z),
            scan(PINS["lind"]),
            key(ENTER),
        ],
        SCANNER: [
            scan(PLUMS),
            command_for(EVEN),
            command("ENTER"),
            command("VOID"),
            badge("lind"),
            command("NEXT"),
        ],
    },
    "The customer leaves without a solution": {
        TOUCH: [scan(SHELF), touch("footer.leave"), touch("choice.nothing_suited")],
        KEYS: [scan(SHELF), key(Qt.Key.Key_F7), key(ENTER)],
        SCANNER: [scan(SHELF), command("LEAVES"), command("ENTER")],
    },
}
ENDS_WITH_A_BOARD: Final = {
    "Somebody fetches something: parked, another served, taken up",
    "Even exchange, the goods placed with a label, and something else for the same customer",
}


def first_parked(counter: Counter) -> str:
    names = (each.objectName() for each in counter.window.tiles.findChildren(QWidget))
    return next(name for name in names if name.startswith("tile.parked:"))


WAYS: Final = [
    pytest.param(job, way, id=f"{job}, {way}") for job, ways in JOBS.items() for way in ways
]


@pytest.mark.parametrize(("job", "way"), WAYS)
def test_job_takes_as_many_actions_as_the_table_says(counter: Counter, job: str, way: str) -> None:
    for step in JOBS[job][way]:
        step(counter)

    assert counter.stage() is (Stage.BOARD if job in ENDS_WITH_A_BOARD else Stage.WAITING)
    assert counter.actions.count == len(JOBS[job][way])
    assert table()[job][way] == counter.actions.count


def test_table_names_no_job_that_nobody_counts() -> None:
    assert set(table()) == set(JOBS)
    for job, ways in table().items():
        assert set(ways) == set(JOBS[job])


def table() -> dict[str, dict[str, int]]:
    """README's figures by job and way; a job that can't be done one way has no figure there."""
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    figure = r" (\d+|–) \|"
    rows = re.findall(rf"^\| ([^|]+) \|{figure * 3} [^|]+ \|$", text, re.MULTILINE)
    return {
        job: {
            way: int(figure)
            for way, figure in zip((TOUCH, KEYS, SCANNER), figures, strict=True)
            if figure != "–"
        }
        for job, *figures in rows
    }
