"""One option for one item, in every completion of the unknown facts.

Owns how findings become a verdict: a verified right beats all; then forbid, approve, allow
in this order; what nothing allows is not offered; an unverified right lifts a refusal to
approval. Physical limits (a declined refund, no original tender, nothing in stock) stand
above even a right. Money amounts are not its business, only the fee that applies.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.engine.claimed import Sight
from returns_desk.domain.engine.completions import Scope
from returns_desk.domain.engine.parts import TenderPart
from returns_desk.domain.engine.rulebook import PRICE_ADJUSTMENT
from returns_desk.domain.policy import Effect, Rule

GOODS_REMEDIES = frozenset({"even_exchange", "replacement", "exchange", "repair"})
"""Remedies that give goods; no original tender has a say in them."""

ROLES = ("clerk", "supervisor", "manager", "regional")


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of one part of the money: each number has one bit per completion.

    A completion that is neither in `permitted` nor in `approval` is refused. `right` is part of
    `permitted`; in `recalled` the law gives it as far as it was not read, only recalled. `said` are
    the rules that apply in some completion, `own` the codes of the engine's own findings. In
    `adjusted` the customer came for the lower price.
    """

    permitted: int
    approval: int
    right: int
    recalled: int
    adjusted: int
    said: tuple[tuple[Rule, int], ...]
    own: tuple[tuple[str, int], ...]

    def with_effect(self, effect: Effect) -> list[tuple[Rule, int]]:
        """The rules of that effect."""
        return [(rule, rows) for rule, rows in self.said if rule.effect is effect]


def highest_role(roles: Iterable[str]) -> str | None:
    """The role with the most authority, or None where there is none."""
    return max(
        roles, key=lambda role: (ROLES.index(role) if role in ROLES else 2, role), default=None
    )


GOODS = frozenset(o for o in CATALOGUE if o.split("/", maxsplit=1)[0] in GOODS_REMEDIES)
"""Options that give goods."""

TAKES_MONEY = frozenset(CATALOGUE) - GOODS | {"exchange/none"}
"""Options that use up what the original tenders can still give back."""


# --- what no rule can lift --------------------------------------------------------------------


def physical_bar(option: str, sight: Sight) -> str | None:
    """What no rule can lift, for the item as a whole."""
    remedy, destination = option.split("/")
    if sight.is_back_already:
        return "already_returned"
    if destination in {"original", "mixed"} and sight.receipt is None:
        return "no_original_tender"
    if remedy == "even_exchange" and not sight.is_in_stock:
        return "not_in_stock"
    if remedy == "price_reduction" and not sight.has_reduction:
        return "no_lower_price"
    if option not in TAKES_MONEY or sight.receipt is None or sight.parts:
        return None
    return "exceeds_refundable_amount" if sight.is_worth_something else None


def part_bar(option: str, part: TenderPart) -> str | None:
    """What no rule can lift, for money of one tender."""
    if option.endswith("/original") and part.is_declined:
        return "refund_authorisation_declined"
    return None


# --- what rules say ---------------------------------------------------------------------------


def scopes_of(option: str, sight: Sight) -> tuple[Scope, ...]:
    """One scope per original tender; one in all for goods and without a receipt."""
    held = sight.held & sight.book.planes[option]
    if not sight.has_new_price:
        held &= ~sight.book.adjustment
    not_lower = bool(held & sight.book.adjustment) and not sight.has_reduction
    if option in GOODS or not sight.parts:
        unknown = sight.unknown
        return (Scope(held & sight.book.without_tender, unknown, is_not_lower=not_lower),)
    return tuple(
        Scope(held & part.held, (*sight.unknown, *part.unknown), part_bar(option, part), not_lower)
        for part in sight.parts
    )


def judge(scope: Scope, said: Iterable[tuple[Rule, int]], everywhere: int) -> Judged:
    """A verified right first; then forbid, approve, allow; what nothing allows is not offered."""
    spoken_of, adjusted = _less_adjustment(said)
    if scope.bar is not None:
        return Judged(0, 0, 0, 0, 0, spoken_of, ((scope.bar, everywhere),))
    barred = adjusted if scope.is_not_lower else 0
    rest = everywhere & ~barred
    spoken = dict.fromkeys(Effect, 0)
    right = 0
    for rule, rows in spoken_of:
        spoken[rule.effect] |= rows
        if rule.effect is Effect.RIGHT and rule.verified:
            right |= rows & rest
    forbidden, recalled = spoken[Effect.FORBID], spoken[Effect.RIGHT] & ~right
    asked = spoken[Effect.APPROVE] & rest & ~forbidden & ~right
    allowed = spoken[Effect.ALLOW] & rest & ~forbidden & ~asked
    refused = rest & ~(right | asked | allowed)
    own = (
        ("no_lower_price", barred),
        ("law_unverified", refused & recalled),
        ("not_offered", refused & ~recalled & ~forbidden),
    )
    return Judged(
        permitted=right | allowed,
        approval=asked | refused & recalled,
        right=right,
        recalled=recalled & rest,
        adjusted=adjusted,
        said=spoken_of,
        own=tuple((code, rows) for code, rows in own if rows),
    )


def _less_adjustment(
    said: Iterable[tuple[Rule, int]],
) -> tuple[tuple[tuple[Rule, int], ...], int]:
    """What the packs' rules say, and where the customer came for the lower price."""
    spoken_of = tuple(said)
    if not spoken_of or spoken_of[-1][0] is not PRICE_ADJUSTMENT:
        return spoken_of, 0
    return spoken_of[:-1], spoken_of[-1][1]
