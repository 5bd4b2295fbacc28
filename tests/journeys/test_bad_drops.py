"""Bad files that a till drops into a watched folder, and lists that can't be written.

The real program on a real folder. What can't be used is moved aside with its reason, and a second
bad file of the same name never covers what was kept of the first.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from journeys.real_program import Program, assert_no_trace

if TYPE_CHECKING:
    from pathlib import Path

    from journeys.real_program import Said

HEADINGS = "receipt,line,sku,description,quantity,paid,sold_at\n"
AT = "2026-11-07T11:02:00-06:00"


def look_once(program: Program) -> Said:
    options = ("--once", "--every", "0.01", "--profile", "shop")
    return program.run("sales", "watch", "inbox", *options)


def kept_rows(folder: Path) -> str:
    return "\n".join(path.read_text() for path in folder.rglob("*.rejects*.csv"))


def test_bad_rows_of_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    program = Program(tmp_path)
    inbox = tmp_path / "inbox"
    inbox.mkdir()

    for receipt in ("R-1", "R-2"):
        row = f"{receipt},1,MUG,Mug,many,1.00,{AT}\n"
        (inbox / "sales.csv").write_text(HEADINGS + row)
        said = look_once(program)
        assert (said.code, said.err) == (0, "")

    assert "R-1,1,MUG" in kept_rows(inbox)
    assert "R-2,1,MUG" in kept_rows(inbox)


def test_a_file_that_can_not_be_used_is_moved_aside_with_its_reason(tmp_path: Path) -> None:
    program = Program(tmp_path)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "bad.csv").write_bytes(b"a,b,c\n1,2,3\n")
    (inbox / "deep.json").write_text("[" * 100_000)
    (inbox / "good.csv").write_text(HEADINGS + f"R-1,1,MUG,Mug,1,1.00,{AT}\n")

    said = look_once(program)
    reasons = {path.name: path.read_text() for path in inbox.rglob("*.why.txt")}

    assert said.code == 0
    assert_no_trace(said)
    assert len(said.err.splitlines()) == 2
    assert set(reasons) == {"bad.csv.why.txt", "deep.json.why.txt"}
    assert "name the columns" in reasons["bad.csv.why.txt"]
    assert "nested too deep" in reasons["deep.json.why.txt"]
    assert {path.name for path in inbox.rglob("*.csv")} == {"bad.csv", "good.csv"}


def test_sales_come_in_though_the_list_of_the_rest_can_not_be_written(tmp_path: Path) -> None:
    program = Program(tmp_path)
    rows = f"R-1,1,MUG,Mug,1,1.00,{AT}\nR-2,1,MUG,Mug,many,1.00,{AT}\n"
    (tmp_path / "sales.csv").write_text(HEADINGS + rows)
    (tmp_path / "sales.csv.rejects.csv").mkdir()

    imported, found = program.run_each(
        ("sales", "import", "sales.csv", "--profile", "shop"),
        ("sales", "find", "--item", "MUG", "--json", "--profile", "shop"),
    )

    assert (imported.code, imported.err) == (0, "")
    assert_no_trace(imported)
    assert "name another place with --rejects" in imported.out
    assert [each["receipt"] for each in json.loads(found.out)["candidates"]] == ["R-1"]
