"""What becomes of errors that no command foresaw, and what help lists."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from returns_desk.bootstrap.commands import services
from returns_desk.cli.context import DeskRequest, PackChoice, Services
from returns_desk.cli.main import COMMANDS, run_command_line
from returns_desk.domain.board import Board
from returns_desk.domain.case import Case
from returns_desk.domain.errors import Defect, EnvironmentFault


def with_desk(open_desk: Callable[[DeskRequest], int], crash_folder: Path) -> Services:
    return replace(services(), open_desk=open_desk, crash_folder=lambda _profile: crash_folder)


def raising(error: BaseException) -> Callable[[DeskRequest], int]:
    def open_desk(_request: DeskRequest) -> int:
        raise error

    return open_desk


def test_our_own_fault_is_one_sentence_and_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_command_line([], with_desk(raising(Defect("legs do not add up")), tmp_path / "logs"))
    said = capsys.readouterr()
    report = next((tmp_path / "logs").iterdir())

    assert code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert str(report) in said.err
    assert "legs do not add up" in report.read_text()


def test_a_report_that_can_not_be_written_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")

    code = run_command_line([], with_desk(raising(ZeroDivisionError()), blocked / "logs"))

    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_fault_of_the_surroundings_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fault = EnvironmentFault("The disk is full; free some space.", code="disk_full")

    code = run_command_line([], with_desk(raising(fault), tmp_path))

    assert code == 2
    assert capsys.readouterr().err == "returns-desk: The disk is full; free some space.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_stop_from_the_keyboard_is_quiet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_command_line([], with_desk(raising(KeyboardInterrupt()), tmp_path))

    assert code == 130
    assert capsys.readouterr() == ("", "")


def test_without_a_command_the_desk_opens_as_asked(tmp_path: Path) -> None:
    asked: list[DeskRequest] = []

    def open_desk(request: DeskRequest) -> int:
        asked.append(request)
        return 0

    code = run_command_line(["--demo", "--profile", "p"], with_desk(open_desk, tmp_path))

    assert code == 0
    assert asked == [DeskRequest(profile=Path("p"), demo=True)]


@pytest.mark.parametrize(
    "arguments", [["--profile", "P", "board", "x"], ["board", "x", "--profile", "P"]]
)
def test_the_profile_may_stand_before_or_after_the_command(
    arguments: list[str],
) -> None:
    seen: list[Path | None] = []
    real = services()

    def watched(choice: PackChoice) -> Callable[[Case], Board]:
        seen.append(choice.profile)
        return real.board_maker(PackChoice())

    run_command_line(arguments, replace(real, board_maker=watched))

    assert seen == [Path("P")]


def test_help_lists_commands_that_exist_and_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    code = run_command_line(["--help"], services())
    shown = capsys.readouterr().out

    assert code == 0
    listed = re.findall(r"^    ([a-z][a-z-]+)(?:  |$)", shown, re.MULTILINE)
    assert listed == list(COMMANDS)
