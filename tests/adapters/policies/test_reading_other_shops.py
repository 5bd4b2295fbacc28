"""What packs say in the words of other shops: read right, or refused with place and mend."""

import json
from typing import Any

import pytest

from returns_desk.adapters.case_files import schemas
from returns_desk.adapters.policies import UnusablePack, read_pack
from returns_desk.domain.policy import FIELDS, Deduct, FieldTest, Rule, Settings
from support.small_packs import HEAD, rule_text

LAW = HEAD.replace('"shop"', '"law"') + 'jurisdiction = "DE"\n'
RIGHT = {"effect": '"right"', "source": '"Directive 2011/83/EU art. 14(2)"'}


def read(text: str, head: str = HEAD, *, may_be_law: bool = False) -> Any:
    return read_pack((head + text).encode(), "corner.toml", may_be_law=may_be_law).pack


def rule_of(text: str, head: str = HEAD, *, may_be_law: bool = False) -> Rule:
    rule = read(text, head, may_be_law=may_be_law).rules[0]
    assert isinstance(rule, Rule)
    return rule


def problem_of(text: str, head: str = HEAD, *, may_be_law: bool = False) -> tuple[str, str]:
    """The one thing that is wrong: its key path and its sentence."""
    with pytest.raises(UnusablePack) as caught:
        read(text, head, may_be_law=may_be_law)
    (problem,) = caught.value.problems
    assert problem.file == "corner.toml"
    assert len(str(problem).splitlines()) == 1
    return problem.place, problem.message


GOOD: dict[str, tuple[str, dict[str, Any]]] = {
    "marks": ('["assembled", "engraved"]', {"any_of": frozenset({"assembled", "engraved"})}),
    "days_to_use_by": ("{ at_least = 30 }", {"at_least": 30}),
    "hours_to_start": ("{ under = 48 }", {"at_most": 47}),
    "days_since_fault_told": ("{ over = 30 }", {"at_least": 31}),
    "jurisdiction": ('["US-*", "EE"]', {"patterns": ("US-*", "EE")}),
    "total_kept": ('{ under = "100.00" }', {"at_most": 9999}),
    "cheque_bounced": ("true", {"any_of": frozenset({True})}),
    "weekday": ('["saturday", "sunday"]', {"any_of": frozenset({"saturday", "sunday"})}),
    "hours_since_sale": ("{ at_most = 48 }", {"at_most": 48}),
    "business_days_since_sale": ("{ at_most = 7 }", {"at_most": 7}),
    "days_from_sale_to_notice": ("{ at_most = 14 }", {"at_most": 14}),
    "tender_expired": ("false", {"any_of": frozenset({False})}),
    "tender_issuer": ('"*"', {"patterns": ("*",)}),
    "card_entry": ('"keyed"', {"any_of": frozenset({"keyed"})}),
    "other_card.same_account": ("true", {"any_of": frozenset({True})}),
    "identity_verified": ("true", {"any_of": frozenset({True})}),
    "return_check": ('"declined"', {"any_of": frozenset({"declined"})}),
    "returned_by": ('["post", "courier"]', {"any_of": frozenset({"post", "courier"})}),
    "customer_owes": ('{ over = "0.00" }', {"at_least": 1}),
}


@pytest.mark.parametrize("field", GOOD)
def test_each_fact_is_read_as_it_is_meant(field: str) -> None:
    value, test = GOOD[field]
    rule = rule_of(rule_text(when=f"{{ {field} = {value} }}"))

    assert rule.when == (FieldTest(field, **test),)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("marks", "true", "is no word"),
        ("marks", "[]", "is no word"),
        ("days_to_use_by", '"30"', "is no count"),
        ("hours_to_start", "{ at_least = -1 }", "is no count"),
        ("hours_since_sale", "{ within = 48 }", "is no bound"),
        ("business_days_since_sale", "2.5", "is no count"),
        ("days_since_fault_told", "true", "is no count"),
        ("days_from_sale_to_notice", "[14]", "is no count"),
        ("jurisdiction", "true", "is no word"),
        ("total_kept", "{ under = 100 }", "is no money"),
        ("customer_owes", "{ over = 0 }", "is no money"),
        ("cheque_bounced", '"yes"', "neither true nor false"),
        ("tender_expired", '"no"', "neither true nor false"),
        ("identity_verified", "1", "neither true nor false"),
        ("other_card.same_account", '"A"', "neither true nor false"),
        ("tender_issuer", "7", "is no word"),
        ("weekday", '"satuday"', "did you mean 'saturday'"),
        ("card_entry", '"chipp"', "did you mean 'chip'"),
        ("return_check", '"refused"', "known are not_done, approved, declined"),
        ("returned_by", '"curier"', "did you mean 'courier'"),
        ("hours_since_sal", "1", "did you mean 'hours_since_sale'"),
        ("jurisdictions", '"EE"', "did you mean 'jurisdiction'"),
    ],
)
def test_each_bad_value_has_its_place_and_its_mend(field: str, value: str, words: str) -> None:
    place, message = problem_of(rule_text(when=f"{{ {field} = {value} }}"))

    assert place == f"rules[0].when.{field}"
    assert words in message


