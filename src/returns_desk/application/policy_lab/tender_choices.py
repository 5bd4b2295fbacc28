"""How an invented sale was paid, and what became of the means since.

Owns the facts of one tender that hang together. Decides nothing.
"""

from collections.abc import Iterator
from itertools import product

from returns_desk.application.policy_lab.sample_words import samples
from returns_desk.application.policy_lab.thresholds import Made, Tests, patterns_of
from returns_desk.domain.case import RefundAuthorisation
from returns_desk.domain.sale import CARD_LIKE, CardEntry, TenderType


def tender_choices(tests: Tests) -> Made:
    """Cash first, then every other tender with what can be said of it."""
    for seen, sketch in _plain_tenders(tests):
        for more, changes in _details(tests, TenderType(sketch["tender"])):
            yield {**seen, **more}, {**sketch, **changes}


def _details(tests: Tests, tender: TenderType) -> Made:
    """What more can be said of a tender, as far as rules speak of it."""
    tested = {test.field for test in tests}
    is_card = tender in CARD_LIKE
    details = (
        _flags(is_told="tender_expired" in tested),
        (None, *samples(patterns_of(tests, "tender_issuer"))),
        (None, *CardEntry) if is_card and "card_entry" in tested else (None,),
        _flags(is_told=tender is TenderType.CHEQUE and "cheque_bounced" in tested),
        _flags(is_told=is_card and "other_card.same_account" in tested),
    )
    for each in product(*details):
        yield (
            dict(zip(_DETAILS, each, strict=True)),
            dict(zip(_DETAILS.values(), each, strict=True)),
        )


_DETAILS = {
    "tender_expired": "has_expired",
    "tender_issuer": "issuer",
    "card_entry": "entry",
    "cheque_bounced": "has_bounced",
    "other_card.same_account": "has_same_account",
}
"""Fields with the part of the sketch that brings each about."""


def _flags(*, is_told: bool) -> tuple[bool, ...]:
    return (False, True) if is_told else (False,)


def _plain_tenders(tests: Tests) -> Made:
    schemes = (None, *samples(patterns_of(tests, "scheme")))
    for tender in sorted(TenderType, key=lambda each: each is not TenderType.CASH):
        if tender in CARD_LIKE:
            yield from _cards(tender, schemes)
        else:
            yield from _others(tender, schemes)


def _others(tender: TenderType, schemes: tuple[str | None, ...]) -> Made:
    """A tender that nobody has to see again; a cheque may still have to clear."""
    cleared = (True, False) if tender is TenderType.CHEQUE else (True,)
    for scheme, is_cleared in product(schemes, cleared):
        seen = {
            "tender": tender,
            "scheme": scheme,
            "tender_cleared": is_cleared,
            "refundable_without_card": False,
            "refund_authorisation": RefundAuthorisation.APPROVED,
            "original_tender_present": True,
        }
        sketch = {"tender": tender, "scheme": scheme, "without_card": False}
        yield seen, {**sketch, "is_cleared": is_cleared if len(cleared) > 1 else None}


def _cards(tender: TenderType, schemes: tuple[str | None, ...]) -> Made:
    """A card: here or not, refundable without it or not, refused by the bank or not."""
    for authorisation, (is_present, without), scheme in product(
        RefundAuthorisation, _presence(), schemes
    ):
        seen = {
            "tender": tender,
            "scheme": scheme,
            "tender_cleared": True,
            "refundable_without_card": without,
            "refund_authorisation": authorisation,
            "original_tender_present": is_present,
        }
        yield (
            seen,
            {
                "tender": tender,
                "scheme": scheme,
                "without_card": without,
                "authorisation": authorisation,
                "is_present": is_present,
            },
        )


def _presence() -> Iterator[tuple[bool, bool]]:
    """Whether the card is here, and whether that matters; where it does not, it counts as here."""
    yield True, False
    yield False, False
    yield True, True
