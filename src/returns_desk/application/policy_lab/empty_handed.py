"""Visits in which no rule opens a way to money, or in which a fee keeps all of it.

Owns those two searches and what is said of them. Rules guide them; the board decides.
"""

from collections.abc import Iterator

from returns_desk.application.policy_lab.bench import Bench, Visit
from returns_desk.application.policy_lab.in_force import MERCHANT_LAYERS
from returns_desk.application.policy_lab.money_traps import PAID_WITH_MONEY, WAYS, tender_of
from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.application.policy_lab.shrinking import shrunk
from returns_desk.domain.board import MONEY_OPTIONS, Board, Standing
from returns_desk.domain.policy import Effect, Rule

OPENING = (Effect.ALLOW, Effect.APPROVE)


def empty_handed(bench: Bench) -> Iterator[LabFinding]:
    """One finding where only goods or credit are open, and one per fee that keeps everything."""
    yield from _credit_alone(bench)
    yield from _all_kept(bench)


def gives_no_money(board: Board) -> bool:
    """Whether somebody who paid with money can't have any."""
    return any(each.code == "no_money_option" for each in board.triggers)


def gives_nothing(board: Board) -> bool:
    """Whether ways to money are open, and none of them gives anything."""
    ways = [board.option(name) for name in MONEY_OPTIONS]
    still_open = [each for each in ways if each.standing is not Standing.NOT_POSSIBLE]
    return bool(still_open) and not any(each.amount_max for each in still_open)


def _credit_alone(bench: Bench) -> Iterator[LabFinding]:
    """The first rule that opens goods or credit where no rule opens money."""
    silent = tuple(r for way in WAYS for r in bench.on(way, Effect.RIGHT, *OPENING))
    for opening in bench.rules:
        if not _opens(opening) or opening.options & MONEY_OPTIONS:
            continue
        if bench.must_stop():
            return
        visit = bench.find_in(bench.found, (opening, PAID_WITH_MONEY), silent)
        if visit is None or not gives_no_money(bench.board(visit)):
            continue
        yield _credit_finding(bench, opening, visit)
        return


def _opens(rule: Rule) -> bool:
    return rule.effect in OPENING and rule.layer in MERCHANT_LAYERS


def _credit_finding(bench: Bench, opening: Rule, visit: Visit) -> LabFinding:
    def still_shows(tried: Visit) -> bool:
        applies = bench.found.applies(opening, tried.chosen)
        return applies and gives_no_money(bench.board(tried))

    example = shrunk(visit, still_shows)
    message = (
        f"paid with {tender_of(example)} and within '{opening.id}', the customer has no way to"
        " money: no rule opens one there; open one, or let a manager allow goodwill/original."
    )
    return LabFinding(
        Kind.NO_MONEY_OPTION,
        message,
        (opening.id,),
        tuple(sorted(opening.options)),
        example=example.case,
    )


def _all_kept(bench: Bench) -> Iterator[LabFinding]:
    """Fees that keep a share; goods cheap enough leave nothing of their price to any fixed one."""
    fees = {r.id: r for way in WAYS for r in bench.on(way, Effect.FEE)}.values()
    shares = [fee for fee in fees if _is_a_share(fee)]
    rights = [r for way in WAYS for r in bench.on(way, Effect.RIGHT)]
    silent = (*rights, *(fee for fee in fees if fee not in shares))
    for fee in shares:
        if bench.must_stop():
            return
        shown = (
            _kept_by(bench, fee, opening, silent)
            for way in WAYS
            if way in fee.options
            for opening in bench.on(way, *OPENING)
        )
        found = next((each for each in shown if each is not None), None)
        if found is not None:
            yield found


def _is_a_share(fee: Rule) -> bool:
    return bool(fee.fee_basis_points) and not fee.fee_at_least and not fee.fee_fixed


def _kept_by(bench: Bench, fee: Rule, opening: Rule, silent: tuple[Rule, ...]) -> LabFinding | None:
    visit = bench.find_in(bench.found, (opening, fee, PAID_WITH_MONEY), silent)
    if visit is None or not gives_nothing(bench.board(visit)):
        return None

    def still_shows(tried: Visit) -> bool:
        both = all(bench.found.applies(each, tried.chosen) for each in (opening, fee))
        return both and gives_nothing(bench.board(tried))

    example = shrunk(visit, still_shows)
    message = (
        f"paid with {tender_of(example)} and within '{opening.id}', the customer gets no money"
        f" back: '{fee.id}' keeps all of it; lower the fee, or let a manager allow"
        " goodwill/original."
    )
    options = tuple(sorted(opening.options & fee.options))
    return LabFinding(
        Kind.NOTHING_LEFT, message, (opening.id, fee.id), options, example=example.case
    )
