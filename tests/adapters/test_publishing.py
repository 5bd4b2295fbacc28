"""Published packs at a real profile: in force by date, tampered ones left out, killed midway."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.policies import PolicyFiles
from returns_desk.adapters.publishing.access import PublishingAccess
from returns_desk.adapters.publishing.in_force import PacksInForce, PublishedPolicies
from returns_desk.adapters.publishing.shelf import FOLDER
from returns_desk.adapters.replaying.access import Period, ReplayAccess
from returns_desk.adapters.resources import resource_path
from returns_desk.adapters.safe_files import unwatched
from returns_desk.domain.board import Standing
from returns_desk.domain.case import Condition, Reason
from support.replay_shop import (
    MANAGER,
    OTHER_CARD,
    PACK,
    PIN,
    SHELF,
    StepClock,
    ask_for_other_card,
    changed_pack,
    kinder_pack,
    open_shop,
    profile_of,
    publish,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop with one visit; this computer's today is not the visit's."""
    folder, clock = tmp_path / "shop", StepClock()
    with open_shop(folder, clock) as desk:
        ask_for_other_card(desk, clock)
    return folder


def revert(folder: Path) -> None:
    access = PublishingAccess(profile_of(folder), resource_path("policies"))
    with access.writing() as journal:
        access.revert(journal, access.checked(MANAGER, PIN), PACK)


def standing(folder: Path, days: int = 0) -> Standing:
    """Where another card stands for the next customer, so many days from today."""
    clock = StepClock()
    clock.moment = profile_of(folder).clock.now() + timedelta(days=days)
    with open_shop(folder, clock) as desk:
        desk.scan(SHELF)
        desk.set_reason(SHELF, 1, Reason.CHANGED_MIND)
        state = desk.set_condition(SHELF, 1, Condition.UNOPENED)
        assert state.case is not None
        found = state.case.board.option(OTHER_CARD).standing
        desk.leave()
    return found


def problems(folder: Path) -> tuple[str, ...]:
    access = PublishingAccess(profile_of(folder), resource_path("policies"))
    return access.published()[1]


def test_r12_the_next_case_is_judged_by_what_was_published_and_reverting_undoes_it(
    shop: Path, tmp_path: Path
) -> None:
    before = standing(shop)
    publish(shop, kinder_pack(tmp_path))
    published = standing(shop)
    revert(shop)

    assert before is Standing.NEEDS_APPROVAL
    assert published is Standing.AVAILABLE
    assert standing(shop) is Standing.NEEDS_APPROVAL


def test_a_running_desk_takes_it_over_with_the_next_case(shop: Path, tmp_path: Path) -> None:
    clock = StepClock()
    clock.moment = profile_of(shop).clock.now()
    access = PublishingAccess(profile_of(shop), resource_path("policies"))
    with open_shop(shop, clock) as desk:
        desk.scan(SHELF)
        desk.set_reason(SHELF, 1, Reason.CHANGED_MIND)
        by = access.checked(MANAGER, PIN)
        access.publish(desk.services.journal, by, kinder_pack(tmp_path))
        policies = desk.services.policies
        assert isinstance(policies, PublishedPolicies)
        policies.changed()
        here = desk.set_condition(SHELF, 1, Condition.UNOPENED)
        desk.leave()
        desk.scan(SHELF)
        desk.set_reason(SHELF, 1, Reason.CHANGED_MIND)
        there = desk.set_condition(SHELF, 1, Condition.UNOPENED)
        desk.leave()

    assert here.case is not None
    assert there.case is not None
    assert here.case.board.option(OTHER_CARD).standing is Standing.NEEDS_APPROVAL
    assert there.case.board.option(OTHER_CARD).standing is Standing.AVAILABLE


def test_it_counts_from_its_day_on(shop: Path, tmp_path: Path) -> None:
    today = profile_of(shop).clock.now().date()
    publish(shop, kinder_pack(tmp_path), today + timedelta(days=2))

    assert standing(shop, days=1) is Standing.NEEDS_APPROVAL
    assert standing(shop, days=2) is Standing.AVAILABLE


