"""From the codes of `SaleDoubt` to sentences, for staff: what does not add up, in both amounts.

Owns the English words. Must not judge: a doubtful sale opens as any other. No sentence of these
goes on a slip or in front of a customer.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol

from returns_desk.application.ports import SaleDoubt
from returns_desk.application.sentences import N_

MOST_SENTENCES: Final = 3
"""A banner that says more is not read; the journal has them all."""

WITH_AMOUNTS: Final[Mapping[str, str]] = {
    "payments_differ_from_lines": N_(
        "The shop's system says payments of {said} and goods of {found}."
    ),
    "total_differs_from_lines": N_("The shop's system says a total of {said}, goods of {found}."),
    "taxes_differ": N_("The shop's system says tax of {said}; its lines say {found}."),
    "discount_exceeds_lines": N_("A discount of {said} stands on goods of {found}."),
    "refund_differs_from_lines": N_(
        "The shop's system says that {said} went back, for goods of {found}."
    ),
    "refunds_exceed_payments": N_(
        "The shop's system says that {said} went back, of {found} that was paid."
    ),
    "more_refunded_than_paid": N_(
        "The shop's system says that {said} went back, of {found} that was paid."
    ),
}
"""Where both amounts are known."""

SENTENCES: Final[Mapping[str, str]] = {
    "payments_differ_from_lines": N_("The payments and the goods do not come to the same."),
    "total_differs_from_lines": N_("The total and the goods do not come to the same."),
    "taxes_differ": N_("The tax of the lines and of the receipt are not the same."),
    "tax_not_attributable": N_("It is not said which line the tax belongs to."),
    "discount_shared": N_("A discount names no line, so it was shared over all of them."),
    "discount_exceeds_lines": N_("A discount is larger than the goods that it is for."),
    "void_matches_no_line": N_("A line was cancelled that does not stand on the receipt."),
    "unknown_tender": N_("How it was paid is not known here; the shop's usual way was taken."),
    "unknown_status": N_("The shop's system gave the sale a state that is not known here."),
    "paid_with_returned_goods": N_("A part of it was paid with goods that came back."),
    "payment_split_unknown": N_("It was paid in several ways; how much by which is not said."),
    "payment_in_other_currency": N_("A part of it was paid in another currency."),
    "refund_differs_from_lines": N_("The money and the goods that went back are not the same."),
    "refund_shared_over_receipts": N_("Money went back for goods of several receipts at once."),
    "refund_names_no_line": N_("Goods came back before; it is not said which."),
    "refund_date_unknown": N_("Something came back before; it is not said when."),
    "refunds_exceed_payments": N_("More money went back before than was paid."),
    "more_refunded_than_paid": N_("More money went back before than was paid."),
    "more_returned_than_sold": N_("More came back before than was sold."),
    "returned_goods_not_on_receipt": N_("Goods came back before that are not on this receipt."),
    "part_of_a_piece_returned": N_(
        "A part of a piece came back before; it counts as not returned."
    ),
    "link_not_complete": N_("A return names this sale, but not completely."),
}
"""Every code, where an amount is missing."""

UNKNOWN: Final = N_("Something on this receipt does not add up.")
CLOSING: Final = N_("It was brought in as it came; compare with the paper.")


class Say(Protocol):
    """Says an English sentence in a language, with its {fields} put in."""

    def __call__(self, english: str, /, **fields: str) -> str:
        """The sentence."""
        ...


def in_english(english: str, /, **fields: str) -> str:
    """The sentence as it stands."""
    return english.format(**fields)


def doubt_sentence(doubt: SaleDoubt, money: Callable[[int], str], say: Say = in_english) -> str:
    """One sentence with both amounts, where they are known."""
    sentence = WITH_AMOUNTS.get(doubt.code)
    if sentence is None or doubt.said is None or doubt.found is None:
        return say(SENTENCES.get(doubt.code, UNKNOWN))
    return say(sentence, said=money(doubt.said), found=money(doubt.found))


def doubts_text(
    doubts: Iterable[SaleDoubt], money: Callable[[int], str], say: Say = in_english
) -> str:
    """What a clerk reads on the receipt; empty where nothing is doubted."""
    sentences = dict.fromkeys(doubt_sentence(each, money, say) for each in doubts)
    shown = list(sentences)[:MOST_SENTENCES]
    return " ".join([*shown, say(CLOSING)]) if shown else ""
