"""Why a case goes to someone with authority by itself (CONTRACT.md, "Codes")."""

from collections.abc import Iterator, Mapping, Sequence

from returns_desk.domain.board import MONEY_OPTIONS, Basis, Option, Standing, Trigger
from returns_desk.domain.case import AskedFor
from returns_desk.domain.engine.claimed import Item
from returns_desk.domain.policy import Effect, Layer
from returns_desk.domain.sale import TenderType

NOT_MONEY = frozenset(
    {
        TenderType.GIFT_CARD,
        TenderType.STORE_CREDIT,
        TenderType.VOUCHER,
        TenderType.LOYALTY_POINTS,
    }
)
"""Tenders that are given back but are no money."""

_MERCHANT_LAYERS = frozenset({Layer.SHOP, Layer.STORE, Layer.CAMPAIGN})

_ASKED = {
    Standing.NEEDS_APPROVAL: "asked_option_needs_approval",
    Standing.NOT_POSSIBLE: "asked_option_not_possible",
}


def triggers_of(
    asked_for: AskedFor | None, options: Mapping[str, Option], items: Sequence[Item]
) -> tuple[Trigger, ...]:
    """All triggers of the board, in a fixed order."""
    return (
        *_asked(asked_for, options),
        *_no_money(options, items),
        *(Trigger("line_already_returned", item=item.index) for item in items if item.surplus),
        *_refused_rights(options),
    )


def _asked(asked_for: AskedFor | None, options: Mapping[str, Option]) -> Iterator[Trigger]:
    if asked_for is None:
        return
    option = options[asked_for.option_id]
    effective = options[option.same_as] if option.same_as else option
    code = _ASKED.get(effective.standing)
    if code is not None:
        yield Trigger(code, option=effective.id)


def _no_money(options: Mapping[str, Option], items: Sequence[Item]) -> Iterator[Trigger]:
    """A customer who paid with money, for goods that can come back, and no way to money."""
    paid_money = any(
        part.type not in NOT_MONEY for item in items if item.share for part in item.parts
    )
    open_ways = (options[name].standing is not Standing.NOT_POSSIBLE for name in MONEY_OPTIONS)
    if paid_money and not any(open_ways):
        yield Trigger("no_money_option")


def _refused_rights(options: Mapping[str, Option]) -> Iterator[Trigger]:
    """A right that some rule of the merchant refuses in every completion."""
    for option in options.values():
        if option.basis is Basis.RIGHT and any(
            finding.effect == Effect.FORBID
            and finding.layer in _MERCHANT_LAYERS
            and finding.certain
            for finding in option.reasons
        ):
            yield Trigger("statutory_right_refused_by_shop", option=option.id)
