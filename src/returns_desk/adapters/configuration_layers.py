"""Where each value of a configuration comes from: one file for a shop, another for a fleet.

Owns the layers and their order: built in, the profile's config.toml, the machine's, the
environment, the command line; the later wins, so that IT decides over the profile. What belongs
to one installation alone stands in its profile only. The training shop heeds no layer of others.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from returns_desk.adapters.faults import file_faults
from returns_desk.adapters.profile_configuration import Configuration, toml_values, validated
from returns_desk.adapters.profile_default import (
    MACHINE_FILE,
    PREFIX,
    PROFILE_KEY,
    PROFILE_VARIABLE,
    machine_file,
)
from returns_desk.domain.errors import OperatorMistake

BUILT_IN: Final = "built in"
PROFILE: Final = "profile"
MACHINE: Final = "machine"
ENVIRONMENT: Final = "environment"
COMMAND_LINE: Final = "command line"

OF_ONE_INSTALLATION: Final = frozenset({"installation", "demo", "keys"})
"""Keys that no other layer may say: they tell what this profile is and where its keys lie."""

_BETWEEN: Final = "__"


@dataclass(frozen=True, slots=True)
class Layer:
    """Values of one place, nested as in TOML; `place` is the file, or what else a person mends."""

    name: str
    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Layered:
    """A configuration, and which layer each value comes from, by dotted key."""

    configuration: Configuration
    origins: Mapping[str, Layer]

    def values(self) -> Iterator[tuple[str, Any, Layer]]:
        """Every key with its value and where it comes from, as in the file."""
        built_in = Layer(BUILT_IN, "", {})
        for key, value in _leaves(self.configuration.model_dump()):
            yield key, value, self.origins.get(key, built_in)


class CommandLine:
    """What `--set` said in this process."""

    def __init__(self) -> None:
        self._said: tuple[str, ...] = ()

    def say(self, said: Sequence[str]) -> None:
        """Take what was said; it counts for every profile that is opened from now on."""
        self._said = tuple(said)

    def layers(self) -> Iterator[Layer]:
        """One layer a setting.

        Raises:
            OperatorMistake: It is not written KEY=VALUE.

        """
        for each in self._said:
            key, sign, text = each.partition("=")
            if not sign or not key.strip():
                message = f"--set {each}: write KEY=VALUE, such as printer.kind=none."
                raise OperatorMistake(message, code="config_invalid")
            yield Layer(COMMAND_LINE, f"--set {key}", _nested(key.split("."), _value(text)))


SETTINGS: Final = CommandLine()
"""A command line is one for the whole process, as the environment is."""


def outer_layers() -> tuple[Layer, ...]:
    """What stands outside of a profile, weakest first.

    Raises:
        OperatorMistake: A layer can't be understood, or says what only a profile may.
        EnvironmentFault: The machine's file is there and can't be read.

    """
    layers = (*_machine_layers(machine_file()), *_environment_layers(os.environ))
    layers = (*layers, *SETTINGS.layers())
    for layer in layers:
        for key in sorted(OF_ONE_INSTALLATION & set(layer.values)):
            message = (
                f"{layer.place}: {key}: only a profile's own config.toml says this; take it out."
            )
            raise OperatorMistake(message, code="config_invalid", place=key)
    return layers


def effective_configuration(path: Path) -> Layered:
    """The configuration of a profile with every layer on it.

    Raises:
        OperatorMistake: A value is wrong: its file or variable, its key and the mend.
        EnvironmentFault: A file can't be read.

    """
    own = Layer(PROFILE, str(path), toml_values(path))
    outer = () if own.values.get("demo") is True else outer_layers()
    return layered((own, *outer))


def layered(layers: Sequence[Layer]) -> Layered:
    """One configuration of many layers, weakest first.

    Raises:
        OperatorMistake: A value is wrong.

    """
    values: dict[str, Any] = {}
    origins: dict[str, Layer] = {}
    for layer in layers:
        _merge(values, layer.values)
        origins |= {key: layer for key, _ in _leaves(layer.values)}
    configuration = validated(values, lambda key: _origin(key, layers).place)
    return Layered(configuration, origins)


def _origin(key: str, layers: Sequence[Layer]) -> Layer:
    """The strongest layer that says this key, a part of it, or the table that it is missing in."""
    for layer in reversed(layers):
        for said, _ in _leaves(layer.values):
            if said == key or said.startswith(f"{key}.") or key.startswith(f"{said}."):
                return layer
    return layers[0]


def _machine_layers(path: Path) -> Iterator[Layer]:
    with file_faults(path):
        is_there = path.exists()
    if is_there:
        values = toml_values(path)
        for key in ("version", PROFILE_KEY):
            values.pop(key, None)
        yield Layer(MACHINE, str(path), values)


def _environment_layers(environment: Mapping[str, str]) -> Iterator[Layer]:
    """RETURNS_DESK_CONFIG_PRINTER__KIND=none is [printer] kind = "none"."""
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in {MACHINE_FILE, PROFILE_VARIABLE}:
            parts = name.removeprefix(PREFIX).lower().split(_BETWEEN)
            yield Layer(ENVIRONMENT, name, _nested(parts, _value(environment[name])))


def _value(text: str) -> Any:
    """Numbers, flags, lists and quoted texts as TOML has them; anything else is a plain text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return text


def _nested(parts: Sequence[str], value: Any) -> dict[str, Any]:
    for part in reversed(parts):
        value = {part.strip(): value}
    return dict(value)


def _merge(values: dict[str, Any], stronger: Mapping[str, Any]) -> None:
    for key, value in stronger.items():
        there = values.get(key)
        if isinstance(value, Mapping):
            table = dict(there) if isinstance(there, Mapping) else {}
            _merge(table, value)
            values[key] = table
        else:
            values[key] = value


def _leaves(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value
