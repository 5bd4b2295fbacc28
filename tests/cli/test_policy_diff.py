"""`policy diff` as people and programs run it."""

import json
from pathlib import Path

import pytest

from returns_desk.bootstrap.commands import services
from support.command_lines import Ran, ran
from support.small_packs import HEAD, WINDOW


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    return ran(capsys, services(), *arguments)


def lines(tmp_path: Path, *texts: str) -> str:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return str(path)


def test_a_stricter_pack_is_worse_and_the_same_is_the_same(
    capsys: pytest.CaptureFixture[str], told: Path, pack: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "stricter"
    folder.mkdir()
    strict = WINDOW.replace('"allow"', '"approve"')
    (folder / "shop.toml").write_text(HEAD + strict, encoding="utf-8")
    cases = lines(tmp_path, told.read_text(), "")

    same = run(capsys, "policy", "diff", str(pack), str(pack), "--cases", cases)
    code, out, err = run(capsys, "policy", "diff", str(pack), str(folder), "--cases", cases)
    document = json.loads(
        run(capsys, "policy", "diff", str(pack), str(folder), "--cases", cases, "--json")[1]
    )

    assert same[0] == 0
    assert "line " not in same[1]
    assert (code, err) == (1, "")
    assert "line 1: refund/original standing: available -> needs_approval (worse)" in out
    assert "refund/original approval" not in out
    assert "order:" not in out
    assert "worse for the customer" in out
    assert document["summary"]["worse"] == 1
    assert document["cases"][0]["line"] == 1


def test_a_bad_line_is_named_and_the_rest_is_compared(
    capsys: pytest.CaptureFixture[str], told: Path, pack: Path, tmp_path: Path
) -> None:
    cases = lines(tmp_path, "{}", told.read_text())

    code, out, err = run(capsys, "policy", "diff", str(pack), str(pack), "--cases", cases)
    as_json = run(capsys, "policy", "diff", str(pack), str(pack), "--cases", cases, "--json")[1]

    assert code == 2
    assert "cases                            1" in out
    assert "cases.jsonl: line 1" in err
    assert json.loads(as_json)["cases"][0]["line"] == 1


def test_no_packs_and_no_cases_are_one_line(
    capsys: pytest.CaptureFixture[str], pack: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    gone = str(tmp_path / "gone.jsonl")

    no_packs = run(capsys, "policy", "diff", str(empty), str(pack), "--cases", gone)
    no_cases = run(capsys, "policy", "diff", str(pack), str(pack), "--cases", gone)

    assert no_packs[0] == no_cases[0] == 2
    assert "holds no pack" in no_packs[2]
    assert "can't be read" in no_cases[2]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_file_without_cases_compares_nothing_and_says_so(
    capsys: pytest.CaptureFixture[str], pack: Path, tmp_path: Path, text: str
) -> None:
    code, out, err = run(
        capsys, "policy", "diff", str(pack), str(pack), "--cases", lines(tmp_path, text)
    )

    assert (code, out) == (2, "")
    assert "holds no case; write one case as JSON on each line." in err


def test_a_case_over_several_lines_is_one_mistake(
    capsys: pytest.CaptureFixture[str], told: Path, pack: Path, tmp_path: Path
) -> None:
    pretty = json.dumps(json.loads(told.read_text()), indent=2)

    code, _, err = run(
        capsys, "policy", "diff", str(pack), str(pack), "--cases", lines(tmp_path, pretty)
    )

    assert code == 2
    assert err.count("\n") == 1
    assert "is one case over several lines; write each case on one line." in err


def test_many_bad_lines_are_one_line_that_counts_them(
    capsys: pytest.CaptureFixture[str], told: Path, pack: Path, tmp_path: Path
) -> None:
    cases = lines(tmp_path, told.read_text().strip(), "{}", "[]", "{")

    code, _, err = run(capsys, "policy", "diff", str(pack), str(pack), "--cases", cases)

    assert code == 2
    assert err.count("\n") == 1
    assert "line 2" in err
    assert "(2 more bad lines; --json lists them)" in err
