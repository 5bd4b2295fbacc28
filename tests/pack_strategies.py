"""Random packs: rules over the whole vocabulary, in all layers, each valid.

Owns what hypothesis draws of policies. Rules speak most of facts that may be unknown and
that the case at hand leaves unknown, since there the engine has most to do.
"""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from oracle.facts import unknown_facts
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.case import Case
from returns_desk.domain.policy import (
    FIELDS,
    Effect,
    FieldKind,
    FieldTest,
    Layer,
    Pack,
    Policy,
    Rule,
    Settings,
)
from returns_desk.domain.sale import TenderType

WORDS_LEFT_OUT = frozenset({"gift"})
"""An unwanted gift is judged as changed_mind, so no rule names it."""

PATTERNS = {
    "category": ("food/*", "hardware/*", "toys"),
    "sku": ("SKU-1", "SKU-[23]"),
    "scheme": ("visa", "master*"),
    "store": ("3141", "9*"),
    "other_card.scheme": ("visa", "am*"),
    "membership": ("gold", "*"),
    "sale_store": ("3141", "9*"),
    "jurisdiction": ("US-*", "EE", "*"),
    "tender_issuer": ("mall", "m*"),
}
SPANS = {
    "fault.repairs": (0, 2),
    "unit_price": (0, 6000),
    "sold_on": (date(2026, 11, 8).toordinal(), date(2026, 11, 22).toordinal()),
    "today": (date(2026, 11, 20).toordinal(), date(2026, 11, 22).toordinal()),
    "amount": (0, 30_000),
    "returns_before": (0, 1),
    "sale_total": (0, 30_000),
    "tender_amount": (0, 30_000),
    "days_past_use_by": (-3, 3),
    "hours_since_sale": (0, 300),
    "total_kept": (0, 6000),
    "hours_to_start": (0, 50),
    "goodwill_given": (0, 501),
    "customer_owes": (0, 501),
    "quantity": (0, 5),
    "items_claimed": (0, 4),
    "returns_in_period": (0, 3),
    "returns_without_receipt_in_period": (0, 3),
    "amount_without_receipt_in_period": (0, 900),
}
YEARLY = (101, 131, 228, 229, 301, 1107, 1108, 1120, 1121, 1122, 1231)
"""Days of any year, most of them about those of the sales."""
MISSING_WORDS = ("packaging", "upc")
MARKS = ("assembled", "made_to_order")
"""Words of a shop's own, for goods and for what is seen of them."""


@st.composite
def field_tests(draw: st.DrawFn, names: Sequence[str]) -> FieldTest:
    """One test of one of these fields."""
    name = draw(st.sampled_from(names))
    about = FIELDS[name]
    if about.kind is FieldKind.PATTERN:
        return FieldTest(name, patterns=(draw(st.sampled_from(PATTERNS[name])),))
    if about.kind is FieldKind.FLAG:
        return FieldTest(name, any_of=frozenset({draw(st.booleans())}))
    if about.kind in {FieldKind.WORD, FieldKind.WORDS}:
        words = {"missing": MISSING_WORDS, "marks": MARKS}.get(name, about.values)
        choice = sorted({str(word) for word in words} - WORDS_LEFT_OUT)
        chosen = draw(st.frozensets(st.sampled_from(choice), min_size=1, max_size=3))
        return FieldTest(name, any_of=chosen)
    if about.kind in {FieldKind.SEASON, FieldKind.DEADLINE}:
        first, last = draw(st.sampled_from(YEARLY)), draw(st.sampled_from(YEARLY))
        return FieldTest(
            name, at_least=first if about.kind is FieldKind.SEASON else None, at_most=last
        )
    low, high = SPANS.get(name, (0, 12))
    first, last = sorted((draw(st.integers(low, high)), draw(st.integers(low, high))))
    return FieldTest(
        name,
        at_least=draw(st.sampled_from((first, None))),
        at_most=last,
    )


