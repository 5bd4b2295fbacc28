"""`policy check`, `explain` and `diff` as people and programs run them."""

import json
import time
from pathlib import Path

import pytest

from returns_desk.adapters.case_files import case_to_json, read_case
from returns_desk.adapters.policies.check_packs import PolicyLab
from returns_desk.bootstrap.commands import services
from returns_desk.cli.main import run_command_line
from support.lab_packs import TODAY
from support.small_packs import HEAD, rule_text

from builders import case  # isort: skip

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "resources" / "policies"
DEMO = SHIPPED / "shop" / "demo.toml"
STRICT = SHIPPED / "acquirer" / "strict.toml"
WINDOW = rule_text(when="{ days_since_sale = { at_most = 30 } }")
FINAL = rule_text(
    id='"final"', effect='"forbid"', when="{ final_sale = true }", text='{ en = "Final sale." }'
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_command_line(arguments, services())
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "shop.toml"
    path.write_text(HEAD + WINDOW + FINAL, encoding="utf-8")
    return path


@pytest.fixture
def told(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case_to_json(case())), encoding="utf-8")
    return path


def test_a_trap_is_a_warning_and_its_example_is_a_case_that_board_reads(
    capsys: pytest.CaptureFixture[str], pack: Path, tmp_path: Path
) -> None:
    examples = tmp_path / "examples"

    code, out, err = run(capsys, "policy", "check", str(pack), "--examples", str(examples))

    assert (code, err) == (0, "")
    assert "this pack can be used" in out
    assert "warning: no money option: paid with cash and within 'money-back'" in out
    written = sorted(examples.iterdir())
    assert written
    for path in written:
        code, out, _ = run(capsys, "board", str(path), "--policy", str(pack), "--json")
        assert code == 0
    boards = [run(capsys, "board", str(p), "--policy", str(pack), "--json")[1] for p in written]
    triggers = [t["code"] for b in boards for t in json.loads(b)["escalation"]["triggers"]]
    assert "no_money_option" in triggers


def test_the_json_has_findings_with_examples(
    capsys: pytest.CaptureFixture[str], pack: Path
) -> None:
    code, out, _ = run(capsys, "policy", "check", str(pack), "--json", "--place", "US-MN")

    document = json.loads(out)
    trap = next(each for each in document["findings"] if each["kind"] == "no_money_option")
    assert code == 0
    assert document["files"][0]["usable"]
    assert trap["gravity"] == "warning"
    assert read_case(json.dumps(trap["example"]).encode()).store.jurisdiction == "US-MN"
    assert document["is_whole"]


def test_a_contradiction_makes_a_pack_unusable(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "both.toml"
    never = rule_text(
        id='"never"', effect='"forbid"', when="{ days_since_sale = { at_most = 30 } }"
    )
    path.write_text(HEAD + WINDOW + never, encoding="utf-8")

    code, out, _ = run(capsys, "policy", "check", str(path))
    as_json = run(capsys, "policy", "check", str(path), "--json")[1]

    assert code == 1
    assert "this pack can't be used" in out
    assert "error: contradiction: 'money-back' and 'never'" in out
    assert not json.loads(as_json)["files"][0]["usable"]


def test_words_that_blame_are_refused_with_the_good_counterpart(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "rude.toml"
    path.write_text(HEAD + rule_text(text='{ en = "You are lucky today." }'), encoding="utf-8")

    code, out, _ = run(capsys, "policy", "check", str(path))

    assert code == 1
    assert "rules[0].text.en" in out
    assert "as in: The same again within 90 days" in out


def test_the_demo_shop_is_usable_and_examined_in_time(capsys: pytest.CaptureFixture[str]) -> None:
    begun = time.monotonic()

    code, out, _ = run(capsys, "policy", "check", str(DEMO), str(STRICT))

    assert code == 0
    assert "manager always grants: 'other-card-by-manager'" in out
    assert time.monotonic() - begun < 30


def test_law_alone_is_judged_without_a_shop(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "policy", "check", str(SHIPPED / "law" / "US.toml"))

    assert code == 0
    assert "unverified law" in out
    assert "no money option" not in out


def test_the_laboratory_says_when_its_time_was_up(pack: Path) -> None:
    report = PolicyLab(SHIPPED, longest_seconds=-1).examine([pack], today=TODAY)

    assert not report.is_whole


def test_a_file_that_is_none_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "policy", "check", "nowhere.toml")

    assert (code, out) == (2, "")
    assert err == "returns-desk: nowhere.toml: is no file; check the name.\n"


# --- explain --------------------------------------------------------------------------------------


def test_an_option_is_explained(capsys: pytest.CaptureFixture[str], told: Path, pack: Path) -> None:
    only = ("--policy", str(pack), "--option", "refund/original")

    code, out, _ = run(capsys, "policy", "explain", str(told), *only)
    document = json.loads(run(capsys, "policy", "explain", str(told), *only, "--json")[1])

    assert code == 0
    assert out.startswith("refund/original (Back to the original card)\n  It can be done now")
    assert [each["option"] for each in document["options"]] == ["refund/original"]
    assert len(run(capsys, "policy", "explain", str(told))[1].splitlines()) > 30


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.json",), "nowhere.json: can't be read"),
        (("nowhere.json", "--option", "refund/gold"), "'refund/gold' is no option"),
    ],
)
def test_what_can_not_be_explained_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, "policy", "explain", *arguments)

    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_bad_case_names_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("{}", encoding="utf-8")

    code, _, err = run(capsys, "policy", "explain", str(path))

    assert code == 2
    assert str(path) in err


# --- diff -----------------------------------------------------------------------------------------


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
