"""The plums: exchanged in two actions, and not a word about what the new ones cost."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from journeys.harness import PINS, PLUMS, Counter
from returns_desk.application.desk_state import Stage
from returns_desk.bootstrap.counter import DEMO_PRICES

if TYPE_CHECKING:
    from journeys.conftest import OpenCounter

POLICIES = Path(__file__).parents[2] / "resources" / "policies"
EVERY_PACK = [
    pytest.param((acquirer, shop), id=f"{acquirer.stem}-{shop.stem}")
    for acquirer, shop in product(
        sorted((POLICIES / "acquirer").glob("*.toml")), sorted((POLICIES / "shop").glob("*.toml"))
    )
]
PAID = 413
COSTS_NOW = 7 * DEMO_PRICES["PLUM-RED"]
DIFFERENCE = COSTS_NOW - PAID
UNSAID_FIGURES = (DIFFERENCE, COSTS_NOW, DEMO_PRICES["PLUM-RED"])
UNSAID_WORDS = (
    "difference",
    "dearer",
    "more expensive",
    "price went up",
    "costs more",
    "waive",
    "absorb",
    "lucky",
    "normally",
    "exception",
)


def assert_nothing_is_said_of_the_price(text: str) -> None:
    lowered = text.lower()
    for word in UNSAID_WORDS:
        assert word not in lowered, word
    for figure in UNSAID_FIGURES:
        units = f"{figure // 100}[.,]{figure % 100:02}"
        assert not re.search(rf"(?<!\d)({units}|{figure})(?!\d)", text), figure


@pytest.mark.parametrize("packs", EVERY_PACK)
def test_even_exchange_takes_two_actions_after_the_scan(
    open_counter: OpenCounter, packs: tuple[Path, Path]
) -> None:
    counter = open_counter(packs)
    counter.sign_in()
    counter.scan(PLUMS)
    counter.actions.count = 0

    counter.touch("option.even_exchange/none")
    counter.touch("confirm")

    assert counter.stage() is Stage.SLIP
    assert counter.actions.count == 2


def test_even_exchange_takes_two_keys_after_the_scan(counter: Counter) -> None:
    counter.scan(PLUMS)
    number = counter.case.numbers["even_exchange/none"]
    counter.actions.count = 0

    counter.press(str(number))
    counter.press(Qt.Key.Key_Return)

    assert counter.stage() is Stage.SLIP
    assert counter.actions.count == 2


def test_spoiled_is_noted_without_a_question(counter: Counter) -> None:
    counter.scan(PLUMS)

    counter.touch("option.even_exchange/none")

    assert "Spoiled" in counter.texts()


def test_price_difference_is_said_nowhere_on_the_way(counter: Counter) -> None:
    assert DIFFERENCE > 0
    counter.scan(PLUMS)
    assert_nothing_is_said_of_the_price(counter.texts())

    counter.touch("option.even_exchange/none")
    assert "7 for 7" in counter.texts()
    assert_nothing_is_said_of_the_price(counter.texts())

    counter.touch("confirm")
    assert_nothing_is_said_of_the_price(counter.texts())


def test_price_difference_is_said_neither_on_the_slip_nor_in_its_pdf(counter: Counter) -> None:
    counter.scan(PLUMS)
    counter.touch("option.even_exchange/none")
    counter.touch("confirm")

    assert_nothing_is_said_of_the_price("\n".join(counter.window.slip_page.slip.texts()))
    (pdf,) = (counter.folder / "slips").glob("*.pdf")
    tool = shutil.which("pdftotext")
    assert tool, "poppler-utils is missing"
    text = subprocess.run([tool, "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    # The font joins letters as in "ff"; in normal form no word hides behind that.
    told = unicodedata.normalize("NFKC", text.stdout)
    assert "Exchanged for the same goods" in told
    assert_nothing_is_said_of_the_price(told)


def test_price_difference_stands_in_the_books(counter: Counter) -> None:
    counter.scan(PLUMS)
    counter.touch("option.even_exchange/none")
    counter.touch("confirm")

    (chosen,) = counter.events("option_chosen")
    assert chosen.payload["absorbed"] == DIFFERENCE


def test_money_is_offered_before_any_exchange(counter: Counter) -> None:
    counter.scan(PLUMS)

    shown = counter.window.case_page.board.shown_cards()
    assert [card.content().option_id for card in shown][:2] == [
        "refund/original",
        "even_exchange/none",
    ]


def test_next_customer_finds_an_empty_counter(counter: Counter) -> None:
    counter.scan(PLUMS)
    counter.touch("option.even_exchange/none")
    counter.touch("confirm")

    counter.press(Qt.Key.Key_F10)

    assert counter.stage() is Stage.WAITING
    assert PLUMS not in counter.texts()
    assert PINS["lind"] not in counter.texts()
