"""`policy publish`, `revert` and `published` as people run them."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.publishing.shelf import FOLDER
from returns_desk.adapters.resources import resource_path
from returns_desk.bootstrap.commands import own_packs, services
from support.command_lines import Ran, ran
from support.replay_shop import (
    MANAGER,
    PACK,
    PIN,
    PINS,
    StepClock,
    ask_for_other_card,
    kinder_pack,
    open_shop,
    publish,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop with one visit."""
    folder, clock = tmp_path / "shop", StepClock()
    with open_shop(folder, clock) as desk:
        ask_for_other_card(desk, clock)
    return folder


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object) -> Ran:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PIN}\n"))
    return ran(capsys, services(), "policy", *words)


def test_the_commands_publish_list_and_take_back(
    shop: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = ("--profile", str(shop))
    person = ("--by", MANAGER, "--pin-stdin", *here)
    pack = kinder_pack(tmp_path)

    nothing = run(capsys, monkeypatch, "published", *here)
    published = run(capsys, monkeypatch, "publish", pack, *person)
    listed = run(capsys, monkeypatch, "published", *here)
    later = run(
        capsys, monkeypatch, "publish", pack, "--effective", "2099-01-01", *person, "--json"
    )
    both = run(capsys, monkeypatch, "published", *here, "--json")
    back = run(capsys, monkeypatch, "revert", PACK, *person)
    again = run(capsys, monkeypatch, "revert", PACK, *person, "--json")
    states = run(capsys, monkeypatch, "published", *here)
    (shop / FOLDER / "0001.toml").unlink()

    assert nothing == (0, "Nothing was published yet; the shop's own files decide.\n", "")
    assert published.code == 0
    assert f"Version 2 of '{PACK}' is in force from" in published.out
    assert listed.out.rstrip().endswith(f"by {MANAGER}: in force")
    assert later.json["effective_from"] == "2099-01-01"
    assert [each["state"] for each in both.json["published"]] == ["in_force", "waiting"]
    assert "is taken back" in back.out
    assert again.json["number"] == 1
    assert states.out.count("taken back") == 2


def test_what_can_not_be_published_is_one_sentence_and_nothing_changes(
    shop: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = ("--profile", str(shop))
    pack = kinder_pack(tmp_path)
    broken = tmp_path / "broken.toml"
    broken.write_text('id = "broken"\nlayer = "shop"\n', encoding="utf-8")
    law = resource_path("policies", "law", "EE.toml")
    clerk = ("--by", PINS["clerk"][0], "--pin-stdin", *here)
    manager = ("--by", MANAGER, "--pin-stdin", *here)

    refused = [
        run(capsys, monkeypatch, "publish", pack, *clerk),
        run(capsys, monkeypatch, "publish", broken, *manager),
        run(capsys, monkeypatch, "publish", law, *manager),
        run(capsys, monkeypatch, "publish", tmp_path / "gone.toml", *manager),
        run(capsys, monkeypatch, "publish", pack, "--effective", "soon", *manager),
        run(capsys, monkeypatch, "publish", pack, "--effective", "2020-01-01", *manager),
    ]

    assert [each.code for each in refused] == [2] * 6
    assert all(each.err.count("\n") == 1 for each in refused)
    assert not (shop / FOLDER).exists()


def test_a_tampered_pack_makes_the_list_end_with_one_and_board_follows_what_is_in_force(
    shop: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(shop, kinder_pack(tmp_path))
    in_force = own_packs(shop)
    (shop / FOLDER / "0001.toml").write_text("", encoding="utf-8")

    listed = run(capsys, monkeypatch, "published", "--profile", str(shop))

    assert shop / FOLDER / "0001.toml" in in_force
    assert listed.code == 1
    assert "was changed after it was published" in listed.out
    assert own_packs(shop) == ()
