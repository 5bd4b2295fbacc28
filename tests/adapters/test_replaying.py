"""The replay of a real journal: parity with what was shown, returns, voids, sales that are gone."""

from __future__ import annotations

import itertools
import json
import multiprocessing
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.profile import Profile
from returns_desk.adapters.replaying import access as replaying
from returns_desk.adapters.replaying import parts
from returns_desk.adapters.replaying.access import Period, ReplayAccess
from returns_desk.adapters.resources import resource_path
from returns_desk.adapters.safe_files import unwatched
from returns_desk.bootstrap.commands import services
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake
from support.command_lines import ran
from support.replay_shop import (
    MINUTES_ASKED,
    OTHER_CARD,
    SHELF,
    StepClock,
    ask_for_other_card,
    changed_pack,
    kinder_pack,
    open_shop,
    shelf_back,
    take_back_shelf,
)

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.safe_files import Progress
    from returns_desk.application.policy_lab.replay_sum import ReplaySum


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop in which a manager allowed another card twice and once did not."""
    folder, clock = tmp_path / "shop", StepClock()
    with open_shop(folder, clock) as desk:
        for is_allowed in (True, True, False):
            ask_for_other_card(desk, clock, is_allowed=is_allowed)
    return folder


def access_to(folder: Path) -> ReplayAccess:
    return ReplayAccess(Profile.open(folder), resource_path("policies"))


def run(folder: Path, *files: Path) -> ReplaySum:
    return access_to(folder).replay(files, Period(), unwatched)


def test_every_board_that_was_shown_comes_out_again(shop: Path) -> None:
    strict = resource_path("policies", "acquirer", "strict.toml")

    found = run(shop, strict)

    assert (found.visits, found.compared, found.changed) == (3, 3, 0)
    assert not found.apart


def test_r12_a_kinder_pack_spares_the_escalations(shop: Path, tmp_path: Path) -> None:
    found = run(shop, kinder_pack(tmp_path))

    assert (found.spared, found.better, found.worse) == (3, 3, 0)
    assert dict(found.answers) == {"approved": 2, "declined": 1}
    assert found.waited == 3 * MINUTES_ASKED * 60
    assert {each.option for each in found.kept[0].spared} == {OTHER_CARD}
    assert found.rights_lowered == 0


def test_returns_and_voids_in_between_are_counted_as_they_stood(tmp_path: Path) -> None:
    folder, clock = tmp_path / "shop", StepClock()
    with open_shop(folder, clock) as desk:
        shelf_back(desk)
        take_back_shelf(desk)
        desk.next_customer()
        desk.scan(SHELF)
        desk.leave()
        desk.next_customer()
        shelf_back(desk)
        desk.next_customer()
        desk.scan(SHELF)
        desk.leave()

    found = run(folder, resource_path("policies", "acquirer", "strict.toml"))

    assert (found.visits, found.compared) == (4, 4)


def test_a_sale_that_is_gone_is_counted_apart(shop: Path, tmp_path: Path) -> None:
    for path in shop.glob("sales.db*"):
        path.unlink()

    found = run(shop, kinder_pack(tmp_path))

    assert (found.visits, found.compared) == (3, 0)
    assert dict(found.apart) == {"sale_gone": 3}


def test_boards_of_other_packs_are_counted_apart(shop: Path) -> None:
    settings = shop / "config.toml"
    text = settings.read_text(encoding="utf-8")
    own = resource_path("policies", "shop", "generous.toml")
    settings.write_text(text.replace("packs = []", f'packs = ["{own}"]'), encoding="utf-8")

    assert dict(run(shop, own).apart) == {"other_packs": 3}


def test_in_parts_and_whole_the_sum_is_the_same(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = kinder_pack(tmp_path)
    whole = run(shop, pack)
    monkeypatch.setattr(replaying, "parts_for", lambda _events: 2)
    told: list[tuple[int, int]] = []

    in_parts = access_to(shop).replay(
        [pack], Period(), lambda done, total: told.append((done, total))
    )

    assert in_parts.as_json() == whole.as_json()
    assert told[-1][0] == told[-1][1]


def test_a_part_that_ends_early_is_a_fault_and_leaves_no_process() -> None:
    def broken(index: int, _count: int, _tell: object) -> ReplaySum:
        if index:
            raise SystemExit(1)
        raise EnvironmentFault("The disk is gone.", code="gone")

    with pytest.raises(EnvironmentFault):
        parts.replay_in_parts(broken, 2, unwatched)


@pytest.mark.parametrize("count", [1, 2])
def test_whoever_is_told_how_far_it_is_can_stop_it_and_no_process_stays(count: int) -> None:
    begun = set(multiprocessing.active_children())

    def endless(_index: int, _count: int, tell: Progress) -> ReplaySum:
        for event in itertools.count():
            tell(event, 1_000_000)
        raise AssertionError  # what counts for ever ends by being stopped

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        parts.replay_in_parts(endless, count, stop)

    assert set(multiprocessing.active_children()) == begun


def test_a_replay_that_was_stopped_can_be_begun_again(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replaying, "EVENTS_PER_WORD", 1)
    access, pack = access_to(shop), kinder_pack(tmp_path)

    def stop(done: int, _total: int) -> None:
        if done:
            raise OperatorMistake("Stopped.", code="stopped")

    with pytest.raises(OperatorMistake):
        access.replay([pack], Period(), stop)

    assert access.replay([pack], Period(), unwatched).spared == 3


def test_a_short_journal_is_replayed_in_one_part() -> None:
    assert parts.parts_for(10) == 1
    assert 1 <= parts.parts_for(10**6) <= parts.MOST_PARTS


def test_an_empty_journal_says_so(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop", StepClock()):
        pass

    with pytest.raises(OperatorMistake) as refused:
        run(tmp_path / "shop", kinder_pack(tmp_path))

    assert refused.value.code == "nothing_to_replay"


def test_the_command_says_it_in_words_and_as_json(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("policy", "replay", str(kinder_pack(tmp_path)), "--profile", str(shop))

    code, out, _ = ran(capsys, services(), *words)
    document = json.loads(ran(capsys, services(), *words, "--json")[1])
    outside = json.loads(ran(capsys, services(), *words, "--json", "--from", "2027-01-01")[1])
    listed = ran(capsys, services(), *words, "--all")[1]

    assert code == 0
    assert "escalations not needed                     3" in out
    assert "2 approved, 1 not allowed" in out
    assert "less waiting: 0:09:00" in out
    assert "refund/other_card was asked for: approved after 0:03:00" in listed
    assert (document["cases"], document["spared"]["all"]) == (3, 3)
    assert outside["cases"] == 0


def test_a_harsher_pack_answers_one_and_a_broken_one_two(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harsher = changed_pack(
        tmp_path,
        'effect = "approve"\noptions = ["refund/other_card"]',
        'effect = "forbid"\noptions = ["refund/other_card"]',
    )
    broken = tmp_path / "broken.toml"
    broken.write_text('id = "broken"\nlayer = "shop"\n', encoding="utf-8")

    worse = ran(capsys, services(), "policy", "replay", str(harsher), "--profile", str(shop))
    code, _, err = ran(capsys, services(), "policy", "replay", str(broken), "--profile", str(shop))
    day = ran(
        capsys, services(), "policy", "replay", str(broken), "--profile", str(shop), "--to", "soon"
    )

    assert worse[0] == 1
    assert code == 2
    assert "broken.toml" in err
    assert day[0] == 2
