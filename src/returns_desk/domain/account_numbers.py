"""Which characters in a text are a bank account's number, as customers know it: an IBAN.

Owns its form (ISO 13616), the lengths by country as its registry publishes them, and the check by
ISO 7064, MOD 97-10. Pure. It must not know where a text comes from or goes.
"""

import re
from typing import Final

_LENGTHS: Final = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
_LENGTH_OF: Final = {
    country: length for length, countries in _LENGTHS.items() for country in countries.split()
}
_BEGINNING: Final = re.compile(r"(?<![^\W_])[A-Za-z]{2}[ .-]?[0-9]{2}", re.ASCII)
_GAPS: Final = re.compile(r"[\s.-]+")
_REMAINDER: Final = 1
_CHECKED: Final = 97
_COUNTRY_AND_CHECK: Final = 4


def holds_account_number(text: str) -> bool:
    """Whether an IBAN stands in the text, in one piece or in groups.

    >>> holds_account_number("to EE38 2200 2210 2014 5685"), holds_account_number("EE-0042")
    (True, False)
    """
    return any(_is_whole(text[match.start() :]) for match in _BEGINNING.finditer(text))


def _is_whole(rest: str) -> bool:
    """Whether the text begins with an IBAN of its country's length."""
    signs = _GAPS.sub("", rest).upper()
    length = _LENGTH_OF.get(signs[:2])
    if length is None:
        return False
    number = signs[:length]
    return len(number) == length and number.isascii() and number.isalnum() and _checks(number)


def _checks(number: str) -> bool:
    """The check of ISO 7064: letters count from 10, country and check digits stand last."""
    turned = number[_COUNTRY_AND_CHECK:] + number[:_COUNTRY_AND_CHECK]
    return int("".join(str(int(sign, 36)) for sign in turned)) % _CHECKED == _REMAINDER
