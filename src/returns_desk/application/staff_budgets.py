"""What of the goodwill budget a person has used, for whoever looks after the people.

Owns the question; the budget itself is goodwill_budget.py's. It is told of those whom the packs
give one: they serve, and whoever approves needs none.
"""

from datetime import datetime

from returns_desk.application.goodwill_budget import GoodwillBudget, budget_in_force
from returns_desk.application.looking_up import first_day_of_goodwill
from returns_desk.application.ports import Operator
from returns_desk.application.services import DeskServices

_SERVING = frozenset({"clerk", "supervisor"})


def budget_of_person(
    services: DeskServices, person: Operator, now: datetime
) -> GoodwillBudget | None:
    """What that person gave in the period and may give; None where there is no budget."""
    if person.role not in _SERVING:
        return None
    jurisdiction = services.shop.store.jurisdiction
    since = first_day_of_goodwill(services.policies.policy(), jurisdiction, now)
    return budget_in_force(services, services.visits.goodwill_given(person.id, since, ""), now)
