"""Shares of a line by exact fractions, written again and independently of the program.

Owns the arithmetic of CONTRACT.md's "Partial returns"; must not use the domain's.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from returns_desk.domain.sale import SaleLine, SaleTender


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero, by way of long decimals."""
    with localcontext() as context:
        context.prec = 200
        twice = Decimal((2 * value).numerator) / Decimal((2 * value).denominator)
        return int((twice / 2).quantize(Decimal(1), ROUND_HALF_UP))


def share(whole: int, sold: Decimal, before: Decimal, quantity: Decimal) -> int:
    """R(whole * (before + quantity) / sold) - R(whole * before / sold)."""
    after = half_up(Fraction(whole) * Fraction(before + quantity) / Fraction(sold))
    return after - half_up(Fraction(whole) * Fraction(before) / Fraction(sold))


def paid_share(line: SaleLine, before: Decimal, paid_before: int, quantity: Decimal) -> int:
    """What `quantity` more units bring back when `before` units and their money came back."""
    rest = line.paid - paid_before
    if before + quantity == line.quantity:
        return rest
    return min(share(line.paid, line.quantity, before, quantity), rest)


def can_give_back(tender: SaleTender) -> int:
    """What a tender can still give back; nothing ever came in by a cheque that bounced."""
    if tender.bounced:
        return 0
    return max(0, tender.amount - tender.change - tender.rounding - tender.refunded)
