"""What a pack can say of fees, alternatives, words for staff and cash limits, and its mistakes."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from returns_desk.adapters.policies import UnusablePack, load_policy, read_pack
from returns_desk.adapters.policies.shapes import PackShape
from returns_desk.domain.policy import Deduct, FeePer, Rule, Settings
from support.small_packs import HEAD, rule_text

FEE = '"fee"'


def read(text: str) -> Any:
    return read_pack((HEAD + text).encode(), "corner.toml")


def rule_of(**changes: str) -> Rule:
    rule = read(rule_text(**changes)).pack.rules[0]
    assert isinstance(rule, Rule)
    return rule


def settings_of(text: str) -> Settings:
    settings = read(f"[settings]\n{text}\n").pack.settings
    assert isinstance(settings, Settings)
    return settings


def problems_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(UnusablePack) as caught:
        read(text)
    assert {problem.file for problem in caught.value.problems} == {"corner.toml"}
    assert all(len(str(problem).splitlines()) == 1 for problem in caught.value.problems)
    return [(problem.place, problem.message) for problem in caught.value.problems]


# --- rules --------------------------------------------------------------------------------------


@pytest.mark.parametrize("deduct", list(Deduct))
def test_a_fee_may_keep_a_value_of_the_line(deduct: Deduct) -> None:
    assert rule_of(effect=FEE, deduct=f'"{deduct}"').deduct is deduct


@pytest.mark.parametrize("per", list(FeePer))
def test_a_fixed_fee_says_how_often_it_is_kept(per: FeePer) -> None:
    rule = rule_of(effect=FEE, fee_fixed='"2.00"', fee_per=f'"{per}"')

    assert (rule.fee_fixed, rule.fee_per) == (200, per)


def test_a_fee_is_kept_per_item_where_the_pack_is_silent() -> None:
    assert rule_of(effect=FEE, fee_fixed='"2.00"').fee_per is FeePer.ITEM


@pytest.mark.parametrize("per", list(FeePer))
def test_a_fee_has_a_floor_and_a_cap_as_often_as_it_is_kept(per: FeePer) -> None:
    bounds = {"fee_at_least": '"10.00"', "fee_at_most": '"50.00"'}
    rule = rule_of(effect=FEE, fee_percent='"15"', fee_per=f'"{per}"', **bounds)

    assert (rule.fee_at_least, rule.fee_at_most, rule.fee_per) == (1000, 5000, per)


@pytest.mark.parametrize("effect", ["allow", "approve"])
def test_a_permission_may_end_at_an_amount(effect: str) -> None:
    assert rule_of(effect=f'"{effect}"', amount_at_most='"20.00"').amount_at_most == 2000


@pytest.mark.parametrize(
    "keys",
    [
        {"effect": FEE, "fee_percent": '"15"', "fee_at_most": '"50.00"'},
        {"effect": FEE, "fee_percent": '"15"', "fee_at_least": '"10.00"'},
        {"amount_at_most": '"20.00"'},
    ],
)
def test_a_rule_with_bounds_in_money_is_of_one_currency(keys: dict[str, str]) -> None:
    assert read(rule_text(**keys)).money_rules == ("money-back",)


def test_a_rule_may_keep_a_share_an_amount_and_a_value() -> None:
    rule = rule_of(effect=FEE, fee_percent='"10"', fee_fixed='"1.00"', deduct='"tax"')

    assert (rule.fee_basis_points, rule.fee_fixed, rule.deduct) == (1000, 100, Deduct.TAX)


def test_a_rule_names_the_options_it_stands_in_for() -> None:
    rule = rule_of(options='["refund/cash"]', only_if_not='["refund/original", "refund/ch*"]')

    assert rule.only_if_not == {"refund/original", "refund/cheque"}


def test_a_rule_has_a_sentence_for_staff_beside_the_public_one() -> None:
    rule = rule_of(internal='{ en = "Look at the label.", et = "Vaata silti." }')

    assert rule.internal == {"en": "Look at the label.", "et": "Vaata silti."}
    assert rule.text == {"en": "Money back within 90 days."}


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        pytest.param({"deduct": '"tax"'}, "deduct", 'effect = "fee"', id="deduct by no fee"),
        pytest.param({"fee_per": '"unit"'}, "fee_per", 'effect = "fee"', id="per by no fee"),
        pytest.param(
            {"effect": FEE, "deduct": '"taxes"'}, "deduct", "did you mean 'tax'?", id="deduct"
        ),
        pytest.param(
            {"effect": FEE, "fee_fixed": '"1.00"', "fee_per": '"units"'},
            "fee_per",
            "did you mean 'unit'?",
            id="per",
        ),
        pytest.param(
            {"effect": FEE, "fee_percent": '"5"', "fee_per": '"unit"'},
            "fee_per",
            "write fee_fixed too",
            id="per without an amount",
        ),
        pytest.param(
            {"effect": '"forbid"', "amount_at_most": '"20.00"'},
            "amount_at_most",
            '"allow" or "approve"',
            id="refusal up to an amount",
        ),
        pytest.param({"amount_at_most": '"20,00"'}, "amount_at_most", "no money", id="amount"),
        pytest.param({"fee_at_most": '"1.00"'}, "fee_at_most", 'effect = "fee"', id="cap, no fee"),
        pytest.param(
            {"effect": FEE, "fee_fixed": '"1.00"', "fee_at_least": '"2.00"'},
            "fee_at_least",
            "write fee_percent too",
            id="floor without a share",
        ),
        pytest.param(
            {"effect": FEE, "fee_percent": '"5"', "fee_at_most": '"1"', "deduct": '"tax"'},
            "deduct",
            "a rule of its own",
            id="cap of a value",
        ),
        pytest.param(
            {"effect": FEE, "fee_percent": '"5"', "fee_at_least": '"2"', "fee_at_most": '"1"'},
            "fee_at_least",
            "swap the two",
            id="floor above the cap",
        ),
        pytest.param(
            {"effect": FEE, "fee_percent": '"5"', "fee_at_most": '"1,00"'},
            "fee_at_most",
            "no money",
            id="cap is no money",
        ),
        pytest.param(
            {"effect": FEE, "fee_percent": '"5"', "fee_at_most": "50"},
            "fee_at_most",
            "must be text",
            id="cap is a number",
        ),
        pytest.param({"effect": FEE}, "fee_percent", "fee_fixed or deduct", id="no fee at all"),
        pytest.param(
            {"effect": FEE, "deduct": "7"}, "deduct", "must be text", id="deduct is a number"
        ),
        pytest.param(
            {"effect": '"forbid"', "only_if_not": '["refund/cash"]'},
            "only_if_not",
            '"allow" or "approve"',
            id="alternative to a refusal",
        ),
        pytest.param(
            {"only_if_not": '["refund/chash"]'}, "only_if_not[0]", "'refund/cash'", id="option"
        ),
        pytest.param(
            {"only_if_not": '["refund/mixed"]'}, "only_if_not", "leave it out", id="mixed"
        ),
        pytest.param({"only_if_not": '"refund/cash"'}, "only_if_not", "brackets", id="no list"),
        pytest.param(
            {"only_if_not": '["refund/original"]'}, "only_if_not", "leads back", id="itself"
        ),
        pytest.param(
            {"internal": '{ en = "You should have kept the box." }'},
            "internal.en",
            "blames or boasts",
            id="staff's sentence blames",
        ),
        pytest.param({"internal": '{ en = "" }'}, "internal.en", "", id="empty sentence"),
    ],
)
def test_a_mistake_in_a_rule_names_its_place_and_its_mend(
    changes: dict[str, str], place: str, words: str
) -> None:
    (found,) = problems_of(rule_text(**changes))

    assert found[0] == f"rules[0].{place}"
    assert words in found[1]


def alternative(name: str, option: str, *before: str) -> str:
    asked = json.dumps(list(before))
    return rule_text(id=f'"{name}"', options=f'["{option}"]', only_if_not=asked)


def test_rules_that_wait_for_each_other_are_refused_with_both_names() -> None:
    circle = (
        alternative("one", "refund/cash", "refund/cheque")
        + alternative("two", "refund/cheque", "store_credit/store_credit")
        + alternative("three", "store_credit/store_credit", "refund/cash")
    )

    found = problems_of(circle)

    assert [place for place, _ in found] == [f"rules[{n}].only_if_not" for n in range(3)]
    assert "'one' waits for 'three' (rules[2])" in found[0][1]


def test_alternatives_in_a_row_are_no_circle() -> None:
    row = (
        alternative("one", "refund/cash", "refund/original")
        + alternative("two", "refund/cheque", "refund/cash", "refund/original")
        + alternative("three", "store_credit/store_credit", "refund/cheque")
        + rule_text(id='"plain"')
    )

    assert len(read(row).pack.rules) == 4


def test_rules_of_two_packs_that_wait_for_each_other_are_refused(tmp_path: Path) -> None:
    shop, store = tmp_path / "shop.toml", tmp_path / "store.toml"
    shop.write_text(HEAD + alternative("one", "refund/cash", "refund/cheque"))
    head = HEAD.replace("corner-shop", "this-store").replace('"shop"', '"store"')
    store.write_text(head + alternative("two", "refund/cheque", "refund/cash"))

    with pytest.raises(UnusablePack) as caught:
        load_policy(tmp_path, files=[shop, store], with_law=False)

    (problem,) = caught.value.problems
    assert (problem.file, problem.place) == (str(shop), "rules[0].only_if_not")
    assert "'one' waits for 'two'" in problem.message
    assert str(store) in problem.message
    assert load_policy(tmp_path, files=[store], with_law=False).packs


# --- settings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("history_period_days = 3660", "history_period_days", 3660),
        ("goodwill_period_days = 366", "goodwill_period_days", 366),
        ('cash_limit = "200.00"', "cash_limit", 20_000),
        ('cash_limit = { USD = "200.00", JPY = "30000" }', "cash_limit", 20_000),
        ('cash_limit = { JPY = "30000" }', "cash_limit", None),
        ('above_cash_limit = "store_account"', "above_cash_limit", "store_account"),
        ("fee_reduces_tax = true", "fee_reduces_tax", True),
        ('store_credit_issuer = "voucher"', "store_credit_issuer", "voucher"),
        ("store_credit_days = 730", "store_credit_days", 730),
        ("cash_through_fiscal_till = true", "cash_through_fiscal_till", True),
    ],
)
def test_settings_are_read(text: str, name: str, value: object) -> None:
    assert getattr(settings_of(text), name) == value
    assert getattr(Settings(), name) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("history_period_days = 0", "must be at least 1"),
        ("history_period_days = 3661", "must be at most 3660"),
        ("goodwill_period_days = 367", "must be at most 366"),
        ('history_period_days = "30"', "whole number"),
        ("cash_limit = 200", "must be text"),
        ('cash_limit = "200.005"', "more decimals"),
        ('above_cash_limit = "chek"', "'cheque'"),
        ('fee_reduces_tax = "yes"', "true or false"),
        ('store_credit_issuer = "till"', "'number' or 'voucher'"),
        ("store_credit_days = 0", "must be at least 1"),
        ("cash_through_fiscal_till = 1", "true or false"),
        ("cash_limits = 1", "did you mean 'cash_limit'?"),
    ],
)
def test_a_mistake_in_a_setting_names_its_place(text: str, words: str) -> None:
    found = problems_of(f"[settings]\n{text}\n")

    assert {place.split(".")[1] for place, _ in found} == {text.split(" ", maxsplit=1)[0]}
    assert any(words in message for _, message in found)


def test_the_published_schema_knows_every_key() -> None:
    schema = json.dumps(TypeAdapter(PackShape).json_schema())

    names = [*Deduct, *FeePer, "only_if_not", "internal", "deduct", "fee_per", "cash_limit"]
    names += ["fee_at_least", "fee_at_most", "amount_at_most"]
    names += ["above_cash_limit", "history_period_days", "goodwill_period_days", "fee_reduces_tax"]
    names += ["store_credit_issuer", "store_credit_days", "cash_through_fiscal_till"]
    assert [name for name in names if f'"{name}"' not in schema] == []
