"""Who may allow what: by role and by amount, from the pack files of a store to its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeys.chain import DESK, MUGS, PIN_OF, changed_mind, make_store, open_store, standing
from journeys.harness import SHELF, Counter
from returns_desk.application.desk_state import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

GOODWILL = "goodwill/original"
BY_ROLE = {
    "supervisor": (MUGS, ["PLATE-DIN-WH", "PLATE-DIN-WH", "PLATE-DIN-WH", "PLATE-DIN-WH"]),
    "manager": (DESK, ["CHAIR-TASK-GR"]),
    "regional": (DESK, ["DESK-SIT-STD"]),
}
"""Goods whose amount, as goodwill, is a matter for that role."""
ABOVE = {
    "supervisor": {"sara", "lind", "remi"},
    "manager": {"lind", "remi"},
    "regional": {"remi"},
}
SPOKEN_OF = {"supervisor": "Supervisor", "manager": "Manager", "regional": "Regional manager"}
AWAITED = {**SPOKEN_OF, "regional": "Remi O."}
"""Whom the scan field waits for: the role, or by name where one person alone has it."""
ONE_BELOW_AND_THE_ROLE = [
    pytest.param("supervisor", "tom", "sara", id="supervisor"),
    pytest.param("manager", "sara", "lind", id="manager"),
    pytest.param("regional", "lind", "remi", id="regional"),
]


@pytest.fixture
def counter(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Counter, dict[str, str]]]:
    """The store's counter, and everyone's badge."""
    badges = make_store(tmp_path / "store", "shop.toml")
    opened = open_store(qtbot, tmp_path / "store")
    yield opened, badges
    opened.close()


def ask_for_goodwill(counter: Counter, role: str) -> None:
    receipt, items = BY_ROLE[role]
    changed_mind(counter, receipt, *items)
    counter.touch(f"option.{GOODWILL}")


@pytest.mark.parametrize(("role", "below", "enough"), ONE_BELOW_AND_THE_ROLE)
def test_the_role_that_the_amount_wants_decides_and_the_one_below_does_not(
    counter: tuple[Counter, dict[str, str]], role: str, below: str, enough: str
) -> None:
    opened, badges = counter
    ask_for_goodwill(opened, role)
    shown, named = standing(opened, GOODWILL), opened.texts()
    may_decide = {each.id for each in opened.case.approvers}
    amount = opened.case.board.option(GOODWILL).amount

    opened.scan(badges[below])
    said = opened.window.scan_row.banner.sentence()
    stage = opened.stage()
    refused = opened.events("approval_given")
    opened.scan(badges[enough])

    assert shown == ("needs_approval", "manager", role)
    assert may_decide == ABOVE[role]
    assert f"{SPOKEN_OF[role]} can allow" in named
    assert f"{AWAITED[role]}: scan your badge here, or t" in named
    assert (stage, refused) == (Stage.APPROVAL, [])
    assert role in said.lower(), said
    (given,) = opened.events("approval_given")
    assert (given.payload["approver"], given.payload["amount"]) == (enough, amount)
    assert opened.case.can_confirm


def test_what_goes_past_the_clerk_is_logged_by_itself(
    counter: tuple[Counter, dict[str, str]],
) -> None:
    opened, _ = counter

    ask_for_goodwill(opened, "supervisor")

    (raised,) = opened.events("escalation_raised")
    assert raised.payload["triggers"] == ["asked_option_needs_approval"]
    whole = raised.payload["board"]
    assert isinstance(whole, dict)
    by_id = {each["id"]: each for each in whole["options"]}
    assert by_id[GOODWILL]["approval"] == {"role": "supervisor"}


def test_a_pin_decides_for_whom_it_belongs_to(counter: tuple[Counter, dict[str, str]]) -> None:
    opened, _ = counter
    ask_for_goodwill(opened, "manager")

    opened.touch("approval.who.lind")
    opened.scan(PIN_OF["sara"])
    refused = opened.events("approval_given")
    opened.scan(PIN_OF["lind"])

    assert refused == []
    assert [each.payload["approver"] for each in opened.events("approval_given")] == ["lind"]


def test_more_goods_than_were_allowed_need_the_higher_role_again(
    counter: tuple[Counter, dict[str, str]],
) -> None:
    opened, badges = counter
    ask_for_goodwill(opened, "manager")
    opened.scan(badges["lind"])

    opened.scan("DESK-SIT-STD")

    assert opened.case.approval is None
    assert not opened.case.can_confirm
    assert opened.case.board.option("refund/original").approval_role == "manager"


def test_within_the_clerks_own_authority_nobody_is_asked(
    counter: tuple[Counter, dict[str, str]],
) -> None:
    opened, _ = counter

    changed_mind(opened, SHELF)

    assert standing(opened, GOODWILL) == ("available", "now", None)


@pytest.mark.parametrize("shop", ["demo", "strict"])
def test_under_shipped_packs_a_supervisor_may_not_allow_what_wants_a_manager(
    qtbot: QtBot, tmp_path: Path, shop: str
) -> None:
    badges = make_store(tmp_path / "store")
    shipped = ("acquirer/strict.toml", f"shop/{shop}.toml")
    opened = open_store(qtbot, tmp_path / "store", shipped=shipped)
    opened.scan(SHELF)
    opened.touch("asks.refund/other_card")

    opened.scan(badges["sara"])
    said, refused = opened.window.scan_row.banner.sentence(), opened.events("approval_given")
    opened.scan(badges["lind"])
    given = opened.events("approval_given")
    opened.close()

    assert refused == []
    assert "manager" in said.lower()
    assert [each.payload["approver"] for each in given] == ["lind"]
