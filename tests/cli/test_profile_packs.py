"""Which packs the board takes from a profile, and what a folder without one gives."""

import json
from pathlib import Path

import pytest

from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.bootstrap.commands import services
from returns_desk.cli.main import run_command_line
from support.shelf_case import shelf_case

PACK = """id = "own-shop"
layer = "shop"
version = "1"
[[rules]]
id = "cash-for-all"
effect = "allow"
options = ["refund/cash"]
code = "fine"
text = { en = "Cash for all." }
"""


@pytest.fixture
def shelf_file(tmp_path: Path) -> Path:
    path = tmp_path / "shelf.json"
    path.write_text(json.dumps(shelf_case()), encoding="utf-8")
    return path


def packs_of_board(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert run_command_line(["board", "--json", *arguments], services()) == 0
    packs: list[str] = json.loads(capsys.readouterr().out)["policy"]["packs"]
    return packs


def test_a_profiles_packs_decide_and_given_ones_replace_them(
    shelf_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "profile"
    own = demo_configuration(demo=False).model_copy(update={"packs": ["own.toml"]})
    Profile.open(folder, create=own).close()
    (folder / "own.toml").write_text(PACK)
    strict = Path(__file__).resolve().parents[2] / "resources/policies/acquirer/strict.toml"

    from_profile = packs_of_board(capsys, str(shelf_file), "--profile", str(folder))
    given = packs_of_board(
        capsys, str(shelf_file), "--profile", str(folder), "--policy", str(strict)
    )

    assert from_profile[-1] == "own-shop"
    assert "demo-shop" not in from_profile
    assert given[-1] == "acquirer-strict"


def test_a_profile_without_packs_of_its_own_uses_the_demo_shops(
    shelf_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Profile.open(tmp_path / "profile", create=demo_configuration(demo=False)).close()

    packs = packs_of_board(capsys, str(shelf_file), "--profile", str(tmp_path / "profile"))

    assert packs[-1] == "demo-shop"


def test_a_folder_that_is_no_profile_is_one_line(
    shelf_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_command_line(["board", str(shelf_file), "--profile", str(tmp_path)], services())

    assert code == 2
    expected = f"returns-desk: {tmp_path}: there is no profile here; check --profile.\n"
    assert capsys.readouterr().err == expected


def test_without_law_no_law_pack_decides(
    shelf_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packs = packs_of_board(capsys, str(shelf_file), "--no-law")

    assert packs == ["acquirer-strict", "demo-shop"]
