"""The program as people and others start it: streams, exit codes, one line for a mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.shelf_case import shelf_case, with_value

ROOT = Path(__file__).resolve().parents[2]


def returns_desk(
    *arguments: str | Path, given: bytes = b"", **surroundings: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "returns_desk", *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **surroundings},
    )


def one_line(stream: bytes) -> str:
    text = stream.decode()
    assert text.endswith("\n")
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text.strip()


@pytest.fixture
def shelf_file(tmp_path: Path) -> Path:
    path = tmp_path / "shelf.json"
    path.write_text(json.dumps(shelf_case()), encoding="utf-8")
    return path


def test_version_is_said_on_standard_output() -> None:
    done = returns_desk("--version")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"returns-desk ")


def test_a_board_is_printed_as_json_and_nothing_else(shelf_file: Path) -> None:
    done = returns_desk("board", shelf_file, "--json")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["options"][0]["id"] == "refund/other_card"


def test_the_case_may_come_on_standard_input(shelf_file: Path) -> None:
    from_input = returns_desk("board", "-", "--json", given=shelf_file.read_bytes())

    assert from_input.stdout == returns_desk("board", shelf_file, "--json").stdout


def test_the_same_case_gives_the_same_bytes_whatever_the_hash_seed(shelf_file: Path) -> None:
    runs = [returns_desk("board", shelf_file, "--json", PYTHONHASHSEED=seed) for seed in "123"]

    assert len({run.stdout for run in runs}) == 1


def test_a_wrong_case_is_one_line_with_file_place_and_mend(tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(with_value(shelf_case(), "claim/items/0/line", 7)))

    done = returns_desk("board", path, "--json")

    assert (done.returncode, done.stdout) == (2, b"")
    assert one_line(done.stderr).startswith(f"returns-desk: {path}: /claim/items/0/line: receipt")


def test_a_wrong_case_on_standard_input_is_named_so() -> None:
    done = returns_desk("board", "-", given=b"{")

    assert done.returncode == 2
    assert one_line(done.stderr).startswith("returns-desk: standard input: line 1, column 2: ")


def test_one_bad_line_does_not_stop_the_others() -> None:
    good = json.dumps(shelf_case()).encode()
    bad = json.dumps(with_value(shelf_case(), "store/currency", "UDS")).encode()

    done = returns_desk("board", "-", "--lines", given=good + b"\n" + bad + b"\n\n" + good + b"\n")
    first, second, third = map(json.loads, done.stdout.splitlines())

    assert done.returncode == 2
    assert one_line(done.stderr).startswith("returns-desk: standard input: 1 of its lines")
    assert second["line"] == 2
    assert second["error"]["pointer"] == "/store/currency"
    assert first["digest"] == third["digest"]


def test_good_lines_alone_end_well(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join([json.dumps(shelf_case())] * 3))

    done = returns_desk("board", path, "--lines")

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3


def test_an_unusable_pack_is_one_line_with_file_key_and_mend(
    shelf_file: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "bad.toml"
    pack.write_text('id = "bad"\nlayer = "shpo"\nversion = "1"\n')

    done = returns_desk("board", shelf_file, "--policy", pack)

    assert (done.returncode, done.stdout) == (2, b"")
    expected = f"returns-desk: {pack}: line 2: layer: 'shpo' is no layer; did you mean 'shop'?"
    assert one_line(done.stderr) == expected


def test_checking_a_bad_pack_is_done_and_the_answer_is_bad(tmp_path: Path) -> None:
    pack = tmp_path / "bad.toml"
    pack.write_text('id = "bad"\nlayer = "shpo"\nversion = 1\n')

    done = returns_desk("policy", "check", pack, ROOT / "resources/policies/shop/demo.toml")
    lines = done.stdout.decode().splitlines()

    assert (done.returncode, done.stderr) == (1, b"")
    assert lines[0].startswith(f"{pack}: line 3: version: must be text")
    assert lines[-1].endswith("demo.toml: this pack can be used.")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["bord"], id="no such command"),
        pytest.param(["board"], id="argument missing"),
        pytest.param(["schema", "receipt"], id="no such schema"),
        pytest.param(["board", "none.json"], id="no such file"),
        pytest.param(["board", "none.json", "--lines"], id="no such file of lines"),
        pytest.param(["board", "."], id="a folder"),
        pytest.param(["policy", "chek", "x"], id="no such verb"),
    ],
)
def test_an_unusable_command_is_one_line_and_exit_code_two(arguments: list[str]) -> None:
    done = returns_desk(*arguments)

    assert (done.returncode, done.stdout) == (2, b"")
    assert one_line(done.stderr).startswith("returns-desk: ")


def test_the_board_starts_without_qt_and_without_the_journal(shelf_file: Path) -> None:
    code = (
        "import sys\n"
        "from returns_desk.bootstrap.commands import run\n"
        f"assert run(['board', {str(shelf_file)!r}, '--json']) == 0\n"
        "heavy = {'PySide6', 'sqlite3', 'sqlite_utils', 'cryptography', 'rich', 'babel'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )

    assert done.stderr.decode().strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell pipeline of POSIX")
def test_a_reader_that_leaves_early_hears_no_complaint(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join([json.dumps(shelf_case())] * 200))

    command = f"'{sys.executable}' -m returns_desk board '{path}' --lines | head -c 10"
    done = subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )

    assert done.stderr == b""
    assert len(done.stdout) == 10


def test_packs_that_do_not_go_together_are_a_bad_answer(tmp_path: Path) -> None:
    demo = ROOT / "resources/policies/shop/demo.toml"
    copy = tmp_path / "copy.toml"
    copy.write_bytes(demo.read_bytes())

    done = returns_desk("policy", "check", demo, copy)

    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode().splitlines()[-1].startswith(f"{copy}: id: 'demo-shop' is already")


def test_a_pack_that_is_not_there_makes_the_command_unusable() -> None:
    done = returns_desk("policy", "check", "none.toml")

    assert done.returncode == 2
    assert one_line(done.stderr) == "returns-desk: none.toml: is no file; check the name."
