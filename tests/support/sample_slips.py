"""Slips in the alphabets of the program's languages, for the tests of printing.

Owns their words: sentences that have every letter which is not English. What real slips say in
these languages is the catalogues'.
"""

from __future__ import annotations

from returns_desk.application.slips import Slip, SlipLine, SlipRole

BARCODE = "RD/198/00a1b2c3d4e5"


def slip_with(*lines: tuple[str, str, str], barcode: str = BARCODE, language: str = "en") -> Slip:
    """A slip of lines given as role, text, value."""
    made = tuple(SlipLine(SlipRole(role), text, value) for role, text, value in lines)
    return Slip(198, "c228ba45", barcode, language, made)


ENGLISH = slip_with(
    ("shop", "Northside Home", ""),
    ("fact", "Return", "198"),
    ("fact", "Receipt", "3141-07-20261107-0042"),
    ("heading", "What came back", ""),
    ("item", "1 Shelf board, white, 36 × 12 in – the customer’s own choice of colour", "$21.36"),
    ("heading", "What you receive", ""),
    ("leg", "To the card ending 1234", "$9.99"),
    ("promise", "There in 3 to 5 business days", ""),
    ("leg", "In cash", "$11.37"),
    ("total", "Together", "$21.36"),
    ("note", "This slip is not a fiscal document.", ""),
    ("thanks", "Thank you", ""),
)
ESTONIAN = slip_with(
    ("shop", "Põhjala Ööpood", ""),
    ("fact", "Kviitung", "3141-07-20261107-0042"),
    ("item", "1 × Žürii šokolaad, tükiti – õäöüšž ÕÄÖÜŠŽ", "21,36\u00a0€"),
    ("leg", "Kaardile lõpuga 1234", "21,36\u00a0€"),
    ("thanks", "Aitäh!", ""),
    language="et",
)
LATVIAN = slip_with(
    ("shop", "Ziemeļu māja", ""),
    ("item", "1 × Plaukta dēlis – āčēģīķļņšūž ĀČĒĢĪĶĻŅŠŪŽ", "21,36\u00a0€"),
    ("leg", "Uz karti, kas beidzas ar 1234", "21,36\u00a0€"),
    ("note", "Šī izdruka nav fiskāls dokuments.", ""),
    ("thanks", "Paldies!", ""),
    language="lv",
)
ARMENIAN = slip_with(
    ("shop", "Northside Home", ""),
    ("fact", "Վերադարձ", "198"),
    ("item", "1 × Դարակի տախտակ, սպիտակ", "9\u00a0360\u00a0֏"),
    ("leg", "1234-ով ավարտվող քարտին", "9\u00a0360\u00a0֏"),
    ("note", "Այս կտրոնը ֆիսկալ փաստաթուղթ չէ\u0589", ""),
    ("thanks", "Շնորհակալություն", ""),
    language="hy",
)
