"""When a screen claims that something stands out, and when it does not."""

from __future__ import annotations

import random

import pytest

from returns_desk.application.review.signs import (
    AT_MOST,
    Answered,
    Counted,
    Sign,
    SignFigures,
    SignKind,
    signs_of,
)

LATE = "late-by-manager"


def answers(allowed: int, declined: int) -> Answered:
    return Answered(LATE, "refund/original", ("faulty",), ("opened",), allowed, declined)


@pytest.mark.parametrize(
    ("figures", "sign"),
    [
        (
            SignFigures(credit_by_part=(Counted("morning", 10, 200), Counted("evening", 60, 150))),
            Sign(SignKind.STEERING, "evening"),
        ),
        (
            SignFigures(credit_by_counter=(Counted("07", 10, 200), Counted("08", 60, 150))),
            Sign(SignKind.STEERING, "08"),
        ),
        (
            SignFigures(items=(Counted("KETTLE", 40, 500), Counted("MUG", 60, 9_500))),
            Sign(SignKind.ITEM, "KETTLE"),
        ),
        (SignFigures(answers=(answers(3, 2),)), Sign(SignKind.UNEQUAL_ANSWERS, LATE)),
        (SignFigures(rules=(Counted(LATE, 14, 15),)), Sign(SignKind.ALWAYS_APPROVED, LATE)),
        (
            SignFigures(promises=(Counted("call_you", 30, 60), Counted("answer", 4, 80))),
            Sign(SignKind.BROKEN_PROMISES, "call_you"),
        ),
        (
            SignFigures(left=(Counted("17", 30, 60), Counted("18", 4, 80))),
            Sign(SignKind.WALK_AWAYS, "17"),
        ),
    ],
)
def test_what_stands_out_is_a_sign(figures: SignFigures, sign: Sign) -> None:
    assert signs_of(figures) == (sign,)


@pytest.mark.parametrize(
    "figures",
    [
        SignFigures(),
        SignFigures(left=(Counted("17", 60, 60),)),
        SignFigures(left=(Counted("17", 4, 4), Counted("18", 0, 400))),
        SignFigures(left=(Counted("17", 30_000, 100_000), Counted("18", 27_000, 100_000))),
        SignFigures(left=(Counted("17", 6, 20), Counted("18", 4, 20))),
        SignFigures(items=(Counted("KETTLE", 40, 500),)),
        SignFigures(items=(Counted("KETTLE", 40, 0), Counted("MUG", 6, 9_500))),
        SignFigures(items=(Counted("KETTLE", 5, 500), Counted("MUG", 60, 9_500))),
        SignFigures(items=(Counted("KETTLE", 6, 500), Counted("MUG", 60, 9_500))),
        SignFigures(items=(Counted("KETTLE", 4, 5), Counted("MUG", 60, 9_500))),
        SignFigures(answers=(answers(4, 1), answers(0, 9), answers(2, 2))),
        SignFigures(rules=(Counted(LATE, 14, 14), Counted("other", 13, 15))),
    ],
)
def test_what_chance_gives_or_is_hardly_more_is_none(figures: SignFigures) -> None:
    assert signs_of(figures) == ()


def test_of_screens_on_which_nothing_is_hardly_any_claims_something() -> None:
    chance = random.Random(7)  # noqa: S311 -- no secret hangs on it
    screens, claiming = 400, 0
    for _ in range(screens):
        hours = tuple(
            Counted(str(hour), sum(chance.random() < 0.1 for _ in range(120)), 120)
            for hour in range(9, 20)
        )
        parts = tuple(
            Counted(part, sum(chance.random() < 0.2 for _ in range(150)), 150) for part in "abc"
        )
        claiming += bool(signs_of(SignFigures(left=hours, credit_by_part=parts)))

    assert claiming <= AT_MOST * screens
