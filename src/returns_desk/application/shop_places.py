"""The places where a shop can begin: their currency and time, for who sets a desk up.

Owns a table of facts. Which law counts at a place is the packs' affair.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShopPlace:
    """A country, or a state of one, where a law pack of ours counts.

    `state` is the state's English name, empty for a whole country; `zone` is where most of its
    people live, by its name in the IANA time zone database; `currency` is by ISO 4217.
    """

    jurisdiction: str
    currency: str
    zone: str
    state: str = ""

    @property
    def country(self) -> str:
        """The country's code by ISO 3166."""
        return self.jurisdiction[:2]


PLACES = (
    ShopPlace("AM", "AMD", "Asia/Yerevan"),
    ShopPlace("AT", "EUR", "Europe/Vienna"),
    ShopPlace("AU", "AUD", "Australia/Sydney"),
    ShopPlace("BE", "EUR", "Europe/Brussels"),
    ShopPlace("BG", "EUR", "Europe/Sofia"),
    ShopPlace("CA", "CAD", "America/Toronto"),
    ShopPlace("CY", "EUR", "Asia/Nicosia"),
    ShopPlace("CZ", "CZK", "Europe/Prague"),
    ShopPlace("DE", "EUR", "Europe/Berlin"),
    ShopPlace("DK", "DKK", "Europe/Copenhagen"),
    ShopPlace("EE", "EUR", "Europe/Tallinn"),
    ShopPlace("ES", "EUR", "Europe/Madrid"),
    ShopPlace("FI", "EUR", "Europe/Helsinki"),
    ShopPlace("FR", "EUR", "Europe/Paris"),
    ShopPlace("GB", "GBP", "Europe/London"),
    ShopPlace("GR", "EUR", "Europe/Athens"),
    ShopPlace("HR", "EUR", "Europe/Zagreb"),
    ShopPlace("HU", "HUF", "Europe/Budapest"),
    ShopPlace("IE", "EUR", "Europe/Dublin"),
    ShopPlace("IT", "EUR", "Europe/Rome"),
    ShopPlace("LT", "EUR", "Europe/Vilnius"),
    ShopPlace("LU", "EUR", "Europe/Luxembourg"),
    ShopPlace("LV", "EUR", "Europe/Riga"),
    ShopPlace("MT", "EUR", "Europe/Malta"),
    ShopPlace("NL", "EUR", "Europe/Amsterdam"),
    ShopPlace("NZ", "NZD", "Pacific/Auckland"),
    ShopPlace("PL", "PLN", "Europe/Warsaw"),
    ShopPlace("PT", "EUR", "Europe/Lisbon"),
    ShopPlace("RO", "RON", "Europe/Bucharest"),
    ShopPlace("SE", "SEK", "Europe/Stockholm"),
    ShopPlace("SI", "EUR", "Europe/Ljubljana"),
    ShopPlace("SK", "EUR", "Europe/Bratislava"),
    ShopPlace("US-CA", "USD", "America/Los_Angeles", "California"),
    ShopPlace("US-FL", "USD", "America/New_York", "Florida"),
    ShopPlace("US-MN", "USD", "America/Chicago", "Minnesota"),
    ShopPlace("US-NY", "USD", "America/New_York", "New York"),
)
"""Every place whose law ships: by a pack of its own, or by that of the European Union."""

_BY_CODE = {place.jurisdiction: place for place in PLACES}
CURRENCIES = tuple(sorted({place.currency for place in PLACES}))

_LIKELY = {"et": "EE", "lv": "LV", "hy": "AM", "en": "US-MN"}


def place_of(jurisdiction: str) -> ShopPlace:
    """The place of that code.

    Raises:
        KeyError: there is none; codes come from `PLACES` only.
    """
    return _BY_CODE[jurisdiction]


def likely_place(language: str) -> ShopPlace:
    """Where a shop with that language probably is: a beginning that a person changes."""
    return place_of(_LIKELY.get(language, "US-MN"))
