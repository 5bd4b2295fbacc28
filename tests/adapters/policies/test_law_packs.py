"""What every law pack keeps: who has rights, what was not read, sources and words."""

from datetime import timedelta
from typing import Any

import pytest

from returns_desk.domain.board import Basis, Standing
from returns_desk.domain.policy import Layer, Rule
from support.law_boards import TODAY, Answers, law_board, law_packs, law_rules

PLACES = ["EE", "LV", "DE", "FR", "IE", "GB", "AU", "NZ", "AM", "US-CA", "US-FL", "US-MN", "US-NY"]
WITH_CONFORMITY = ["EE", "LV", "DE", "FR", "IE", "GB", "AU", "NZ"]
GRAVE: Answers = {"reason": "faulty", "condition": "used", "fault": {"severity": "grave"}}
REFUSED: Answers = {"reason": "faulty", "condition": "used", "fault": {"refused": True}}
YESTERDAY = TODAY - timedelta(days=1)


def unverified_rules() -> list[Rule]:
    """What was only recalled, or needs a person's judgement."""
    return [rule for rule in law_rules() if not rule.verified]


def rights(place: str, **parts: Answers) -> set[str]:
    board = law_board(place, YESTERDAY, **parts)
    return {option.id for option in board.options if option.basis is Basis.RIGHT}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("channel", ["in_store", "online", "doorstep"])
@pytest.mark.parametrize("item", [{"reason": "changed_mind"}, REFUSED])
def test_a_business_has_no_consumers_right(place: str, channel: str, item: Answers) -> None:
    sale = {"buyer": "business", "channel": channel, "policy_disclosed": False}

    assert rights(place, sale=sale, item=item) == set()


@pytest.mark.parametrize("place", WITH_CONFORMITY)
@pytest.mark.parametrize("reason", ["changed_mind", "gift", "other"])
def test_a_change_of_mind_in_a_shop_gives_nothing(place: str, reason: str) -> None:
    board = law_board(place, TODAY, item={"reason": reason})

    assert {option.standing for option in board.options} == {Standing.NOT_POSSIBLE}


@pytest.mark.parametrize("place", ["EE", "LV", "DE", "FR"])
def test_repair_or_another_one_comes_before_the_money(place: str) -> None:
    faulty = {"reason": "faulty", "condition": "used", "fault": {"severity": "ordinary"}}

    assert rights(place, item=faulty) == {"repair/none", "replacement/none"}
    assert rights(place, item=REFUSED) >= {"refund/original"}
    assert "refund/original" not in rights(
        place, item={**REFUSED, "fault": {"refused": True, "severity": "minor"}}
    )


@pytest.mark.parametrize("place", ["EE", "IE", "GB", "AU", "NZ"])
def test_another_one_is_no_right_where_there_is_none_in_stock(place: str) -> None:
    found = rights(place, item=GRAVE, facts={"even_exchange_in_stock": False})

    assert "replacement/none" not in found
    assert "repair/none" in found


def test_wrong_food_brings_another_one_or_where_there_is_none_the_money() -> None:
    wrong = {"reason": "wrong_item", "fault": {"severity": "ordinary"}}
    jam = {"category": "food/jam"}

    assert rights("EE", item=wrong, line=jam) == {"replacement/none"}
    none_left = rights("EE", item=wrong, line=jam, facts={"even_exchange_in_stock": False})
    assert none_left == {"refund/original"}


@pytest.mark.parametrize("place", WITH_CONFORMITY)
def test_a_right_stands_though_the_card_is_not_here_and_the_scheme_would_forbid(
    place: str,
) -> None:
    card = {"type": "credit_card"}
    absent = {"original_tender_present": {"R/1": False}}

    assert "refund/original" in rights(place, item=REFUSED, tender=card, facts=absent)


