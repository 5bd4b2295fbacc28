"""A window that another rule of the shop always closes halfway is named with both ends."""

from returns_desk.application.policy_lab.bench import Bench
from returns_desk.application.policy_lab.clashing_windows import clashing_windows
from returns_desk.application.policy_lab.effort import Effort
from returns_desk.application.policy_lab.report import Gravity, Kind
from returns_desk.domain.policy import FieldTest, Layer, Rule
from support.lab_packs import HERE, at_least, at_most, bench, is_one_of, policy, rule

MONEY = "refund/original"
DAYS = "days_since_sale"
TOYS = FieldTest("category", patterns=("toys/*",))
MONTH = rule("month", "allow", MONEY, when=(TOYS, at_most(DAYS, 30)))


def told(*rules: Rule) -> list[str]:
    return [each.message for each in clashing_windows(bench(*rules))]


def test_thirty_days_that_are_shut_after_fourteen_are_told_once() -> None:
    shut = rule("shut", "forbid", MONEY, "refund/cash", when=(TOYS, at_least(DAYS, 15)))

    (finding,) = clashing_windows(bench(MONTH, shut))

    assert finding.kind is Kind.CLASHING_WINDOWS
    assert finding.gravity is Gravity.WARNING
    assert (finding.rules, finding.options, finding.facts) == (("month", "shut"), (MONEY,), (DAYS,))
    assert "is at most 30, but 'shut' always closes it where days_since_sale is 15 to 30" in (
        finding.message
    )


def test_an_exception_is_shut_by_the_general_rule() -> None:
    general = rule("general", "forbid", MONEY, when=(at_least(DAYS, 15),))

    assert len(told(MONTH, general)) == 1


def test_amounts_clash_as_days_do() -> None:
    dear = rule("dear", "allow", MONEY, when=(at_least("amount", 1_000),))
    cheap = rule("cheap", "forbid", MONEY, when=(at_most("amount", 5_000),))
    small = rule("small", "forbid", MONEY, when=(at_least("amount", 9_000),))

    assert "amount is at least 1000, but 'cheap'" in told(dear, cheap)[0]
    assert "is 1000 to 5000" in told(dear, cheap)[0]
    assert "closes it where amount is at least 9000" in told(dear, small)[0]


def test_a_true_exception_of_another_layer_or_option_is_no_clash() -> None:
    wide = rule("wide", "allow", MONEY, when=(at_most(DAYS, 30),))
    shut = rule("shut", "forbid", MONEY, when=(TOYS, at_least(DAYS, 15)))
    cash = rule("cash", "forbid", "refund/cash", when=(at_least(DAYS, 15),))
    store = rule("store", "forbid", MONEY, layer=Layer.STORE, when=(TOYS, at_least(DAYS, 15)))

    assert told(wide, shut) == []
    assert told(MONTH, cash) == []
    assert told(MONTH, store) == []


def test_windows_that_meet_or_that_are_shut_as_a_whole_are_no_clash() -> None:
    meets = rule("meets", "forbid", MONEY, when=(TOYS, at_least(DAYS, 31)))
    whole = rule("whole", "forbid", MONEY, when=(TOYS, at_least(DAYS, 0)))
    months = rule("months", "forbid", MONEY, when=(TOYS, at_least("months_since_sale", 2)))

    assert told(MONTH, meets) == []
    assert told(MONTH, whole) == []
    assert told(MONTH, months) == []


def test_a_part_that_is_never_reached_or_a_rule_that_is_shut_anyway_is_no_clash() -> None:
    shut = rule("shut", "forbid", MONEY, when=(at_least(DAYS, 15),))
    early = rule("early", "allow", MONEY, when=(at_most(DAYS, 30), at_most("months_since_sale", 0)))
    used = rule(
        "used", "forbid", MONEY, when=(at_least(DAYS, 15),), unless=((is_one_of("kind", "goods"),),)
    )

    assert told(early, shut) == []
    assert told(MONTH, used) == []


def test_too_much_work_ends_the_search() -> None:
    shut = rule("shut", "forbid", MONEY, when=(TOYS, at_least(DAYS, 15)))

    assert list(clashing_windows(Bench(policy(MONTH, shut), HERE, Effort(-1)))) == []
