"""Looks up, with every board, what the shop's own books say of this customer and this counter.

Owns that these facts are asked of nobody, and that the case keeps them as they were, so that its
board can be made again. What goodwill counts: what whoever serves gave without a second person
(what a manager allowed is on the manager's word), over the days that the packs in force name.
"""

from datetime import date, datetime, timedelta

from returns_desk.application.background import (
    LOOKED_UP,
    Background,
    background_document,
    background_of,
)
from returns_desk.application.earlier_visits import history_of
from returns_desk.application.services import DeskServices
from returns_desk.application.turn import Turn
from returns_desk.domain.engine.rulebook import rulebook_for
from returns_desk.domain.policy import Policy

EVER = date.min


def note_background(turn: Turn) -> None:
    """Look everything up, and note it where it is not what the case knows already."""
    found = look_up(turn)
    if found != background_of(turn.record.claim):
        turn.note(LOOKED_UP, background_document(found))


def look_up(turn: Turn) -> Background:
    """What holds at this moment for the open case and whoever serves it."""
    services, case_id = turn.services, turn.record.case_id
    return Background(
        history=history_of(services.visits, services.purchases, turn.session.sales, case_id),
        goodwill_given=_goodwill_given(services, turn.operator.id, turn.now, case_id),
        offline=services.connection.is_offline(),
    )


def _goodwill_given(services: DeskServices, operator: str, now: datetime, case_id: str) -> int:
    jurisdiction = services.shop.store.jurisdiction
    since = first_day_of_goodwill(services.policies.policy(), jurisdiction, now)
    return services.visits.goodwill_given(operator, since, case_id)


def first_day_of_goodwill(policy: Policy, jurisdiction: str, now: datetime) -> date:
    """The first day that counts: `goodwill_period_days` of them, today the last.

    Where no pack in force sets a period, everything ever given counts.
    """
    today = now.date()
    days = rulebook_for(policy, jurisdiction, today).settings.goodwill_period_days
    return EVER if days is None else today - timedelta(days=days - 1)
