"""A counter's year: customers come, ask, wait for a manager, are paid, leave, are called back.

Owns chance and order. What is planted shows only here; a clean year answers equal cases equally.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from support.planting import telling
from support.planting.arrivals import OPEN_SECONDS, arrivals
from support.planting.facts import LATE, OTHER_CARD
from support.planting.goods import CATALOGUE, CONDITIONS, REASONS
from support.planting.visit import CREDIT, EVEN, EXCHANGE, MANAGER, MONEY, OTHER_MONEY, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from returns_desk.application.ports import Json
    from support.planting.facts import Plan
    from support.planting.goods import Goods
    from support.planting.visit import Write

RULES: Final[dict[str | None, int]] = {None: 74, OTHER_CARD: 12, LATE: 14}
WISHES: Final = {MONEY: 82, EVEN: 7, EXCHANGE: 5, CREDIT: 6}
SILENT: Final = {"took_too_long": 3, "did_not_say": 2}
"""Why they left before they asked for anything."""
FEEDBACK: Final = {"good": 70, "so_so": 20, "bad": 10}
AFTER_STEERING: Final = {"good": 20, "so_so": 40, "bad": 40}
PROMISES: Final = {"call_you": 70, "order_for_you": 30}
LEAVES: Final = 0.05
LEAVES_UNANSWERED: Final = 0.3
TELLS: Final = 0.15
PROMISED: Final = 0.15
BROKEN: Final = 0.04
TAKEN_BACK: Final = 0.005
MEAN_SECONDS: Final = 150
BUSY: Final = 0.3
"""The share of the opening hours in which somebody stands at the counter, at most."""
MORNING: Final = ("mara", "tom")
EVENING: Final = ("ines", "karl")
EVENING_BEGINS: Final = 16
DECIDERS: Final = (MANAGER, "vera")


def live_through(plan: Plan, write: Write) -> None:
    """Tell every event of the plan's year, in order."""
    year = _Year(plan, write)
    for number, at in enumerate(arrivals(plan, year.chance), 1):
        year.serve(number, at)
    year.end()


