"""What the engine keeps from board to board serves no other policy and no other claim."""

from dataclasses import replace
from decimal import Decimal

import builders
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Rule, Settings

REFUSED = "refund/cheque"


def policy_saying(
    text: str, effect: Effect = Effect.FORBID, days: tuple[int, int] = (1, 2)
) -> Policy:
    """A pack with one rule about cheques, and money to the card."""
    rules = (
        rule("cheques", effect, REFUSED, text),
        rule("card", Effect.ALLOW, "refund/original", "Money back."),
    )
    settings = Settings(arrival_days={"credit_card": days})
    return Policy((Pack("shop", Layer.SHOP, "1", rules=rules, settings=settings),))


def rule(identity: str, effect: Effect, option: str, text: str) -> Rule:
    options = frozenset({option})
    return Rule(identity, Layer.SHOP, effect, options, identity, text={"en": text}, pack="shop")


def board_of(policy: Policy, quantity: str = "1") -> Board:
    line = replace(builders.line(), quantity=Decimal(quantity))
    return propose_board(builders.case([builders.sale(lines=(line,))]), policy)


def test_a_refusal_that_is_kept_has_the_words_of_its_own_policy() -> None:
    for text in ("Cheques take long.", "Cheques are gone.", "Cheques take long."):
        refused = board_of(policy_saying(text)).option(REFUSED)

        assert [reason.text for reason in refused.reasons] == [text]
        assert [reason.text for reason in refused.left[0].reasons] == [text]


def test_an_option_that_one_policy_refuses_is_open_under_the_next() -> None:
    standings = [
        board_of(policy_saying("Cheques.", effect)).option(REFUSED).standing
        for effect in (Effect.FORBID, Effect.ALLOW, Effect.APPROVE, Effect.FORBID)
    ]

    assert standings == [
        Standing.NOT_POSSIBLE,
        Standing.AVAILABLE,
        Standing.NEEDS_APPROVAL,
        Standing.NOT_POSSIBLE,
    ]


def test_money_arrives_when_its_own_policy_says() -> None:
    for days in ((1, 2), (3, 5), (1, 2)):
        arrives = board_of(policy_saying("Cheques.", days=days)).option("refund/original").arrives

        assert arrives is not None
        assert (arrives.business_days_min, arrives.business_days_max) == days


def test_a_quantity_is_shown_as_it_was_written() -> None:
    policy = policy_saying("Cheques take long.")

    for written in ("1", "1.000", "2", "1"):
        left = board_of(policy, written).option(REFUSED).left

        assert [str(each.quantity) for each in left] == [written]
