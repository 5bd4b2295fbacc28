"""The shelf: every option at once, the other card first, one PIN, nothing asked twice."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from journeys.harness import PINS as PIN_OF
from journeys.harness import REFERENCE, SHELF, Counter
from returns_desk.application.desk_state import Stage
from returns_desk.domain.board import Standing

if TYPE_CHECKING:
    from journeys.conftest import OpenCounter

POLICIES = Path(__file__).parents[2] / "resources" / "policies"
SHOPS = sorted((POLICIES / "shop").glob("*.toml"))
ACQUIRERS = sorted((POLICIES / "acquirer").glob("*.toml"))
EVERY_PACK = [
    pytest.param((acquirer, shop), id=f"{acquirer.stem}-{shop.stem}")
    for acquirer, shop in product(ACQUIRERS, SHOPS)
]
OTHER_CARD = "refund/other_card"
IN_THE_ACQUIRERS_HANDS = {
    "strict": Standing.NEEDS_APPROVAL,
    "permissive": Standing.CONDITIONAL,
    "processor-180-days": Standing.NEEDS_APPROVAL,
}


@pytest.fixture(params=EVERY_PACK)
def counter_of(request: pytest.FixtureRequest, open_counter: OpenCounter) -> tuple[Counter, str]:
    """A counter under one shop's and one acquirer's pack, and the acquirer's name."""
    packs: tuple[Path, Path] = request.param
    counter = open_counter(packs)
    counter.sign_in()
    counter.actions.count = 0
    return counter, packs[0].stem


def test_board_is_there_on_the_scan_before_any_question(counter: Counter) -> None:
    counter.scan(SHELF)

    shown = counter.window.case_page.board.shown_cards()
    assert counter.actions.count == 1
    assert [card.content().number for card in shown] == list(range(1, len(shown) + 1))
    assert counter.found("option.refund/original").isVisible()


def test_original_card_stands_with_its_condition(counter_of: tuple[Counter, str]) -> None:
    counter, _ = counter_of

    counter.scan(SHELF)

    card = counter.window.case_page.board.card("refund/original").content()
    assert card.line_is_question
    assert card.line == "Is the card ending 1234 here?"
    assert card.amount_text == "$21.36"


def test_other_card_has_the_standing_that_the_acquirer_gives(
    counter_of: tuple[Counter, str],
) -> None:
    counter, acquirer = counter_of

    counter.scan(SHELF)

    option = counter.case.board.option(OTHER_CARD)
    assert option.standing is IN_THE_ACQUIRERS_HANDS[acquirer]
    group = counter.window.case_page.board.card(OTHER_CARD).content().group
    assert group == ("now" if acquirer == "permissive" else "manager")


def test_store_credit_stands_last_of_what_can_be_done(counter_of: tuple[Counter, str]) -> None:
    counter, _ = counter_of

    counter.scan(SHELF)

    now = [card.content().option_id for card in counter.window.case_page.board.now_group.cards]
    assert now[-1] == "store_credit/store_credit"
    assert now[0] == "refund/original"


def test_slip_is_there_after_at_most_six_actions(counter_of: tuple[Counter, str]) -> None:
    counter, acquirer = counter_of

    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")
    if acquirer == "permissive":
        counter.press("+")
        counter.press("+")
    else:
        counter.scan(PIN_OF["lind"])
    counter.press(Qt.Key.Key_Return)
    counter.scan(REFERENCE)

    assert counter.stage() is Stage.SLIP, counter.window.scan_row.banner.sentence()
    assert counter.actions.count <= 6
    assert counter.window.slip_page.slip.texts()
    with counter.profile.read_journal() as journal:
        assert journal.verify().bent is None


def test_nothing_is_asked_twice(counter: Counter) -> None:
    counter.scan(SHELF)
    card_here = "Is the card ending 1234 here?"
    assert card_here in counter.texts()

    counter.press("-")
    counter.touch("asks.refund/other_card")
    asked_after = counter.texts()
    counter.scan(PIN_OF["lind"])

    assert card_here not in asked_after
    assert card_here not in counter.texts()
    answered = [each.payload["fact"] for each in counter.events("fact_answered")]
    assert len(answered) == len(set(answered))
    assert len(counter.events("asked_for")) == 1


def test_manager_approves_exactly_what_was_asked(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")
    counter.scan(PIN_OF["lind"])

    (given,) = counter.events("approval_given")
    assert given.payload["option"] == OTHER_CARD
    assert given.payload["amount"] == 2136
    assert given.payload["approver"] == "lind"
    assert given.payload["requested_by"] == "mara"


def test_whole_story_by_keyboard_alone(counter: Counter) -> None:
    counter.scan(SHELF)
    number = counter.case.numbers[OTHER_CARD]

    counter.press(str(number))
    counter.scan(PIN_OF["lind"])
    counter.press(Qt.Key.Key_Return)
    counter.scan(REFERENCE)

    assert counter.stage() is Stage.SLIP
    assert counter.actions.count <= 6
    counter.press(Qt.Key.Key_F10)
    assert counter.stage() is Stage.WAITING


def test_clerk_cannot_approve_the_own_request(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")

    counter.scan(PIN_OF["mara"])

    assert counter.stage() is Stage.APPROVAL
    assert not counter.events("approval_given")
    assert "PIN" in counter.window.scan_row.banner.sentence()


def test_pin_shows_as_dots_and_never_as_text(counter: Counter) -> None:
    counter.scan(SHELF)
    counter.touch("asks.refund/other_card")

    counter.qtbot.keyClicks(counter.window.scan, PIN_OF["lind"])

    assert counter.window.scan.is_pin_mode()
    assert counter.window.scan.displayText() != PIN_OF["lind"]
    assert PIN_OF["lind"] not in counter.window.scan.accessibleName()
    counter.window.scan.clear()
