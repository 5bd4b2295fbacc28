"""One shop's file, IT's file, the environment and the command line: which value counts, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns_desk.adapters.configuration_layers import (
    BUILT_IN,
    COMMAND_LINE,
    ENVIRONMENT,
    MACHINE,
    PROFILE,
    SETTINGS,
    Layer,
    Layered,
    effective_configuration,
    layered,
)
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import (
    Configuration,
    demo_configuration,
    read_configuration,
    write_configuration,
)
from returns_desk.adapters.profile_default import MACHINE_FILE, PREFIX, machine_file
from returns_desk.domain.errors import EnvironmentFault, OperatorMistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = demo_configuration(demo=False).model_dump(exclude_defaults=True) | {"demo": False}


@pytest.fixture(autouse=True)
def nothing_said() -> Iterator[None]:
    yield
    SETTINGS.say(())


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    write_configuration(path, demo_configuration(demo=False))
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "machine.toml"
    monkeypatch.setenv(MACHINE_FILE, str(path))
    return path


def test_each_layer_wins_over_the_one_before(
    profile: Path, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    said.append(origin(effective_configuration(profile), "printer.kind"))
    add(profile, '[printer]\nkind = "file"\ndevice = "/dev/one"\n')
    said.append(origin(effective_configuration(profile), "printer.device"))
    machine.write_text('[printer]\ndevice = "/dev/two"\n', encoding="utf-8")
    said.append(origin(effective_configuration(profile), "printer.device"))
    monkeypatch.setenv(f"{PREFIX}PRINTER__DEVICE", "/dev/three")
    said.append(origin(effective_configuration(profile), "printer.device"))
    SETTINGS.say(["printer.device=/dev/four"])
    said.append(origin(effective_configuration(profile), "printer.device"))

    assert said == [
        ("none", BUILT_IN),
        ("/dev/one", PROFILE),
        ("/dev/two", MACHINE),
        ("/dev/three", ENVIRONMENT),
        ("/dev/four", COMMAND_LINE),
    ]


def test_a_table_is_joined_key_by_key(profile: Path, machine: Path) -> None:
    add(profile, '[printer]\nkind = "network"\naddress = "10.0.0.5"\n')
    machine.write_text("[printer]\nport = 9101\n", encoding="utf-8")

    printer = effective_configuration(profile).configuration.printer

    assert (printer.kind, printer.address, printer.port) == ("network", "10.0.0.5", 9101)


def test_an_opened_profile_heeds_it_and_its_own_file_stays(machine: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    Profile.open(folder, create=demo_configuration(demo=False)).close()
    machine.write_text('[store]\nlanguage = "et"\n', encoding="utf-8")

    with Profile.open(folder) as opened:
        assert opened.configuration.store.language == "et"
    assert read_configuration(folder / "config.toml").store.language == "en"


def test_the_training_shop_heeds_nobody(machine: Path, tmp_path: Path) -> None:
    machine.write_text('[store]\nlanguage = "et"\n', encoding="utf-8")

    with Profile.demo(tmp_path / "demo") as training:
        assert training.configuration.store.language == "en"


@pytest.mark.parametrize(
    ("text", "place", "mend"),
    [
        ('[printer]\nkind = "fax"\n', "printer.kind", "'fax' is not known here"),
        ('[printer]\nkind = "network"\n', "printer", "needs address"),
        ("[printr]\nkind = 'none'\n", "printr", "there is no such key"),
        ("terminal = 5\n", "terminal", "a text is needed"),
        ('[keys]\nplace = "file"\n', "keys", "only a profile's own"),
        ("demo = true\n", "demo", "only a profile's own"),
        ('installation = "x"\n', "installation", "only a profile's own"),
    ],
)
def test_a_wrong_value_is_told_with_the_file_it_is_in(
    profile: Path, machine: Path, text: str, place: str, mend: str
) -> None:
    machine.write_text(text, encoding="utf-8")

    with pytest.raises(OperatorMistake) as caught:
        effective_configuration(profile)

    assert caught.value.message.startswith(f"{machine}: {place}: ")
    assert mend in caught.value.message


def test_a_wrong_variable_is_told_by_its_name(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}PRINTER__BAUD", "7")

    with pytest.raises(OperatorMistake) as caught:
        effective_configuration(profile)

    assert caught.value.message == (
        f"{PREFIX}PRINTER__BAUD: printer.baud: 7 is too small; write 300 or more."
    )


@pytest.mark.parametrize("said", ["printer.kind", "=none", " =x"])
def test_a_setting_without_key_or_value_is_refused(profile: Path, said: str) -> None:
    SETTINGS.say([said])

    with pytest.raises(OperatorMistake, match="write KEY=VALUE"):
        effective_configuration(profile)


@pytest.mark.parametrize(
    ("text", "value"),
    [("512", 512), ("true", True), ("[1, 2]", [1, 2]), ('"7"', "7"), ("07", "07"), ("et", "et")],
)
def test_values_from_outside_are_read_as_toml_has_them(text: str, value: object) -> None:
    SETTINGS.say([f"a.b={text}"])

    (layer,) = SETTINGS.layers()

    assert layer.values == {"a": {"b": value}}


def test_a_machine_file_that_cannot_be_read_stops_with_its_name(
    profile: Path, machine: Path
) -> None:
    machine.mkdir()

    with pytest.raises(EnvironmentFault, match=str(machine)):
        effective_configuration(profile)


def test_the_machine_file_may_say_its_version(profile: Path, machine: Path) -> None:
    machine.write_text("version = 1\n", encoding="utf-8")
    assert effective_configuration(profile).configuration.version == 1

    machine.write_text("version = 99\n", encoding="utf-8")
    with pytest.raises(OperatorMistake, match="newer Returns Desk"):
        effective_configuration(profile)


def test_it_has_a_place_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MACHINE_FILE)

    assert machine_file().parts[-2:] == ("returns-desk", "config.toml")


LEAVES = {
    "terminal": st.sampled_from(["1", "2"]),
    "store.language": st.sampled_from(["en", "et"]),
    "printer.port": st.integers(1, 9),
    "scanner.suffix": st.sampled_from(["", "x"]),
}


@given(st.lists(st.fixed_dictionaries({}, optional=LEAVES), max_size=4))
def test_every_key_has_the_value_of_the_last_layer_that_says_it(
    drawn: list[dict[str, object]],
) -> None:
    layers = [Layer(PROFILE, "own", OWN)]
    layers += [Layer(str(at), str(at), nested(said)) for at, said in enumerate(drawn)]

    found = layered(layers)

    for key in LEAVES:
        last = [(said[key], str(at)) for at, said in enumerate(drawn) if key in said]
        value, name = origin(found, key)
        if last:
            assert (value, name) == last[-1]
        else:
            assert (value, name) == origin(layered(layers[:1]), key)
    assert isinstance(found.configuration, Configuration)


def nested(said: dict[str, object]) -> dict[str, object]:
    """Dotted keys as tables."""
    tables: dict[str, object] = {}
    for key, value in said.items():
        table, _, leaf = key.rpartition(".")
        inside = tables.setdefault(table, {}) if table else tables
        assert isinstance(inside, dict)
        inside[leaf] = value
    return tables


def origin(found: Layered, key: str) -> tuple[object, str]:
    """The value of a key, and the layer it comes from."""
    ((value, layer),) = [(value, layer) for k, value, layer in found.values() if k == key]
    return value, layer.name


def add(path: Path, text: str) -> None:
    """Write more lines into a file."""
    path.write_text(f"{path.read_text('utf-8')}\n{text}", encoding="utf-8")
