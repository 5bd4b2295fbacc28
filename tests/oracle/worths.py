"""What one option gives for one item before anything is kept, and the tax inside it.

Owns the difference of a price adjustment and what bars an option whatever the rules say; knows
nothing of rules.
"""

from decimal import Decimal
from fractions import Fraction

from oracle.money import can_give_back, half_up
from oracle.subjects import Subject
from returns_desk.domain.case import Reason
from returns_desk.domain.sale import SaleTender

GOODS_REMEDIES = frozenset({"even_exchange", "replacement", "exchange", "repair"})
LOWER_PRICE = "price_reduction/original"
CREDITS = frozenset(
    {
        "refund/gift_card",
        "store_credit/store_credit",
        "goodwill/original",
        "goodwill/store_credit",
    }
)
"""By these a lower price is made good too, where the customer came for it."""


def takes_money(option: str) -> bool:
    """Whether the option uses up what the tenders can still give back."""
    return option.split("/", maxsplit=1)[0] not in GOODS_REMEDIES - {"exchange"}


def lowered_by(subject: Subject) -> int | None:
    """What the new price is lower for what comes back; None where there is no new price."""
    price = getattr(subject.item, "new_unit_price", None)
    if price is None:
        return None
    return max(0, subject.paid - half_up(Fraction(price) * Fraction(subject.quantity)))


def risen_by(subject: Subject) -> int:
    """What the same goods cost more now than was paid for them; 0 where that is not known."""
    price = getattr(subject.item, "new_unit_price", None) or 0
    return max(0, half_up(Fraction(price) * Fraction(subject.quantity)) - subject.paid)


def goods_stay(subject: Subject, option: str) -> bool:
    """Whether the customer keeps the goods and gets the difference to a lower price."""
    came_for_it = subject.item.reason is Reason.PRICE_ADJUSTMENT and lowered_by(subject) is not None
    return option == LOWER_PRICE or (option in CREDITS and came_for_it)


def worth(subject: Subject, option: str) -> int:
    """What the option gives for the item before fees; goods alone are no money."""
    if goods_stay(subject, option):
        return lowered_by(subject) or 0
    return subject.paid if takes_money(option) else 0


def told_quantity(subject: Subject, option: str) -> Decimal:
    """How many units stand beside the item: those that are cheaper now, or those that come back."""
    is_credit = option in CREDITS and goods_stay(subject, option)
    return Decimal(0) if is_credit else subject.quantity


def may_keep_the_goods(subject: Subject) -> bool:
    """Whether the customer may have come for a lower price alone, whatever is answered."""
    came_for = {None, Reason.PRICE_ADJUSTMENT}
    return lowered_by(subject) is not None and subject.item.reason in came_for


def tax_inside(subject: Subject, option: str, part: int) -> int:
    """The tax inside `part` of what was paid for the item, by its exact share."""
    if not takes_money(option) or subject.paid == 0:
        return 0
    return half_up(Fraction(subject.tax * part, subject.paid))


def is_barred(subject: Subject, option: str) -> bool:
    """Nothing left to return, nothing in stock to exchange, or no lower price to speak of."""
    out_of_stock = not subject.case.claim.facts.even_exchange_in_stock
    is_unpaid_for = subject.sale is not None and subject.paid > 0 and not carriers_of(subject)
    return (
        subject.quantity == 0
        or (option == "even_exchange/none" and out_of_stock)
        or (goods_stay(subject, option) and not lowered_by(subject))
        or (option.endswith("/original") and subject.sale is None)
        or (is_unpaid_for and takes_money(option))
    )


def carriers_of(subject: Subject) -> list[SaleTender]:
    """The original tenders that can still give back a part of the item's money."""
    if subject.sale is None or subject.paid == 0:
        return []
    return [tender for tender in subject.sale.tenders if can_give_back(tender) > 0]
