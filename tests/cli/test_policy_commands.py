"""`policy check` and `explain` as people and programs run them."""

import io
import json
from pathlib import Path

import pytest

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies.check_packs import PolicyLab
from returns_desk.bootstrap.commands import services
from returns_desk.cli.policy_text import say_findings
from returns_desk.domain.policy import FIELDS
from support.command_lines import Ran, ran
from support.lab_packs import TODAY
from support.small_packs import HEAD, WINDOW, rule_text

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "resources" / "policies"
DEMO = SHIPPED / "shop" / "demo.toml"
STRICT = SHIPPED / "acquirer" / "strict.toml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    return ran(capsys, services(), *arguments)


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
    as_json = json.loads(run(capsys, "policy", "check", str(path), "--json")[1])

    assert code == 1
    assert "line 11: rules[0].text.en" in out
    assert [each["line"] for each in as_json["files"][0]["problems"]] == [11]
    assert "as in: The same again within 90 days" in out


def test_the_demo_shop_is_usable_and_needs_no_explaining(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, "policy", "check", str(DEMO), str(STRICT))

    assert code == 0
    assert "warning: no money option" not in out
    assert "warning: manager always grants" not in out
    assert "cut short" not in out


def test_the_shops_place_comes_from_its_pack_or_from_the_command_line(
    capsys: pytest.CaptureFixture[str], pack: Path
) -> None:
    anywhere = run(capsys, "policy", "check", str(pack))[1]
    abroad = run(capsys, "policy", "check", str(pack), "--place", "NZ", "--place", "EE")[1]
    pack.write_text('jurisdiction = "EE"\n' + pack.read_text("utf-8"), encoding="utf-8")
    at_home = run(capsys, "policy", "check", str(pack))[1]
    nowhere = run(capsys, "policy", "check", str(pack), "--place", "Tallinn")

    assert "nobody said where the shop trades" in anywhere
    for said in (abroad, at_home):
        assert "nobody said" not in said
        assert "against the law: 'final'" in said
        assert "law-eu" in said
    assert "law-nz" in abroad
    assert "law-nz" not in at_home
    assert nowhere == (
        2,
        "",
        "returns-desk: --place: 'Tallinn' is no place; write it like EE or US-MN.\n",
    )


@pytest.mark.parametrize(("place", "mend"), [("UK", "did you mean 'GB'?"), ("XX", "ISO 3166")])
def test_a_country_that_is_none_is_one_line_with_the_mend(
    capsys: pytest.CaptureFixture[str], pack: Path, place: str, mend: str
) -> None:
    code, out, err = run(capsys, "policy", "check", str(pack), "--place", place)

    assert (code, out) == (2, "")
    assert err.startswith(f"returns-desk: --place: '{place}' is no place; ")
    assert mend in err
    assert err.count("\n") == 1


def test_a_pack_of_no_country_and_a_place_without_law_are_told(
    capsys: pytest.CaptureFixture[str], pack: Path
) -> None:
    without = run(capsys, "policy", "check", str(pack), "--place", "US-TX")[1]
    pack.write_text('jurisdiction = "UK"\n' + pack.read_text("utf-8"), encoding="utf-8")
    nowhere = run(capsys, "policy", "check", str(pack))[1]

    assert "note: no law of place: there is no law pack for US-TX itself" in without
    assert "warning: unknown place: 'UK' is no place; did you mean 'GB'?" in nowhere


def test_packs_that_ask_too_much_are_refused_by_check_and_by_board(
    capsys: pytest.CaptureFixture[str], told: Path, tmp_path: Path
) -> None:
    fields = ("reason", "condition", "missing", "fault.severity")
    words = [(field, word) for field in fields for word in FIELDS[field].values]
    rules = [
        rule_text(id=f'"rule-{number}"', when=f'{{ {field} = "{word}" }}')
        for number, (field, word) in enumerate(words)
    ]
    path = tmp_path / "wide.toml"
    path.write_text(HEAD + "".join(rules), encoding="utf-8")

    checked = run(capsys, "policy", "check", str(path), "--place", "US-MN")
    code, out, err = run(capsys, "board", str(told), "--policy", str(path))

    assert checked[0] == 1
    assert "error: too many completions: refund/original" in checked[1]
    assert (code, out) == (2, "")
    assert err.startswith(f"returns-desk: {path}: rules: asks too much at once for ")
    assert err.count("\n") == 1


def test_law_alone_is_judged_without_a_shop(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "policy", "check", str(SHIPPED / "law" / "US.toml"))

    assert code == 0
    assert "unverified law" in out
    assert "no money option" not in out


def test_what_was_not_tried_is_said(capsys: pytest.CaptureFixture[str], pack: Path) -> None:
    report = PolicyLab(SHIPPED, most_work=-1).examine([pack], today=TODAY)

    out = io.StringIO()
    say_findings(report, out)
    assert not report.is_whole
    assert "not everything was tried; cut short: rules that contradict" in out.getvalue()
    assert "cut short" not in run(capsys, "policy", "check", str(pack))[1]


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
