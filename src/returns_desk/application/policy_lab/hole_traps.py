"""Windows with holes: day 5 is open, day 7 is open, and day 6 is forgotten.

Owns the walk along one number and what is said of a hole. The board decides.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from returns_desk.application.policy_lab.bench import Bench, Visit, tests_of
from returns_desk.application.policy_lab.factors import Choice
from returns_desk.application.policy_lab.passing import INTERVALS
from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.application.policy_lab.rule_findings import BEATEN_BY
from returns_desk.application.policy_lab.shrinking import shrunk
from returns_desk.domain.board import STANDING_RANK
from returns_desk.domain.policy import FIELDS, Effect, FieldKind, Rule

TWIN_FIELDS = ("channel", "today", "scheme", "store")
"""What must not change beside the number along which one walks."""


def hole_traps(bench: Bench) -> Iterator[LabFinding]:
    """One finding per option and field in which a middle is worse than both its sides."""
    known: set[tuple[str, str, int]] = set()
    for rule in bench.rules:
        if rule.effect not in {Effect.ALLOW, Effect.APPROVE}:
            continue
        fields = {t.field for t in tests_of(rule) if FIELDS[t.field].kind in INTERVALS}
        for option, field in ((o, f) for o in sorted(rule.options) for f in sorted(fields)):
            if bench.must_stop():
                return
            for finding, key in _holes(bench, rule, option, field):
                if key not in known:
                    known.add(key)
                    yield finding


def _holes(
    bench: Bench, rule: Rule, option: str, field: str
) -> Iterator[tuple[LabFinding, tuple[str, str, int]]]:
    silent = (*bench.on(option, Effect.RIGHT), *bench.on(option, *BEATEN_BY[rule.effect]))
    for regions in bench.spaces:
        start = bench.find_in(regions, (rule,), silent)
        if start is None or field not in regions.space.fields:
            continue
        line = _line(start, field)
        hole = _hole([_rank(bench, each, option) for _, each in line])
        if hole is not None:
            number, visit = line[hole[1]]
            sides = (line[hole[0]][1], line[hole[2]][1])
            yield _finding(bench, option, (field, number), visit, sides), (option, field, number)


def _line(start: Visit, field: str) -> Sequence[tuple[int, Visit]]:
    """The visits that differ from this one in that number alone, in ascending order of it."""
    place = _place_of(start, field)
    choices = start.regions.space.factors[place].choices
    own = choices[start.chosen[place]]
    numbers: dict[int, Visit] = {}
    for index, choice in enumerate(choices):
        number = choice.fields[field]
        if isinstance(number, int) and _is_twin(choice, own):
            numbers.setdefault(number, _at(start, place, index))
    return sorted(numbers.items(), key=lambda each: each[0])


def _place_of(visit: Visit, field: str) -> int:
    factors = visit.regions.space.factors
    return next(i for i, each in enumerate(factors) if field in each.choices[0].fields)


def _at(visit: Visit, place: int, index: int) -> Visit:
    return Visit(visit.regions, (*visit.chosen[:place], index, *visit.chosen[place + 1 :]))


def _is_twin(choice: Choice, own: Choice) -> bool:
    """Whether nothing but the numbers moves; goods that are delivered late are another matter."""
    seen = choice.fields
    is_prompt = seen.get("days_since_sale") == seen.get("days_since_delivery")
    is_quiet = seen.get("days_since_delivery") == seen.get("days_from_delivery_to_notice")
    same = all(seen.get(name) == own.fields.get(name) for name in TWIN_FIELDS)
    return is_prompt and is_quiet and same


def _rank(bench: Bench, visit: Visit, option: str) -> int:
    return STANDING_RANK[bench.board(visit).option(option).standing]


def _hole(ranks: Sequence[int]) -> tuple[int, int, int] | None:
    """The first place that is worse than some place on either side, between those two."""
    for index in range(1, len(ranks) - 1):
        below = min(range(index), key=ranks.__getitem__)
        above = min(range(index + 1, len(ranks)), key=ranks.__getitem__)
        if ranks[index] > max(ranks[below], ranks[above]):
            return below, index, above
    return None


def _finding(
    bench: Bench, option: str, turn: tuple[str, int], visit: Visit, sides: tuple[Visit, Visit]
) -> LabFinding:
    field, number = turn
    place = _place_of(visit, field)

    def still_shows(tried: Visit) -> bool:
        if tried.chosen[place] != visit.chosen[place]:
            return False
        around = [_rank(bench, _at(tried, place, side.chosen[place]), option) for side in sides]
        return _rank(bench, tried, option) > max(around)

    plain = shrunk(visit, still_shows)
    found = bench.board(plain).option(option)
    shown = date.fromordinal(number).isoformat() if FIELDS[field].kind is FieldKind.DATE else number
    message = (
        f"{option} has a hole where {field} is {shown}: there it is"
        f" {found.standing.replace('_', ' ')}, while below and above it is better; close the gap"
        " between the bounds."
    )
    rules = tuple(sorted({each.rule for each in found.reasons if each.layer != "engine"}))
    return LabFinding(
        Kind.WINDOW_WITH_HOLE, message, rules, (option,), facts=(field,), example=plain.case
    )
