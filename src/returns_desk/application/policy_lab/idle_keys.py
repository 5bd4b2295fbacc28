"""Keys of a pack that do nothing for want of another: days of a store credit that nobody numbers.

Owns the list of such pairs. Looks at the words of the packs, at no visit; whether a rule decides
anything is asked in `rule_findings`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from returns_desk.application.policy_lab.bench import Surroundings, rules_in_force, tests_of
from returns_desk.application.policy_lab.report import Kind, LabFinding, named
from returns_desk.domain.policy import Effect, Layer, Pack, Policy, Rule, Settings

OPENING = frozenset({Effect.RIGHT, Effect.ALLOW, Effect.APPROVE})
WITHOUT_MANAGER = frozenset({Effect.RIGHT, Effect.ALLOW})

CARD_FIELDS = ("original_tender_present", "refundable_without_card")


@dataclass(frozen=True, slots=True)
class Given:
    """What the packs say together: the rules in force, and each pack's settings.

    `money` is the currency in which settings that are money were read.
    """

    rules: tuple[Rule, ...]
    settings: tuple[Settings, ...]
    money: str

    def has(self, name: str, value: object = None) -> bool:
        """Whether some pack sets that; with a value, whether it sets it to that."""
        found = [getattr(each, name) for each in self.settings]
        return any(each is not None if value is None else each == value for each in found)

    def tests(self, *names: str) -> bool:
        """Whether some rule tests one of these fields."""
        return any(test.field in names for rule in self.rules for test in tests_of(rule))

    def opens(self, options: Iterable[str], effects: frozenset[Effect] = OPENING) -> bool:
        """Whether some rule opens one of these options."""
        wanted = frozenset(options)
        return any(rule.effect in effects and wanted & rule.options for rule in self.rules)


@dataclass(frozen=True, slots=True)
class Want:
    """What a setting needs beside it: the test, what is said without it, and the mend."""

    is_met: Callable[[Given], bool]
    lacks: str
    mend: str


def _needs_test(*fields: str) -> Want:
    listed = " or ".join(fields)
    return Want(
        lambda given: given.tests(*fields),
        f"no rule here tests {listed}",
        "write one that does, check the file together with the pack that has it, or leave it out",
    )


WANTS: Mapping[str, Want] = MappingProxyType(
    {
        "store_credit_days": Want(
            lambda given: given.has("store_credit_issuer", "voucher"),
            "only the program's own vouchers end on a day",
            'write store_credit_issuer = "voucher" beside it, or leave it out',
        ),
        "above_cash_limit": Want(
            lambda given: given.has("cash_limit"),
            "there is no cash_limit in the currency {money}",
            "write one, or leave it out",
        ),
        "cheque_hold_days": Want(
            lambda given: (
                given.tests("tender_cleared") or given.has("cheque_cleared_as_cash", True)
            ),
            "no rule here tests tender_cleared, and cleared cheques do not go back as cash",
            "write such a rule or cheque_cleared_as_cash = true, or leave it out",
        ),
        "exchange_tolerance": Want(
            lambda given: given.opens(("even_exchange/none", "exchange/none")),
            "no rule here opens an exchange",
            "write one, or leave it out",
        ),
        "fee_reduces_tax": Want(
            lambda given: any(_keeps_something(rule) for rule in given.rules),
            "no rule here keeps a fee",
            "write one, or leave it out",
        ),
        "history_period_days": _needs_test(
            "returns_in_period",
            "returns_without_receipt_in_period",
            "amount_without_receipt_in_period",
        ),
        "goodwill_period_days": _needs_test("goodwill_given"),
        "refundable_without_card": _needs_test(*CARD_FIELDS),
        "card_needed_for_schemes": _needs_test(*CARD_FIELDS),
    }
)
"""By setting, what must stand beside it in the same pack or in another."""


def idle_keys(policy: Policy, where: Surroundings) -> Iterator[LabFinding]:
    """A warning for each key of a shop's or an acquirer's pack that can do nothing."""
    rules = rules_in_force(policy, where)
    given = Given(rules, tuple(pack.settings for pack in policy.packs), where.currency)
    for pack in policy.packs:
        if pack.layer is not Layer.LAW:
            yield from _of_settings(pack, given)
    known = frozenset(rule.id for pack in policy.packs for rule in pack.rules)
    for rule in rules:
        yield from _of_rule(rule, given, known)


def _of_settings(pack: Pack, given: Given) -> Iterator[LabFinding]:
    for name, want in WANTS.items():
        value = getattr(pack.settings, name)
        if value is None or value is False or want.is_met(given):
            continue
        lacks = want.lacks.format(money=given.money)
        yield _finding(name, f"{name} in '{pack.id}' does nothing: {lacks}; {want.mend}.")


def _of_rule(rule: Rule, given: Given, known: frozenset[str]) -> Iterator[LabFinding]:
    if rule.role != "manager" and rule.effect not in {Effect.APPROVE, Effect.RIGHT}:
        message = (
            f"role in '{rule.id}' does nothing: nobody is asked where effect = \"{rule.effect}\";"
            ' write effect = "approve", or leave it out.'
        )
        yield _finding("role", message, rule)
    absent = sorted(rule.replaces - known)
    if absent:
        message = (
            f"replaces in '{rule.id}' does nothing for {named(absent)}: no rule here has that"
            " name; mend it, or check the file together with the pack that it changes."
        )
        yield _finding("replaces", message, rule)
    if rule.only_if_not and not given.opens(rule.only_if_not, WITHOUT_MANAGER):
        message = (
            f"only_if_not in '{rule.id}' does nothing: no rule here opens"
            f" {named(sorted(rule.only_if_not))} without a manager; mend it, or leave it out."
        )
        yield _finding("only_if_not", message, rule)


def _keeps_something(rule: Rule) -> bool:
    """Whether it is a fee, or a right of which the law lets something be kept."""
    return bool(rule.fee_basis_points or rule.fee_fixed or rule.deduct)


def _finding(key: str, message: str, rule: Rule | None = None) -> LabFinding:
    rules, options = ((rule.id,), tuple(sorted(rule.options))) if rule else ((), ())
    return LabFinding(Kind.KEY_WITHOUT_EFFECT, message, rules, options, facts=(key,))
