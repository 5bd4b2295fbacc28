"""A till set up from a file, without a person: whole or not at all, and each its own terminal."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from returns_desk.adapters.profile import Profile
from returns_desk.adapters.provisioning_file import terminal_name
from returns_desk.adapters.resources import resource_path
from returns_desk.bootstrap.commands import run
from returns_desk.bootstrap.whole_profile import is_first_start

if TYPE_CHECKING:
    from pathlib import Path

PIN_VARIABLE = "PIN_OF_LIND"
PIN = "904162"
STORE = """
[store]
id = "12"
name = "Corner Shop"
jurisdiction = "EE"
currency = "EUR"
language = "et"
zone = "Europe/Tallinn"
"""
MANAGER = f"""
[[operators]]
id = "lind"
name = "J. Lind"
role = "manager"
pin_variable = "{PIN_VARIABLE}"
"""


@pytest.fixture(autouse=True)
def pin_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PIN_VARIABLE, PIN)


def test_one_file_makes_many_tills_each_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, STORE + MANAGER)

    made = [provisioned(file, tmp_path / f"till{at}", capsys) for at in range(12)]

    assert len({each["terminal"] for each in made}) == 12
    assert len({each["installation"] for each in made}) == 12
    with Profile.open(tmp_path / "till3") as till:
        assert till.operators().check_pin("lind", PIN).role == "manager"
        assert till.configuration.store.name == "Corner Shop"


def test_again_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, STORE + MANAGER)
    first = provisioned(file, tmp_path / "till", capsys)
    before = (tmp_path / "till" / "config.toml").read_bytes()

    second = provisioned(file, tmp_path / "till", capsys)
    assert run(["provision", str(file), "--profile", str(tmp_path / "till")]) == 0

    assert (first["begun"], second["begun"]) == (True, False)
    assert second["installation"] == first["installation"]
    assert (tmp_path / "till" / "config.toml").read_bytes() == before
    assert "set up before" in capsys.readouterr().out


def test_packs_come_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(resource_path("policies", "shop", "standard.toml"), tmp_path / "ours.toml")
    file = written(tmp_path, 'packs = ["ours.toml"]\n' + STORE + MANAGER)

    provisioned(file, tmp_path / "till", capsys)

    with Profile.open(tmp_path / "till") as till:
        (pack,) = till.packs
        assert pack == tmp_path / "till" / "packs" / "ours.toml"
        assert pack.is_file()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (STORE + MANAGER.replace('"manager"', '"boss"'), "operators.0.role: this is no role"),
        (STORE + MANAGER + 'pin = "904162"\n', "never written here"),
        (
            STORE + MANAGER.replace('name = "J. Lind"\n', ""),
            "operators.0.name: this key is missing",
        ),
        (STORE + MANAGER.replace(PIN_VARIABLE, "NOT_SET"), "set the variable NOT_SET"),
        (STORE + MANAGER.replace('"J. Lind"', "7"), "operators.0.name: "),
        ('installation = "x"\n' + STORE, "installation: each till makes its own"),
        ("demo = true\n" + STORE, "demo: each till makes its own"),
        ("terminal = 7\n" + STORE, "terminal: a text is needed"),
        ('packs = ["gone.toml"]\n' + STORE, "gone.toml is not there"),
        ('packs = ["broken.toml"]\n' + STORE, "broken.toml"),
        (STORE.replace("EUR", "euro"), "store.currency"),
        (STORE + MANAGER.replace('"lind"', '"J Lind"'), "can't be an id"),
        ("store = 7\n", "store: a table is needed"),
        ("operators = 7\n" + STORE, "operators: "),
    ],
)
def test_a_file_that_will_not_do_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (tmp_path / "broken.toml").write_text("[pack]\nid = 7\n", encoding="utf-8")
    file = written(tmp_path, text)

    assert run(["provision", str(file), "--profile", str(tmp_path / "till")]) == 2

    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert is_first_start(tmp_path / "till")


def test_a_weak_pin_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PIN_VARIABLE, "123456")
    file = written(tmp_path, STORE + MANAGER)

    assert run(["provision", str(file), "--profile", str(tmp_path / "till")]) == 2

    assert "among the first" in capsys.readouterr().err
    assert is_first_start(tmp_path / "till")


@pytest.mark.parametrize(
    ("pattern", "host", "name"),
    [
        ("{host}-{id}", "till 7/b", "till-7-b-a1"),
        ("{host}", "", "till"),
        ("{id}", "x", "a1"),
        ("07", "x", "07"),
        ("{host}", "x" * 99, "x" * 40),
    ],
)
def test_a_terminal_is_named_after_its_computer(pattern: str, host: str, name: str) -> None:
    assert terminal_name(pattern, host, "a1") == name


def written(folder: Path, text: str) -> Path:
    """The file for the fleet."""
    path = folder / "fleet.toml"
    path.write_text(text, encoding="utf-8")
    return path


def provisioned(
    file: Path, till: Path, capsys: pytest.CaptureFixture[str]
) -> dict[str, str | bool]:
    """Set a till up, and what the command says of it."""
    assert run(["provision", str(file), "--profile", str(till), "--json"]) == 0
    told: dict[str, str | bool] = json.loads(capsys.readouterr().out)
    return told
