"""The file that many tills are set up from: config.toml's keys, people, and packs beside it.

Owns its shape and how one file makes a terminal's name for each till. PINs never stand in it: a
variable of the environment is named for each. Makes nothing.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from returns_desk.adapters.operators.records import ROLES
from returns_desk.adapters.profile_configuration import Configuration, toml_values, validated
from returns_desk.domain.errors import OperatorMistake

DEFAULT_TERMINAL: Final = "{host}-{id}"
_ID_BYTES: Final = 3
_LONGEST_HOST: Final = 40
_UNFIT: Final = re.compile(r"[^A-Za-z0-9.-]+")
_Text = Annotated[str, Field(min_length=1, max_length=200)]


class ProvisionedPerson(BaseModel):
    """One who may sign in; the PIN is read from the variable when the till is set up."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: _Text
    name: _Text
    role: Annotated[str, Field(pattern="^(" + "|".join(ROLES) + ")$")]
    pin_variable: _Text
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Provisioning:
    """What one till is set up with; packs are whole paths."""

    configuration: Configuration
    packs: tuple[Path, ...]
    people: tuple[ProvisionedPerson, ...]
    pins: Mapping[str, str]


def read_provisioning(path: Path, host: str, environment: Mapping[str, str]) -> Provisioning:
    """What the file says for this till.

    Raises:
        OperatorMistake: A key or value is wrong, a pack is not there, a PIN's variable is not set;
            file, place and mend in one sentence.
        EnvironmentFault: The file can't be read.

    """
    values = dict(toml_values(path))
    people = _people(path, values.pop("operators", []))
    pattern = values.get("terminal", DEFAULT_TERMINAL)
    if isinstance(pattern, str):
        values["terminal"] = terminal_name(pattern, host, os.urandom(_ID_BYTES).hex())
    for key in sorted({"installation", "demo"} & set(values)):
        raise _mistake(path, key, "each till makes its own; take it out")
    named = validated(values, lambda _: str(path))
    packs = tuple(path.parent / each for each in named.packs)
    for pack in packs:
        if not pack.is_file():
            raise _mistake(path, "packs", f"{pack} is not there; put it beside this file")
    local = [f"packs/{pack.name}" for pack in packs]
    configuration = named.model_copy(update={"packs": local})
    pins = {each.id: _pin(path, at, each, environment) for at, each in enumerate(people)}
    return Provisioning(configuration, packs, people, pins)


def terminal_name(pattern: str, host: str, random_part: str) -> str:
    """The terminal's name: {host} is the computer's, {id} is drawn anew for each till."""
    named = _UNFIT.sub("-", host).strip("-")[:_LONGEST_HOST] or "till"
    return pattern.replace("{host}", named).replace("{id}", random_part)


def _people(path: Path, told: Any) -> tuple[ProvisionedPerson, ...]:
    try:
        people = TypeAdapter(list[ProvisionedPerson]).validate_python(told)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in ("operators", *first["loc"]))
        raise _mistake(path, place, _said(first["type"], first["msg"])) from error
    return tuple(people)


def _said(kind: str, message: str) -> str:
    if kind == "missing":
        return "this key is missing; add it"
    if kind == "extra_forbidden":
        return "there is no such key; a PIN is named by pin_variable, never written here"
    if kind == "string_pattern_mismatch":
        return f"this is no role; write {', '.join(ROLES)}"
    return message


def _pin(path: Path, at: int, person: ProvisionedPerson, environment: Mapping[str, str]) -> str:
    pin = environment.get(person.pin_variable, "")
    if not pin:
        mend = f"set the variable {person.pin_variable} to the PIN of {person.id}"
        raise _mistake(path, f"operators.{at}.pin_variable", mend)
    return pin


def _mistake(path: Path, place: str, mend: str) -> OperatorMistake:
    return OperatorMistake(f"{path}: {place}: {mend}.", code="provisioning_invalid", place=place)
