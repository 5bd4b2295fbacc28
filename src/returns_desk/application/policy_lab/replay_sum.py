"""The sum of a replay: how many visits differ, what waiting it spares, what it pays more.

Owns the counting; sums of parts of a journal add up to that of the whole. Money in minor units.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from returns_desk.application.policy_lab.replaying import Apart, Replayed

MOST_KEPT: Final = 5_000
"""So many visits are kept to be read; all are counted."""


@dataclass(slots=True)
class ReplaySum:
    """What was counted so far; `kept` are visits that differ, `apart` counts by why."""

    visits: int = 0
    compared: int = 0
    changed: int = 0
    better: int = 0
    worse: int = 0
    waited: int = 0
    """Seconds that customers waited for decisions which the change makes needless."""
    unmeasured: int = 0
    """Spared escalations whose waiting is not known, since the visit is open."""
    below_law: int = 0
    rights_lowered: int = 0
    apart: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    """Spared escalations by what was said to them: approved, declined, none."""
    more: Counter[str] = field(default_factory=Counter)
    """What is paid more (less: below 0), by option."""
    kept: list[Replayed] = field(default_factory=list)
    examples: dict[str, int] = field(default_factory=dict)
    """By why a visit stands apart: the number of one such case."""

    @property
    def spared(self) -> int:
        """Escalations that would not have been needed."""
        return self.answers.total()

    @property
    def more_in_all(self) -> int:
        """What is paid more over all options."""
        return sum(self.more.values())

    def take(self, replayed: Replayed) -> None:
        """Count one visit."""
        self.visits += 1
        if replayed.apart is not None:
            self.apart[replayed.apart] += 1
            self.examples.setdefault(replayed.apart, replayed.number)
            return
        self.compared += 1
        self.better += replayed.is_better
        self.worse += replayed.is_worse
        self.below_law += replayed.below_law
        self.rights_lowered += bool(replayed.rights_lowered)
        self._take_money(replayed)
        if replayed.changes:
            self.changed += 1
            if len(self.kept) < MOST_KEPT:
                self.kept.append(replayed)

    def _take_money(self, replayed: Replayed) -> None:
        for each in replayed.spared:
            self.answers[each.answer] += 1
            self.waited += each.waited or 0
            self.unmeasured += each.waited is None
        if replayed.more:
            self.more[replayed.option] += replayed.more

    def add(self, other: "ReplaySum") -> None:
        """Add the sum of another part of the journal."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for counted, more in (
            (self.apart, other.apart),
            (self.answers, other.answers),
            (self.more, other.more),
        ):
            for key, number in more.items():
                counted[key] += number
        self.kept = sorted((*self.kept, *other.kept), key=lambda each: each.number)[:MOST_KEPT]
        for why, number in other.examples.items():
            self.examples[why] = min(number, self.examples.get(why, number))

    def as_json(self) -> dict[str, Any]:
        """The sum as JSON-able values; `list` are the visits that differ."""
        return {
            "cases": self.visits,
            "compared": self.compared,
            "apart": {each.value: self.apart[each] for each in Apart},
            "changed": self.changed,
            "better": self.better,
            "worse": self.worse,
            "spared": {**self.answers, "all": self.spared, "seconds": self.waited},
            "unmeasured": self.unmeasured,
            "more": dict(sorted(self.more.items())),
            "below_law": self.below_law,
            "rights_lowered": self.rights_lowered,
            "list": [replayed_document(each) for each in self.kept],
        }


_NUMBERS: Final = (
    "visits",
    "compared",
    "changed",
    "better",
    "worse",
    "waited",
    "unmeasured",
    "below_law",
    "rights_lowered",
)


def replayed_document(replayed: Replayed) -> dict[str, Any]:
    """One visit that differs, as JSON-able values."""
    return {
        "case": replayed.number,
        "id": replayed.case_id,
        "day": replayed.day.isoformat(),
        "changes": [each.as_json() for each in replayed.changes],
        "spared": [
            {"option": each.option, "answer": each.answer, "seconds": each.waited}
            for each in replayed.spared
        ],
        "more": replayed.more,
        "option": replayed.option or None,
        "below_law": replayed.below_law,
    }
