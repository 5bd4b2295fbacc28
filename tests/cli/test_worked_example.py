"""The worked example of the contract, generated from the program and compared with what it fixes.

To write the golden boards anew after a change that is meant: RETURNS_DESK_WRITE_GOLDEN=1.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from returns_desk.application.board_document import board_document, digest_of
from returns_desk.bootstrap.commands import services
from returns_desk.cli.context import PackChoice
from returns_desk.domain.board import CATALOGUE
from support.shelf_case import shelf_case

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
PACKS = ROOT / "resources" / "policies"
CARD_HERE = "original_tender_present:3141-07-20261107-0042/1"


def shelf_board(acquirer: str) -> dict[str, Any]:
    real = services()
    case = real.read_case(json.dumps(shelf_case()).encode())
    files = (PACKS / "acquirer" / f"{acquirer}.toml", PACKS / "shop" / "demo.toml")
    return board_document(real.board_maker(PackChoice(files))(case), case)


def standings(board: dict[str, Any]) -> dict[str, str]:
    return {option["id"]: option["standing"] for option in board["options"]}


@pytest.mark.parametrize("acquirer", ["strict", "permissive"])
def test_the_worked_example_is_the_golden_board(acquirer: str) -> None:
    path = GOLDEN / f"board_shelf_{acquirer}.json"
    text = json.dumps(shelf_board(acquirer), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("RETURNS_DESK_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")

    assert text == path.read_text(encoding="utf-8")


def test_the_other_card_stands_first_because_it_was_asked_for() -> None:
    first = shelf_board("strict")["options"][0]
    reason = first.pop("reasons")

    assert [(each["code"], each["layer"], each["public"]) for each in reason] == [
        ("other_card_needs_approval", "acquirer", True)
    ]
    leg = first["legs"][0]
    assert leg.pop("means") == "other_card"
    assert first == {
        "id": "refund/other_card",
        "remedy": "refund",
        "destination": "other_card",
        "standing": "needs_approval",
        "basis": "policy",
        "amount": 2136,
        "amount_max": 2136,
        "fee": 0,
        "tax": 137,
        "covers": "all",
        "items": [{"item": 0, "quantity": "1", "amount": 2136, "tax": 137, "fee": 0}],
        "left": [],
        "legs": [
            {
                "tender": "3141-07-20261107-0042/1",
                "destination": "other_card",
                "amount": 2136,
                "rounding": 0,
            }
        ],
        "needs": [{"fact": "other_card", "value": True}],
        "approval": {"role": "manager"},
        "arrives": {"business_days_min": 3, "business_days_max": 5},
        "changes_if": [],
    }


def test_the_original_card_is_open_if_it_is_here() -> None:
    second = shelf_board("strict")["options"][1]

    assert second["id"] == "refund/original"
    assert (second["standing"], second["amount"]) == ("conditional", 2136)
    assert second["needs"] == [{"fact": CARD_HERE, "value": True}]
    assert second["changes_if"] == [{"fact": CARD_HERE, "value": False, "standing": "not_possible"}]


def test_only_the_card_is_asked_for_and_the_escalation_is_there() -> None:
    board = shelf_board("strict")

    assert board["questions"] == [
        {
            "fact": CARD_HERE,
            "text": "Is the card ending 1234 here?",
            "answers": [True, False],
            "decides": ["refund/original"],
        }
    ]
    assert board["escalation"] == {
        "required": True,
        "triggers": [{"code": "asked_option_needs_approval", "option": "refund/other_card"}],
    }


def test_every_option_is_there_once_and_store_credit_below_all_money() -> None:
    board = shelf_board("strict")
    ids = [option["id"] for option in board["options"]]

    assert sorted(ids) == sorted(CATALOGUE)
    assert ids.index("store_credit/store_credit") > ids.index("even_exchange/none")
    assert {name for name, each in standings(board).items() if each == "available"} == {
        "even_exchange/none",
        "exchange/none",
        "store_credit/store_credit",
    }


def test_the_permissive_acquirer_leaves_another_card_to_the_clerk() -> None:
    board = shelf_board("permissive")

    assert standings(board)["refund/other_card"] == "conditional"
    assert board["options"][0]["needs"] == [
        {"fact": "other_card", "value": True},
        {"fact": "other_card.same_customer", "value": True},
    ]


def test_the_digest_is_of_everything_but_itself() -> None:
    board = shelf_board("strict")

    assert board["digest"] == digest_of(board)
    assert list(board)[-1] == "digest"
    assert board["digest"] != digest_of({**board, "currency": "EUR"})
