"""Visits in which a customer who paid with money, within the shop's window, gets no money.

Owns the search for such visits and what is said of them. Rules guide it; the board decides.
"""

from collections.abc import Iterator, Sequence

from returns_desk.application.policy_lab.bench import Bench, Visit
from returns_desk.application.policy_lab.in_force import MERCHANT_LAYERS
from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.application.policy_lab.shrinking import shrunk
from returns_desk.domain.board import CATALOGUE, MONEY_OPTIONS, Board
from returns_desk.domain.policy import Effect, FieldTest, Layer, Rule
from returns_desk.domain.sale import CARD_LIKE, TenderType

MONEY_TENDERS = frozenset(TenderType) - {
    TenderType.GIFT_CARD,
    TenderType.STORE_CREDIT,
    TenderType.VOUCHER,
    TenderType.LOYALTY_POINTS,
}
"""What counts as money; the rest is given back as credit."""

MOST_CLOSINGS = 400
"""So many ways of closing option after option are followed for one rule that allows money."""

WAYS = tuple(name for name in CATALOGUE if name in MONEY_OPTIONS and name != "refund/mixed")

PAID_WITH_MONEY = Rule(
    "paid-with-money",
    Layer.SHOP,
    Effect.ALLOW,
    frozenset(),
    "paid_with_money",
    when=(FieldTest("tender", any_of=frozenset(MONEY_TENDERS)),),
)
_DECLINED = Rule(
    "refund-declined-by-the-bank",
    Layer.ACQUIRER,
    Effect.FORBID,
    frozenset({"refund/original", "goodwill/original", "price_reduction/original"}),
    "refund_authorisation_declined",
    when=(FieldTest("refund_authorisation", any_of=frozenset({"declined"})),),
)


def money_traps(bench: Bench) -> Iterator[LabFinding]:
    """One finding per set of rules that together close every way to money."""
    known: set[frozenset[str]] = set()
    told: dict[frozenset[str], LabFinding] = {}
    for opening in bench.rules:
        gives_money = opening.effect is Effect.ALLOW and opening.options & MONEY_OPTIONS
        if not gives_money or opening.layer not in MERCHANT_LAYERS:
            continue
        for visit in _closed_visits(bench, opening):
            board = bench.board(visit)
            closing = closing_rules(board)
            if not is_trap(board) or closing in known:
                continue
            known.add(closing)
            finding = _finding(bench, visit, closing)
            told.setdefault(frozenset(finding.rules), finding)
    yield from told.values()


def is_trap(board: Board) -> bool:
    """Whether money is closed though a rule of the shop allows it in this very visit."""
    has_no_money = any(each.code == "no_money_option" for each in board.triggers)
    return has_no_money and bool(_opening_rules(board))


def closing_rules(board: Board) -> frozenset[str]:
    """The rules, and bars of the engine's own, that close what the shop's rules allow."""
    return frozenset(
        reason.rule
        for option in board.options
        if option.id in MONEY_OPTIONS
        for reason in option.reasons
        if reason.effect == Effect.FORBID
        and option.id in WAYS
        and reason.rule not in {"not_offered", "no_lower_price"}
        and not reason.code.startswith("same_as:")
    )


def _opening_rules(board: Board) -> list[str]:
    return sorted(
        {
            reason.rule
            for option in board.options
            if option.id in MONEY_OPTIONS
            for reason in option.reasons
            if reason.effect == Effect.ALLOW and reason.layer in MERCHANT_LAYERS
        }
    )


def _finding(bench: Bench, visit: Visit, closing: frozenset[str]) -> LabFinding:
    def still_shows(tried: Visit) -> bool:
        board = bench.board(tried)
        return is_trap(board) and closing_rules(board) <= closing

    example = shrunk(visit, still_shows)
    board = bench.board(example)
    opening, closed = _opening_rules(board), sorted(closing_rules(board))
    message = (
        f"paid with {tender_of(example)} and within {_named(opening)}, the customer still has no"
        f" way to money: {_named(closed)} {'closes' if len(closed) == 1 else 'close'} it; leave one"
        f" way open, or let a manager allow {_way_out(example)}."
    )
    options = tuple(option for option in WAYS if bench.on(option, Effect.ALLOW))
    return LabFinding(
        Kind.NO_MONEY_OPTION, message, (*opening, *closed), options, example=example.case
    )


def tender_of(visit: Visit) -> str:
    """How the goods of an invented visit were paid, as people say it."""
    return visit.case.sales[0].tenders[0].type.replace("_", " ")


def _way_out(visit: Visit) -> str:
    """What a manager could still allow; goodwill goes back the way it was paid, to a card too."""
    is_card = visit.case.sales[0].tenders[0].type in CARD_LIKE
    return "refund/bank_transfer" if is_card else "goodwill/original"


BARS = {"refund_authorisation_declined": "the bank's refusal of the card refund"}
"""Bars of the engine's own, as people call them."""


def _named(rules: Sequence[str]) -> str:
    return " and ".join(BARS.get(rule, f"'{rule}'") for rule in rules)


def _closed_visits(bench: Bench, opening: Rule) -> Iterator[Visit]:
    """Visits in which the rule applies and, by the rules, every way to money is closed."""
    silent = tuple(rule for way in WAYS for rule in bench.on(way, Effect.RIGHT))
    left = [MOST_CLOSINGS]
    ways = [way for way in WAYS if bench.on(way, Effect.ALLOW, Effect.APPROVE)]
    yield from _close(bench, ways, (opening, PAID_WITH_MONEY), silent, left)


def _close(
    bench: Bench,
    ways: Sequence[str],
    applying: tuple[Rule, ...],
    silent: tuple[Rule, ...],
    left: list[int],
) -> Iterator[Visit]:
    """Close one way after the other: by a rule that forbids it, or by none that opens it."""
    left[0] -= 1
    if left[0] < 0 or bench.must_stop():
        return
    visit = bench.find_in(bench.found, applying, silent)
    if visit is None:
        return
    if not ways:
        yield visit
        return
    first, rest = ways[0], ways[1:]
    closing = (
        *bench.on(first, Effect.FORBID),
        *([_DECLINED] if first in _DECLINED.options else ()),
    )
    for rule in closing:
        yield from _close(bench, rest, (*applying, rule), silent, left)
    opening = bench.on(first, Effect.ALLOW, Effect.APPROVE)
    yield from _close(bench, rest, applying, (*silent, *opening), left)
