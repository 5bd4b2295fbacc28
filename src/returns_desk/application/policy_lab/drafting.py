"""What managers keep allowing: counted rule by rule, and whether a change can be drafted from it.

Owns the counting and the thresholds (R12). A draft only opens what was allowed, for the reasons and
up to the amount that were seen; it never refuses or narrows anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt
from typing import Final, NamedTuple

from returns_desk.application.policy_lab.draft_thresholds import Thresholds
from returns_desk.application.policy_lab.in_force import MERCHANT_LAYERS
from returns_desk.application.policy_lab.replay_sum import ReplaySum
from returns_desk.application.policy_lab.visits import Visit
from returns_desk.domain.board import Board, Standing
from returns_desk.domain.case import Claim
from returns_desk.domain.policy import Effect, Policy, Rule

Z_95: Final = 1.959963984540054
"""So many standard deviations hold 95 of 100."""


NOT_BY_ITSELF: Final = "not_by_itself"
"""Why nothing is drafted: the file can't be changed without a person."""


class Share(NamedTuple):
    """Between which shares the true one lies, 95 % sure; in percent, rounded."""

    least: int
    most: int


class NoDraft(StrEnum):
    """Why nothing is drafted though managers decided."""

    TOO_FEW = "too_few"
    NOT_OFTEN = "not_often"
    LAW_ASKS = "law_asks"
    ACQUIRER_ASKS = "acquirer_asks"
    SEVERAL_RULES = "several_rules"


@dataclass(slots=True)
class Kept:
    """The decisions on one option that the same rules ask a manager for."""

    option: str
    rules: tuple[Rule, ...]
    yes: int = 0
    no: int = 0
    reasons: set[str] = field(default_factory=set)
    most: int = 0
    """The largest amount that was allowed, minor units."""
    approvers: set[str] = field(default_factory=set)
    cases: list[int] = field(default_factory=list)
    case_ids: list[str] = field(default_factory=list)
    """The same cases, as they are opened."""

    @property
    def all(self) -> int:
        """How many decisions there were."""
        return self.yes + self.no

    @property
    def share(self) -> Share:
        """Between which shares of yes the true one lies."""
        return wilson(self.yes, self.all)


@dataclass(frozen=True, slots=True)
class Draft:
    """What managers decided, and the change that follows; `why` says why there is none.

    `text` is the whole pack with the change, `before` without it, `file` the name of its file.
    `most` is up to how much the change opens, minor units; None where it sets no limit. `found` is
    what the journal says of it, None where it was not tried.
    """

    kept: Kept
    why: str | None
    pack: str = ""
    text: str = ""
    found: ReplaySum | None = None
    file: str = ""
    before: str = ""
    most: int | None = None


def wilson(yes: int, count: int) -> Share:
    """The 95 % interval of a share after Wilson; `count` is above 0.

    >>> wilson(14, 15)
    Share(least=70, most=99)
    """
    share, square = yes / count, Z_95 * Z_95
    middle = share + square / (2 * count)
    spread = Z_95 * sqrt(share * (1 - share) / count + square / (4 * count * count))
    whole = 1 + square / count
    return Share(round(100 * (middle - spread) / whole), round(100 * (middle + spread) / whole))


def gather(decided: Iterable[tuple[Visit, Board]], policy: Policy) -> tuple[Kept, ...]:
    """The decisions of these visits by option and rules, the most often decided first.

    The board is that of the packs in force, on which the option still needs an approval.
    """
    rules = {rule.id: rule for pack in policy.packs for rule in pack.rules}
    found: dict[tuple[str, tuple[str, ...]], Kept] = {}
    for visit, board in decided:
        for option, is_yes, by in _decisions(visit):
            asking = _asking(board, option, rules)
            if asking:
                key = option, tuple(rule.id for rule in asking)
                kept = found.setdefault(key, Kept(option, asking))
                _count(kept, visit, board.option(option).amount, is_yes=is_yes, by=by)
    return tuple(sorted(found.values(), key=lambda each: (-each.all, each.option)))


def why_no_draft(kept: Kept, thresholds: Thresholds) -> NoDraft | None:
    """Why nothing is drafted; None where a change can be."""
    if kept.all < thresholds.least_cases:
        return NoDraft.TOO_FEW
    if kept.yes * 100 < thresholds.least_percent * kept.all:
        return NoDraft.NOT_OFTEN
    layers = {rule.layer for rule in kept.rules}
    if not layers <= MERCHANT_LAYERS:
        return NoDraft.LAW_ASKS if "law" in layers else NoDraft.ACQUIRER_ASKS
    return NoDraft.SEVERAL_RULES if len(kept.rules) > 1 else None


def _decisions(visit: Visit) -> Iterator[tuple[str, bool, str]]:
    """The last word on each option."""
    last = {each.option: each for each in visit.decisions}
    yield from ((option, each.is_yes, each.by) for option, each in last.items())


def _asking(board: Board, option: str, rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    found = board.option(option)
    if found.standing is not Standing.NEEDS_APPROVAL:
        return ()
    named = sorted({each.rule for each in found.reasons if each.effect == Effect.APPROVE})
    return tuple(rules[name] for name in named if name in rules)


def _count(kept: Kept, visit: Visit, amount: int, *, is_yes: bool, by: str) -> None:
    kept.cases.append(visit.record.number)
    kept.case_ids.append(visit.record.case_id)
    if not is_yes:
        kept.no += 1
        return
    kept.yes += 1
    kept.approvers.add(by)
    kept.most = max(kept.most, amount)
    kept.reasons |= _reasons(visit.record.claim)


def _reasons(claim: Claim) -> set[str]:
    reasons = [
        *(each.reason for each in claim.items),
        *(each.reason for each in claim.without_receipt),
    ]
    return {str(reason) for reason in reasons if reason is not None}
