"""The shop's own receipt barcodes: fields of fixed width, put together to a receipt number.

Owns the small language of `[scanner] receipts` and its sentences. Widths are fixed, so reading a
barcode takes one pass whatever it holds.

    990{till:2}{number:4}{day:%y%m%d}404{store:4}{points:6}000000 => {store}-{till}-{day}-{number}

Left of `=>` stand the barcode's signs as they are, and its fields: `{name:4}` is four digits,
`{name:4a}` four letters or digits, `{name:%y%m%d}` a date. Right of it stands the receipt number:
`{name}` as read, `{name:int}` without leading zeros, `{name:%Y-%m-%d}` a date written so; a date
without a format is written as 20261107.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from returns_desk.domain.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ARROW: Final = "=>"
LONGEST_BARCODE: Final = 200
_PLACE: Final = "scanner.receipts"
_FIELD: Final = re.compile(r"\{([a-z_]+)(?::([^{}]*))?\}")
_WIDTH: Final = re.compile(r"([1-9]\d?)(a?)")
_DATE: Final = re.compile(r"(?:%[ymdYHM]|[-/.:])+")
_DATE_WIDTHS: Final = {"%y": 2, "%Y": 4, "%m": 2, "%d": 2, "%H": 2, "%M": 2}
_NAMED_GROUP: Final = re.compile(r"\(\?P<([a-z_]+)>([^()]*)\)")
_PLAIN_DATE: Final = "%Y%m%d"


@dataclass(frozen=True, slots=True)
class ReceiptPattern:
    """One pattern; `dates` are the formats of those fields that are dates."""

    barcode: re.Pattern[str]
    dates: Mapping[str, str]
    receipt: str
    receipt_form: re.Pattern[str]

    def receipt_of(self, scanned: str) -> str | None:
        """The receipt number in that barcode, or None where it does not fit."""
        found = self.barcode.fullmatch(scanned)
        if found is None:
            return None
        values = found.groupdict()
        try:
            days = {name: _day(values[name], form) for name, form in self.dates.items()}
        except ValueError:
            return None
        return _FIELD.sub(lambda each: _written(each, values, days), self.receipt)

    def is_receipt(self, text: str) -> bool:
        """Whether the text is such a barcode, or a receipt number as made from one, in full."""
        if len(text) > LONGEST_BARCODE:
            return False
        return bool(self.receipt_form.fullmatch(text)) or self.receipt_of(text) is not None


def read_patterns(texts: Sequence[str]) -> tuple[ReceiptPattern, ...]:
    """The patterns of the configuration.

    Raises:
        InvalidInput: one can't be used: its place, what is wrong, and the mend.
    """
    return tuple(_pattern(text, f"{_PLACE}[{index}]") for index, text in enumerate(texts))


def _pattern(text: str, place: str) -> ReceiptPattern:
    barcode, arrow, receipt = (part.strip() for part in text.partition(ARROW))
    if not arrow or not barcode or not receipt:
        message = f"write the barcode, {ARROW}, and the receipt number: {_EXAMPLE}."
        raise _wrong(place, message)
    dates: dict[str, str] = {}
    expression = _expression(barcode, place, dates)
    compiled = re.compile(expression, re.ASCII)
    if not compiled.groupindex:
        raise _wrong(place, f"the barcode has no field: {_EXAMPLE}.")
    _check_receipt(receipt, place, set(compiled.groupindex), dates)
    form = re.compile(_receipt_form(expression, receipt, dates), re.ASCII)
    return ReceiptPattern(compiled, dates, receipt, form)


_EXAMPLE: Final = "{till:2}{day:%y%m%d}{number:4} => {till}-{day}-{number}"


def _wrong(place: str, message: str) -> InvalidInput:
    return InvalidInput(place, message, code="receipt_pattern")


def _expression(barcode: str, place: str, dates: dict[str, str]) -> str:
    parts, end, names = [], 0, set()
    for found in _FIELD.finditer(barcode):
        name, form = found.group(1), found.group(2) or ""
        if name in names:
            raise _wrong(place, f"the field {name} stands there twice; name one otherwise.")
        names.add(name)
        parts += [_literal(barcode[end : found.start()], place), _group(name, form, place, dates)]
        end = found.end()
    return "".join([*parts, _literal(barcode[end:], place)])


def _literal(text: str, place: str) -> str:
    if "{" in text or "}" in text:
        message = f"{text!r} is no field: write a name and a width, such as {{till:2}}."
        raise _wrong(place, message)
    return re.escape(text)


def _group(name: str, form: str, place: str, dates: dict[str, str]) -> str:
    width = _WIDTH.fullmatch(form)
    if width is not None:
        signs = "[0-9A-Za-z]" if width.group(2) else r"\d"
        return f"(?P<{name}>{signs}{{{width.group(1)}}})"
    if not _DATE.fullmatch(form):
        message = f"the width of {name} is missing: write {{{name}:4}}, or {{{name}:%y%m%d}}."
        raise _wrong(place, message)
    dates[name] = form
    return f"(?P<{name}>{_date_signs(form)})"


def _date_signs(form: str) -> str:
    return re.sub(r"%[ymdYHM]", lambda each: f"\\d{{{_DATE_WIDTHS[each.group()]}}}", _quoted(form))


def _quoted(form: str) -> str:
    return form.replace(".", r"\.")


def _check_receipt(receipt: str, place: str, known: set[str], dates: Mapping[str, str]) -> None:
    named = set()
    for found in _FIELD.finditer(receipt):
        name, form = found.group(1), found.group(2) or ""
        named.add(name)
        if name not in known:
            raise _wrong(place, f"the barcode has no field {name}; it has {_listed(known)}.")
        if form and not _fits(form, is_date=name in dates):
            message = f"{{{name}:{form}}} can't be written so: use {{{name}}} or {{{name}:int}}."
            raise _wrong(place, message)
    _literal(_FIELD.sub("", receipt), place)
    if not named:
        raise _wrong(place, f"the receipt number names no field of the barcode: {_EXAMPLE}.")


def _receipt_form(expression: str, receipt: str, dates: Mapping[str, str]) -> str:
    """What receipt numbers of the pattern look like: each field as wide as the barcode has it."""
    signs = dict(_NAMED_GROUP.findall(expression))
    parts, end = [], 0
    for found in _FIELD.finditer(receipt):
        name, form = found.group(1), found.group(2) or ""
        parts.append(re.escape(receipt[end : found.start()]))
        if name in dates:
            parts.append(_date_signs(form or _PLAIN_DATE))
        else:
            parts.append(r"\d{1,99}" if form == "int" else signs[name])
        end = found.end()
    return "".join([*parts, re.escape(receipt[end:])])


def _fits(form: str, *, is_date: bool) -> bool:
    return bool(_DATE.fullmatch(form)) if is_date else form == "int"


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _day(text: str, form: str) -> datetime:
    # Only its parts are used, so it has no zone.
    return datetime.strptime(text, form)  # noqa: DTZ007 -- see above


def _written(found: re.Match[str], values: Mapping[str, str], days: Mapping[str, datetime]) -> str:
    name, form = found.group(1), found.group(2)
    if name in days:
        return days[name].strftime(form or _PLAIN_DATE)
    return str(int(values[name])) if form == "int" else values[name]
