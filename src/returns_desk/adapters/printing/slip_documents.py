"""A slip as a JSON document, kept until it is printed.

Owns the document's shape and its version. A document that is not whole is refused, never guessed.
"""

import json
from typing import Any, Final

from returns_desk.application.slips import Slip, SlipLine, SlipRole
from returns_desk.domain.errors import InvalidInput

FORMAT_VERSION: Final = 1


def slip_document(slip: Slip) -> bytes:
    """The slip as bytes of JSON, in ASCII."""
    lines = [{"role": each.role, "text": each.text, "value": each.value} for each in slip.lines]
    document = {
        "version": FORMAT_VERSION,
        "case_number": slip.case_number,
        "anchor": slip.anchor,
        "barcode": slip.barcode,
        "language": slip.language,
        "lines": lines,
    }
    return json.dumps(document, indent=1).encode("ascii")


def slip_in(content: bytes) -> Slip:
    """The slip of a document.

    Raises:
        InvalidInput: the bytes are not such a document.
    """
    try:
        document = json.loads(content)
        if document["version"] != FORMAT_VERSION:
            raise InvalidInput("/version", "Another version of the program kept this slip.")
        return Slip(
            case_number=int(document["case_number"]),
            anchor=_text(document["anchor"]),
            barcode=_text(document["barcode"]),
            language=_text(document["language"]),
            lines=tuple(_line(each) for each in document["lines"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InvalidInput("", "This file is no slip that was kept whole.") from error


def _line(line: Any) -> SlipLine:
    return SlipLine(SlipRole(line["role"]), _text(line["text"]), _text(line["value"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value
