"""An explanation says who closes what, what is needed, and what would change it."""

from dataclasses import replace
from typing import Any

from builders import case
from returns_desk.application.policy_lab.explaining import Explanation, explain, value_text
from returns_desk.domain.case import AskedFor, Claim, ClaimedItem, Fault, Severity
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Layer, Rule
from support.lab_packs import at_most, is_one_of, policy, rule

MONEY = "refund/original"


def explained(*rules: Rule, **changes: Any) -> dict[str, Explanation]:
    told = replace(case(), **changes)
    board = propose_board(told, policy(*rules))
    return {each.option: each for each in explain(board, told)}


def test_who_says_what_stands_in_the_reasons() -> None:
    window = rule("window", "allow", MONEY, when=(at_most("days_since_sale", 30),), source="page 1")
    card = rule(
        "card",
        "forbid",
        MONEY,
        when=(is_one_of("original_tender_present", False),),
        layer=Layer.ACQUIRER,
    )

    told = explained(window, card)[MONEY]

    assert told.stands == "It can be done if what it needs is so, by policy."
    assert any("shop's policy allows it (rule window)" in each for each in told.because)
    assert any(each.endswith("Source: page 1.") for each in told.because)
    assert any("card acquirer perhaps closes it" in each for each in told.because)
    assert told.needs == ("Is the card ending 1234 here? yes.",)
    assert told.changes == ("Is the card ending 1234 here? no: then it is closed.",)


def test_the_engine_speaks_for_itself_and_closed_options_have_no_basis() -> None:
    told = explained(rule("window", "allow", MONEY))["repair/none"]

    assert told.stands == "It is closed."
    assert told.because == ("No rule of any pack opens it here.",)


def test_what_nobody_is_asked_is_said_as_it_comes_about() -> None:
    window = rule("window", "allow", MONEY, "replacement/none")
    cash = rule("cash", "allow", "refund/cash")
    no_cash = rule(
        "no-cash",
        "forbid",
        "refund/cash",
        when=(is_one_of("tender", "credit_card"),),
        unless=((is_one_of("refund_authorisation", "declined"),),),
    )
    told = explained(window, cash, no_cash)["refund/cash"]

    assert told.changes == ("The bank refuses the refund to the card: then it can be done now.",)


def test_an_approval_names_the_role_and_a_double_its_original() -> None:
    told = explained(rule("used", "approve", MONEY), rule("swap", "approve", "goodwill/original"))

    assert told[MONEY].stands == "It waits for an approval, by policy (approval of a manager)."
    double = told["goodwill/original"]
    assert double.stands.startswith("It would do the same as refund/original")
    assert double.because == ()


def test_the_json_holds_the_same_words() -> None:
    told = explained(rule("window", "allow", MONEY))[MONEY]

    assert told.as_json()["because"] == list(told.because)
    assert told.as_json()["standing"] == "available"


def test_answers_are_said_as_people_say_them() -> None:
    assert value_text(True) == "yes"
    assert value_text(False) == "no"
    assert value_text(3) == "3"
    assert value_text("changed_mind") == "changed mind"
    assert value_text(()) == "nothing"
    assert value_text(("free_gift", "upc")) == "free gift, upc"
    assert value_text(None) == "anything"
    assert value_text(Fault(Severity.GRAVE, 2, None, True)) == "grave, 2 repairs, repair refused"
    assert value_text(Fault()) == "ordinary, 0 repairs"


def test_every_option_of_the_board_is_explained_in_its_order() -> None:
    asked = Claim(
        items=tuple(ClaimedItem(s.receipt, 1, s.lines[0].quantity) for s in case().sales),
        asked_for=AskedFor("repair", "none"),
    )

    assert next(iter(explained(claim=asked))) == "repair/none"


def test_no_answer_is_said_twice_and_what_perhaps_opens_is_not_denied() -> None:
    wrong = is_one_of("reason", "faulty", "damaged")
    right = rule("right", "right", "repair/none", when=(wrong,), layer=Layer.LAW)
    claim = case().claim
    unknown = replace(claim.items[0], reason=None)

    told = explained(right, claim=replace(claim, items=(unknown,)))["repair/none"]

    assert any("law perhaps gives a right" in each for each in told.because)
    assert "No other rule of any pack opens it here." in told.because
    (need,) = told.needs
    answers = need.rpartition("? ")[2].rstrip(".").split(" or ")
    assert sorted(answers) == ["damaged", "faulty"]
