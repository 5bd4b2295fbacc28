"""A store's own pack and a dated campaign, from files in the profile to the board in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeys.chain import MUGS, changed_mind, make_store, open_store, standing
from journeys.harness import SHELF, Counter
from journeys.real_counter import PlainWording
from returns_desk.adapters.policies.problems import UnusablePack
from returns_desk.adapters.profile import Profile
from returns_desk.application.desk_state import Stage
from returns_desk.bootstrap.counter import open_counter
from returns_desk.domain.board import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

MONEY = "refund/original"
PLATE = "PLATE-DIN-WH"


@pytest.fixture
def store_with(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Counter]]:
    """Opens the counter of a store with these packs."""
    opened: list[Counter] = []

    def open_one(*packs: str) -> Counter:
        make_store(tmp_path / "store", *packs)
        opened.append(open_store(qtbot, tmp_path / "store"))
        return opened[-1]

    yield open_one
    for counter in opened:
        counter.close()


def sentences(counter: Counter, option: str) -> set[str]:
    return {reason.text for reason in counter.case.board.option(option).reasons}


def is_possible(counter: Counter) -> bool:
    return counter.case.board.option(MONEY).standing is not Standing.NOT_POSSIBLE


def test_under_the_chains_pack_alone_the_window_is_seven_days(
    store_with: Callable[..., Counter],
) -> None:
    counter = store_with("shop.toml")

    changed_mind(counter, MUGS, PLATE)

    assert not is_possible(counter)


def test_the_store_replaces_the_chains_window_by_a_kinder_one(
    store_with: Callable[..., Counter],
) -> None:
    counter = store_with("shop.toml", "store.toml")

    changed_mind(counter, MUGS, PLATE)

    assert standing(counter, MONEY) == ("available", "now", None)
    assert sentences(counter, MONEY) == {"Money back within ten days in this store."}


def test_a_campaign_holds_on_its_days_and_ends_by_itself_at_midnight(
    store_with: Callable[..., Counter],
) -> None:
    counter = store_with("shop.toml", "store.toml", "weekend.toml")
    changed_mind(counter, SHELF)
    on_saturday = standing(counter, MONEY)

    counter.clock.go_on(days=1)
    counter.scan("SHELF-36W")
    on_sunday = standing(counter, MONEY)
    said = sentences(counter, MONEY)
    counter.touch(f"option.{MONEY}")
    counter.clock.go_on(hours=6)
    counter.touch("confirm")

    assert on_saturday == on_sunday == ("available", "now", None)
    assert said == {"This weekend: money back for all of November."}
    assert counter.stage() is Stage.BOARD
    assert not is_possible(counter)
    assert counter.events("option_chosen") == []


def test_a_store_pack_that_can_not_be_used_is_named_before_a_window_opens(tmp_path: Path) -> None:
    make_store(tmp_path / "store", "shop.toml", "store.toml")
    pack = tmp_path / "store" / "packs" / "store.toml"
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("at_most = 10", 'at_most = "ten"'), encoding="utf-8")

    with (
        Profile.demo(tmp_path / "store") as profile,
        profile.locked(),
        pytest.raises(UnusablePack) as unusable,
        open_counter(profile, lambda _language: PlainWording()),
    ):
        pass

    assert unusable.value.file == str(pack)
    assert unusable.value.problems[0].place == "rules[0].when.days_since_sale"
