"""What is not known of an item, as rules see it.

Owns the shape of an unknown fact with the values it could take, and the list of those that any
item may have. Decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, product
from operator import and_, or_

from returns_desk.domain.board import FactValue
from returns_desk.domain.case import Condition, Fault, Reason, Severity
from returns_desk.domain.engine.rule_index import RuleIndex

Known = Mapping[str, object]
"""Fields that rules test, with their values."""

Choices = tuple[tuple[FactValue, Known], ...]
"""The values that an unknown fact could take, each with the fields that it gives."""


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """An unknown fact: its name on the board, and what each of its values leaves standing.

    `is_shared` is False for facts of one item; their `name` has no index then. `tested` are the
    conjunctions that speak of it; `wholes` has for each value what all its fields together leave.
    """

    name: str
    is_shared: bool
    values: tuple[FactValue, ...]
    tested: int
    wholes: tuple[int, ...]


def unknown_fact(index: RuleIndex, name: str, choices: Choices, *, is_shared: bool) -> Unknown:
    """The unknown fact under these rules."""
    fields = choices[0][1].keys()
    columns = [c for group in index.columns.values() for c in group if c.field in fields]
    masks = tuple(tuple(c.mask_of(known[c.field]) for c in columns) for _, known in choices)
    return Unknown(
        name=name,
        is_shared=is_shared,
        values=tuple(value for value, _ in choices),
        tested=reduce(or_, (index.every & ~column.untested for column in columns), 0),
        wholes=tuple(reduce(and_, each, index.every) for each in masks),
    )


def unknown_facts(
    index: RuleIndex, thresholds: Mapping[str, tuple[int, ...]], words: tuple[str, ...]
) -> Mapping[str, Unknown]:
    """What may be unknown of any case, by the field that rules test.

    `thresholds` are the numbers that rules compare with, by field; `words` the missing things
    that some rule names.
    """
    reasons = tuple((str(r), {"reason": judged_reason(r)}) for r in Reason)
    conditions = tuple((str(c), {"condition": c}) for c in Condition)
    faults = tuple((each, fault_fields(each)) for each in _faults(thresholds))
    fault = unknown_fact(index, "fault", faults, is_shared=False)
    flags = {field: _flag(index, name, field) for field, name in _FLAGS.items()}
    return {
        "reason": unknown_fact(index, "reason", reasons, is_shared=False),
        "condition": unknown_fact(index, "condition", conditions, is_shared=False),
        "missing": unknown_fact(index, "missing", _missing(words), is_shared=False),
        **dict.fromkeys(fault_fields(Fault()), fault),
        **flags,
    }


_FLAGS = {
    **{
        f"evidence.{kind}": f"evidence:{kind}"
        for kind in (
            "receipt",
            "gift_receipt",
            "card_lookup",
            "customer_record",
            "bank_statement",
            "serial_record",
        )
    },
    **{
        name: name
        for name in (
            "photo_id_seen",
            "is_purchaser",
            "gift_card_present",
            "other_card.same_customer",
            "original_tender_present",
        )
    },
}
"""Facts that are true or false: their name on the board by their field."""


def _flag(index: RuleIndex, name: str, field: str) -> Unknown:
    choices: Choices = ((True, {field: True}), (False, {field: False}))
    return unknown_fact(index, name, choices, is_shared=True)


def judged_reason(reason: Reason | None) -> Reason | None:
    """An unwanted gift is judged as a change of mind."""
    return Reason.CHANGED_MIND if reason is Reason.GIFT else reason


def _missing(words: tuple[str, ...]) -> Choices:
    """Every set of the missing things that some rule names, none first."""
    sets = [chosen for size in range(len(words) + 1) for chosen in combinations(words, size)]
    return tuple((each, {"missing": frozenset(each)}) for each in sets)


def _faults(thresholds: Mapping[str, tuple[int, ...]]) -> list[Fault]:
    """Every fault that rules tell apart."""
    repairs = {0, 1} | {
        max(0, turn + step) for turn in thresholds.get("fault.repairs", ()) for step in (-1, 0, 1)
    }
    return [
        Fault(severity=severity, repairs=count, refused=refused)
        for severity, count, refused in product(Severity, sorted(repairs), (False, True))
    ]


def fault_fields(fault: Fault) -> Known:
    """A told fault; what was not told is ordinary, never repaired and not refused."""
    return {
        "fault.severity": fault.severity or Severity.ORDINARY,
        "fault.repairs": fault.repairs or 0,
        "fault.refused": bool(fault.refused),
    }
