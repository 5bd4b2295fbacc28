"""Above the shop's amount a badge is not enough: the same person's PIN is asked for as well."""

import pytest

from builders import split_sale
from counters import Counter, proposing
from fakes import (
    CLERK,
    MANAGER,
    MANAGER_PIN,
    OTHER_MANAGER,
    FakePolicies,
    FakeSales,
    badge_of,
)
from returns_desk.application.desk_state import Prompt, Stage
from returns_desk.domain.policy import Settings
from support.desk_steps import asked, confirmed, mistake_code, notice_of
from support.fake_vouchers import policy_with
from support.taken_back import BOTH_LEGS, REFERENCE

AMOUNT = 2136
"""What the shelf's other card brings, minor units."""


def with_limit(counter: Counter, limit: int | None) -> Counter:
    counter.policies = FakePolicies(policy_with(Settings(badge_alone_up_to=limit)))
    return counter


@pytest.mark.parametrize("limit", [None, AMOUNT, AMOUNT + 1])
def test_up_to_the_amount_a_badge_is_enough(counter: Counter, limit: int | None) -> None:
    desk = asked(with_limit(counter, limit))

    desk.scan(badge_of(MANAGER))

    assert "approval_given" in counter.journal.types()


def test_above_it_the_pin_comes_next_in_the_same_place(counter: Counter) -> None:
    desk = asked(with_limit(counter, AMOUNT - 1), CLERK, MANAGER, OTHER_MANAGER)

    shown = desk.scan(badge_of(OTHER_MANAGER))

    assert (shown.stage, shown.prompt) == (Stage.APPROVAL, Prompt.APPROVER_PIN)
    assert notice_of(shown) == "badge_and_pin"
    assert shown.notice is not None
    assert shown.notice.fields == {"name": OTHER_MANAGER.name, "amount": AMOUNT - 1}
    assert "approval_given" not in counter.journal.types()

    desk.scan(MANAGER_PIN)

    assert counter.journal.last("approval_given").payload["approver"] == OTHER_MANAGER.id


def test_a_pin_alone_is_always_enough(counter: Counter) -> None:
    desk = asked(with_limit(counter, 0))

    desk.scan(MANAGER_PIN)

    assert "approval_given" in counter.journal.types()


def test_a_badge_of_nobody_who_may_decide_is_refused_as_ever(counter: Counter) -> None:
    desk = asked(with_limit(counter, 0))

    assert mistake_code(lambda: desk.scan(badge_of(CLERK))) == "role_too_low"


def test_taking_a_return_back_wants_the_pin_too() -> None:
    packs = FakePolicies(policy_with(Settings(badge_alone_up_to=100)))
    sales = FakeSales([split_sale()])
    counter = Counter(sales=sales, propose=proposing([BOTH_LEGS]), policies=packs)
    counter.operators.people = (CLERK, MANAGER)
    desk = confirmed(counter)
    desk.book_leg(1, REFERENCE)
    desk.book_leg(2)
    desk.begin_void()

    shown = desk.allow_void(badge_of(MANAGER))

    assert (shown.stage, notice_of(shown)) == (Stage.VOID_APPROVAL, "badge_and_pin")
    assert desk.allow_void(MANAGER_PIN).stage is Stage.UNDOING
