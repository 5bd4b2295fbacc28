"""The board as it must be: every option's standing, cover and amounts over all completions.

Owns the joining of verdicts over completions and items.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from oracle.defaults import GOODWILL_BESIDE, same_acts, with_defaults
from oracle.exchange import Way
from oracle.exchange_parts import best_part
from oracle.facts import completions, mentioned_facts
from oracle.legs import CASH, ExpectedLeg, Paid, expected_legs, in_proportion
from oracle.limits import (
    EVEN_EXCHANGE,
    EXCHANGE,
    bind_cash,
    bind_tolerance,
    covered_by,
    standings_of,
)
from oracle.money import half_up
from oracle.rules import setting
from oracle.subjects import Subject, subjects_of
from oracle.verdicts import APPROVAL, NOT, Judge, Verdict
from oracle.worlds import (
    Asked,
    World,
    all_payments,
    facts_that_matter,
    settled,
    total_of,
)
from oracle.worths import risen_by, tax_inside, told_quantity, worth
from returns_desk.domain.board import CATALOGUE, CoveredItem, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy

Legs = tuple[ExpectedLeg, ...]
Items = tuple[CoveredItem, ...]


@dataclass(frozen=True, slots=True)
class ExpectedOption:
    """What must stand on the board for one option.

    `legs` and `items` are None where they hang on an unknown fact. `is_capped` where the tenders
    or the drawer can't carry all that the rules would give, `is_limited` where the packs' limit for
    cash or their tolerance of dearer goods leaves less of it.
    """

    standing: Standing
    item_standings: tuple[Standing, ...]
    covered: frozenset[int]
    amount: int
    amount_max: int
    is_right: bool
    has_approval: bool
    depends_on: frozenset[str]
    is_capped: bool
    is_limited: bool
    legs: Legs | None
    items: Items | None
    customer_pays: int | None = None
    absorbed: int = 0


@dataclass(frozen=True, slots=True)
class ExpectedBoard:
    """All options, and the facts that still matter to any of them."""

    options: dict[str, ExpectedOption]

    def questions(self, hidden: frozenset[str] = frozenset()) -> frozenset[str]:
        """The facts on which some option depends that is shown."""
        shown = [o.depends_on for name, o in self.options.items() if name not in hidden]
        return frozenset[str]().union(*shown)


def expected_board(case: Case, policy: Policy) -> ExpectedBoard:
    """Try every completion and read off what the board must say."""
    case = with_defaults(case, policy)
    days = setting(case, None, policy, "history_period_days")
    assert days is None or isinstance(days, int)
    judge = Judge(policy)
    worlds = {
        tuple(chosen.items()): _world(subjects_of(filled, days), judge)
        for chosen, filled in completions(case, policy)
    }
    names = mentioned_facts(case, policy)
    question = Asked(case, policy, subjects_of(case, days), worlds, names)
    _close_the_same(question, same_acts(case, policy))
    limited = {CASH: bind_cash(question), EVEN_EXCHANGE: bind_tolerance(question)}
    options = {
        option: _expected(question, option, is_limited=limited.get(option, False))
        for option in CATALOGUE
    }
    options |= {name: _as_chosen(question, name, options[name]) for name in GOODWILL_BESIDE}
    return ExpectedBoard(options | {EXCHANGE: _with_new_goods(question, options)})


def _world(subjects: list[Subject], judge: Judge) -> World:
    found = [judge.verdicts_of(subject, index) for index, subject in enumerate(subjects)]
    return World(
        subjects,
        {
            (option, index): verdicts[option]
            for index, verdicts in enumerate(found)
            for option in CATALOGUE
        },
    )


def _close_the_same(question: Asked, same: dict[str, str]) -> None:
    """An item has no second way that does the same as an earlier one, whatever is answered.

    What the tenders or the drawer can't carry by the earlier way alone keeps the second.
    """
    closed = []
    for ways in same.items():
        own, earlier = (covered_by(question, way)[0] for way in ways)
        kept = earlier.capped.intersection(own.covered)
        for i in range(len(question.subjects)):
            as_much = (_does_as_much(question, w, ways, i) for w in question.worlds.values())
            if i not in kept and all(as_much):
                closed.append((ways[0], i))
    for world in question.worlds.values():
        for place in closed:
            world.verdicts[place] = Verdict(NOT)


def _does_as_much(question: Asked, world: World, ways: tuple[str, str], i: int) -> bool:
    """Whether in this completion the second of the two ways leaves nothing to the first.

    By itself an item bears its fees in full. Among others it must not bear one of the fees that are
    kept once for all that it would not bear by the other way.
    """
    own, other = (world.verdicts[way, i] for way in ways)
    if own.kind == NOT or own.kind > other.kind:
        return own.kind == NOT
    if len(question.subjects) == 1:
        paid = [settled(question, (i,), [each])[0].amount for each in (own, other)]
        return paid[0] <= paid[1]
    return own.amount <= other.amount and other.once <= own.once


def _expected(question: Asked, option: str, *, is_limited: bool) -> ExpectedOption:
    found, _ = covered_by(question, option)
    payments = all_payments(question, option, found.covered)
    covered = frozenset(found.covered)
    return ExpectedOption(
        standing=found.standing,
        item_standings=tuple(
            Standing.NOT_POSSIBLE if i in found.capped else each
            for i, each in enumerate(standings_of(question, option))
        ),
        covered=covered,
        amount=total_of(payments[0]),
        amount_max=total_of(payments[-1]),
        is_right=bool(covered) and _is_right(question, option, found.covered),
        has_approval=any(APPROVAL in question.kinds(option, i) for i in covered),
        depends_on=facts_that_matter(question, option, found.covered),
        is_capped=bool(found.capped),
        is_limited=is_limited,
        absorbed=_absorbed(question, found.covered) if option == EVEN_EXCHANGE else 0,
        legs=_legs(question, option, payments),
        items=_items(question, option, found.covered),
    )


def _with_new_goods(question: Asked, options: dict[str, ExpectedOption]) -> ExpectedOption:
    """The exchange once the new goods are chosen, in every completion."""
    own = options[EXCHANGE]
    if question.case.claim.facts.exchange_total is None or own.standing is Standing.NOT_POSSIBLE:
        return own
    ways = {n: Way(o.standing, o.covered, o.has_approval, o.is_right) for n, o in options.items()}
    part = best_part(question, ways)
    found, covered = part.found, part.covered
    payments = all_payments(question, EXCHANGE, covered)
    is_open = any(each != payments[0] for each in payments)
    is_asked = any(APPROVAL in question.kinds(EXCHANGE, i) for i in covered)
    return replace(
        own,
        standing=found.standing,
        item_standings=part.standings,
        covered=frozenset(covered),
        is_right=bool(covered) and _is_right(question, EXCHANGE, covered),
        has_approval=is_asked or found.has_approval,
        # Where nothing is exchanged, whatever is answered, what it would bring is no question.
        depends_on=facts_that_matter(question, EXCHANGE, covered)
        | (own.depends_on if covered else frozenset()),
        is_limited=part.is_less,
        amount=found.amount,
        amount_max=found.amount_max,
        customer_pays=found.customer_pays,
        absorbed=found.absorbed,
        legs=None if is_open else found.legs,
        items=None if is_open else found.items,
    )


def _as_chosen(question: Asked, name: str, own: ExpectedOption) -> ExpectedOption:
    """Goodwill of which less than all was chosen: each of the goods gets its part of it."""
    chosen = question.case.claim.facts.goodwill_amount
    if chosen is None or own.standing is Standing.NOT_POSSIBLE:
        return own
    capped = replace(own, amount_max=min(own.amount_max, chosen))
    if chosen >= own.amount:
        return capped
    least = all_payments(question, name, tuple(sorted(own.covered)))[0]
    parts = in_proportion(chosen, [each.amount for each in least])
    paid = [replace(each, amount=part) for each, part in zip(least, parts, strict=True)]
    legs = expected_legs(name, paid, question.case, question.policy)
    taxed = zip(own.items or (), paid, strict=False)
    return replace(
        capped,
        amount=chosen,
        legs=legs if own.legs is not None else None,
        items=tuple(_less(question, name, *each) for each in taxed) if own.items else own.items,
    )


def _less(question: Asked, name: str, whole: CoveredItem, paid: Paid) -> CoveredItem:
    part = paid.amount
    nets = setting(question.case, paid.subject.sale, question.policy, "fee_reduces_tax")
    if nets:
        tax = tax_inside(paid.subject, name, part)
    else:
        tax = half_up(Fraction(whole.tax * part, whole.amount)) if whole.amount else 0
    return replace(whole, amount=part, tax=min(part, tax))


def _absorbed(question: Asked, covered: tuple[int, ...]) -> int:
    """What the same goods cost more by now; only the books and a manager see it."""
    return sum(risen_by(question.subjects[place]) for place in covered)


def _is_right(question: Asked, option: str, covered: tuple[int, ...]) -> bool:
    return all(
        world.verdicts[option, i].right for world in question.worlds.values() for i in covered
    )


def _legs(question: Asked, option: str, payments: list[list[Paid]]) -> Legs | None:
    """The legs, where all completions pay every covered item the same by the same ways."""
    if any(each != payments[0] for each in payments):
        return None
    return expected_legs(option, payments[0], question.case, question.policy)


def _items(question: Asked, option: str, covered: tuple[int, ...]) -> Items | None:
    """What stands for each covered item, where no unknown fact changes it."""
    found = {_of_items(question, w, option, covered) for w in question.worlds.values()}
    return found.pop() if len(found) == 1 else None


def _of_items(question: Asked, world: World, option: str, covered: tuple[int, ...]) -> Items:
    paid = settled(question, covered, [world.verdicts[option, i] for i in covered])
    return tuple(
        _item(question, world.subjects[i], option, i, each)
        for i, each in zip(covered, paid, strict=True)
    )


def _item(question: Asked, subject: Subject, option: str, index: int, paid: Paid) -> CoveredItem:
    gross = worth(subject, option)
    nets = setting(question.case, subject.sale, question.policy, "fee_reduces_tax")
    tax = tax_inside(subject, option, paid.amount if nets else gross)
    return CoveredItem(index, told_quantity(subject, option), paid.amount, tax, paid.fee)
