"""The packs on the bench: rules in force at one place on one day, and the cases tried on them.

Owns the making of boards and the searches, both counted as work. The engine alone says what a
board holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from returns_desk.application.policy_lab.effort import Effort
from returns_desk.application.policy_lab.factors import (
    space_with_receipt,
    space_without_receipt,
)
from returns_desk.application.policy_lab.in_force import rules_at
from returns_desk.application.policy_lab.regions import Chosen, GivenUp, Regions
from returns_desk.application.policy_lab.sketching import Sketch, case_of
from returns_desk.domain.board import Board
from returns_desk.domain.case import Case
from returns_desk.domain.engine import propose_board
from returns_desk.domain.policy import (
    Effect,
    FieldTest,
    Layer,
    Policy,
    Rule,
)
from returns_desk.domain.sale import TenderType

PROBES = (
    *(FieldTest("tender", any_of=frozenset({tender})) for tender in TenderType),
    FieldTest("refund_authorisation", any_of=frozenset({"declined"})),
)
"""What the searches themselves tell apart, whether or not a rule does."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where and when the packs are tried, and in which currency.

    `places` are those where the shop says that it trades; none where nobody said. Visits are
    invented at the first of them, and where there is none, where the law leaves nearly all to the
    shop.
    """

    today: date
    place: str = "US"
    currency: str = "USD"
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One invented visit: a choice per factor of a space."""

    regions: Regions
    chosen: Chosen

    @property
    def case(self) -> Case:
        """The visit as a case that `board` accepts."""
        return case_of(self.regions.space.sketch_of(self.chosen))


@dataclass(slots=True)
class Bench:
    """One policy at one place; several benches may share one effort."""

    policy: Policy
    surroundings: Surroundings
    effort: Effort = field(default_factory=Effort)
    rules: tuple[Rule, ...] = ()
    found: Regions = field(init=False)
    bare: Regions = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the rules in force and the visits that they tell apart."""
        self.rules = rules_in_force(self.policy, self.surroundings)
        tests = [*PROBES, *(test for rule in self.rules for test in tests_of(rule))]
        where = self.surroundings
        plainest = Sketch(where.today, where.place, where.currency)
        self.found = Regions(space_with_receipt(tests, plainest))
        self.bare = Regions(space_without_receipt(tests, plainest))

    @property
    def spaces(self) -> tuple[Regions, Regions]:
        """Visits with a receipt, and without."""
        return self.found, self.bare

    def board(self, visit: Visit, policy: Policy | None = None) -> Board:
        """The engine's board of the visit, under the bench's policy or another."""
        self.effort.make_board()
        return propose_board(visit.case, policy or self.policy)

    def must_stop(self) -> bool:
        """Whether this part of the examination has done all it may; remembered for the report."""
        return self.effort.is_over()

    def find_quickly(self, applying: Iterable[Rule], silent: Iterable[Rule] = ()) -> Visit | None:
        """A visit in which these rules apply and those do not; None where none was found."""
        wanted, unwanted = tuple(applying), tuple(silent)
        found = (self.find_in(regions, wanted, unwanted) for regions in self.spaces)
        return next((visit for visit in found if visit is not None), None)

    def find_in(
        self, regions: Regions, applying: Iterable[Rule], silent: Iterable[Rule] = ()
    ) -> Visit | None:
        """A visit of one kind; None also where the search was given up."""
        try:
            chosen = self._search(regions, applying, silent)
        except GivenUp:
            return None
        return Visit(regions, chosen) if chosen is not None else None

    def is_proved_impossible(self, applying: Iterable[Rule], silent: Iterable[Rule] = ()) -> bool:
        """Whether it is certain that no visit is like that."""
        wanted, unwanted = tuple(applying), tuple(silent)
        try:
            return all(self._search(each, wanted, unwanted) is None for each in self.spaces)
        except GivenUp:
            return False

    def _search(
        self, regions: Regions, applying: Iterable[Rule], silent: Iterable[Rule]
    ) -> Chosen | None:
        before = regions.tries
        try:
            return regions.example(applying, silent)
        finally:
            self.effort.search(regions.tries - before)

    def on(self, option: str, *effects: Effect) -> tuple[Rule, ...]:
        """The rules with one of these effects that name the option."""
        return tuple(r for r in self.rules if option in r.options and r.effect in effects)


def can_be_tried(rule: Rule, spaces: Iterable[Regions]) -> bool:
    """Whether invented cases can bring about every fact that the rule tests, and nothing else."""
    known = frozenset[str]().union(*(regions.space.fields for regions in spaces))
    return not rule.only_if_not and all(test.field in known for test in tests_of(rule))


def tests_of(rule: Rule) -> tuple[FieldTest, ...]:
    """Every test of a rule."""
    return tuple(test for each in (rule.when, *rule.any, *rule.unless) for test in each)


def rules_in_force(policy: Policy, where: Surroundings) -> tuple[Rule, ...]:
    """The rules of all packs that apply there and then, less those that others replace."""
    return rules_at(policy, where.place, where.today)


def paid_with(tender: TenderType) -> Rule:
    """A rule that applies wherever it was paid that way; it names no option."""
    test = FieldTest("tender", any_of=frozenset({tender}))
    return Rule(f"paid-with-{tender}", Layer.SHOP, Effect.ALLOW, frozenset(), "paid", when=(test,))
