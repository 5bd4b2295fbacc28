"""Published schemas are JSON Schemas, and the program's own documents fit them."""

import json
from pathlib import Path

import pytest

from returns_desk.adapters.case_files.board_shape import BoardShape
from returns_desk.application.board_document import board_document
from returns_desk.bootstrap.commands import services
from returns_desk.cli.context import PackChoice
from returns_desk.cli.main import run_command_line
from support.shelf_case import shelf_case, with_value


@pytest.mark.parametrize("name", ["case", "board", "sale", "policy", "void"])
def test_each_schema_is_printed_as_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = run_command_line(["schema", name], services())
    schema = json.loads(capsys.readouterr().out)

    assert code == 0
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["type"] == "object"
    assert schema["title"] == name.capitalize()


def test_the_case_schema_names_every_word_that_the_reader_takes() -> None:
    text = json.dumps(services().schema("case"))

    assert all(word in text for word in ("price_adjustment", "rebate_receipt", "store_account"))


def test_the_policy_schema_names_every_field_that_a_rule_may_test() -> None:
    text = json.dumps(services().schema("policy"))

    assert all(word in text for word in ("other_card.same_customer", "months_since_delivery"))


@pytest.mark.parametrize(
    "document",
    [
        shelf_case(),
        with_value(shelf_case(), "claim/items/0/reason", None),
        with_value(shelf_case(), "claim/items/0/quantity", "4"),
        with_value(shelf_case(), "claim/facts/exchange_total", 3000),
        with_value(shelf_case(), "claim/items", []),
    ],
    ids=["shelf", "reason unknown", "too many", "exchange", "nothing claimed"],
)
def test_boards_fit_the_published_shape_to_the_key(document: dict[str, object]) -> None:
    real = services()
    case = real.read_case(json.dumps(document).encode())

    board = board_document(real.board_maker(PackChoice())(case), case)

    BoardShape.model_validate(board)


def test_every_problem_of_a_pack_is_there_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "bad.toml"
    pack.write_text('layer = "shop"\n')

    code = run_command_line(["policy", "check", str(pack), "--json"], services())
    listed = json.loads(capsys.readouterr().out)["files"][0]

    assert code == 1
    assert listed["usable"] is False
    assert [problem["place"] for problem in listed["problems"]] == ["id", "version"]
