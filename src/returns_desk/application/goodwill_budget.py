"""The budget out of which a clerk gives goodwill without a second person, and why it is given.

Owns what the packs say of it, as far as a screen can tell it in two amounts. Whether an option is
open is the engine's alone. For the clerk only: a customer is never told of a budget.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.ports import Json
from returns_desk.application.services import DeskServices
from returns_desk.domain.board import Option, Standing
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.errors import OperatorMistake
from returns_desk.domain.policy import Effect, Rule

GOODWILL_REASONS: Final = ("fair_to_customer", "our_mistake", "waited_long", "promise_not_kept")
"""Why goodwill is given; the first is noted where nobody chose one."""
_GIVEN: Final = "goodwill_given"


@dataclass(frozen=True, slots=True)
class GoodwillBudget:
    """What whoever serves gave in the period, and up to what they may go on, minor units.

    `days` is None where everything ever given counts.
    """

    given: int
    limit: int
    days: int | None

    @property
    def left(self) -> int:
        """How much more may be given before a second person decides."""
        return max(0, self.limit - self.given)


def budget_of(services: DeskServices, record: CaseRecord, now: datetime) -> GoodwillBudget | None:
    """The budget of whoever serves the case; None where the packs name none."""
    return budget_in_force(services, record.claim.facts.goodwill_given, now)


def budget_in_force(services: DeskServices, given: int, now: datetime) -> GoodwillBudget | None:
    """The budget of a clerk who gave so much in its period; None where the packs name none."""
    store, policy = services.shop.store, services.policies.policy()
    book = rulebook_for(policy, store.jurisdiction, now.date())
    limits = [limit for rule in book.index.rules if (limit := _limit_of(rule)) is not None]
    if not limits:
        return None
    return GoodwillBudget(given, max(limits), book.settings.goodwill_period_days)


def is_of_clerk(option: Option) -> bool:
    """Whether the option is goodwill that needs no second person."""
    return option.remedy == "goodwill" and option.standing is Standing.AVAILABLE


def check_goodwill_reason(reason: str) -> None:
    """Refuse what is none of GOODWILL_REASONS.

    Raises:
        OperatorMistake: it is another word.
    """
    if reason not in GOODWILL_REASONS:
        raise OperatorMistake("Choose why it is given.", code="unknown_reason")


def goodwill_document(option: Option, record: CaseRecord, reason: str) -> dict[str, Json]:
    """What `option_chosen` says more of goodwill that a clerk gives; empty for all else."""
    if not is_of_clerk(option):
        return {}
    told: dict[str, Json] = {
        "reason": reason or GOODWILL_REASONS[0],
        "given_before": record.claim.facts.goodwill_given,
    }
    return {"goodwill": told}


def _limit_of(rule: Rule) -> int | None:
    """Up to what a rule lets a clerk go on giving; None where it is about something else."""
    is_goodwill = any(each.startswith("goodwill/") for each in rule.options)
    if rule.effect is not Effect.ALLOW or not is_goodwill:
        return None
    tests = [test for test in rule.when if test.field == _GIVEN]
    return next((test.at_most for test in tests if test.at_most is not None), None)
