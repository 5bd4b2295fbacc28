"""R12: what managers keep allowing is drafted, tried, published, and no longer asked for."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from journeys.chain import changed_mind, open_store
from returns_desk.bootstrap.commands import services
from returns_desk.domain.board import Standing
from support.command_lines import Ran, ran
from support.replay_shop import (
    OTHER_CARD,
    PIN,
    SHELF,
    StepClock,
    ask_for_other_card,
    open_shop,
    publish,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeys.harness import Counter

ASKING = """
currency = "USD"
[[rules]]
id = "other-card-by-manager-here"
effect = "approve"
options = ["refund/other_card"]
code = "other_card_by_manager"
text = { en = "A manager can allow another card." }

[[rules]]
id = "goods-and-money"
effect = "allow"
options = ["refund/original", "even_exchange/none", "store_credit/store_credit"]
code = "within_return_window"
text = { en = "Within the return window." }
"""
HEAD = 'id = "corner"\nlayer = "shop"\nversion = "1"'
KEPT = 10


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop whose own pack asks a manager for another card; nine times of ten it was allowed."""
    folder, clock = tmp_path / "shop", StepClock()
    with open_shop(folder, clock):
        pass
    (folder / "corner.toml").write_text(HEAD + ASKING, encoding="utf-8")
    settings = folder / "config.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("packs = []", 'packs = ["corner.toml"]'), encoding="utf-8")
    with open_shop(folder, clock) as desk:
        for number in range(KEPT):
            ask_for_other_card(desk, clock, is_allowed=number > 0)
    return folder


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object) -> Ran:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PIN}\n"))
    return ran(capsys, services(), "policy", *words)


def test_r12_the_next_customer_gets_it_without_asking(
    shop: Path,
    tmp_path: Path,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = ("--profile", shop)
    drafted = run(capsys, monkeypatch, "drafts", "--write", tmp_path / "drafts", *here)
    document = run(capsys, monkeypatch, "drafts", *here, "--json").json["drafts"]
    (pack,) = (tmp_path / "drafts").iterdir()
    replayed = run(capsys, monkeypatch, "replay", pack, *here)
    publish(shop, pack)
    counter: Counter = open_store(qtbot, shop)
    try:
        counter.clock.go_on(days=1)
        changed_mind(counter, SHELF)
        standing = counter.case.board.option(OTHER_CARD).standing
    finally:
        counter.close()

    assert "approved 9 of 10 times, by one manager" in drafted.out
    assert f"tried on {KEPT} cases: {KEPT} boards differ, {KEPT} escalations" in drafted.out
    assert document[0]["share"] == [60, 98]
    assert f"escalations not needed{KEPT:>22}" in replayed.out
    assert replayed.code == 0
    assert standing is Standing.AVAILABLE


def test_what_the_acquirer_asks_for_is_not_drafted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, clock = tmp_path / "demo", StepClock()
    with open_shop(folder, clock) as desk:
        desk.scan(SHELF)
        desk.leave()
    nobody = run(capsys, monkeypatch, "drafts", "--profile", folder)
    with open_shop(folder, clock) as desk:
        for _ in range(KEPT):
            ask_for_other_card(desk, clock)

    found = run(capsys, monkeypatch, "drafts", "--profile", folder)

    assert nobody.out.startswith("No manager decided")
    assert "the card acquirer's pack asks for it" in found.out
