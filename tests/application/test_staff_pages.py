"""What a page of people needs beside the changes: a person's goodwill budget, a badge's paper."""

from dataclasses import replace
from datetime import date

import pytest

from builders import NOW
from counters import Counter
from fakes import CLERK, MANAGER, FakePolicies, PlainWords
from returns_desk.application.badge_slips import badge_slip
from returns_desk.application.earlier_visits import NoVisits
from returns_desk.application.goodwill_budget import GoodwillBudget
from returns_desk.application.ports import Operator
from returns_desk.application.slips import SlipRole
from returns_desk.application.staff_budgets import budget_of_person
from returns_desk.domain.policy import Effect, FieldTest, Layer, Pack, Policy, Rule, Settings

UP_TO = FieldTest("goodwill_given", at_most=2000)
GIVES = frozenset({"goodwill/original"})
RULE = Rule("clerk", Layer.SHOP, Effect.ALLOW, GIVES, "clerk", when=(UP_TO,))


class GivenVisits(NoVisits):
    """Everybody gave 12.00 since that day."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, date]] = []

    def goodwill_given(self, operator: str, since: date, _besides: str) -> int:
        self.asked.append((operator, since))
        return 1200


@pytest.mark.parametrize(
    ("person", "budget"),
    [(CLERK, GoodwillBudget(1200, 2000, 7)), (MANAGER, None)],
)
def test_whoever_serves_has_the_budget_of_the_packs(
    counter: Counter, person: Operator, budget: GoodwillBudget | None
) -> None:
    settings = Settings(goodwill_period_days=7)
    pack = Pack("shop", Layer.SHOP, "1", rules=(RULE,), settings=settings)
    counter.policies = FakePolicies(Policy((pack,)))
    visits = GivenVisits()
    services = replace(counter.services(), visits=visits)

    assert budget_of_person(services, person, NOW) == budget
    assert visits.asked == ([(CLERK.id, date(2026, 11, 15))] if budget else [])


def test_a_badge_on_paper_has_bars_and_a_code_and_whose_it_is() -> None:
    slip = badge_slip("RDB-ABC", "Mara K.", "Northside Home", "en", PlainWords())

    assert (slip.barcode, slip.kind) == ("RDB-ABC", "badge")
    assert [(each.role, each.text, each.value) for each in slip.lines[:3]] == [
        (SlipRole.SHOP, "Northside Home", ""),
        (SlipRole.HEADING, "Mara K.", ""),
        (SlipRole.VOUCHER, "", "RDB-ABC"),
    ]