@dataclass
class _Year:
    plan: Plan
    write: Write
    chance: Random = field(init=False)
    free_at: datetime | None = None
    later: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.plan.seed)  # noqa: S311 -- a planted year, no secrets
        bad = self.plan.planted.bad_item
        times = {bad.sku: bad.times} if bad else {}
        self.weights = [each.sold * times.get(each.sku, 1) for each in CATALOGUE]
        seconds = self.plan.days * OPEN_SECONDS
        self.pace = min(1.0, BUSY * seconds / (self.plan.cases * MEAN_SECONDS))

    def serve(self, number: int, arrived: datetime) -> None:
        """One customer, after the one before."""
        at = max(arrived, self.free_at) if self.free_at else arrived
        self._do_what_is_due(at)
        visit = self._visit(number, at)
        telling.arrive(visit)
        if self.chance.random() < self._leaving(at.hour):
            visit.tell("case_left", {"reason": self._of(SILENT)}, 30)
        else:
            self._wish(visit)
        self.free_at = visit.at + timedelta(seconds=5 * self.pace)

    def end(self) -> None:
        """What is due after the last customer is done that evening, or not at all."""
        last = self.free_at
        if last is not None:
            self._do_what_is_due(last.replace(hour=21, minute=0))

    # --- one visit -----------------------------------------------------------------------------

    def _visit(self, number: int, at: datetime) -> Visit:
        steering, bad = self.plan.planted.steering, self.plan.planted.bad_item
        goods: Goods = self.chance.choices(CATALOGUE, self.weights)[0]
        reason = self._of(REASONS)
        if bad and goods.sku == bad.sku and self.chance.random() < 1 - 1 / bad.times:
            reason = "faulty"
        people = EVENING if at.hour >= EVENING_BEGINS else MORNING
        return Visit(
            number=number,
            at=at,
            operator=people[(at.toordinal() + number) % len(people)],
            goods=goods,
            reason=reason,
            condition=self._of(CONDITIONS),
            rule=self.chance.choices([*RULES], [*RULES.values()])[0],
            credit_first=bool(steering and steering.credit_first and at.hour in steering.hours),
            pace=self.pace * self.chance.uniform(0.5, 1.5),
            write=self.write,
        )

    def _leaving(self, hour: int) -> float:
        walk_aways = self.plan.planted.walk_aways
        return walk_aways.share if walk_aways and hour == walk_aways.hour else LEAVES

    def _wish(self, visit: Visit) -> None:
        wish = self._of(WISHES)
        if wish == MONEY and visit.rule is None and self._steers(visit.at.hour):
            self._steered(visit)
            return
        if wish == MONEY and visit.rule is not None:
            self._exception(visit)
            return
        telling.ask(visit, wish, "choosing" if self.chance.random() < 0.7 else "asking")
        self._paid(visit, wish, FEEDBACK)

    def _steers(self, hour: int) -> bool:
        steering = self.plan.planted.steering
        return bool(steering and hour in steering.hours and self.chance.random() < steering.share)

    def _steered(self, visit: Visit) -> None:
        """Half of those who were led to credit had said before that they want money."""
        if self.chance.random() < 0.5:
            telling.ask(visit, MONEY, "asking")
        telling.ask(visit, CREDIT, "choosing")
        self._paid(visit, CREDIT, AFTER_STEERING)

    def _exception(self, visit: Visit) -> None:
        option = OTHER_MONEY if visit.rule == OTHER_CARD else MONEY
        telling.ask(visit, option, "asking")
        telling.hand_on(visit, option, "asked_option_needs_approval")
        yes = self._is_allowed(visit)
        by = self.chance.choice(DECIDERS)
        reason = "same_person_seen" if yes else "alternative_suits_better"
        telling.decide(visit, option, yes=yes, by=by, reason=reason)
        if yes:
            self._paid(visit, option, FEEDBACK)
        elif self.chance.random() < LEAVES_UNANSWERED:
            self._left_unanswered(visit, option)
        else:
            telling.ask(visit, EXCHANGE, "choosing")
            self._paid(visit, EXCHANGE, FEEDBACK)

    def _is_allowed(self, visit: Visit) -> bool:
        """A clean year answers by what equal cases have in common, and by nothing else."""
        planted = self.plan.planted
        always, unequal = planted.always_approved, planted.unequal_answers
        if always and visit.rule == always.rule:
            return visit.reason != always.but_for
        if unequal and (visit.rule, visit.reason) == (unequal.rule, unequal.reason):
            return self.chance.random() < unequal.yes
        return (
            visit.condition == "unopened"
            if visit.rule == OTHER_CARD
            else visit.reason != "changed_mind"
        )

    def _left_unanswered(self, visit: Visit, option: str) -> None:
        telling.hand_on(visit, option, "declined_all")
        visit.tell("case_left", {"reason": "nothing_suited"}, 20)
        self._later(visit, timedelta(hours=1), "escalation_closed", {"outcome": "settled"}, MANAGER)

    def _paid(self, visit: Visit, option: str, feedback: Mapping[str, int]) -> None:
        if self.chance.random() < PROMISED:
            self._promise(visit)
        telling.pay(visit, option)
        completed_at = visit.at
        if option != EVEN:
            telling.place(visit)
        if self.chance.random() < TELLS:
            visit.tell("feedback_given", {"answer": self._of(feedback)}, 8)
        if option == MONEY and self.chance.random() < TAKEN_BACK:
            visit.at += timedelta(minutes=self.pace * self.chance.uniform(2, 5))
            telling.take_back(visit, option, completed_at)

    # --- later ---------------------------------------------------------------------------------

    def _promise(self, visit: Visit) -> None:
        kind, broken = self._of(PROMISES), self.plan.planted.broken_promises
        share = broken.share if broken and broken.kind == kind else BROKEN
        promise = f"0192e000-0000-7000-8000-{visit.number:012d}"
        wait = timedelta(hours=self.chance.randint(2, 72))
        made: dict[str, Json] = {"promise": promise, "case": visit.number, "kind": kind}
        told: dict[str, Json] = {"who": "me", "channel": "phone", "has_words": False}
        due = (visit.at + wait).isoformat()
        visit.tell("promise_made", {**made, **told, "due": due}, 15)
        is_broken = self.chance.random() < share
        end, note = ("promise_broken", "not_ready") if is_broken else ("promise_kept", "reached")
        wait += timedelta(hours=5) if is_broken else timedelta(minutes=-30)
        self._later(visit, wait, end, {"promise": promise, "note": note}, visit.operator)

    def _later(
        self, visit: Visit, wait: timedelta, kind: str, payload: dict[str, Json], by: str
    ) -> None:
        case_id = visit.case_id

        def tell(at: datetime) -> None:
            self.write(kind, dict(payload), at, case_id, by)

        heapq.heappush(self.later, (visit.at + wait, visit.number, tell))

    def _do_what_is_due(self, until: datetime) -> None:
        while self.later and self.later[0][0] <= until:
            at, _, tell = heapq.heappop(self.later)
            tell(at)

    def _of(self, weights: Mapping[str, int]) -> str:
        return self.chance.choices([*weights], [*weights.values()])[0]
