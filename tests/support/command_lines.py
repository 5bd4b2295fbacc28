"""Command lines as people and programs run them, with few services or all; owns no test."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_access import JournalAccess
from returns_desk.application.ports import NewEvent
from returns_desk.cli.context import Services
from returns_desk.cli.main import run_command_line


class Ran(NamedTuple):
    """What one command line came to: the exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document


Run = Callable[..., Ran]


def ran(capsys: pytest.CaptureFixture[str], services: Services, *words: object) -> Ran:
    code = run_command_line([str(word) for word in words], services)
    said = capsys.readouterr()
    return Ran(code, said.out, said.err)


def services_of(**given: Any) -> Services:
    """The services given; any other must not be asked."""
    needed = ("read_case", "board_maker", "check_pack", "schema", "open_desk", "crash_folder")
    return Services(version="0", **{**dict.fromkeys(needed, unused), **given})


def unused(*_: object) -> NoReturn:
    raise AssertionError


def named_profile(folder: Path | None) -> Profile:
    """The profile that the command line named; it must name one."""
    assert folder is not None
    return Profile.open(folder)


def named_journal(folder: Path | None) -> JournalAccess:
    return JournalAccess(named_profile(folder))


def shop_with_a_case(folder: Path) -> Path:
    """A profile of the demo shop whose journal has one case, opened and left."""
    with Profile.demo(folder, pin_cost=PinCost(1, 8, 1)) as demo:
        demo.lock()
        with demo.open_journal() as journal:
            journal.append(NewEvent("case_opened", {"number": 1}, case_id="c", operator="mara"))
            journal.append(NewEvent("case_left", {"reason": "time"}, case_id="c"))
    return folder
