"""Decides whether an arriving copy of another system's return fits the one that is stored.

Owns the comparison of two copies of one return. Must not read or write anything. A refund that
was under way and is done now says more than before: the fuller copy counts, in whichever order
the two came. Copies of which neither holds the other disagree, and the stored one stays; which
of them is right only the other system knows, and the smaller one could pay twice.
"""

from dataclasses import replace

from returns_desk.adapters.sales.merging import ContradictionError
from returns_desk.adapters.sales.readings import EarlierReturn, RefundedPart, ReturnedPiece


def fuller(stored: EarlierReturn, arriving: EarlierReturn) -> EarlierReturn:
    """Join two copies of one return, so that nothing known is lost.

    Raises:
        ContradictionError: they disagree, or each knows of something that the other lacks.

    """
    for name in ("receipt", "reference"):
        old, new = getattr(stored, name), getattr(arriving, name)
        if old and new and old != new:
            raise _contradiction(f"the {name} of return {stored.id} differs from what is stored")
    grown, shrunk = _joined(arriving, stored), _joined(stored, arriving)
    best = grown or shrunk
    if best is None:
        raise _contradiction(f"return {stored.id} holds other goods or money than what is stored")
    doubts = best.doubts
    if grown and shrunk:
        doubts = tuple(sorted({*stored.doubts, *arriving.doubts}, key=repr))
    return replace(
        best,
        receipt=stored.receipt or arriving.receipt,
        reference=stored.reference or arriving.reference,
        returned_at=min(stored.returned_at, arriving.returned_at),
        doubts=doubts,
    )


def _joined(more: EarlierReturn, less: EarlierReturn) -> EarlierReturn | None:
    """The fuller copy with what the other one knows of it, or None where it is not the fuller."""
    pieces, refunds = list(more.pieces), list(more.refunds)
    free = list(range(len(pieces)))
    for piece in less.pieces:
        at = next((at for at in free if _holds_piece(pieces[at], piece)), None)
        if at is None:
            return None
        free.remove(at)
        pieces[at] = _with_names(pieces[at], piece)
    free = list(range(len(refunds)))
    for part in less.refunds:
        at = next((at for at in free if _holds_part(refunds[at], part)), None)
        if at is None:
            return None
        free.remove(at)
        refunds[at] = _with_tender(refunds[at], part)
    return replace(more, pieces=tuple(pieces), refunds=tuple(refunds))


def _holds_piece(more: ReturnedPiece, less: ReturnedPiece) -> bool:
    names = ((more.line, less.line), (more.sku, less.sku), (more.gtin, less.gtin))
    both_known = [(old, new) for old, new in names if old and new]
    if any(old != new for old, new in both_known) or not (both_known or more == less):
        return False
    return all(getattr(more, name) >= getattr(less, name) for name in ("quantity", "paid", "fee"))


def _with_names(more: ReturnedPiece, less: ReturnedPiece) -> ReturnedPiece:
    return replace(
        more,
        line=more.line or less.line,
        sku=more.sku or less.sku,
        gtin=more.gtin or less.gtin,
    )


def _holds_part(more: RefundedPart, less: RefundedPart) -> bool:
    # A refund alone may say "card" where the order knows the tender, and that it was a debit card.
    fits = more.tender is None or less.tender is None
    same = more.tender == less.tender and more.type is less.type
    return (fits or same) and more.amount >= less.amount


def _with_tender(more: RefundedPart, less: RefundedPart) -> RefundedPart:
    if more.tender is not None or less.tender is None:
        return more
    return replace(more, tender=less.tender, type=less.type)


def _contradiction(what: str) -> ContradictionError:
    return ContradictionError(what, code="contradicts_stored_return")