@pytest.mark.parametrize("place", [*WITH_CONFORMITY, "US-CA", "US-FL", "US-MN", "US-NY"])
def test_money_that_the_card_can_not_take_is_owed_all_the_same(place: str) -> None:
    card = {"type": "credit_card"}
    declined = {"refund_authorisation": {"R/1": "declined"}}
    hidden = {"policy_disclosed": False}
    item = {**REFUSED, "condition": "opened"}

    assert "refund/cash" in rights(place, item=item, tender=card, facts=declined, sale=hidden)
    assert "refund/cash" not in rights(place, item=item, tender=card, sale=hidden)


@pytest.mark.parametrize("place", ["EE", "GB"])
def test_ordinary_delivery_comes_back_and_express_goes_to_a_manager(place: str) -> None:
    online = {"channel": "online"}

    def standing(kind: str) -> Standing:
        board = law_board(place, YESTERDAY, sale=online, line={"kind": kind})
        return board.option("refund/original").standing

    assert standing("delivery") is Standing.AVAILABLE
    assert standing("express_delivery") is Standing.NEEDS_APPROVAL
    assert standing("service") is Standing.NOT_POSSIBLE


@pytest.mark.parametrize("place", ["EE", "GB"])
@pytest.mark.parametrize(
    ("category", "condition", "is_right"),
    [
        ("food/fresh/plums", "unopened", False),
        ("made_to_order/curtains", "unopened", False),
        ("newspapers/daily", "unopened", False),
        ("hygiene/sealed/brush", "unopened", True),
        ("hygiene/sealed/brush", "opened", False),
        ("media/sealed/film", "used", False),
        ("clothing/shirt", "opened", True),
        ("food/tins", "unopened", True),
    ],
)
def test_only_the_exceptions_of_the_law_are_excepted_from_withdrawal(
    place: str, category: str, condition: str, is_right: bool
) -> None:
    online, item = {"channel": "online"}, {"condition": condition}

    found = rights(place, sale=online, item=item, line={"category": category})

    assert ("refund/original" in found) is is_right


# --- what was not read ------------------------------------------------------------------------


@pytest.mark.parametrize("rule", unverified_rules(), ids=lambda rule: rule.id)
def test_what_was_not_read_speaks_of_a_manager(rule: Rule) -> None:
    assert "manager" in rule.text["en"]
    assert rule.role == "manager"


@pytest.mark.parametrize("rule", [r for r in law_rules() if r.verified], ids=lambda rule: rule.id)
def test_what_was_read_needs_no_manager_and_was_not_recalled(rule: Rule) -> None:
    assert "manager" not in rule.text["en"]
    assert "recalled" not in rule.source
    assert "not read" not in rule.source


def test_every_rule_of_law_names_its_source_and_is_a_right() -> None:
    assert {rule.layer for rule in law_rules()} == {Layer.LAW}
    assert {rule.effect.value for rule in law_rules()} == {"right"}
    assert [rule.id for rule in law_rules() if len(rule.source) < len("WA, page")] == []


def test_what_is_not_verified_can_be_listed_by_its_mark() -> None:
    listed = {rule.pack for rule in unverified_rules()}

    assert {"law-eu", "law-ee", "law-us", "law-gb", "law-au", "law-nz", "law-am"} <= listed


SPOKEN = [("law-eu", "et"), ("law-eu", "lv"), ("law-ee", "et"), ("law-am", "hy")]


@pytest.mark.parametrize(("pack", "language"), SPOKEN)
def test_the_customers_of_estonia_latvia_and_armenia_read_their_own_language(
    pack: str, language: str
) -> None:
    texts: list[dict[str, Any]] = [dict(r.text) for r in law_rules() if r.pack == pack]

    assert texts
    assert [text["en"] for text in texts if language not in text] == []


def test_each_place_has_one_pack_named_after_it() -> None:
    for pack in law_packs():
        assert pack.jurisdiction is not None
        assert pack.id == f"law-{pack.jurisdiction.lower()}"
    assert len({pack.jurisdiction for pack in law_packs()}) == len(law_packs())
