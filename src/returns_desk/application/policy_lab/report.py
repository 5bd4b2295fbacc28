"""What the laboratory found about packs: kinds, how grave, a sentence, an example.

Owns the shapes. Decides nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from returns_desk.domain.case import Case


class Gravity(StrEnum):
    """What a finding means for whoever wants to use the pack."""

    ERROR = "error"
    """The pack is not to be used."""
    WARNING = "warning"
    """The pack can be used; it says something its owner hardly means."""
    NOTE = "note"
    """Good to know."""


class Kind(StrEnum):
    """What was found."""

    CONTRADICTION = "contradiction"
    TOO_MANY_COMPLETIONS = "too_many_completions"
    TOO_MANY_ELSEWHERE = "too_many_completions_elsewhere"
    CLASHING_WINDOWS = "clashing_windows"
    DEAD_RULE = "dead_rule"
    OVERRULED_RULE = "overruled_rule"
    NEVER_MATTERS = "never_matters"
    SINGLE_DAY = "single_day"
    KEY_WITHOUT_EFFECT = "key_without_effect"
    BELOW_THE_LAW = "below_the_law"
    BELOW_THE_LAW_ELSEWHERE = "below_the_law_elsewhere"
    AGAINST_THE_LAW = "against_the_law"
    NO_MONEY_OPTION = "no_money_option"
    NOTHING_LEFT = "nothing_left"
    ALWAYS_GRANTED = "manager_always_grants"
    WINDOW_WITH_HOLE = "window_with_hole"
    CLOSED_BY_ALL_LAYERS = "closed_by_all_layers"
    NEVER_REACHED = "option_never_reached"
    UNVERIFIED_LAW = "unverified_law"
    UNKNOWN_PLACE = "unknown_place"
    NO_LAW_OF_PLACE = "no_law_of_place"


GRAVITIES: Mapping[Kind, Gravity] = MappingProxyType(
    {
        Kind.CONTRADICTION: Gravity.ERROR,
        Kind.TOO_MANY_COMPLETIONS: Gravity.ERROR,
        Kind.BELOW_THE_LAW_ELSEWHERE: Gravity.NOTE,
        Kind.NEVER_MATTERS: Gravity.NOTE,
        Kind.AGAINST_THE_LAW: Gravity.NOTE,
        Kind.CLOSED_BY_ALL_LAYERS: Gravity.NOTE,
        Kind.UNVERIFIED_LAW: Gravity.NOTE,
        Kind.NO_LAW_OF_PLACE: Gravity.NOTE,
    }
)
"""Kinds that are not mere warnings."""


@dataclass(frozen=True, slots=True)
class LabFinding:
    """One finding: a sentence for people, the rules and options it is about, an example."""

    kind: Kind
    message: str
    rules: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    example: Case | None = None

    @property
    def gravity(self) -> Gravity:
        """How grave it is."""
        return GRAVITIES.get(self.kind, Gravity.WARNING)


@dataclass(frozen=True, slots=True)
class LabReport:
    """Everything that was found, and how thoroughly it was looked for.

    `most_completions` is the worst number for an option and item. `left_out` names the parts of
    the examination that were ended before all of their cases were tried.
    """

    findings: tuple[LabFinding, ...]
    boards_made: int
    most_completions: int
    left_out: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything was tried."""
        return not self.left_out

    @property
    def has_errors(self) -> bool:
        """Whether the packs are not to be used."""
        return any(each.gravity is Gravity.ERROR for each in self.findings)


MOST_NAMED = 4
"""A sentence names no more rules than this; the finding has them all."""


def named(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Names in a sentence, quoted; of many only the first.

    >>> named(["a", "b", "c"], most=2)
    "'a', 'b' and 1 more"
    """
    shown = ", ".join(f"'{each}'" for each in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
