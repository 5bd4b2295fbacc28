"""Keys that do nothing for want of another are told of, each with what it wants."""

from dataclasses import fields, replace
from typing import Any

import pytest

from returns_desk.application.policy_lab.bench import Surroundings
from returns_desk.application.policy_lab.examining import examine
from returns_desk.application.policy_lab.idle_keys import WANTS, idle_keys
from returns_desk.application.policy_lab.report import Gravity, Kind
from returns_desk.domain.policy import Deduct, Layer, Pack, Policy, Rule, Settings
from support.lab_packs import HERE, TODAY, at_least, is_one_of, policy, right, rule

MONEY = rule("money", "allow", "refund/original")
VALUES: dict[str, Any] = {
    "store_credit_days": 730,
    "above_cash_limit": "cheque",
    "cheque_hold_days": 10,
    "exchange_tolerance": 500,
    "fee_reduces_tax": True,
    "history_period_days": 30,
    "goodwill_period_days": 7,
    "refundable_without_card": frozenset({"credit_card"}),
    "card_needed_for_schemes": ("interac",),
}
"""Each setting that wants something, as a shop writes it."""

HELPS: dict[str, Rule | dict[str, Any]] = {
    "store_credit_days": {"store_credit_issuer": "voucher"},
    "above_cash_limit": {"cash_limit": 20000},
    "cheque_hold_days": {"cheque_cleared_as_cash": True},
    "exchange_tolerance": rule("swap", "allow", "exchange/none"),
    "fee_reduces_tax": rule("fee", "fee", "refund/original", fee_basis_points=1500),
    "history_period_days": rule(
        "often", "approve", "refund/original", when=(at_least("returns_in_period", 3),)
    ),
    "goodwill_period_days": rule(
        "spent", "approve", "goodwill/original", when=(at_least("goodwill_given", 1),)
    ),
    "refundable_without_card": rule(
        "card", "forbid", "refund/original", when=(is_one_of("original_tender_present", False),)
    ),
    "card_needed_for_schemes": rule(
        "card", "forbid", "refund/original", when=(is_one_of("refundable_without_card", False),)
    ),
}
"""What each of them wants: a rule, or other settings."""


def with_settings(settings: dict[str, Any], *rules: Rule) -> Policy:
    packs = policy(MONEY, *rules)
    return replace(packs, packs=(replace(packs.packs[0], settings=Settings(**settings)),))


def keys_told(packs: Policy, where: Surroundings = HERE) -> list[str]:
    return [key for finding in idle_keys(packs, where) for key in finding.facts]


def test_every_pair_is_tried_here_and_every_key_is_one_of_a_pack() -> None:
    assert VALUES.keys() == HELPS.keys() == WANTS.keys()
    assert WANTS.keys() <= {each.name for each in fields(Settings)}


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_setting_without_what_it_wants_is_told_of_and_with_it_is_not(name: str) -> None:
    alone = {name: VALUES[name]}
    help_ = HELPS[name]
    helped = (
        with_settings(alone, help_)
        if isinstance(help_, Rule)
        else with_settings({**alone, **help_})
    )

    assert keys_told(with_settings(alone)) == [name]
    assert keys_told(helped) == []


def test_the_sentence_names_the_key_the_pack_and_the_mend_and_is_a_warning() -> None:
    report = examine(with_settings({"store_credit_days": 730}), HERE)

    (found,) = [each for each in report.findings if each.kind is Kind.KEY_WITHOUT_EFFECT]
    assert found.gravity is Gravity.WARNING
    assert found.message == (
        "store_credit_days in 'lab-shop' does nothing: only the program's own vouchers end on a"
        ' day; write store_credit_issuer = "voucher" beside it, or leave it out.'
    )


def test_money_is_named_in_the_currency_that_was_looked_at() -> None:
    (found,) = idle_keys(
        with_settings({"above_cash_limit": "cheque"}), Surroundings(TODAY, "EE", "EUR")
    )

    assert "no cash_limit in the currency EUR" in found.message


def test_what_stands_in_another_pack_is_enough() -> None:
    packs = with_settings({"store_credit_days": 730})
    store = Pack("store", Layer.STORE, "1", settings=Settings(store_credit_issuer="voucher"))

    assert keys_told(replace(packs, packs=(*packs.packs, store))) == []


def test_a_number_of_another_system_has_no_last_day_of_ours() -> None:
    given = {"store_credit_days": 730, "store_credit_issuer": "number"}

    assert keys_told(with_settings(given)) == ["store_credit_days"]


def test_a_rule_that_tests_whether_a_cheque_cleared_is_enough_for_its_hold() -> None:
    cleared = rule("hold", "forbid", "refund/cash", when=(is_one_of("tender_cleared", False),))

    assert keys_told(with_settings({"cheque_hold_days": 10}, cleared)) == []


def test_what_the_law_lets_be_kept_is_a_fee_as_well() -> None:
    lawful = right("worn", "refund/original", deduct=Deduct.DIMINISHED_VALUE)
    packs = policy(MONEY, law=(lawful,), place="US")
    given = replace(packs.packs[0], settings=Settings(fee_reduces_tax=True))

    assert keys_told(replace(packs, packs=(given, packs.packs[1]))) == []


def test_settings_that_say_no_and_settings_of_law_want_nothing() -> None:
    law = policy(MONEY, law=(right("money-of-law", "refund/cash"),), place="US")
    lawful = replace(law.packs[1], settings=Settings(cheque_hold_days=10))

    assert keys_told(with_settings({"fee_reduces_tax": False})) == []
    assert keys_told(replace(law, packs=(law.packs[0], lawful))) == []


@pytest.mark.parametrize(("effect", "told"), [("allow", ["role"]), ("approve", [])])
def test_a_role_is_asked_only_where_somebody_approves(effect: str, told: list[str]) -> None:
    asked = rule("asked", effect, "refund/cash", role="regional")

    assert keys_told(policy(MONEY, asked)) == told


def test_a_rule_that_replaces_one_that_is_nowhere_is_told_of() -> None:
    here = rule("here", "allow", "refund/cash", layer=Layer.STORE, replaces=frozenset({"money"}))
    gone = replace(here, id="gone", replaces=frozenset({"money", "mony"}))

    assert keys_told(policy(MONEY, here)) == []
    (found,) = idle_keys(policy(MONEY, gone), HERE)
    assert found.rules == ("gone",)
    assert "for 'mony'" in found.message


def test_only_if_not_of_an_option_that_no_clerk_can_open_is_told_of() -> None:
    cash = rule("cash", "allow", "refund/cash", only_if_not=frozenset({"refund/original"}))
    closed = rule("closed", "approve", "refund/original")

    assert keys_told(policy(MONEY, cash)) == []
    assert keys_told(policy(closed, cash)) == ["only_if_not"]
