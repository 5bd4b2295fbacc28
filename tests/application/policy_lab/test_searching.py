"""Searches stay within their bounds, and examples become as plain as they can be."""

from returns_desk.application.policy_lab.bench import Bench, Visit
from returns_desk.application.policy_lab.factors import MOST_CHOICES
from returns_desk.application.policy_lab.shrinking import shrunk
from returns_desk.domain.policy import FieldTest
from support.lab_packs import HERE, at_least, bench, is_one_of, policy, rule

MONEY = "refund/original"


def test_an_example_loses_what_it_does_not_need() -> None:
    used = rule("used", "forbid", MONEY, when=(is_one_of("condition", "used"),))
    final = rule("final", "forbid", MONEY, when=(is_one_of("final_sale", True),))
    lab = bench(used, final)
    visit = lab.find_quickly([used, final])
    assert visit is not None

    plain = shrunk(visit, lambda tried: lab.found.applies(used, tried.chosen))

    assert lab.found.applies(used, plain.chosen)
    assert not lab.found.applies(final, plain.chosen)
    assert sum(1 for index in plain.chosen if index) == 1


def test_a_factor_keeps_a_bounded_number_of_choices() -> None:
    rules = [
        rule(f"r{i}", "allow", MONEY, when=(FieldTest("sku", patterns=(f"A{i}-*",)),))
        for i in range(MOST_CHOICES + 10)
    ]

    factors = Bench(policy(*rules), HERE).found.space.factors

    assert max(len(each.choices) for each in factors) == MOST_CHOICES


def test_patterns_that_exclude_each_other_get_no_word_in_common() -> None:
    one = rule("one", "allow", MONEY, when=(FieldTest("category", patterns=("a*",)),))
    other = rule("other", "allow", MONEY, when=(FieldTest("category", patterns=("b*",)),))

    assert bench(one, other).is_proved_impossible([one, other])


def test_a_window_of_months_may_begin_at_once() -> None:
    begun = rule("begun", "allow", MONEY, when=(at_least("months_since_sale", 0),))

    assert isinstance(bench(begun).find_quickly([begun]), Visit)


def test_a_rule_with_too_many_ways_out_is_not_searched() -> None:
    tests = tuple(
        FieldTest(f"evidence.{kind}", any_of=frozenset({True}))
        for kind in ("receipt", "gift_receipt", "card_lookup", "customer_record", "bank_statement")
    )
    many = rule("many", "allow", MONEY, any=(tests, tests, tests, tests))
    plain = rule("plain", "allow", MONEY)
    lab = bench(many, plain)

    assert not lab.is_proved_impossible([plain], [many])
    assert lab.find_in(lab.found, [plain], [many]) is None


def test_a_search_that_takes_too_many_steps_is_given_up() -> None:
    kinds = ("receipt", "gift_receipt", "card_lookup", "customer_record", "bank_statement")
    flags = [f"evidence.{kind}" for kind in kinds]
    flags += ["photo_id_seen", "is_purchaser", "gift_card_present", "tax_free", "final_sale"]
    every = [
        rule(
            f"every-{number}",
            "forbid",
            MONEY,
            when=tuple(is_one_of(f, bool(number >> i & 1)) for i, f in enumerate(flags)),
        )
        for number in range(2 ** len(flags))
    ][: 2 ** len(flags)]
    plain = rule("plain", "allow", MONEY)
    lab = bench(plain, *every)

    assert lab.find_in(lab.found, [plain], every) is None
