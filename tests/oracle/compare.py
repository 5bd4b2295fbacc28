"""Where a board and the oracle disagree, in words, with the case and policy in full.

Owns the comparison that several test modules make; decides nothing itself.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from enum import Enum

from oracle.board import ExpectedBoard, ExpectedOption
from oracle.exchange import REST_WAYS
from oracle.limits import EXCHANGE
from returns_desk.domain.board import CATALOGUE, Board, Option, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.policy import Policy


def disagreements(board: Board, expected: ExpectedBoard) -> list[str]:
    """One sentence for each place where the board is not what the oracle expects."""
    found = []
    for name in CATALOGUE:
        found += _of_option(board.option(name), expected.options[name])
    capped = {name for name, option in expected.options.items() if option.is_capped}
    # The rest of an exchange hangs on all of its ways, and what decides a capped one stays open.
    unsure = capped | {EXCHANGE} if capped & {*REST_WAYS} else capped
    asked = {q.fact for q in board.questions if not set(q.decides) <= capped}
    sure = {q.fact for q in board.questions if not set(q.decides) <= unsure}
    due = expected.questions(frozenset(capped))
    if not sure <= due <= asked:
        found.append(f"questions {sorted(asked)}, surely {sorted(sure)}, expected {sorted(due)}")
    return found


def _of_option(option: Option, expected: ExpectedOption) -> list[str]:
    pairs: list[tuple[str, object, object]] = [
        ("standing", option.standing, expected.standing),
        ("items left", _left(option), _expected_left(expected)),
    ]
    if expected.standing is not Standing.NOT_POSSIBLE:
        pairs += [
            ("covered", frozenset(i.item for i in option.items), expected.covered),
            ("amount", option.amount, expected.amount),
            ("amount_max", option.amount_max, expected.amount_max),
            ("approval", option.approval_role is not None, expected.has_approval),
        ]
        pairs.append(("absorbed", option.absorbed, expected.absorbed))
        if expected.customer_pays is not None:
            pairs.append(("customer pays", option.customer_pays, expected.customer_pays))
        if expected.items is not None:
            pairs.append(("items", option.items, expected.items))
        if expected.legs is not None:
            pairs.append(("legs", _legs(option), expected.legs))
        if option.remedy != "goodwill":
            pairs.append(("right", option.basis == "right", expected.is_right))
    return [f"{option.id}: {n} is {a}, expected {b}" for n, a, b in pairs if a != b]


def _legs(option: Option) -> tuple[tuple[object, ...], ...]:
    return tuple((x.tender, x.destination, x.amount, x.means, x.rounding) for x in option.legs)


def _left(option: Option) -> dict[int, Standing]:
    """Standings of the items that are left whole; what is over-claimed is judged elsewhere."""
    covered = {item.item for item in option.items}
    entries = [entry for entry in option.left if entry.item not in covered]
    first: dict[int, Standing] = {}
    for entry in entries:
        first.setdefault(entry.item, entry.standing)
    return first


def _expected_left(expected: ExpectedOption) -> dict[int, Standing]:
    found = enumerate(expected.item_standings)
    return {i: standing for i, standing in found if i not in expected.covered} | (
        dict.fromkeys(expected.covered, Standing.NOT_POSSIBLE)
        if expected.standing is Standing.NOT_POSSIBLE
        else {}
    )


def shown(case: Case, policy: Policy) -> str:
    """Case and policy for a failing test's message, without what is as usual."""
    rules = [f"  {brief(rule)}" for pack in policy.packs for rule in pack.rules]
    packs = [brief(replace(pack, rules=())) for pack in policy.packs]
    return "\n".join([brief(case), *packs, *rules])


def brief(value: object) -> str:
    """A value as text, leaving out the fields of dataclasses that hold their defaults."""
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value):
        parts = [
            f"{f.name}={brief(getattr(value, f.name))}"
            for f in fields(value)
            if getattr(value, f.name) != _default_of(f)
        ]
        return f"{type(value).__name__}({', '.join(parts)})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{brief(k)}: {brief(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (tuple, frozenset)):
        is_whole = isinstance(value, frozenset) and value == frozenset(CATALOGUE)
        return "(all)" if is_whole else "(" + ", ".join(brief(each) for each in value) + ")"
    return value.isoformat() if isinstance(value, date) else str(value)


def _default_of(field: Field[object]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default