def test_a_desk_left_running_takes_over_what_waits_for_the_day(shop: Path, tmp_path: Path) -> None:
    today = profile_of(shop).clock.now()
    publish(shop, kinder_pack(tmp_path), today.date() + timedelta(days=1))
    clock = StepClock()
    clock.moment = today
    with open_shop(shop, clock) as desk:
        before = desk.services.policies.policy()
        clock.go_on(days=1)
        desk.scan(SHELF)
        after = desk.services.policies.policy()
        desk.leave()

    assert before.fingerprint != after.fingerprint


@pytest.mark.parametrize("what", ["changed", "gone", "unsealed", "other_seal", "no_json"])
def test_a_tampered_pack_is_left_out_with_a_sentence_and_the_one_before_decides(
    shop: Path, tmp_path: Path, what: str
) -> None:
    publish(shop, kinder_pack(tmp_path))
    forbidding = changed_pack(tmp_path, 'version = "2"', 'version = "3"')
    publish(shop, forbidding)
    text, seal = shop / FOLDER / "0002.toml", shop / FOLDER / "0002.seal.json"
    tamper: dict[str, Callable[[], object]] = {
        "changed": lambda: text.write_text(text.read_text("utf-8") + "# more\n", "utf-8"),
        "gone": text.unlink,
        "unsealed": seal.unlink,
        "other_seal": lambda: seal.write_bytes((shop / FOLDER / "0001.seal.json").read_bytes()),
        "no_json": lambda: seal.write_text("[", encoding="utf-8"),
    }

    tamper[what]()

    (sentence,) = problems(shop)
    assert sentence.startswith("Publication 2 of 'acquirer-strict' (version 3)")
    assert standing(shop) is Standing.AVAILABLE


def test_where_nothing_usable_is_published_the_shops_own_files_decide(
    shop: Path, tmp_path: Path
) -> None:
    publish(shop, kinder_pack(tmp_path))
    (shop / FOLDER / "0001.toml").unlink()

    assert standing(shop) is Standing.NEEDS_APPROVAL
    assert len(problems(shop)) == 1


def test_boards_of_packs_that_were_taken_back_are_still_replayed(
    shop: Path, tmp_path: Path
) -> None:
    publish(shop, kinder_pack(tmp_path))
    standing(shop)
    revert(shop)

    access = ReplayAccess(profile_of(shop), resource_path("policies"))
    found = access.replay([kinder_pack(tmp_path)], Period(), unwatched)

    assert (found.visits, found.compared) == (2, 2)


@pytest.mark.parametrize("step", ["text", "sealed"])
def test_killed_before_the_journal_knows_it_nothing_changes(
    shop: Path, tmp_path: Path, step: str
) -> None:
    assert killed_publishing(shop, kinder_pack(tmp_path), step) < 0

    assert standing(shop) is Standing.NEEDS_APPROVAL
    assert not problems(shop)


def test_killed_anywhere_the_old_pack_or_the_new_one_is_in_force(
    shop: Path, tmp_path: Path
) -> None:
    chance = random.Random(20261123)  # noqa: S311 -- moments to be killed at, no secrets
    pack = kinder_pack(tmp_path)
    for _ in range(3):
        process = begin_publishing(shop, pack, "never")
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0.4, 2.0))
        process.kill()
        process.wait()
        access = PublishingAccess(profile_of(shop), resource_path("policies"))
        listed, wrong = access.published()
        expected = Standing.AVAILABLE if listed else Standing.NEEDS_APPROVAL
        assert not wrong
        assert standing(shop) is expected


def killed_publishing(folder: Path, pack: Path, step: str) -> int:
    return begin_publishing(folder, pack, step).wait(timeout=60)


def begin_publishing(folder: Path, pack: Path, step: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "support.killed_publishing", str(folder), str(pack), step]
    return subprocess.Popen(words, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})


def test_packs_that_no_longer_decide_together_leave_in_force_what_was(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("id = 'broken'", encoding="utf-8")
    policies = PublishedPolicies(
        _then(PacksInForce(()), PacksInForce((own,))),
        PolicyFiles(resource_path("policies")),
        lambda: date(2026, 11, 21),
    )
    first = policies.policy()
    policies.changed()
    policies.renew()

    assert policies.policy() is first
    assert len(policies.problems) == 1


def _then(*found: PacksInForce) -> Callable[[date], PacksInForce]:
    answers = iter(found)
    return lambda _day: next(answers)
