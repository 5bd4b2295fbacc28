"""What the rules say of one item under one option when every fact is known.

Owns the order of rules as CONTRACT.md and DESIGN.md section 4 have it; must not know of
unknown facts, which `oracle.board` tries one completion at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from oracle.fees import (
    NOTHING,
    Kept,
    Once,
    fee_of,
    kept_by,
    least_of_each,
    most_of_each,
    once_of,
    with_ceiling,
)
from oracle.rules import applies_to, rules_in_force
from oracle.subjects import Subject
from oracle.worths import GOODS_REMEDIES, carriers_of, is_barred, worth
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import RefundAuthorisation
from returns_desk.domain.policy import Effect, Policy, Rule
from returns_desk.domain.sale import SaleTender

NOT, APPROVAL, PERMITTED = 0, 1, 2
"""Verdicts from worst to best."""

MIXED = "refund/mixed"
WAYS = (
    "refund/original",
    "refund/other_card",
    "refund/cash",
    "refund/bank_transfer",
    "refund/cheque",
)
"""The ways that refund/mixed is made of, earlier ones first."""


@dataclass(frozen=True, slots=True)
class Said:
    """How far one part of the money is permitted to go one way, and what is kept of it."""

    kind: int
    right: bool = False
    kept: Kept = NOTHING
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """One item under one option: how far it is permitted, and for how much.

    `once` are fees that all items of the return bear together; they are not in `fee` yet.
    `recalled`: the law gives it, but some of that law was not read, only recalled.
    """

    kind: int
    right: bool = False
    amount: int = 0
    fee: int = 0
    routes: tuple[str, ...] = ()
    once: frozenset[Once] = frozenset()
    recalled: bool = False


@dataclass(frozen=True)
class Judged:
    """One item with the rules whose tests hold, by the tender they are asked about."""

    subject: Subject
    tenders: list[SaleTender]
    holding: dict[SaleTender | None, list[Rule]]
    found: dict[str, Verdict] = field(default_factory=dict)

    def verdict(self, option: str) -> Verdict:
        """The worst over the tenders that carry a part of the item's money."""
        if option not in self.found:
            self.found[option] = self._mixed() if option == MIXED else self._plain(option)
        return self.found[option]

    def _rules(self, option: str, tender: SaleTender | None) -> list[Rule]:
        """What speaks of the option, less what waits for another one to be closed."""
        return [
            rule
            for rule in self.holding[tender]
            if option in rule.options
            and not any(self.verdict(each).kind == PERMITTED for each in rule.only_if_not)
        ]

    def _plain(self, option: str) -> Verdict:
        if is_barred(self.subject, option):
            return Verdict(NOT)
        if option.split("/", maxsplit=1)[0] in GOODS_REMEDIES or not self.tenders:
            said = [of_rules(self._rules(option, None))]
        else:
            said = [self._way(option, tender) for tender in self.tenders]
        return _together(self.subject, option, said)

    def _way(self, option: str, tender: SaleTender) -> Said:
        """What becomes of the money that one tender carries, under one option."""
        if _is_declined(self.subject, option, tender):
            return Said(NOT)
        return of_rules(self._rules(option, tender))

    def _mixed(self) -> Verdict:
        """Each tender's money by the best way that is open to it, earlier ways first."""
        if self.subject.quantity == 0 or self.subject.sale is None or not self.tenders:
            return Verdict(NOT)
        ways = [
            min(
                ((self._way(way, tender), way) for way in WAYS),
                key=lambda found: -found[0].kind,
            )
            for tender in self.tenders
        ]
        routes = tuple(way.split("/")[1] for _, way in ways)
        if len(set(routes)) == 1:
            return Verdict(NOT)
        return _together(self.subject, MIXED, [said for said, _ in ways], routes)


Verdicts = dict[str, Verdict]
"""By option."""


class Judge:
    """Verdicts of items, each made once for the same rules that apply to it.

    Many completions differ in nothing that any rule tells apart.
    """

    def __init__(self, policy: Policy) -> None:
        """Of these packs."""
        self._policy = policy
        self._known: dict[tuple[object, ...], Verdicts] = {}

    def verdicts_of(self, subject: Subject, index: int) -> Verdicts:
        """Every option for one item of the claim."""
        rules = rules_in_force(subject, self._policy)
        tenders = carriers_of(subject)
        holding = {t: [r for r in rules if applies_to(r, subject, t)] for t in {None, *tenders}}
        said = frozenset((t, tuple(r.id for r in held)) for t, held in holding.items())
        key = (index, subject.item.reason, said)
        if key not in self._known:
            judged = Judged(subject, tenders, holding)
            self._known[key] = {option: judged.verdict(option) for option in CATALOGUE}
        return self._known[key]


def _together(
    subject: Subject, option: str, said: Sequence[Said], routes: tuple[str, ...] = ()
) -> Verdict:
    """All tenders together: the worst of what each permits, the most of what each keeps."""
    kind = min(each.kind for each in said)
    if kind == NOT:
        return Verdict(NOT)
    kept = most_of_each([each.kept for each in said])
    fee = fee_of(subject, option, kept)
    amount = worth(subject, option) - fee
    right = all(each.right for each in said)
    recalled = not right and all(each.right or each.recalled for each in said)
    once = once_of(subject, option, kept)
    return Verdict(kind, right, amount, fee, routes, once, recalled)


def of_rules(fired: Sequence[Rule]) -> Said:
    """What the rules that apply make of one part of the money."""
    effects = {rule.effect for rule in fired if rule.verified or rule.effect is not Effect.RIGHT}
    kind = _of_shop(effects)
    shops = kept_by([rule for rule in fired if rule.effect is Effect.FEE])
    if kind != NOT:
        permit = Effect.ALLOW if kind == PERMITTED else Effect.APPROVE
        shops = with_ceiling(shops, [rule for rule in fired if rule.effect is permit])
    rights = [rule for rule in fired if rule.effect is Effect.RIGHT]
    verified = [kept_by([rule]) for rule in rights if rule.verified]
    if verified:
        best = least_of_each([*verified, *([shops] if kind == PERMITTED else [])])
        return Said(PERMITTED, right=True, kept=best)
    if kind == NOT and rights:
        kind = APPROVAL
    return Said(kind, kept=shops, recalled=bool(rights)) if kind else Said(NOT)


def _of_shop(effects: set[Effect]) -> int:
    if Effect.FORBID in effects:
        return NOT
    if Effect.APPROVE in effects:
        return APPROVAL
    return PERMITTED if Effect.ALLOW in effects else NOT


def _is_declined(subject: Subject, option: str, tender: SaleTender) -> bool:
    assert subject.sale is not None
    if option.split("/")[1] != "original":
        return False
    said = subject.case.claim.facts.refund_authorisation
    key = f"{subject.sale.receipt}/{tender.tender}"
    return said.get(key) is RefundAuthorisation.DECLINED
