"""Lays what other systems took back over a sale, never beyond what was sold and paid.

Owns which line a piece belongs to and which payment gave the money back. Pure; must not read or
write. What is too much is a doubt, not a mistake: the sale stays usable as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece
from returns_desk.adapters.sales.sale_rows import gtin14, microseconds
from returns_desk.application.ports import SaleDoubt
from returns_desk.domain.money import cumulative_share
from returns_desk.domain.sale import Sale, SaleLine, SaleTender

_PIECES = "each"


@dataclass(frozen=True, slots=True)
class SaleSoFar:
    """A sale with its returns laid over it, and what of them does not add up."""

    sale: Sale
    doubts: tuple[SaleDoubt, ...]


def with_returns(sale: Sale, returns: Iterable[EarlierReturn]) -> SaleSoFar:
    """Add the returns to the sale's own; in whichever order they came, the answer is the same."""
    ordered = sorted(returns, key=lambda each: (microseconds(each.returned_at), each.id))
    goods, money = _Goods(sale.lines), _Money(sale.tenders)
    for each in ordered:
        for piece in each.pieces:
            goods.take(piece)
        for part in each.refunds:
            money.take(part)
    # A return whose money is said by its goods alone is not doubted a second time.
    too_much = money.doubts() or goods.money_doubts()
    said = [doubt for each in ordered for doubt in each.doubts]
    doubts = (*said, *goods.doubts(), *too_much)
    laid_over = replace(sale, lines=goods.lines(), tenders=money.tenders())
    return SaleSoFar(laid_over, tuple(dict.fromkeys(doubts)))


@dataclass(slots=True)
class _LineSoFar:
    line: SaleLine
    returned: Decimal
    paid: int
    fee: int
    surplus: bool = False

    @property
    def quantity_left(self) -> Decimal:
        return self.line.quantity - self.returned

    @property
    def paid_left(self) -> int:
        return max(0, self.line.paid - self.paid)

    def pay_back(self, amount: int) -> int:
        """Count as much of the money as was paid; answers how much that is."""
        counted = min(amount, self.paid_left)
        self.paid += counted
        return counted

    def as_line(self) -> SaleLine:
        # Half a piece can't be claimed for; what is not whole stays with the customer.
        whole = self.returned // 1 if self.line.unit == _PIECES else self.returned
        fee = min(self.fee, self.paid)
        before = (self.line.returned, self.line.returned_paid, self.line.returned_fee)
        if (whole, self.paid, fee) == before:
            return self.line  # most lines never come back; a wholesaler's receipt has hundreds
        return replace(self.line, returned=whole, returned_paid=self.paid, returned_fee=fee)


class _Goods:
    """The lines while pieces come back."""

    def __init__(self, lines: Sequence[SaleLine]) -> None:
        self._lines = [_LineSoFar(x, x.returned, x.returned_paid, x.returned_fee) for x in lines]
        self._unknown: list[SaleDoubt] = []
        self._said = 0
        self._too_much = 0

    def take(self, piece: ReturnedPiece) -> None:
        """Count one piece on its line; goods of several lines on the one with the most left."""
        lines = self._lines_of(piece)
        if not lines:
            code = piece.sku or piece.gtin or (str(piece.line) if piece.line else "")
            doubt = SaleDoubt("returned_goods_not_on_receipt", said=piece.paid, place=code)
            self._unknown.append(doubt)
            return
        self._said += piece.paid
        placed, paid, fee = Decimal(0), 0, piece.fee
        for line in lines:
            taken = min(piece.quantity - placed, line.quantity_left)
            if taken > 0:
                line.returned += taken
                share = cumulative_share(piece.paid, piece.quantity, placed, taken)
                paid += line.pay_back(share)
                placed += taken
        for line in lines:
            paid += line.pay_back(piece.paid - paid)
        lines[0].fee += fee
        lines[0].surplus |= placed < piece.quantity
        self._too_much += piece.paid - paid

    def lines(self) -> tuple[SaleLine, ...]:
        """Every line as it stands now."""
        return tuple(each.as_line() for each in self._lines)

    def doubts(self) -> list[SaleDoubt]:
        """What came back that is not on the receipt, or not that often."""
        lines = [(each, f"line {each.line.line}") for each in self._lines]
        more = [SaleDoubt("more_returned_than_sold", place=x) for each, x in lines if each.surplus]
        parts = [
            SaleDoubt("part_of_a_piece_returned", place=place)
            for each, place in lines
            if each.line.unit == _PIECES and each.returned % 1
        ]
        return [*self._unknown, *more, *parts]

    def money_doubts(self) -> list[SaleDoubt]:
        """Money for goods beyond what was paid for them."""
        if not self._too_much:
            return []
        paid = self._said - self._too_much
        return [SaleDoubt("more_refunded_than_paid", said=self._said, found=paid)]

    def _lines_of(self, piece: ReturnedPiece) -> list[_LineSoFar]:
        named = [x for x in self._lines if x.line.line == piece.line]
        return named or sorted(
            (x for x in self._lines if _is_of(piece, x.line)),
            key=lambda x: (-x.quantity_left, x.line.line),
        )


def _is_of(piece: ReturnedPiece, line: SaleLine) -> bool:
    if piece.sku is not None and line.sku is not None:
        return piece.sku == line.sku
    return bool(piece.gtin and line.gtin and gtin14(piece.gtin) == gtin14(line.gtin))


class _Money:
    """The payments while money goes back."""

    def __init__(self, tenders: Sequence[SaleTender]) -> None:
        self._tenders = list(tenders)
        self._said = 0
        self._given = 0

    def take(self, part: RefundedPart) -> None:
        """Count money on the payment that is named, else of its type, else as far as they go."""
        left = part.amount
        self._said += part.amount
        places = sorted(
            range(len(self._tenders)), key=lambda at: _distance(self._tenders[at], part)
        )
        for at in places:
            tender = self._tenders[at]
            given = min(left, tender.refundable_amount)
            self._tenders[at] = replace(tender, refunded=tender.refunded + given)
            self._given += given
            left -= given

    def tenders(self) -> tuple[SaleTender, ...]:
        """Every payment as it stands now."""
        return tuple(self._tenders)

    def doubts(self) -> list[SaleDoubt]:
        """Money that went back beyond what was paid, what cash was rounded by aside."""
        rounded = sum(abs(tender.rounding) for tender in self._tenders)
        if self._said - self._given <= rounded:
            return []
        return [SaleDoubt("more_refunded_than_paid", said=self._said, found=self._given)]


def _distance(tender: SaleTender, part: RefundedPart) -> tuple[bool, bool, int]:
    return tender.tender != part.tender, tender.type is not part.type, tender.tender
