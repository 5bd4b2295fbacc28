"""One option for one item, in every completion of the unknown facts.

Owns how findings become a verdict: a verified right beats all; then forbid, approve, allow
in this order; what nothing allows is not offered; an unverified right lifts a refusal to
approval. Physical limits (a declined refund, no original tender, nothing in stock) stand
above even a right. Money amounts are not its business, only the fee that applies.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from returns_desk.domain.board import Finding, Standing
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.engine.completions import (
    OpenFact,
    completions,
    constant_mask,
    open_facts,
)
from returns_desk.domain.engine.matching import Bits, Matcher, matcher_for
from returns_desk.domain.engine.parts import TenderPart
from returns_desk.domain.engine.rulebook import LAYER_RANK
from returns_desk.domain.policy import Effect, Rule

GOODS_REMEDIES = frozenset({"even_exchange", "replacement", "exchange", "repair"})
"""Remedies that give goods; no original tender has a say in them."""

ROLES = ("clerk", "supervisor", "manager", "regional")


class Verdict(IntEnum):
    """What becomes of an option in one completion; the greater the worse."""

    PERMITTED = 0
    APPROVAL = 1
    NOT = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict for one item in one completion.

    `routes` names the destination per tender part where it differs by part (refund/mixed).
    """

    verdict: Verdict
    is_right: bool
    role: str | None
    fee_basis_points: int
    fee_fixed: int
    applied: frozenset[tuple[str, str]]
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One completion: the class chosen for each fact, and the outcome."""

    choice: tuple[int, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Table:
    """All completions of one option for one item. `findings` by (pack, rule id)."""

    facts: tuple[OpenFact, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    @property
    def standing(self) -> Standing:
        """The standing over all completions."""
        return standing_of(self.rows)

    @property
    def roles(self) -> frozenset[str]:
        """Who must approve, in those completions that need it."""
        return frozenset(row.outcome.role for row in self.rows if row.outcome.role)


def standing_of(rows: Iterable[Row]) -> Standing:
    """{P}: available; P and more: conditional; {A}, {A, N}: needs approval; {N}: not possible."""
    verdicts = {row.outcome.verdict for row in rows}
    if verdicts == {Verdict.PERMITTED}:
        return Standing.AVAILABLE
    if Verdict.PERMITTED in verdicts:
        return Standing.CONDITIONAL
    return Standing.NEEDS_APPROVAL if Verdict.APPROVAL in verdicts else Standing.NOT_POSSIBLE


def built_in(code: str, *, certain: bool = True) -> Finding:
    """A finding of the engine itself; its words are the reader's affair."""
    return Finding(code, "engine", code, "", "", public=True, effect=Effect.FORBID, certain=certain)


def refused_table(*codes: str) -> Table:
    """The table of an option that is not possible whatever the unknown facts are."""
    outcome = Outcome(Verdict.NOT, False, None, 0, 0, frozenset())
    return Table((), (Row((), outcome),), tuple(built_in(code) for code in codes))


def highest_role(roles: Iterable[str]) -> str | None:
    """The role with the most authority, or None where there is none."""
    return max(
        roles, key=lambda role: (ROLES.index(role) if role in ROLES else 2, role), default=None
    )


def takes_money(option: str) -> bool:
    """Whether an option uses up what the original tenders can still give back."""
    remedy = option.split("/", maxsplit=1)[0]
    return remedy == "exchange" or remedy not in GOODS_REMEDIES


def physical_bar(option: str, item: Item) -> str | None:
    """What no rule can lift, for the item as a whole."""
    remedy, destination = option.split("/")
    if item.quantity == 0:
        return "already_returned"
    if destination in {"original", "mixed"} and item.receipt is None:
        return "no_original_tender"
    if remedy == "even_exchange" and not item.in_stock:
        return "not_in_stock"
    if remedy == "price_reduction" and not item.reduction:
        return "no_lower_price"
    return None


def part_bar(option: str, part: TenderPart) -> str | None:
    """What no rule can lift, for money of one tender."""
    if option.endswith("/original") and part.is_declined:
        return "refund_authorisation_declined"
    return None


def decide(option: str, item: Item, language: str) -> Table:
    """The table of one option for one item."""
    bar = physical_bar(option, item)
    if bar is not None:
        return refused_table(bar)
    if takes_money(option) and item.receipt is not None and item.share and not item.parts:
        return refused_table("exceeds_refundable_amount")
    bits = Bits()
    scopes = scopes_of(option, item, bits)
    facts = open_facts(bits)
    rows = tuple(
        Row(choice, judge(scopes, mask)) for choice, mask in completions(facts, constant_mask(bits))
    )
    return Table(facts, rows, findings_of(rows, scopes, language))


@dataclass(frozen=True, slots=True)
class Scope:
    """The rules for one part of the money, or for the whole where no tender has a say."""

    matchers: tuple[Matcher, ...]
    bar: str | None


