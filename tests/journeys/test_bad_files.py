"""Files that can't be used: one sentence with place and mend each, and nothing is lost.

The real program on real files. Where many files of one kind are tried they go through one profile,
and a good file at the end shows that it is as whole as before.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from journeys.real_program import Program, assert_no_trace, assert_refused, fingerprint
from support.shelf_case import shelf_case
from support.small_packs import HEAD, rule_text

if TYPE_CHECKING:
    from pathlib import Path

    from journeys.real_program import Said

HEADINGS = "receipt,line,sku,description,quantity,paid,sold_at\n"
AT = "2026-11-07T11:02:00-06:00"
GOOD_ROW = f"R-1,1,SHELF,Shelf board,1,21.36,{AT}\n"
DEEP = 100_000


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def bent(*path: str | int, to: object) -> str:
    """The good case with one value replaced."""
    case: Any = shelf_case()
    place = case
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = to
    return json.dumps(case)


def importing(*words: str) -> tuple[str, ...]:
    return ("sales", "import", *words, "--profile", "shop")


def finding(item: str) -> tuple[str, ...]:
    return ("sales", "find", "--item", item, "--json", "--profile", "shop")


def receipts(found: Said) -> set[str]:
    """What a search answered."""
    assert (found.code, found.err) == (0, ""), found
    return {each["receipt"] for each in json.loads(found.out)["candidates"]}


BROKEN_SALES: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "binary.csv": (bytes(range(256)) * 8, ("no text", "export the sales")),
    "latin.csv": ((HEADINGS + f"R-2,1,C,Café,1,1.00,{AT}\n").encode("latin-1"), ("line 2",)),
    "unnamed.csv": ("a,b,c\n1,2,3\n", ("row 1", "name the columns")),
    "headings.csv": ('receipt,"line,sku\nR-2,1,A\n', ("row 1", "quotation mark")),
    "empty.csv": ("", ("empty", "again")),
    "cut.csv.gz": (gzip.compress((HEADINGS + GOOD_ROW).encode())[:40], ("copy it again",)),
    "sheet.xlsx": (b"PK\x03\x04 and so on", ("save the sheet as CSV",)),
    "cut.json": ('[{"receipt": "R-2"}, {"rec', ("/1", "line 1", "export the sales again")),
    "deep.json": ("[" * DEEP, ("/0", "nested too deep")),
}


def test_no_broken_file_of_sales_changes_the_store(program: Program) -> None:
    put(program.folder, "good.csv", HEADINGS + GOOD_ROW)
    assert program.run(*importing("good.csv")).code == 0
    before = fingerprint(program.folder / "shop")

    for name, (content, _) in BROKEN_SALES.items():
        put(program.folder, name, content)

    *told, found = program.run_each(*map(importing, BROKEN_SALES), finding("SHELF"))

    for said, (name, (_, facts)) in zip(told, BROKEN_SALES.items(), strict=True):
        assert_refused(said, name, *facts)

    assert fingerprint(program.folder / "shop") == before
    assert receipts(found) == {"R-1"}


def test_one_bad_row_costs_only_itself_and_is_kept_for_mending(program: Program) -> None:
    rows = GOOD_ROW + f"R-2,1,SHELF,Shelf,many,1.00,{AT}\n" + f'R-3,1,"SHELF,x,1,1.00,{AT}\n'
    last = f"R-4,1,SHELF,Shelf board,1,21.36,{AT}\n"
    put(program.folder, "sales.csv", HEADINGS + rows + last)

    said, found = program.run_each(importing("sales.csv", "--json"), finding("SHELF"))
    summary = json.loads(said.out)
    kept = (program.folder / "sales.csv.rejects.csv").read_text()

    assert (said.code, said.err) == (0, "")
    assert_no_trace(said)
    assert [(each["row"], each["reason"]) for each in summary["first_left_out"]] == [
        (3, "bad_number"),
        (4, "broken_quoting"),
    ]
    assert "R-2,1,SHELF,Shelf,many" in kept
    assert receipts(found) == {"R-1", "R-4"}


def test_bad_sales_in_json_cost_only_themselves(program: Program) -> None:
    sale = shelf_case()["sales"][0]
    line = sale["lines"][0]
    lines = [
        json.dumps({**sale, "receipt": "N-1"}),
        '{"receipt": ',
        json.dumps({**sale, "receipt": "N-2", "lines": [{**line, "paid": 21.36}]}),
        '{"receipt": ' + "[" * DEEP + "]" * DEEP + "}",
        json.dumps({**sale, "receipt": "N-3", "lines": [{**line, "paid": 10**40}]}),
        json.dumps({**sale, "receipt": "N-4"}),
    ]
    put(program.folder, "sales.json", "\n".join(lines) + "\n")

    said, found = program.run_each(importing("sales.json", "--json"), finding("SHELF-36W"))
    places = [(each["row"], each["message"]) for each in json.loads(said.out)["first_left_out"]]

    assert (said.code, said.err) == (0, "")
    assert_no_trace(said)
    assert [row for row, _ in places] == [2, 3, 4, 5]
    assert "/lines/0/paid: write a whole number" in places[1][1]
    assert receipts(found) == {"N-1", "N-4"}


def test_sales_in_one_long_line_are_no_broken_file(program: Program) -> None:
    sale = shelf_case()["sales"][0]
    padded = {**sale, "lines": [{**sale["lines"][0], "description": "Shelf " * 30}]}
    sales = [{**padded, "receipt": f"L-{number}"} for number in range(1_700)]
    path = put(program.folder, "long.json", json.dumps(sales))
    assert path.stat().st_size > 1_000_000

    said = program.run(*importing("long.json", "--json"))

    assert said.code == 0, said
    assert json.loads(said.out)["records"] == 1_700


def test_wrong_options_of_an_import_lose_no_file(program: Program) -> None:
    put(program.folder, "good.csv", HEADINGS + GOOD_ROW + "R-2,1,SHELF,Shelf,many,1.00,x\n")
    put(program.folder, "letter.txt", "Dear customer\n")
    before = {name: (program.folder / name).read_bytes() for name in ("good.csv", "letter.txt")}
    wrong: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
        (("missing.csv",), ("missing.csv", "no such file", "check the name")),
        ((".",), ("folder", "name a file in it")),
        (("good.csv", "--rejects", "good.csv"), ("--rejects", "name another file")),
        (("good.csv", "--rejects", "letter.txt"), ("letter.txt", "name another file")),
        (("good.csv", "--encoding", "base64"), ("'base64'", "use utf-8")),
        (("good.csv", "--encoding", "utf-16"), ("UTF-16", "save the file as UTF-8")),
        (("good.csv", "--zone", "Mars"), ("'Mars'", "America/Chicago")),
    ]

    *told, found = program.run_each(*(importing(*words) for words, _ in wrong), finding("SHELF"))

    for said, (_, facts) in zip(told, wrong, strict=True):
        assert_refused(said, *facts)

    assert {name: (program.folder / name).read_bytes() for name in before} == before
    assert receipts(found) == set()


GOOD = json.dumps(shelf_case())
RECEIPT = ("claim", "items", 0, "receipt")
BROKEN_CASES: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "no_json": ("hello", ("line 1, column 1", "no JSON")),
    "cut": (GOOD[: len(GOOD) // 2], ("line 1, column", "no JSON")),
    "empty": ("", ("line 1, column 1", "no JSON")),
    "list": ("[]", ("must be an object",)),
    "twice": (GOOD.replace('"now":', '"now": "x", "now":', 1), ("/now", "keep one")),
    "nan": (GOOD.replace("2136", "NaN", 1), ("/sales/0/lines/0/paid", "whole number")),
    "float": (GOOD.replace("2136", "21.36", 1), ("/sales/0/lines/0/paid", "21.36")),
    "text": (GOOD.replace("2136", '"2136"', 1), ("/sales/0/lines/0/paid", "whole number")),
    "huge": (GOOD.replace("2136", "9" * 5000, 1), ("/sales/0/lines/0/paid", "check it")),
    "exponent": (GOOD.replace("2136", "1e400", 1), ("/sales/0/lines/0/paid", "whole number")),
    "deep": ("[" * DEEP, ("nested deeper",)),
    "latin": (GOOD.replace("Shelf", "Café").encode("latin-1"), ("byte", "save it as UTF-8")),
    "receipt": (bent(*RECEIPT, to="9999-1"), ("/claim/items/0/receipt", "'9999-1'", "check it")),
    "line": (bent("claim", "items", 0, "line", to=7), ("/claim/items/0/line", "no line 7")),
    "half": (bent("claim", "items", 0, "quantity", to="0.5"), ("/claim/items/0/quantity",)),
    "none": (bent("claim", "items", 0, "quantity", to="0"), ("/claim/items/0/quantity",)),
    "less": (bent("claim", "items", 0, "quantity", to="-1"), ("/claim/items/0/quantity",)),
    "currency": (bent("store", "currency", to="XXQ"), ("/store/currency", "'XXQ'")),
    "two": (bent("sales", 0, "currency", to="EUR"), ("/sales/0/currency", "one currency")),
    "offset": (bent("now", to="2026-11-21T18:40:00"), ("/now", "no offset; add it")),
    "items": (bent("claim", "items", to={}), ("/claim/items", "must be a list")),
}


def test_a_case_that_can_not_be_read_names_its_place(program: Program) -> None:
    for name, (content, _) in BROKEN_CASES.items():
        put(program.folder, f"{name}.json", content)

    told = program.run_each(*(("board", f"{name}.json", "--json") for name in BROKEN_CASES))

    for said, (name, (_, facts)) in zip(told, BROKEN_CASES.items(), strict=True):
        assert_refused(said, f"{name}.json", *facts)


def test_a_bad_case_among_lines_keeps_its_place_and_costs_no_other(program: Program) -> None:
    tried = {name: pair for name, pair in BROKEN_CASES.items() if name != "empty"}
    lines = [c if isinstance(c, bytes) else c.encode() for c, _ in tried.values()]
    typed = b"\n".join([*lines, GOOD.encode()]) + b"\n"

    said = program.run("board", "-", "--lines", typed=typed)
    answers = [json.loads(line) for line in said.out.splitlines()]

    assert said.code == 2
    assert said.err.count("\n") <= 1
    assert_no_trace(said)
    assert [each["line"] for each in answers[:-1]] == list(range(1, len(tried) + 1))
    for answer, (_, facts) in zip(answers, tried.values(), strict=False):
        told = f"{answer['error']['pointer']} {answer['error']['message']}"
        assert all(fact in told for fact in facts), told
    assert answers[-1]["claim_amount"] == 2136


def test_a_case_from_standard_input_or_nowhere_is_refused_alike(program: Program) -> None:
    said = program.run("board", "-", typed="{")

    assert_refused(said, "standard input", "no JSON")
    for said in program.run_each(("board", "none.json"), ("board", ".")):
        assert_refused(said, "check the name")


BROKEN_PACKS: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "broken": ("id = \n", ("line 1", "no TOML")),
    "key": (HEAD + rule_text(wehn="{ }"), ("rules[0].wehn", "did you mean 'when'?")),
    "word": (HEAD + rule_text(effect='"alow"'), ("rules[0].effect", "did you mean 'allow'?")),
    "float": (HEAD + rule_text(when="{ amount = { over = 5.00 } }"), ("rules[0].when.amount",)),
    "blame": (
        HEAD + rule_text(text='{ en = "Unfortunately it is company policy." }'),
        ("rules[0].text.en", "blames or boasts", "say the fact itself"),
    ),
    "law": (HEAD.replace('"shop"', '"law"'), ("layer", 'write layer = "shop"')),
    "binary": (bytes(range(256)), ("byte 128", "save the file as UTF-8")),
    "deep": ("a = " + "[" * DEEP, ("nested too deep",)),
    "empty": ("", ("id", "add it")),
}


def test_packs_with_errors_are_named_with_place_and_mend(program: Program) -> None:
    files = [put(program.folder, f"{n}.toml", c).name for n, (c, _) in BROKEN_PACKS.items()]
    fine = put(program.folder, "fine.toml", HEAD + rule_text()).name

    said = program.run("policy", "check", *files, fine)

    assert (said.code, said.err) == (1, "")
    assert_no_trace(said)
    for name, (_, facts) in BROKEN_PACKS.items():
        about = [line for line in said.out.splitlines() if line.startswith(f"{name}.toml: ")]
        assert any(all(fact in line for fact in facts) for line in about), (name, about)
    assert "fine.toml: this pack can be used." in said.out


def test_no_board_is_made_under_a_pack_that_can_not_be_used(program: Program) -> None:
    put(program.folder, "case.json", GOOD)
    put(program.folder, "fine.toml", HEAD + rule_text())
    (program.folder / "folder.toml").mkdir()
    for name, (content, _) in BROKEN_PACKS.items():
        put(program.folder, f"{name}.toml", content)
    names = [f"{name}.toml" for name in (*BROKEN_PACKS, "missing", "folder")]

    *told, under_a_good_one = program.run_each(
        *(("board", "case.json", "--json", "--policy", name) for name in (*names, "fine.toml"))
    )

    for said, name in zip(told, names, strict=True):
        assert_refused(said, name)
    assert (under_a_good_one.code, under_a_good_one.err) == (0, "")


def test_packs_that_are_not_there_can_not_be_checked(program: Program) -> None:
    for said in program.run_each(("policy", "check", "none.toml"), ("policy", "check", ".")):
        assert_refused(said, "check the name")