@pytest.mark.parametrize("deduct", [Deduct.DIMINISHED_VALUE, Deduct.RETURN_SHIPPING])
def test_a_shops_fee_may_keep_a_loss_or_the_carriage(deduct: Deduct) -> None:
    assert rule_of(rule_text(effect='"fee"', deduct=f'"{deduct}"')).deduct is deduct


# --- what the law lets be kept ------------------------------------------------------------------


def test_a_right_may_name_what_the_law_lets_be_kept() -> None:
    rule = rule_of(rule_text(**RIGHT, deduct='"diminished_value"'), LAW, may_be_law=True)

    assert rule.deduct is Deduct.DIMINISHED_VALUE
    assert rule_of(rule_text(**RIGHT), LAW, may_be_law=True).deduct is None


def test_a_right_that_keeps_something_cites_its_law() -> None:
    text = rule_text(effect='"right"', deduct='"diminished_value"')
    place, message = problem_of(text, LAW, may_be_law=True)

    assert (place, "where the right was read" in message) == ("rules[0].source", True)


def test_what_was_only_recalled_keeps_nothing() -> None:
    text = rule_text(**RIGHT, fee_percent='"20"', verified="false")
    place, message = problem_of(text, LAW, may_be_law=True)

    assert (place, "leave the fee out" in message) == ("rules[0].fee_percent", True)


def test_law_has_no_fee_without_a_right() -> None:
    text = rule_text(effect='"fee"', fee_percent='"20"', source='"law"')
    place, message = problem_of(text, LAW, may_be_law=True)

    assert (place, "law only widens" in message) == ("rules[0].effect", True)


def test_a_shop_gives_no_right_with_or_without_a_fee() -> None:
    place, message = problem_of(rule_text(**RIGHT, fee_percent='"20"'))

    assert (place, "only law packs give a right" in message) == ("rules[0].effect", True)


def test_money_that_a_right_keeps_is_money_of_one_currency() -> None:
    text = LAW + rule_text(**RIGHT, fee_fixed='"5.00"')
    loaded = read_pack(text.encode(), "corner.toml", may_be_law=True)

    assert loaded.money_rules == ("money-back",)


# --- settings and the published shape -----------------------------------------------------------


def settings_of(text: str) -> Settings:
    settings = read(f"[settings]\n{text}\n").settings
    assert isinstance(settings, Settings)
    return settings


def test_schemes_that_want_the_card_are_patterns_each_once() -> None:
    found = settings_of('card_needed_for_schemes = ["interac", "union*", "interac"]')

    assert found.card_needed_for_schemes == ("interac", "union*")
    assert settings_of("").card_needed_for_schemes is None


@pytest.mark.parametrize(
    ("value", "place"), [('"interac"', ""), ("[7]", "[0]"), ('[""]', "[0]"), ("true", "")]
)
def test_schemes_that_can_not_be_read_are_named(value: str, place: str) -> None:
    found, message = problem_of(f"[settings]\ncard_needed_for_schemes = {value}\n")

    assert found == f"settings.card_needed_for_schemes{place}"
    assert message.endswith(".")


def test_the_published_shape_has_every_fact_and_its_words() -> None:
    shape = json.dumps(schemas.schema_of("policy"))

    for field in FIELDS:
        assert f'"{field}"' in shape
    for word in ("saturday", "contactless", "declined", "courier", "diminished_value"):
        assert f'"{word}"' in shape


def test_the_published_shape_of_a_case_has_every_key() -> None:
    shape = json.dumps(schemas.schema_of("case"))

    for key in (
        *("marks", "starts_at", "expires_on", "issuer", "entry", "bounced", "diminished_value"),
        *("account", "identity_verified", "return_check", "customer_owes"),
        *("returned_by", "return_shipping"),
    ):
        assert f'"{key}"' in shape
