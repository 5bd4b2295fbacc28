"""`config show`: every setting with where it comes from, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from returns_desk.adapters.configuration_layers import SETTINGS
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration
from returns_desk.bootstrap.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_setting_is_shown_with_its_layer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Profile.open(tmp_path / "shop", create=demo_configuration(demo=False)).close()
    said = ["--set", "store.language=et", "config", "show", "--profile", str(tmp_path / "shop")]

    assert run([*said, "--json"]) == 0
    rows = {row["key"]: row for row in json.loads(capsys.readouterr().out)["settings"]}
    assert rows["store.language"] == {
        "key": "store.language",
        "value": "et",
        "layer": "command line",
        "place": "--set store.language",
    }
    assert rows["printer.kind"]["layer"] == "built in"

    assert run([*said, "--changed"]) == 0
    shown = capsys.readouterr().out
    assert 'store.language = "et"' in shown
    assert "# command line, --set store.language" in shown
    assert "printer.kind" not in shown
    SETTINGS.say(())


def test_no_profile_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "show", "--profile", str(tmp_path)]) == 2

    assert "there is no profile here" in capsys.readouterr().err
