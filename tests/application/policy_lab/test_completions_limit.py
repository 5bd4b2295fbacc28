"""The count of completions that `policy check` and the loading of packs hold to the limit."""

from collections.abc import Mapping

import pytest

from returns_desk.adapters.policies import load_policy
from returns_desk.application.policy_lab.completions_limit import (
    MOST_COMPLETIONS,
    Product,
    product_above_limit,
    worst_in,
    worst_product,
)
from returns_desk.domain.engine.rulebook import Rulebook, rulebook_for
from returns_desk.domain.policy import FIELDS, FieldTest, Policy, Rule
from support.lab_packs import TODAY, at_most, is_one_of, policy, rule
from support.shipped_boards import SHIPPED

MONEY = "refund/original"
DAYS = "days_since_delivery"
PLACES = sorted(path.stem for path in (SHIPPED / "law").glob("*.toml"))
ACQUIRERS = sorted((SHIPPED / "acquirer").glob("*.toml"))
SHOPS = sorted((SHIPPED / "shop").glob("*.toml"))


def book_of(*rules: Rule) -> Rulebook:
    return rulebook_for(policy(*rules), "US", TODAY)


def is_missing(kind: str) -> FieldTest:
    return FieldTest(f"evidence.{kind}", any_of=frozenset({False}))


def factors(*rules: Rule) -> Mapping[tuple[str, ...], int]:
    return worst_product(rules).factors


def test_the_count_is_the_product_over_facts_that_are_tested_apart() -> None:
    used = rule("used", "allow", MONEY, when=(is_one_of("condition", "used"),))
    faulty = rule("faulty", "forbid", MONEY, when=(is_one_of("reason", "faulty"), at_most(DAYS, 5)))

    worst = worst_product([used, faulty])

    assert worst.completions == 2 * 2 * 2
    assert worst.factors == {("condition", "reason"): 4, ("delivered_at",): 2}
    assert worst.facts == ("delivered_at", "condition", "reason")
    assert worst.rules == ("used", "faulty")
    assert worst.option == MONEY


def test_evidence_that_rules_test_together_counts_as_one() -> None:
    together = (is_missing("receipt"), is_missing("customer_record"), is_missing("serial_record"))

    assert factors(rule("no-proof", "forbid", MONEY, when=together)) == {
        ("evidence.receipt", "evidence.customer_record", "evidence.serial_record"): 2
    }


def test_a_fault_counts_only_under_the_reasons_that_it_matters_for() -> None:
    grave = is_one_of("fault.severity", "grave")
    faulty = rule("faulty", "allow", MONEY, when=(is_one_of("reason", "faulty"), grave))
    unwanted = rule("unwanted", "allow", MONEY, when=(is_one_of("reason", "changed_mind"),))

    assert factors(faulty, unwanted) == {("fault", "reason"): 3}


def test_alternatives_of_one_rule_do_not_multiply() -> None:
    some = [(is_one_of("condition", word),) for word in ("used", "opened", "damaged")]
    some += [(is_one_of("reason", "late"),)]

    assert factors(rule("some", "allow", MONEY, any=tuple(some))) == {("condition", "reason"): 2}


def test_what_a_known_fact_may_undo_does_not_join_anything() -> None:
    """The exception bars the rule only in food, so in toys the reason still tells."""
    food = FieldTest("category", patterns=("food/*",))
    barred = rule(
        "barred",
        "allow",
        MONEY,
        when=(is_one_of("reason", "late"),),
        unless=((is_one_of("condition", "used"), food),),
    )

    assert factors(barred) == {("condition", "reason"): 3}


def test_two_cards_may_each_be_there_or_not() -> None:
    there = FieldTest("original_tender_present", any_of=frozenset({True}))

    assert factors(rule("card", "allow", MONEY, when=(there,))) == {
        ("original_tender_present:1",): 2,
        ("original_tender_present:2",): 2,
    }


def test_money_that_goes_several_ways_looks_at_the_rules_of_all_ways() -> None:
    card = rule("card", "allow", MONEY, when=(is_one_of("condition", "used"),))
    cash = rule("cash", "allow", "refund/cash", when=(is_missing("receipt"),))

    worst = worst_product([card, cash])

    assert (worst.option, worst.completions) == ("refund/mixed", 4)


def test_what_an_option_hangs_on_is_counted_with_it() -> None:
    card = rule("card", "allow", "exchange/none", when=(is_one_of("condition", "used"),))
    credit = rule(
        "credit",
        "allow",
        "repair/none",
        when=(is_missing("receipt"),),
        only_if_not=frozenset({"exchange/none"}),
    )

    worst = worst_product([card, credit])

    assert (worst.option, worst.completions) == ("repair/none", 4)


def test_where_packs_say_nothing_only_a_lower_price_may_have_been_the_reason() -> None:
    assert worst_product([]).factors == {("reason",): 2}


def test_packs_within_the_limit_have_no_product_above_it() -> None:
    assert product_above_limit(book_of(apart(("reason", "condition")))) is None


def test_packs_above_the_limit_are_named_with_facts_and_rules() -> None:
    fields = ("reason", "condition", "missing", "fault.severity")

    above = product_above_limit(book_of(apart(fields), apart(EVIDENCE)))

    assert above is not None
    assert above == worst_in(book_of(apart(fields), apart(EVIDENCE)))
    assert above.completions > MOST_COMPLETIONS
    assert set(above.rules) == {"reason-condition-missing-fault.severity", "-".join(EVIDENCE)}


def test_absurdly_many_combinations_are_not_looked_at_one_by_one() -> None:
    fields = ("reason", "condition", "missing", "fault.severity", "fault.refused")

    worst = worst_product([apart(fields)])

    assert worst.completions == 10 * 5 * 2**7 * (3 * 2) * 2 * 2
    assert worst.facts[-4:] == ("condition", "fault", "missing", "reason")


EVIDENCE = tuple(f"evidence.{kind}" for kind in ("receipt", "gift_receipt", "card_lookup"))


def apart(fields: tuple[str, ...]) -> Rule:
    """A rule under which every value of these fields acts otherwise, whatever the others are.

    Each alternative also asks for a card, so none is certain, and none makes another idle.
    """
    there = FieldTest("original_tender_present", any_of=frozenset({True}))
    words = {name: FIELDS[name].values or (True,) for name in fields}
    some = tuple((is_one_of(name, word), there) for name in fields for word in words[name])
    return rule("-".join(fields), "allow", MONEY, any=some)


@pytest.mark.parametrize("acquirer", ACQUIRERS, ids=lambda path: path.stem)
def test_every_pack_that_ships_stays_within_the_limit_with_every_other(acquirer: object) -> None:
    worst = {
        (shop.stem, place): worst_in(rulebook_for(packs, place, TODAY))
        for shop in SHOPS
        for packs in [_policy(acquirer, shop)]
        for place in PLACES
    }

    above = {at: told(each) for at, each in worst.items() if each.completions > MOST_COMPLETIONS}
    assert above == {}


def _policy(*files: object) -> Policy:
    return load_policy(SHIPPED, files=files).policy_for("EUR")  # type: ignore[arg-type]  # paths


def told(product: Product) -> str:
    return f"{product.option}: {product.completions}"
