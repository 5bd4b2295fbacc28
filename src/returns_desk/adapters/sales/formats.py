"""Which format a file of sales has, and who reads it.

Owns the list of formats and how `auto` tells them apart. Must not read a record. Readers are
loaded when they are needed, so that a CSV pays for none of them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from returns_desk.adapters.sales.input_files import opened
from returns_desk.adapters.sales.readings import SalesReader
from returns_desk.domain.errors import InvalidInput

AUTO: Final = "auto"
CSV: Final = "csv"
_BEGINNING_SIGNS: Final = 65_536


def _poslog() -> SalesReader:
    from returns_desk.adapters.sales.poslog import read_poslog  # noqa: PLC0415 -- late, see above

    return read_poslog


def _shopify() -> SalesReader:
    from returns_desk.adapters.sales.shopify import read_shopify  # noqa: PLC0415 -- late, see above

    return read_shopify


def _square() -> SalesReader:
    from returns_desk.adapters.sales.square import read_square  # noqa: PLC0415 -- late, see above

    return read_square


def _woocommerce() -> SalesReader:
    from returns_desk.adapters.sales.woocommerce import read_woocommerce  # noqa: PLC0415 -- late, see above

    return read_woocommerce


def _own_json() -> SalesReader:
    from returns_desk.adapters.sales.own_json import read_own_json  # noqa: PLC0415 -- late, see above

    return read_own_json


READERS: Final[dict[str, Callable[[], SalesReader]]] = {
    "poslog": _poslog,
    "shopify": _shopify,
    "square": _square,
    "woocommerce": _woocommerce,
    "json": _own_json,
}
"""By the name of the format; CSV has its own way in, by receipt."""

FORMATS: Final = (AUTO, CSV, *READERS)


def format_of(path: Path, wanted: str, encoding: str | None) -> str:
    """Answer the format that was named, else the one that the file begins like.

    Raises:
        InvalidInput: no such format is known, or the file is no text.

    """
    if wanted not in FORMATS:
        known = ", ".join(FORMATS)
        message = f"{wanted!r} can't be read: use one of {known}"
        raise InvalidInput("--format", message, code="unknown_format")
    with opened(path, encoding) as file:
        # Not a line: JSON may stand in a single one, however long.
        beginning = file.text.read(_BEGINNING_SIGNS).lstrip("\ufeff \t\r\n")
    if wanted != AUTO:
        return wanted
    if beginning.startswith("<"):
        return "poslog"
    return _json_dialect(beginning) if beginning.startswith(("{", "[")) else CSV


def _json_dialect(beginning: str) -> str:
    from returns_desk.adapters.sales.json_dialects import recognise  # noqa: PLC0415 -- late, see above

    return recognise(beginning) or "json"
