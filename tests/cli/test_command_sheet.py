"""The sheet of barcodes: what a scanner reads on it is what the window understands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from returns_desk.application.scanned_commands import (
    COMMANDS,
    NUMBERS,
    ScannedCommand,
    command_of,
    number_code,
)
from support.code128 import barcodes_across

if TYPE_CHECKING:
    from pathlib import Path

RETURNS_DESK = [sys.executable, "-m", "returns_desk"]


def written(path: Path, *before: str) -> subprocess.CompletedProcess[str]:
    words = [*RETURNS_DESK, *before, "command-sheet", str(path)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def tool(name: str) -> str:
    found = shutil.which(name)
    assert found, "poppler-utils is missing"
    return found


def barcodes_on(path: Path) -> set[str]:
    """What a scanner reads anywhere on the page."""
    words = [tool("pdftoppm"), "-r", "300", "-mono", str(path)]
    bitmap = subprocess.run(words, capture_output=True, check=True).stdout
    magic, size, dots = bitmap.split(b"\n", 2)
    assert magic == b"P4"
    wide = (int(size.split()[0]) + 7) // 8
    rows = {dots[at : at + wide] for at in range(0, len(dots), wide)}
    lines = ("".join(f"{byte:08b}" for byte in row) for row in rows if any(row))
    return {text for line in lines for text in barcodes_across(line)}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Park this customer"),
        ("et", "Järgmine klient"),
        ("lv", "Nākamais"),
        ("hy", "Հաստատել"),
    ],
)
def test_every_barcode_of_the_sheet_is_read_and_understood(
    tmp_path: Path, language: str, said: str
) -> None:
    path = tmp_path / "new" / "sheet.pdf"

    done = written(path, "--language", language)

    assert (done.returncode, done.stderr) == (0, "")
    codes = [*(each.code for each in COMMANDS), *(number_code(n) for n in NUMBERS)]
    assert barcodes_on(path) == set(codes)
    understood = [command_of(code) for code in codes]
    assert understood == [*COMMANDS, *NUMBERS]
    words = [tool("pdftotext"), "-layout", str(path), "-"]
    assert said in subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_what_is_no_command_is_left_to_others() -> None:
    for scanned in ("RTD-", "RTD-0", "RTD-16", "RTD-\u0665", "RTD-HELLO", "3141-07-20261107-0042"):
        assert command_of(scanned) is None
    assert isinstance(command_of(" rtd-enter "), ScannedCommand)


def test_no_code_does_the_same_as_another() -> None:
    assert len({each.code for each in COMMANDS}) == len(COMMANDS)
    assert len({each.does for each in COMMANDS}) == len(COMMANDS)


def test_unknown_language_is_said_in_one_line(tmp_path: Path) -> None:
    done = written(tmp_path / "sheet.pdf", "--language", "xx")

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "choose one of en" in done.stderr
    assert not (tmp_path / "sheet.pdf").exists()


def test_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    done = written(tmp_path / "file" / "sheet.pdf")

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
