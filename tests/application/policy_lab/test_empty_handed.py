"""Nobody who paid with money goes home with nothing, unless the owner was told."""

from returns_desk.application.policy_lab.bench import Bench
from returns_desk.application.policy_lab.effort import Effort
from returns_desk.application.policy_lab.empty_handed import empty_handed
from returns_desk.application.policy_lab.report import Gravity, Kind, LabFinding
from returns_desk.domain.case import Case
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Rule
from returns_desk.domain.sale import TenderType
from support.lab_packs import HERE, at_least, at_most, bench, is_one_of, policy, right, rule

MONEY = "refund/original"
CREDIT = "store_credit/store_credit"
DAYS = "days_since_sale"
WINDOW = rule("window", "allow", MONEY, when=(at_most(DAYS, 30),))


def found(*rules: Rule) -> list[LabFinding]:
    return list(empty_handed(bench(*rules)))


def example(finding: LabFinding) -> Case:
    assert finding.example is not None
    return finding.example


def test_a_shop_that_gives_credit_alone_is_told_with_the_plainest_case() -> None:
    credit = rule("credit", "allow", CREDIT, when=(at_most(DAYS, 30),))
    goods = rule("goods", "allow", "exchange/none")

    (told,) = found(credit, goods)

    assert told.kind is Kind.NO_MONEY_OPTION
    assert told.gravity is Gravity.WARNING
    assert told.rules == ("credit",)
    assert example(told).sales[0].tenders[0].type is TenderType.CASH
    board = propose_board(example(told), policy(credit, goods))
    assert "no_money_option" in {each.code for each in board.triggers}


def test_credit_that_outlasts_the_money_is_told_unless_a_manager_may_give_money() -> None:
    credit = rule("credit", "allow", CREDIT, when=(at_most(DAYS, 90),))
    goodwill = rule("goodwill", "approve", "goodwill/original")

    (told,) = found(WINDOW, credit)

    assert (example(told).now.date() - example(told).sales[0].sold_at.date()).days == 31
    assert found(WINDOW, credit, goodwill) == []
    assert found(WINDOW) == []


def test_credit_for_those_who_have_no_receipt_is_no_trap() -> None:
    credit = rule("credit", "allow", CREDIT, when=(is_one_of("with_receipt", False),))

    assert found(WINDOW, credit) == []


def test_credit_for_goods_that_cannot_come_back_is_no_trap() -> None:
    service = rule("service", "allow", CREDIT, when=(is_one_of("kind", "gift_card_sale"),))

    assert found(service) == []


def test_a_fee_that_keeps_all_of_the_money_is_told() -> None:
    whole = rule("whole", "fee", MONEY, when=(at_least(DAYS, 15),), fee_basis_points=10_000)

    (told,) = found(WINDOW, whole)

    assert told.kind is Kind.NOTHING_LEFT
    assert told.gravity is Gravity.WARNING
    assert told.rules == ("window", "whole")
    board = propose_board(example(told), policy(WINDOW, whole))
    assert board.option(MONEY).amount_max == 0


def test_two_fees_that_together_keep_all_of_the_money_are_each_told() -> None:
    most = rule("most", "fee", MONEY, fee_basis_points=6_000)
    rest = rule("rest", "fee", MONEY, when=(at_least(DAYS, 15),), fee_basis_points=5_000)

    assert [each.rules[1] for each in found(WINDOW, most, rest)] == ["rest"]


def test_a_fee_that_leaves_something_or_another_way_is_none() -> None:
    part = rule("part", "fee", MONEY, fee_basis_points=1_500)
    whole = rule("whole", "fee", MONEY, fee_basis_points=10_000)
    cash = rule("cash", "allow", "refund/cash")
    fixed = rule("fixed", "fee", MONEY, fee_basis_points=100, fee_fixed=5_000)

    assert found(WINDOW, part) == []
    assert found(WINDOW, whole, cash) == []
    assert found(WINDOW, fixed) == []
    assert found(WINDOW, part, fixed) == []


def test_a_right_of_the_law_or_the_end_of_work_leaves_nothing_to_tell() -> None:
    credit = rule("credit", "allow", CREDIT)
    whole = rule("whole", "fee", MONEY, fee_basis_points=10_000)
    packs = policy(WINDOW, credit, whole)
    lawful = policy(WINDOW, credit, whole, law=(right("law", MONEY),), place="US")

    assert list(empty_handed(Bench(lawful, HERE))) == []
    assert list(empty_handed(Bench(packs, HERE, Effort(-1)))) == []
    assert list(empty_handed(Bench(policy(WINDOW, whole), HERE, Effort(-1)))) == []
