"""Unknown facts that are still open, and the completions in which they have their values.

Owns reading off: which completions are left once some facts are told, and on which facts a result
depends. Facts of one group are told apart jointly, so several of them have to be looked at
together; groups cross each other freely. How they collapse is the business of `completions`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from returns_desk.domain.board import FactValue


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Facts that are told apart jointly. A combination is a choice of one class for each of them.

    For each joint class: `combinations` has one bit for each of its combinations, `rows` one for
    each of its completions, which lie `stride` apart from those of the next class.
    """

    combinations: tuple[int, ...]
    rows: tuple[int, ...]
    stride: int
    is_joint: bool

    def rows_of(self, combinations: int) -> int:
        """The completions that some of these combinations lead to."""
        pairs = zip(self.combinations, self.rows, strict=True)
        return reduce(or_, (rows for own, rows in pairs if own & combinations), 0)

    def alike(self, effect: int) -> list[int]:
        """The combinations, parted by what of the completions `effect` each leads to."""
        parts: dict[int, int] = {}
        for place, (own, rows) in enumerate(zip(self.combinations, self.rows, strict=True)):
            part = (effect & rows) >> self.stride * place
            parts[part] = parts.get(part, 0) | own
        return list(parts.values())


@dataclass(frozen=True, slots=True)
class OpenFact:
    """One unknown fact with its classes, in the order of its values; the first stands for all.

    Values of one class act alike under all rules in play. `within` are the combinations of each
    class in the fact's `group`, which lie `stride` apart from those of the next; `rows` are the
    completions that they lead to, some to the same where other facts of the group decide.
    """

    name: str
    is_shared: bool
    classes: tuple[tuple[FactValue, ...], ...]
    group: Group
    within: tuple[int, ...]
    stride: int
    rows: tuple[int, ...]

    def class_with(self, value: FactValue) -> int:
        """The place of the class with that value; the first where none has it."""
        found = (place for place, values in enumerate(self.classes) if value in values)
        return next(found, 0)

    def tells(self, parts: Iterable[int]) -> bool:
        """Whether two combinations that differ in this fact alone lie in different parts."""
        return any(
            len({(part & own) >> self.stride * place for place, own in enumerate(self.within)}) > 1
            for part in parts
        )


def rows_where(chosen: Iterable[tuple[OpenFact, int]], everywhere: int) -> int:
    """What of `everywhere` is left where each of these facts has the class at that place."""
    joint: dict[Group, int] = {}
    for fact, place in chosen:
        everywhere &= fact.rows[place]
        if fact.group.is_joint:
            joint[fact.group] = joint.get(fact.group, -1) & fact.within[place]
    for group, combinations in joint.items():
        everywhere &= group.rows_of(combinations)
    return everywhere
