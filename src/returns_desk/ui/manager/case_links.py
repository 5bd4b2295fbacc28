"""How any page of the manager's window leads to a case, or to a list of cases.

Owns the argument of `frame.go("cases", ...)`: made and read here alone. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final
from urllib.parse import parse_qsl, urlencode

from returns_desk.application.review.cases import EVERY_CASE, CaseFilter

PAGE: Final = "cases"
_CASE: Final = "case:"
_LIST: Final = "which:"
_BACK, _ARGUMENT = "back", "argument"
_NAMES: Final = frozenset(each.name for each in fields(CaseFilter))


@dataclass(frozen=True, slots=True)
class CaseLink:
    """Where an argument leads: to one case, or to a list; and where its way back goes.

    Attributes:
        back: the page that Back turns to; empty for the list of cases.
        argument: what that page is opened with.
    """

    case_id: str = ""
    wanted: CaseFilter = EVERY_CASE
    back: str = ""
    argument: str = ""


def to_case(case_id: str, *, back: str = "", argument: str = "") -> str:
    """The argument that opens a case; Back then turns to the page `back` with `argument`."""
    ways = {_BACK: back, _ARGUMENT: argument} if back else {}
    return _CASE + urlencode({"id": case_id, **ways})


def to_list(**filters: str) -> str:
    """The argument that opens a list; filters as in CaseFilter, an empty text asks nothing.

    Raises:
        TypeError: there is no filter of that name.
    """
    return _LIST + urlencode(dict(CaseFilter(**filters).asked()))


def read_link(argument: str) -> CaseLink | None:
    """Where the argument leads; None where it is none of these."""
    kind, _, rest = argument.partition(":")
    told = dict(parse_qsl(rest))
    if f"{kind}:" == _CASE and told.get("id"):
        return CaseLink(told["id"], back=told.get(_BACK, ""), argument=told.get(_ARGUMENT, ""))
    if f"{kind}:" == _LIST:
        known = {name: value for name, value in told.items() if name in _NAMES}
        return CaseLink(wanted=CaseFilter(**known))
    return None
