"""A badge on paper: whose it is, its bars, and a QR code for scanners that want one.

Owns what stands on it. It is printed and never kept as PDF: a badge is kept nowhere.
"""

from returns_desk.application.slips import Slip, SlipLine, SlipRole, Wording
from returns_desk.domain.card_numbers import cut_card_numbers

BADGE = "badge"


def badge_slip(badge: str, name: str, shop: str, language: str, words: Wording) -> Slip:
    """The paper of a badge that was just made."""
    lines = (
        SlipLine(SlipRole.SHOP, shop),
        SlipLine(SlipRole.HEADING, cut_card_numbers(name)),
        SlipLine(SlipRole.VOUCHER, "", badge),
        SlipLine(SlipRole.NOTE, words.text("It signs in like a key. Show it to nobody.")),
    )
    return Slip(case_number=0, anchor="", barcode=badge, language=language, lines=lines, kind=BADGE)
