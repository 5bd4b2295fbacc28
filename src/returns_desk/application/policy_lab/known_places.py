"""Places that are none, and places whose law nobody has written down: a pack is told of both.

Owns the countries' codes and those sentences. Law without a pack is not looked at, and an owner who
hears nothing would think that it was.
"""

from collections.abc import Iterator, Sequence

from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.domain.policy import Layer, Policy, jurisdictions_of

_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO
BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ
DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP
GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG
KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML
MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE
PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL
SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM
US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())
"""Officially assigned two-letter codes (ISO 3166-1)."""

USED_BESIDE = frozenset({"EU", "XK"})
"""Codes that ISO 3166 does not assign and that are in use: the European Union, Kosovo."""

MEANT = {"UK": "GB", "EL": "GR"}
"""Codes that are no country's by ISO 3166, with what they are written for."""


def why_no_place(place: str) -> str | None:
    """Why the code names no place, with the mend; None where its country is known."""
    country = place.split("-", maxsplit=1)[0]
    if country in COUNTRIES | USED_BESIDE:
        return None
    if country in MEANT:
        return f"'{place}' is no place; did you mean '{place.replace(country, MEANT[country], 1)}'?"
    return f"'{place}' is no place; write the country's two letters (ISO 3166), like EE or US-MN."


def place_findings(policy: Policy, places: Sequence[str]) -> Iterator[LabFinding]:
    """One finding per place of the shop that is none, or that has no law of its own here."""
    lawful = {pack.jurisdiction for pack in policy.packs if pack.layer is Layer.LAW}
    for place in places:
        said = why_no_place(place)
        if said is not None:
            message = f"{said} No law of a place is looked at there."
            yield LabFinding(Kind.UNKNOWN_PLACE, message, places=(place,))
        elif place not in lawful:
            yield _without_law(place, [name for name in jurisdictions_of(place) if name in lawful])


def _without_law(place: str, above: Sequence[str]) -> LabFinding:
    rest = f"of law, only {' and '.join(above)} was looked at" if above else "no law was looked at"
    message = (
        f"there is no law pack for {place} itself: {rest}; what the law gives there stands above"
        " this pack all the same."
    )
    return LabFinding(Kind.NO_LAW_OF_PLACE, message, places=(place,))
