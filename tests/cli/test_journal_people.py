"""`journal search --people`: cases by a person's name, in every language of the shops."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from adapters.keeping.archive_kit import archive, begun_shop, opened
from returns_desk.adapters.operators.secrets import PinCost
from returns_desk.adapters.profile import Profile
from returns_desk.application.ports import NewEvent
from returns_desk.bootstrap.commands import services
from support.command_lines import Ran, ran

if TYPE_CHECKING:
    from pathlib import Path

    from support.command_lines import Run

NAMES = ("Õie Kõrvemägi", "Jānis Bērziņš", "Սևակ Հակոբյան", "Oie Berzins")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    with Profile.demo(tmp_path / "shop", pin_cost=PinCost(1, 8, 1)) as demo:
        demo.lock()
        with demo.open_journal() as journal, demo.open_people() as people:
            for number, name in enumerate(NAMES, start=1):
                case = f"case-{number}"
                journal.append(NewEvent("case_opened", {"number": number}, case, "mara"))
                journal.append(NewEvent("receipt_added", {"receipt": f"3141-{number}"}, case))
                kept = people.put(case, {"name": name, "story": "A long one."})
                journal.append(NewEvent("personal_data_kept", {"hash": f"sha256:{kept}"}, case))
    return tmp_path / "shop"


@pytest.fixture
def run(shop: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_words(*words: str) -> Ran:
        return ran(capsys, services(), "journal", *words, "--profile", shop)

    return run_words


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        (("Korvemagi",), [1]),
        (("KÕRVEMÄGI,", "õie"), [1]),
        (("bērziņš",), [4, 2]),
        (("janis", "berzins"), [2]),
        (("սեվակ",), [3]),
        (("ՍԵՒԱԿ",), [3]),
        (("ՀԱԿՈԲՅԱՆ",), [3]),
        (("oie",), [4, 1]),
        (("oie", "janis"), []),
    ],
)
def test_a_person_is_found_by_parts_of_the_name_newest_first(
    run: Run, typed: tuple[str, ...], numbers: list[int]
) -> None:
    found = run("search", "--people", *typed, "--json")

    assert (found.code, found.err) == (0, "")
    assert [each["number"] for each in found.json["cases"]] == numbers
    assert "A long one." not in found.out


def test_the_answer_is_a_line_as_of_any_search_and_holds_no_name(run: Run) -> None:
    code, out, err = run("search", "--people", "berzins", "--limit", "1")

    assert (code, err) == (0, "")
    (line,) = out.splitlines()
    assert line.split()[0] == "4"
    assert line.endswith("open  3141-4")
    assert "erzi" not in out


def test_after_erasing_the_name_is_not_found(run: Run) -> None:
    assert run("search", "--people", "korvemagi").out.split()[0] == "1"

    assert run("erase", "1").code == 0

    assert run("search", "--people", "korvemagi") == (0, "No case is kept under this name.\n", "")
    assert run("search", "--people", "oie").out.split()[0] == "4"


def test_a_backup_of_people_that_was_put_back_brings_no_erased_name_back(
    run: Run, shop: Path
) -> None:
    before = (shop / "people.db").read_bytes()
    run("erase", "1")
    (shop / "people.db").write_bytes(before)

    assert run("search", "--people", "korvemagi").out == "No case is kept under this name.\n"


def test_beside_a_running_desk_it_finds_and_changes_nothing(run: Run, shop: Path) -> None:
    with Profile.open(shop) as desk:
        desk.lock()
        with desk.open_journal() as journal, desk.open_people() as people:
            people.put("case-9", {"name": "Anna Ozola"})
            journal.append(NewEvent("case_opened", {"number": 9}, "case-9", "mara"))
            log = (shop / "people.db-wal").read_bytes()
            found = run("search", "--people", "ozola")
            assert (shop / "people.db-wal").read_bytes() == log

    assert found.out.split()[0] == "9"


def test_a_person_of_whom_the_journal_knows_no_case_is_told_with_the_way_to_erase(
    run: Run, shop: Path
) -> None:
    with Profile.open(shop) as desk, desk.open_people() as people:
        people.put("case-x", {"name": "Anna Ozola"})

    code, out, _ = run("search", "--people", "ozola")
    told = run("search", "--people", "ozola", "--json").json

    assert (code, told["cases"], told["not_in_journal"]) == (0, [], ["case-x"])
    assert out.count("\n") == 1
    assert "returns-desk journal erase case-x" in out
    assert run("erase", "case-x").code == 0
    assert run("search", "--people", "ozola").out == "No case is kept under this name.\n"


def test_who_is_only_in_what_restores_kept_aside_is_found_until_erased(
    run: Run, shop: Path
) -> None:
    whole, damaged = (shop / f"before-restore-2026010{day}T120000000000Z" for day in (1, 2))
    whole.mkdir()
    damaged.mkdir()
    (damaged / "people.db").write_bytes(b"spoiled")
    with (
        Profile.open(shop) as desk,
        desk.open_people() as people,
        closing(people.at(whole / "people.db")) as copy,
    ):
        for case in ("case-3", "lost"):
            copy.put(case, {"name": "Anna Ozola"})
    before = (whole / "people.db").read_bytes()

    found = run("search", "--people", "ozola", "--json").json

    assert [each["number"] for each in found["cases"]] == [3]
    assert found["not_in_journal"] == ["lost"]
    assert (whole / "people.db").read_bytes() == before
    assert [run("erase", each).code for each in ("3", "lost")] == [0, 0]
    assert run("search", "--people", "ozola").out == "No case is kept under this name.\n"


def test_a_name_is_found_in_what_was_kept_aside_also_where_people_db_is_gone(
    run: Run, shop: Path
) -> None:
    aside = shop / "before-restore-20260101T120000000000Z"
    aside.mkdir()
    (shop / "people.db").rename(aside / "people.db")

    assert run("search", "--people", "korvemagi").out.split()[0] == "1"


def test_with_old_years_on_another_disk_whoever_is_kept_is_still_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = begun_shop(tmp_path / "old")
    with opened(old) as profile, profile.locked(), profile.open_people() as people:
        with profile.open_journal() as journal:
            opening = NewEvent("case_opened", {"number": journal.next_case_number()}, "new")
            journal.append(opening)
        people.put("new", {"name": "Anna Ozola"})
        people.put("before-a-restore", {"name": "Anna Ozola"})
    archive(old, 2025)
    (old / "archive").rename(tmp_path / "elsewhere")

    found = ran(
        capsys, services(), "journal", "search", "--people", "ozola", "--json", "--profile", old
    )

    assert [each["case_id"] for each in found.json["cases"]] == ["new"]
    assert found.json["not_in_journal"] == ["before-a-restore"]


@pytest.mark.parametrize("words", [("",), ("--people", ""), ("?", "..."), ("--people", "?!")])
def test_no_word_at_all_is_a_mistake_of_one_line(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run("search", *words)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "Give a word to look for" in err


@pytest.mark.parametrize("command", ["verify", "search", "rebuild", "export"])
@pytest.mark.parametrize("named", ["nowhere", "empty", "config.toml"])
def test_a_folder_of_archives_that_holds_none_is_a_mistake_of_one_line(
    run: Run, shop: Path, command: str, named: str
) -> None:
    (shop / "empty").mkdir()
    words = [command, "shelf"] if command == "search" else [command]

    code, out, err = run(*words, "--archives", str(shop / named))

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"--archives {shop / named}: " in err


def test_people_of_another_version_are_named_with_the_mend(run: Run, shop: Path) -> None:
    for version, said in ((99, "Install that newer version"), (1, "Open the desk once")):
        with closing(sqlite3.connect(shop / "people.db")) as connection:
            connection.execute(f"PRAGMA user_version = {version}")

        code, out, err = run("search", "--people", "oie")

        assert (code, out, err.count("\n")) == (2, "", 1)
        assert said in err
