"""`journal export --format books`: a real profile's books through the real command."""

import csv
import io
import json
from pathlib import Path

import pytest

from returns_desk.bootstrap.commands import run as run_command
from support.handing_profiles import configuration, profile_with_returns


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    profile_with_returns(tmp_path / "shop", configuration(tmp_path / "till"), count=2).close()
    return tmp_path / "shop"


def test_the_books_go_out_as_csv_and_as_json(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ["--profile", str(shop)]

    assert run_command(["journal", "export", "--format", "books", *named]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    target = str(tmp_path / "books.json")
    assert run_command(["journal", "export", target, "--format", "books-json", *named]) == 0

    document = json.loads(Path(target).read_text(encoding="utf-8"))
    assert sum(int(each["amount_minor_units"]) for each in rows) == 0
    assert [each["number"] for each in document["credit_notes"]] == [1, 2]
    assert [str(each["amount"]) for each in document["postings"]] == [
        each["amount_minor_units"] for each in rows
    ]
    assert document["open_items"] == []
