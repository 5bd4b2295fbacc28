"""The shop packs that are there to be copied: generous, standard and strict."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from returns_desk.adapters.case_files import read_case
from returns_desk.adapters.policies import check_together, load_policy
from returns_desk.adapters.policies.shapes import PackShape, RuleShape, SettingsShape
from returns_desk.application.policy_lab.bench import Surroundings
from returns_desk.application.policy_lab.examining import examine
from returns_desk.application.policy_lab.report import Gravity, Kind
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import FIELDS, Layer
from support.shipped_boards import NOW, SHIPPED

SHOPS = ["generous", "standard", "strict"]
ACQUIRERS = ["strict", "permissive", "processor-180-days"]


def board_of(shop: str, days: int, tender: str = "cash", **item: Any) -> Board:
    sale = {
        "receipt": "R",
        "store": "1",
        "sold_at": (NOW - timedelta(days=days)).isoformat(),
        "policy_disclosed": True,
        "lines": [{"line": 1, "quantity": "1", "unit": "each", "paid": 2497, "category": "x/y"}],
        "tenders": [{"tender": 1, "type": tender, "amount": 2497}],
    }
    judged = {"reason": "changed_mind", "condition": "unopened", "missing": []}
    claimed = {"receipt": "R", "line": 1, "quantity": "1", **judged, **item}
    document = {
        "now": NOW.isoformat(),
        "store": {"id": "1", "jurisdiction": "US-WI", "currency": "USD"},
        "sales": [sale],
        "claim": {"items": [claimed], "evidence": {"receipt": True}},
    }
    files = [SHIPPED / "acquirer" / "strict.toml", SHIPPED / "shop" / f"{shop}.toml"]
    policy = load_policy(SHIPPED, files=files).policy_for("USD")
    return propose_board(read_case(json.dumps(document)), policy)


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize("acquirer", ACQUIRERS)
def test_every_shop_pack_can_decide_beside_every_acquirer_and_all_law(
    shop: str, acquirer: str
) -> None:
    files = [SHIPPED / "acquirer" / f"{acquirer}.toml", SHIPPED / "shop" / f"{shop}.toml"]

    assert check_together(SHIPPED, files) == ()


@pytest.mark.parametrize("shop", [*SHOPS, "demo"])
@pytest.mark.parametrize("acquirer", ACQUIRERS)
def test_a_shop_pack_beside_any_acquirer_has_nothing_that_its_copier_must_explain_away(
    shop: str, acquirer: str
) -> None:
    files = [SHIPPED / "acquirer" / f"{acquirer}.toml", SHIPPED / "shop" / f"{shop}.toml"]
    policy = load_policy(SHIPPED, files=files).policy_for("USD")

    report = examine(policy, Surroundings(NOW.date(), "US-MN", places=("US-MN",)))

    bad = [f for f in report.findings if f.gravity is not Gravity.NOTE]
    assert [each.message for each in bad] == []
    assert Kind.NEVER_MATTERS not in {each.kind for each in report.findings}
    assert report.is_whole


@pytest.mark.parametrize("shop", SHOPS)
def test_every_sentence_of_a_shop_pack_is_there_in_four_languages(shop: str) -> None:
    loaded = load_policy(SHIPPED, files=[SHIPPED / "shop" / f"{shop}.toml"])
    own = [pack for pack in loaded.policy.packs if pack.layer is Layer.SHOP]

    assert {tuple(sorted(r.text)) for pack in own for r in pack.rules} == {("en", "et", "hy", "lv")}


def test_the_sections_stand_in_the_same_order_in_all_three() -> None:
    texts = [(SHIPPED / "shop" / f"{shop}.toml").read_text(encoding="utf-8") for shop in SHOPS]

    sections = [re.findall(r"^# (\d\. .+)$", text, re.MULTILINE) for text in texts]

    assert len(sections[0]) == 9
    assert sections[0] == sections[1] == sections[2]


@pytest.mark.parametrize(("shop", "window"), [("generous", 180), ("standard", 60), ("strict", 14)])
def test_money_comes_back_to_the_last_day_and_then_a_manager_decides(
    shop: str, window: int
) -> None:
    assert board_of(shop, window).option("refund/original").standing is Standing.AVAILABLE
    assert board_of(shop, window + 1).option("refund/original").standing is Standing.NEEDS_APPROVAL


@pytest.mark.parametrize(("shop", "last"), [("standard", 180), ("strict", 60)])
def test_when_the_window_is_over_a_managers_goodwill_stays_on_the_board(
    shop: str, last: int
) -> None:
    board = board_of(shop, last + 1)

    assert board.option("refund/original").standing is Standing.NOT_POSSIBLE
    assert board.option("goodwill/original").standing is Standing.NEEDS_APPROVAL


@pytest.mark.parametrize("shop", [*SHOPS, "demo"])
@pytest.mark.parametrize("tender", ["voucher", "loyalty_points"])
@pytest.mark.parametrize("days", [1, 100, 300])
def test_points_and_vouchers_go_back_as_such_and_no_manager_makes_money_of_them(
    shop: str, tender: str, days: int
) -> None:
    board = board_of(shop, days, tender)

    for option in ("refund/bank_transfer", "refund/cheque", "refund/cash", "refund/other_card"):
        assert board.option(option).standing is Standing.NOT_POSSIBLE, option
    given_back = {board.option(f"{way}/original").standing for way in ("refund", "goodwill")}
    assert given_back & {Standing.AVAILABLE, Standing.NEEDS_APPROVAL}


def test_every_word_that_a_file_may_hold_is_told_to_whoever_copies_one() -> None:
    text = (SHIPPED / "shop" / "demo.toml").read_text(encoding="utf-8")
    written = set(re.findall(r"^(?:\[settings\.)?(\w+)", text, re.MULTILINE))
    told = set(re.findall(r"[\w.]*\w", " ".join(re.findall(r"^#.*", text, re.MULTILINE))))
    of_law = {"verified"}
    shapes = (PackShape, SettingsShape, RuleShape)

    words = {name for shape in shapes for name in shape.model_fields} | set(FIELDS)
    assert words - told - written == of_law