def scopes_of(option: str, item: Item, bits: Bits) -> tuple[Scope, ...]:
    """One scope per original tender; one in all for goods and without a receipt."""
    book = item.rulebook
    parts = () if option.split("/", maxsplit=1)[0] in GOODS_REMEDIES else item.parts
    everywhere = _matchers(book.rules[option], item, None, bits)
    special = book.tender_rules[option]
    if not parts:
        return (Scope((*everywhere, *_matchers(special, item, None, bits)), None),)
    return tuple(
        Scope((*everywhere, *_matchers(special, item, part, bits)), part_bar(option, part))
        for part in parts
    )


def _matchers(
    rules: Iterable[Rule], item: Item, part: TenderPart | None, bits: Bits
) -> tuple[Matcher, ...]:
    fields = {**item.known, **part.known} if part else item.known
    unknown = {**item.unknown, **part.unknown} if part else item.unknown
    found = (matcher_for(rule, fields, unknown, bits) for rule in rules)
    return tuple(matcher for matcher in found if matcher is not None)


def judge(scopes: tuple[Scope, ...], completion: int) -> Outcome:
    """The worst of what the parts get; a right only where each part has it."""
    parts = [judge_scope(scope, completion) for scope in scopes]
    if len(parts) == 1:
        return parts[0]
    worst = max(parts, key=lambda each: each.verdict)
    return Outcome(
        verdict=worst.verdict,
        is_right=all(each.is_right for each in parts),
        role=highest_role(each.role for each in parts if each.role) if worst.role else None,
        fee_basis_points=max(each.fee_basis_points for each in parts),
        fee_fixed=max(each.fee_fixed for each in parts),
        applied=frozenset().union(*(each.applied for each in parts)),
    )


def judge_scope(scope: Scope, completion: int) -> Outcome:
    """What one part gets in one completion."""
    applied = [m.rule for m in scope.matchers if m.applies(completion)]
    verdict, is_right, own = _verdict(applied, scope.bar)
    keys = frozenset((rule.pack, rule.id) for rule in applied)
    needs_role = verdict is Verdict.APPROVAL
    fees = [] if is_right or verdict is Verdict.NOT else _with_effect(applied, Effect.FEE)
    return Outcome(
        verdict=verdict,
        is_right=is_right,
        role=_role(applied) if needs_role else None,
        fee_basis_points=sum(rule.fee_basis_points for rule in fees),
        fee_fixed=sum(rule.fee_fixed for rule in fees),
        applied=keys if own is None else keys | {("", own)},
    )


def _verdict(applied: list[Rule], bar: str | None) -> tuple[Verdict, bool, str | None]:
    """Verdict, whether it is a right, and the code of the engine's own finding, if any."""
    if bar is not None:
        return Verdict.NOT, False, bar
    rights = _with_effect(applied, Effect.RIGHT)
    if any(rule.verified for rule in rights):
        return Verdict.PERMITTED, True, None
    verdict, own = _verdict_of_shop(applied)
    if rights and verdict is Verdict.NOT:
        return Verdict.APPROVAL, False, "law_unverified"
    return verdict, False, own


def _verdict_of_shop(applied: list[Rule]) -> tuple[Verdict, str | None]:
    """Forbid, then approve, then allow; what nothing allows is not offered."""
    if _with_effect(applied, Effect.FORBID):
        return Verdict.NOT, None
    if _with_effect(applied, Effect.APPROVE):
        return Verdict.APPROVAL, None
    if _with_effect(applied, Effect.ALLOW):
        return Verdict.PERMITTED, None
    return Verdict.NOT, "not_offered"


def _with_effect(rules: Iterable[Rule], effect: Effect) -> list[Rule]:
    return [rule for rule in rules if rule.effect is effect]


def _role(applied: list[Rule]) -> str:
    """Who must approve; a right that was only recalled goes to a manager."""
    asked = {rule.role for rule in _with_effect(applied, Effect.APPROVE)}
    return highest_role(asked) or "manager"


_EFFECT_ORDER = {effect: rank for rank, effect in enumerate(Effect)}


def findings_of(rows: Iterable[Row], scopes: Iterable[Scope], language: str) -> tuple[Finding, ...]:
    """What every rule that applies in some completion says; the strongest layer first."""
    rows = tuple(rows)
    rules = {(m.rule.pack, m.rule.id): m.rule for scope in scopes for m in scope.matchers}
    seen = frozenset().union(*(row.outcome.applied for row in rows))
    always = frozenset.intersection(*(row.outcome.applied for row in rows))
    named = sorted(
        (key for key in seen if key in rules),
        key=lambda key: (LAYER_RANK[rules[key].layer], _EFFECT_ORDER[rules[key].effect], key),
    )
    findings = [_finding(rules[key], language, certain=key in always) for key in named]
    own = sorted(key for key in seen if not key[0] and key not in rules)
    return (*(built_in(key[1], certain=key in always) for key in own), *findings)


def _finding(rule: Rule, language: str, *, certain: bool) -> Finding:
    text = rule.text.get(language) or rule.text.get("en") or next(iter(rule.text.values()), "")
    return Finding(
        code=rule.code,
        layer=rule.layer,
        rule=rule.id,
        text=text,
        source=rule.source,
        public=rule.public,
        effect=rule.effect,
        certain=certain,
    )
