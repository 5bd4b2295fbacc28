"""`journal search`: newest first, beside a running desk, and one line for each mistake."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.application.ports import Json, NewEvent
from support.command_lines import Ran, Run, named_journal, ran, services_of


def case(number: int) -> list[NewEvent]:
    item: dict[str, Json] = {
        "receipt": f"3141-07-{number}",
        "line": 1,
        "quantity": "1",
        "reason": "faulty",
        "description": "Kohvikann, õunapuust sang",
        "paid": 100,
    }
    told: list[tuple[str, dict[str, Json]]] = [
        ("case_opened", {"number": number}),
        ("receipt_added", {"receipt": f"3141-07-{number}"}),
        ("claim_changed", {"items": [item]}),
        ("plan_made", {"key": f"key-{number}", "legs": [], "items": [item]}),
    ]
    return [NewEvent(kind, payload, f"case-{number}", "mara") for kind, payload in told]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    with Profile.demo(tmp_path, pin_cost=PinCost(1, 8, 1)) as demo:
        demo.lock()
        with demo.open_journal() as journal:
            journal.append(*case(1), *case(2))
            journal.append(NewEvent("case_left", {"reason": "other"}, "case-1", "mara"))
    return tmp_path


@pytest.fixture
def run(profile: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: str) -> Ran:
        services = services_of(journal=named_journal)
        return ran(capsys, services, "--profile", profile, "journal", "search", *words)

    return run_words


def test_cases_come_newest_first_a_line_each(run: Run) -> None:
    code, out, err = run("ounapuust", "katki")

    first, second = out.splitlines()
    assert (code, err) == (0, "")
    assert first.split()[0] == "2"
    assert " open " in first
    assert " left " in second
    assert second.endswith("3141-07-1, Kohvikann, õunapuust sang, faulty")


def test_as_json_a_case_has_fixed_keys(run: Run) -> None:
    code, out, _ = run("3141-07-1", "--json")

    document = json.loads(out)
    (found,) = document["cases"]
    assert (code, document["query"]) == (0, "3141-07-1")
    assert found.keys() == {
        "case_id",
        "number",
        "opened_at",
        "closed_at",
        "stage",
        "outcome",
        "amount",
        "operator",
        "receipts",
        "items",
        "reasons",
    }
    assert found["items"] == ["Kohvikann, õunapuust sang"]


def test_goods_have_their_names_before_a_plan_is_made(run: Run, profile: Path) -> None:
    opened, receipt, claim, _ = case(3)
    with Profile.open(profile) as desk, desk.locked(), desk.open_journal() as journal:
        journal.append(opened, receipt, claim)

    found = run("kohvikann", "--limit", "1", "--json").json["cases"]
    with closing(sqlite3.connect(profile / "journal.db")) as manager:
        seen = manager.execute("SELECT description, reason FROM v_items WHERE number = 3")
        rows = seen.fetchall()

    assert [(each["number"], each["items"]) for each in found] == [
        (3, ["Kohvikann, õunapuust sang"])
    ]
    assert rows == [("Kohvikann, õunapuust sang", "faulty")]


def test_no_more_cases_come_than_asked_for(run: Run) -> None:
    assert len(run("kohvikann", "--limit", "1")[1].splitlines()) == 1


def test_nothing_found_is_no_mistake(run: Run) -> None:
    assert run("teapot") == (0, "No case holds all of these words.\n", "")
    assert json.loads(run("teapot", "--json")[1])["cases"] == []


def test_a_limit_below_one_is_a_mistake_of_one_line(run: Run) -> None:
    code, out, err = run("kohvikann", "--limit", "0")

    assert (code, out) == (2, "")
    assert err == "returns-desk: --limit: give a number of 1 or more.\n"


def test_it_finds_beside_a_running_desk_what_was_just_recorded(run: Run, profile: Path) -> None:
    before = run("kohvikann")[1]
    with Profile.open(profile) as desk:
        desk.lock()
        with desk.open_journal() as journal:
            journal.append(*case(3))
            during = run("kohvikann")[1]

    assert len(before.splitlines()) == 2
    assert during.splitlines()[0].split()[0] == "3"


def test_tables_of_an_older_version_are_named_with_the_mend(run: Run, profile: Path) -> None:
    with closing(sqlite3.connect(profile / "journal.db")) as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'read_models'")
        connection.commit()

    code, out, err = run("kohvikann")

    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "Open the desk once, or run 'returns-desk journal rebuild'." in err
