"""Approvals that give the manager nothing to weigh, and ways that no visit ever opens.

Owns those searches and what is said of them. Rules guide them; the board decides.
"""

from collections.abc import Iterator

from returns_desk.application.policy_lab.bench import (
    Bench,
    Visit,
    can_be_tried,
    paid_with,
    tests_of,
)
from returns_desk.application.policy_lab.in_force import MERCHANT_LAYERS
from returns_desk.application.policy_lab.report import Kind, LabFinding, named
from returns_desk.application.policy_lab.shrinking import shrunk
from returns_desk.domain.board import CATALOGUE, MONEY_OPTIONS, Standing
from returns_desk.domain.policy import Effect, FieldTest, Layer, Rule
from returns_desk.domain.sale import TenderType

ON_THE_RECEIPT = frozenset(
    {
        "category",
        "sku",
        "kind",
        "with_receipt",
        "serial",
        "channel",
        "buyer",
        "tax_free",
        "policy_disclosed",
        "customer_known",
        "membership",
        "tender",
        "scheme",
        "refundable_without_card",
        "store",
        "sale_store",
        "same_store",
        "same_country",
        "even_exchange_in_stock",
    }
)
"""Fields that any clerk reads off receipt and shelf; a manager sees no more in them."""

SINCE_THE_SALE = frozenset(
    {
        "days_since_sale",
        "months_since_sale",
        "business_days_since_sale",
        "hours_since_sale",
    }
)
"""Windows from the day of sale, which stands on the receipt."""

DESTINATIONS = tuple(
    name for name in CATALOGUE if name in MONEY_OPTIONS and name.startswith("refund/")
)
LEAST_LAYERS = 2
"""One layer alone that closes a way has simply said so."""


def manager_traps(bench: Bench) -> Iterator[LabFinding]:
    """All that is found."""
    yield from _always_granted(bench)
    yield from _never_reached(bench)
    yield from _closed_by_all_layers(bench)


def _always_granted(bench: Bench) -> Iterator[LabFinding]:
    """Approvals whose every condition stands on the receipt, and that say nothing to look at."""
    for rule in bench.rules:
        options = sorted(o for o in rule.options if not o.startswith("goodwill/"))
        is_plain = all(map(_is_on_the_receipt, tests_of(rule)))
        if rule.effect is not Effect.APPROVE or not is_plain or not options or rule.internal:
            continue
        if bench.must_stop():
            return
        visit = _needing_approval(bench, rule, options)
        if visit is None:
            continue
        message = (
            f"'{rule.id}' sends the customer to a manager for {', '.join(options)}, but leaves the"
            " manager nothing to weigh that the clerk does not see; allow it, or say in `internal`"
            " what a manager looks at."
        )
        yield LabFinding(
            Kind.ALWAYS_GRANTED, message, (rule.id,), tuple(options), example=visit.case
        )


def _is_on_the_receipt(test: FieldTest) -> bool:
    """Whether the test leaves a manager nothing to weigh.

    A window that begins with the sale does not; in one that begins later there is the delay.
    """
    begins_at_once = not test.at_least
    return test.field in ON_THE_RECEIPT or (test.field in SINCE_THE_SALE and begins_at_once)


def _needing_approval(bench: Bench, rule: Rule, options: list[str]) -> Visit | None:
    """The plainest visit in which an option waits for a manager because of this rule."""

    def still_shows(visit: Visit) -> bool:
        board = bench.board(visit)
        return any(
            board.option(option).standing is Standing.NEEDS_APPROVAL
            and any(reason.rule == rule.id for reason in board.option(option).reasons)
            for option in options
        )

    for option in options:
        silent = (*bench.on(option, Effect.RIGHT), *bench.on(option, Effect.FORBID))
        for regions in bench.spaces:
            visit = bench.find_in(regions, (rule,), silent)
            if visit is not None and still_shows(visit):
                return shrunk(visit, still_shows)
    return None


def _never_reached(bench: Bench) -> Iterator[LabFinding]:
    """Options that a rule opens, and that others close in every visit."""
    for option in CATALOGUE:
        opening = [
            rule
            for rule in bench.on(option, Effect.ALLOW, Effect.APPROVE)
            if rule.layer in MERCHANT_LAYERS
        ]
        if not opening or not all(can_be_tried(r, bench.spaces) for r in bench.rules):
            continue
        if bench.must_stop():
            return
        forbids = bench.on(option, Effect.FORBID)
        if not all(bench.is_proved_impossible([rule], forbids) for rule in opening):
            continue
        names = tuple(rule.id for rule in opening)
        message = (
            f"no visit ever reaches {option}: {named(names)} would open it, but wherever that"
            f" applies it is closed ({named([rule.id for rule in forbids]) or 'never applies'});"
            " narrow what closes it, or leave the opening out."
        )
        shown = (bench.find_quickly([rule]) for rule in opening)
        visit = next((each for each in shown if each is not None), None)
        example = visit.case if visit else None
        yield LabFinding(Kind.NEVER_REACHED, message, names, (option,), example=example)


def _closed_by_all_layers(bench: Bench) -> Iterator[LabFinding]:
    """Ways of money that every layer that speaks of them forbids for one tender, always."""
    layers = {rule.layer for rule in bench.rules if rule.layer is not Layer.LAW}
    for tender in TenderType:
        paid = paid_with(tender)
        for option in DESTINATIONS:
            if bench.must_stop():
                return
            forbids = bench.on(option, Effect.FORBID)
            closing = [
                layer
                for layer in Layer
                if layer in layers
                and bench.is_proved_impossible([paid], [r for r in forbids if r.layer is layer])
            ]
            if not closing or len(closing) < max(len(layers), LEAST_LAYERS):
                continue
            visit = bench.find_quickly([paid])
            message = (
                f"{option} is closed for what was paid with {tender.replace('_', ' ')}, by every"
                f" layer ({', '.join(closing)}) and in every visit."
            )
            names = tuple(r.id for r in forbids if r.layer in closing)
            example = visit.case if visit else None
            yield LabFinding(Kind.CLOSED_BY_ALL_LAYERS, message, names, (option,), example=example)
