"""One visit under the packs in force and under a change: what would have been otherwise.

Owns the comparison and what it is counted from. A visit counts only where the packs that decided
then give, digest for digest, the board that was shown; every other one stands apart with why.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from returns_desk.application.case_record import Escalation
from returns_desk.application.policy_lab.comparing import Difference, differences
from returns_desk.application.policy_lab.visits import Shown, Visit
from returns_desk.domain.board import STANDING_RANK, Basis, Board, Standing
from returns_desk.domain.case import Case
from returns_desk.domain.errors import ReturnsError
from returns_desk.domain.policy import Policy

ASKING: Final = frozenset({"asked_option_needs_approval", "asked_option_not_possible"})
"""Triggers of an escalation that an option on the board would have spared."""
BELOW_LAW: Final = "statutory_right_refused_by_shop"


class Apart(StrEnum):
    """Why a visit is not counted."""

    NO_BOARD = "no_board"
    NO_MOMENT = "no_moment"
    SALE_GONE = "sale_gone"
    OTHER_PACKS = "other_packs"
    OTHER_BOARD = "other_board"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Spared:
    """An escalation that the change would have made needless.

    `waited` is in seconds, from the escalation to the decision, or to the end of the visit where
    nobody decided; None while the visit is open. `answer`: approved, declined or none.
    """

    option: str
    answer: str
    waited: int | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one visit. `more` is what the change pays more (less: below 0), minor units.

    `option` is the one that `more` belongs to. `rights_lowered` names options that are a right and
    would be worse or smaller, which the engine never lets happen; `below_law` is True where the
    change tried to go below the law and was not let.
    """

    case_id: str
    number: int
    day: date
    apart: Apart | None = None
    changes: tuple[Difference, ...] = ()
    spared: tuple[Spared, ...] = ()
    option: str = ""
    more: int = 0
    rights_lowered: tuple[str, ...] = ()
    below_law: bool = False

    @property
    def is_better(self) -> bool:
        """Whether anything is better for the customer."""
        return any(each.direction > 0 for each in self.changes)

    @property
    def is_worse(self) -> bool:
        """Whether anything is worse for the customer."""
        return any(each.direction < 0 for each in self.changes)


@dataclass(frozen=True, slots=True)
class Trial:
    """The packs that are compared, and how a case comes back from the journal.

    `earlier` are policies by fingerprint that once decided here; `rebuild` gives None where a sale
    is gone; `digest` is that of the board's document, for which `propose` makes a whole board.
    `weigh` makes one in which only what `differences` looks at need be.
    """

    in_force: Policy
    draft: Policy
    rebuild: Callable[[Shown], Case | None]
    propose: Callable[[Case, Policy], Board]
    digest: Callable[[Board, Case], str]
    earlier: Mapping[str, Policy]
    weigh: Callable[[Case, Policy], Board]


def replayed(visit: Visit, trial: Trial) -> Replayed:
    """The visit under the change, or apart."""
    found = _boards(visit.shown, trial)
    head = (visit.record.case_id, visit.record.number, visit.record.opened_at.date())
    if isinstance(found, Apart):
        return Replayed(*head, apart=found)
    before, after = found
    spared = tuple(_spared(visit, before, after))
    option, more = _money(visit, spared, before, after)
    return Replayed(
        *head,
        changes=differences(before, after),
        spared=spared,
        option=option if more else "",
        more=more,
        rights_lowered=_lowered(before, after),
        below_law=_is_below(after) and not _is_below(before),
    )


def board_in_force(visit: Visit, trial: Trial) -> Board | None:
    """The board of the visit under the packs in force; None where it stands apart."""
    found = _boards(visit.shown, trial)
    return None if isinstance(found, Apart) else found[0]


def _boards(shown: Shown | None, trial: Trial) -> tuple[Board, Board] | Apart:
    """The board of the packs in force, and that of the change."""
    if shown is None:
        return Apart.NO_BOARD
    if shown.at is None:
        return Apart.NO_MOMENT
    known = {**trial.earlier, trial.in_force.fingerprint: trial.in_force}
    then = known.get(shown.fingerprint)
    if then is None:
        return Apart.OTHER_PACKS
    case = trial.rebuild(shown)
    return Apart.SALE_GONE if case is None else _proposed(case, shown.digest, then, trial)


def _proposed(case: Case, digest: str, then: Policy, trial: Trial) -> tuple[Board, Board] | Apart:
    try:
        board = trial.propose(case, then)
        if trial.digest(board, case) != digest:
            return Apart.OTHER_BOARD
        now = board if then is trial.in_force else trial.weigh(case, trial.in_force)
        return now, now if trial.draft is trial.in_force else trial.weigh(case, trial.draft)
    except ReturnsError:
        return Apart.UNUSABLE


def _spared(visit: Visit, before: Board, after: Board) -> list[Spared]:
    found = {}
    for each in visit.record.escalations:
        option = each.option
        if option is None or not ASKING & set(each.triggers) or option in found:
            continue
        if not _is_open(before, option) and _is_open(after, option):
            found[option] = _answered(visit, each, option)
    return list(found.values())


def _answered(visit: Visit, escalation: Escalation, option: str) -> Spared:
    said = [x for x in visit.decisions if x.option == option and x.at >= escalation.at]
    end: datetime | None = said[0].at if said else visit.ended_at
    waited = None if end is None else max(0, round((end - escalation.at).total_seconds()))
    answer = "none" if not said else "approved" if said[-1].is_yes else "declined"
    return Spared(option, answer, waited)


def _is_open(board: Board, option: str) -> bool:
    return board.option(option).standing is Standing.AVAILABLE


def _money(
    visit: Visit, spared: tuple[Spared, ...], before: Board, after: Board
) -> tuple[str, int]:
    """What is paid more: in place of what was paid, what was asked for and is open now."""
    plan = visit.record.plan
    paid = plan.amount if plan is not None and visit.record.is_completed else 0
    if spared and visit.ended_at is not None:
        option = spared[0].option
        return option, after.option(option).amount - paid
    if plan is None or not visit.record.is_completed:
        return "", 0
    return plan.option, after.option(plan.option).amount - before.option(plan.option).amount


def _lowered(before: Board, after: Board) -> tuple[str, ...]:
    rights = [x for x in before.options if x.basis is Basis.RIGHT]
    return tuple(
        old.id
        for old in rights
        for new in (after.option(old.id),)
        if STANDING_RANK[new.standing] > STANDING_RANK[old.standing] or new.amount < old.amount
    )


def _is_below(board: Board) -> bool:
    return any(each.code == BELOW_LAW for each in board.triggers)
