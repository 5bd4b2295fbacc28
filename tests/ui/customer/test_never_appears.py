"""What must never stand on the customer's display, looked for through whole cases."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from journeys.harness import PINS, PLUMS, REFERENCE, SHELF, THREE_WAYS
from journeys.test_the_plums import assert_nothing_is_said_of_the_price
from returns_desk.adapters.profile import DEMO_OPERATORS
from returns_desk.adapters.resources import resource_path
from returns_desk.ui.clerk import help_contents
from returns_desk.ui.kit import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.customer.conftest import BothWindows

WORDS = (
    "policy",
    "unfortunately",
    "normally",
    "you should have",
    "courtesy",
    "lucky",
    "exception",
    "margin",
    "budget",
    "limit",
    "score",
    "fraud",
    "history",
    "waiting since",
    "offline",
    "disk",
    "paused",
    "error",
    "receipt number",
    "clerk",
    "escalat",
    "tip",
    "newsletter",
    "special offer",
)
RUNNING_TIME = re.compile(r"\b\d{1,2}:\d{2}\b")
"""The clock of the case, and times at which something was noted."""


def notes_for_staff() -> frozenset[str]:
    """Every sentence that a shipped pack keeps for staff, in all languages."""
    folder: Path = resource_path("policies")
    packs = (tomllib.loads(x.read_text(encoding="utf-8")) for x in folder.rglob("*.toml"))
    rules = (rule for pack in packs for rule in pack.get("rule", pack.get("rules", ())))
    return frozenset(text for rule in rules for text in rule.get("internal", {}).values())


def forbidden() -> Iterator[str]:
    """Sentences and names that belong to staff."""
    yield from notes_for_staff()
    yield from help_contents._SENTENCES.values()
    for table in (texts.APPROVAL_REASONS, texts.DECLINE_REASONS, texts.LEAVE_REASONS):
        yield from (each for each in table.values() if " " in each)
    yield from texts.LEG_FAILURES.values()
    for person in DEMO_OPERATORS:
        yield person.name
        yield person.pin


FORBIDDEN = tuple(forbidden())


def look(both: BothWindows) -> str:
    """What the customer can read and hear now; nothing of it may be staff's."""
    both.settle()
    said = both.said()
    lowered = said.lower()
    assert [text for text in FORBIDDEN if text.lower() in lowered] == []
    assert [word for word in WORDS if re.search(rf"\b{word}", lowered)] == []
    assert not re.search(r"\b(mara|tom|lind)\b", lowered)
    assert RUNNING_TIME.findall(said) == []
    assert "3141-" not in said
    assert f"Case {both.clerk.case.number}" not in said if both.clerk.state.case else True
    return said


def test_the_packs_keep_sentences_for_staff_and_the_test_knows_them() -> None:
    assert len(FORBIDDEN) > 20
    assert notes_for_staff()


def test_the_shelf_with_a_manager_who_declines_and_then_allows(both: BothWindows) -> None:
    clerk = both.clerk
    clerk.scan(SHELF)
    look(both)
    clerk.clock.go_on(minutes=4)
    clerk.opened.presenter.tick()
    look(both)
    clerk.opened.presenter.board.condition_answered(yes=False)
    look(both)
    both.presenter.option_touched("refund/other_card")
    look(both)
    clerk.opened.presenter.decision_touched("alternative", "store_credit/store_credit")
    look(both)
    clerk.scan(PINS["lind"])
    assert "A manager offers number" in look(both)
    clerk.opened.presenter.board.option_asked("refund/other_card")
    clerk.settle()
    clerk.scan(PINS["lind"])
    assert "A manager said yes" in look(both)
    clerk.press(Qt.Key.Key_Return)
    look(both)
    clerk.opened.presenter.leg_failed("1")
    clerk.opened.presenter.choice_made("unreachable")
    look(both)


def test_seven_plums_and_not_a_word_about_what_the_new_ones_cost(both: BothWindows) -> None:
    both.clerk.scan(PLUMS)
    assert_nothing_is_said_of_the_price(look(both))
    both.clerk.opened.presenter.board.option_chosen("even_exchange/none")
    assert_nothing_is_said_of_the_price(look(both))
    both.clerk.press(Qt.Key.Key_Return)

    said = look(both)

    assert_nothing_is_said_of_the_price(said)
    assert set(said.split("\n")) == {
        "For the customer",
        "Training: nothing here is real.",
        "Thank you",
        "How did it go?",
        "Good",
        "So-so",
        "Bad",
    }


def test_three_ways_of_paying_leg_by_leg(both: BothWindows) -> None:
    presenter = both.clerk.opened.presenter
    both.clerk.scan(THREE_WAYS)
    look(both)
    presenter.board.condition_answered(yes=True)
    both.settle()
    presenter.board.option_chosen("refund/original")
    both.settle()
    for _ in range(3):
        presenter.board.condition_answered(yes=True)
        look(both)
    both.clerk.press(Qt.Key.Key_Return)
    both.clerk.scan(REFERENCE)
    said = look(both)
    assert REFERENCE not in said
    assert "Being paid now" in said


def test_what_goes_wrong_at_the_counter_is_not_the_customers_affair(both: BothWindows) -> None:
    before = look(both)
    both.clerk.scan("3141-07-20261107-9999")
    assert both.clerk.state.notice is not None
    assert look(both) == before
    both.clerk.opened.presenter.acted("manager")
    both.settle()
    assert look(both) == before
    both.clerk.opened.presenter.acted("no_receipt")
    both.settle()
    assert look(both) == before


def test_two_customers_one_after_the_other(both: BothWindows) -> None:
    both.clerk.scan(SHELF)
    first = look(both)
    both.clerk.opened.presenter.acted("leave")
    look(both)
    both.clerk.opened.presenter.choice_made("felt_badly_treated")
    rest = look(both)
    both.clerk.scan(PLUMS)
    second = look(both)

    assert "Shelf" in first
    assert "Shelf" not in rest
    assert "Shelf" not in second
    assert "1234" not in second


def test_a_case_that_waits_is_not_shown_to_whoever_stands_there(both: BothWindows) -> None:
    both.clerk.scan(SHELF)
    both.clerk.opened.presenter.acted("lock")
    assert "Shelf" not in look(both)
    both.clerk.sign_in("tom")
    look(both)


@pytest.mark.parametrize("language", ["et", "hy", "lv"])
def test_in_every_language_nothing_for_staff_is_read(both: BothWindows, language: str) -> None:
    both.presenter.language_touched(language)
    both.clerk.scan(SHELF)
    both.presenter.option_touched("refund/other_card")
    look(both)