@st.composite
def rules(
    draw: st.DrawFn,
    identity: str,
    layer: Layer,
    names: Sequence[str],
    effects: Sequence[Effect],
    replaceable: Sequence[str] = (),
) -> Rule:
    """One rule of that layer."""
    effect = draw(st.sampled_from(effects))
    is_fee = effect is Effect.FEE
    usable = [n for n in names if not is_fee or FIELDS[n].about != "tender"] or ["final_sale"]
    conjunctions = st.lists(field_tests(usable), min_size=1, max_size=2).map(tuple)
    options = st.sampled_from(CATALOGUE)
    wide = draw(st.booleans())
    return Rule(
        id=identity,
        layer=layer,
        effect=effect,
        options=frozenset(CATALOGUE)
        if wide
        else draw(st.frozensets(options, min_size=1, max_size=5)),
        code=f"code_{identity.replace('-', '_')}",
        when=draw(st.just(()) | conjunctions),
        any=tuple(draw(st.lists(conjunctions, max_size=2))),
        unless=tuple(draw(st.lists(conjunctions, max_size=1))),
        verified=layer is not Layer.LAW or draw(st.booleans()),
        fee_basis_points=draw(st.integers(0, 3000)) if effect is Effect.FEE else 0,
        fee_fixed=draw(st.integers(0, 500)) if effect is Effect.FEE else 0,
        replaces=frozenset(draw(st.lists(st.sampled_from(replaceable), max_size=1)))
        if replaceable
        else frozenset(),
        pack=f"pack-{layer.value}",
    )


EFFECTS = {
    Layer.LAW: (Effect.RIGHT,),
    Layer.ACQUIRER: (Effect.FORBID, Effect.APPROVE, Effect.ALLOW),
    Layer.SHOP: (Effect.ALLOW, Effect.ALLOW, Effect.APPROVE, Effect.FORBID, Effect.FEE),
    Layer.STORE: (Effect.ALLOW, Effect.APPROVE, Effect.FORBID),
    Layer.CAMPAIGN: (Effect.ALLOW, Effect.FORBID, Effect.FEE),
}


@st.composite
def pack_settings(draw: st.DrawFn) -> Settings:
    """Settings that say little; most packs are silent."""
    if draw(st.booleans()):
        return Settings()
    cards = (TenderType.CREDIT_CARD, TenderType.DEBIT_CARD)
    return Settings(
        refundable_without_card=draw(st.none() | st.frozensets(st.sampled_from(cards))),
        split_order=draw(st.sampled_from((None, (TenderType.GIFT_CARD, TenderType.CASH)))),
        cash_rounding_step=draw(st.sampled_from((None, 5, 10))),
        cheque_cleared_as_cash=draw(st.sampled_from((None, True, False))),
        policy_disclosed=draw(st.sampled_from((None, True, False))),
    )


@st.composite
def packs(
    draw: st.DrawFn, layer: Layer, names: Sequence[str], effects: Sequence[Effect] | None = None
) -> Pack:
    """One pack; a law pack is of Minnesota, the US, the EU or Estonia."""
    count = draw(st.integers(1, 3))
    replaceable = ("shop-0", "shop-1") if layer in {Layer.STORE, Layer.CAMPAIGN} else ()
    said = effects or EFFECTS[layer]
    return Pack(
        id=f"pack-{layer.value}",
        layer=layer,
        version="1",
        jurisdiction=draw(st.sampled_from(("US-MN", "US", "US", "EU", "EE", "US-CA")))
        if layer is Layer.LAW
        else None,
        effective_from=draw(
            st.sampled_from((None, date(2026, 1, 1), date(2026, 11, 21), date(2026, 11, 21)))
        ),
        effective_until=draw(
            st.sampled_from(
                (None, None, None, date(2026, 11, 21), date(2026, 11, 21), date(2026, 11, 20))
            )
        ),
        rules=tuple(
            draw(rules(f"{layer.value}-{n}", layer, names, said, replaceable)) for n in range(count)
        ),
    )


def field_of(fact: str) -> list[str]:
    """The fields that an unknown fact hides."""
    name, _, key = fact.partition(":")
    if name == "delivered_at":
        return ["days_since_delivery"]
    if name == "fault":
        return ["fault.severity", "fault.repairs", "fault.refused"]
    return [f"evidence.{key}"] if name == "evidence" else [name]


@st.composite
def field_names(draw: st.DrawFn, case: Case) -> list[str]:
    """A handful of fields to make rules of, those the case leaves unknown first among them."""
    hidden = [field for fact in unknown_facts(case) for field in field_of(fact)]
    return hidden * 2 + draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=2, max_size=4))


@st.composite
def policies(draw: st.DrawFn, case: Case, layers: Sequence[Layer] = tuple(Layer)) -> Policy:
    """Packs of some of these layers, the shop's always among them if it is one."""
    names = draw(field_names(case))
    chosen = draw(st.lists(st.sampled_from(list(layers)), max_size=3, unique=True))
    if Layer.SHOP in layers and Layer.SHOP not in chosen:
        chosen.append(Layer.SHOP)
    return Policy(tuple(draw(packs(layer, names)) for layer in chosen), fingerprint="sha256:0")
