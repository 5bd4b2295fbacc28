"""`returns-desk sales` as a person types it: results out, one line of mistake, exit codes."""

from __future__ import annotations

import io
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from returns_desk.adapters.sales.sale_store import SaleStore
from returns_desk.adapters.sales.sales_service import SalesService
from returns_desk.cli.context import DONE, INTERRUPTED, UNUSABLE, Services
from returns_desk.cli.sales_text import progress_bar
from support.command_lines import ran, services_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from returns_desk.cli.sales_desk import SalesDesk
    from support.command_lines import Run

HEAD = "Receipt,SKU,Description,Qty,Date,Price,Customer\n"
ROW = "R-1,MUG,Mug,2,2026-11-07 11:02,7.00,C-1\n"


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Services whose sale store is real and whose rest is never asked."""

    def sales(profile: Path | None, *, begin: bool) -> AbstractContextManager[SalesDesk]:
        assert begin or (profile or tmp_path).is_dir()
        desk: SalesDesk = SalesService(
            SaleStore((profile or tmp_path) / "sales.db"), "3141", "USD", "America/Chicago"
        )
        return desk

    return services_of(crash_folder=lambda _: tmp_path, sales=sales)


@pytest.fixture
def till(tmp_path: Path) -> Path:
    """A small file of a till."""
    file = tmp_path / "till.csv"
    file.write_text(HEAD + ROW + "R-2,MUG,Mug,x,2026-11-07,7.00,\n", encoding="utf-8")
    return file


@pytest.fixture
def run(services: Services, capsys: pytest.CaptureFixture[str]) -> Run:
    return partial(ran, capsys, services)


def test_import_says_what_came_in_and_what_was_left_out(run: Any, till: Path) -> None:
    code, out, err = run("sales", "import", till)

    assert (code, err) == (DONE, "")
    assert out.splitlines() == [
        "Receipts: 1 new; 1 lines.",
        "Left out: 1 records.",
        "          1  bad_number",
        "The first of them:",
        "  row 3 has a number that can't be read: write it as 1234.50",
        f"All of them are in {till}.rejects.csv.",
    ]


def test_import_prints_json_and_nothing_else(run: Any, till: Path) -> None:
    code, out, err = run("sales", "import", till, "--json")

    summary = json.loads(out)
    assert (code, err) == (DONE, "")
    assert summary["receipts"] == {"new": 1, "already_there": 0, "updated": 0, "matched": 0}
    assert summary["left_out_by_reason"] == {"bad_number": 1}
    assert summary["columns"]["Qty"] == "quantity"


def test_an_unusable_file_is_one_line_with_file_place_and_mend(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("a,b\n1,2\n")

    code, out, err = run("sales", "import", file)

    assert (code, out) == (UNUSABLE, "")
    assert err.startswith(f"returns-desk: {file}: row 1: no column for the receipt number")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["sales", "find"], id="nothing-asked"),
        pytest.param(["sales", "find", "--amount", "21.36"], id="amount-with-a-point"),
        pytest.param(["sales", "find", "--quantity", "0"], id="no-quantity"),
        pytest.param(["sales", "find", "--quantity", "many"], id="word"),
        pytest.param(["sales", "find", "--item", "A", "--limit", "0"], id="no-limit"),
        pytest.param(["sales", "find", "--item", "A", "--before", "soon"], id="no-time"),
        pytest.param(["sales", "find", "--card", "4111111111111111"], id="whole-card"),
        pytest.param(["sales", "import"], id="no-file"),
        pytest.param(["sales", "watch", "no-such-folder", "--once"], id="no-folder"),
        pytest.param(["sales"], id="no-verb"),
    ],
)
def test_what_can_not_be_done_is_one_line_and_exit_2(run: Any, words: list[str]) -> None:
    code, out, err = run(*words)

    assert (code, out) == (UNUSABLE, "")
    assert err.count("\n") == 1
    assert "4111111111111111" not in err


def test_find_prints_the_candidates_that_the_contract_names(run: Any, till: Path) -> None:
    run("sales", "import", till)

    code, out, _ = run(
        "sales",
        "find",
        "--item",
        "MUG",
        "--customer",
        "C-1",
        "--unit-price",
        "700",
        "--quantity",
        "1",
        "--from",
        "2026-11-01",
        "--before",
        "2026-11-21T18:40:00-06:00",
        "--json",
    )

    (found,) = json.loads(out)["candidates"]
    assert code == DONE
    assert (found["receipt"], found["line"]) == ("R-1", 1)
    assert isinstance(found["score"], int)
    assert set(found["because"]) >= {
        "same_item",
        "same_customer",
        "same_unit_price",
        "quantity_fits",
    }


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        pytest.param(["--before", "2026-11-07"], True, id="the-day-itself-counts-whole"),
        pytest.param(["--before", "2026-11-06"], False, id="the-day-before"),
        pytest.param(["--from", "2026-11-07"], True, id="from-that-day"),
        pytest.param(["--from", "2026-11-08"], False, id="from-the-next-day"),
        pytest.param(["--before", "2026-11-07T11:02:00-06:00"], False, id="that-very-moment"),
        pytest.param(["--before", "2026-11-07 11:03"], True, id="the-shop's-own-time"),
        pytest.param(["mug"], True, id="words"),
    ],
)
def test_days_count_whole_and_times_to_the_second(
    run: Any, till: Path, words: list[str], fits: bool
) -> None:
    run("sales", "import", till)

    _, out, _ = run("sales", "find", "--item", "MUG", *words, "--json")

    assert bool(json.loads(out)["candidates"]) is fits


def test_find_for_people_is_a_table_or_a_next_step(run: Any, till: Path) -> None:
    run("sales", "import", till)

    found = run("sales", "find", "--item", "MUG")[1]
    nothing = run("sales", "find", "--item", "none")[1]

    assert found.splitlines()[0].split() == ["receipt", "line", "score", "because"]
    assert nothing == "No sale fits. Leave something out, or look at the dates.\n"


def test_watch_once_takes_what_is_there(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "a.csv").write_text(HEAD + ROW)
    (folder / "b.json").write_text("[")

    code, out, err = run("sales", "watch", folder, "--once", "--every", "0")

    assert code == DONE
    assert "a.csv: moved to done.\nReceipts: 1 new; 1 lines.\n" in out
    assert "b.json: moved to rejected.\n" in out
    assert err.startswith("returns-desk: b.json: ")


def test_watch_prints_one_line_of_json_per_file(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "a.csv").write_text(HEAD + ROW)

    _, out, _ = run("sales", "watch", folder, "--once", "--every", "0", "--json")

    (line,) = out.splitlines()
    assert json.loads(line)["summary"]["receipts"]["new"] == 1


def test_paper_that_differs_is_named_with_both_totals(run: Any, till: Path, tmp_path: Path) -> None:
    run("sales", "import", till)
    with SaleStore(tmp_path / "sales.db") as store:
        paper = store.receipt("R-1")
        assert paper is not None
        store._db.conn.execute("UPDATE sales SET keyed_in = 1")
    till.write_text(HEAD + ROW.replace("7.00", "8.00"))

    out = run("sales", "import", till)[1]

    assert "0 new, 1 matched with a receipt keyed in from paper" in out
    assert "R-1: keyed in from paper as 1400, the till says 1600 (minor units)" in out


def test_a_stopped_import_says_how_to_go_on(
    run: Any, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(SalesService, "import_file", stop)

    code, out, err = run("sales", "import", till)

    assert (code, out) == (INTERRUPTED, "")
    assert "Run it again to bring in the rest." in err


class Terminal(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        """A terminal, as far as anyone asks."""
        return True


def test_the_bar_goes_to_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    terminal, file = Terminal(), io.StringIO()

    for stream in (terminal, file):
        with progress_bar(stream, "till.csv") as progress:
            progress(1000)

    assert "till.csv" in terminal.getvalue()
    assert "\x1b[3" not in terminal.getvalue()
    assert not file.getvalue()
