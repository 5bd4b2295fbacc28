"""The slip as contents: the kit's lines in the slip's own order.

Makes up no text: the slip has its own, and never mentions a difference that was waived (R6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.slips import SlipRole
from returns_desk.ui.clerk.contents import SlipPageContent
from returns_desk.ui.kit.contents import SlipContent
from returns_desk.ui.kit.contents import SlipLine as ShownLine
from returns_desk.ui.kit.contents import SlipRole as ShownRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from returns_desk.application.slips import Slip
    from returns_desk.ui.kit.wording import Words

_ROLES: Final[dict[SlipRole, ShownRole]] = {
    SlipRole.SHOP: "title",
    SlipRole.PLACE: "title",
    SlipRole.HEADING: "heading",
    SlipRole.FACT: "row",
    SlipRole.ITEM: "row",
    SlipRole.LEG: "row",
    SlipRole.ROUNDING: "row",
    SlipRole.TOTAL: "row_strong",
    SlipRole.PROMISE: "text",
    SlipRole.VOUCHER: "centre",
    SlipRole.NOTE: "small",
    SlipRole.THANKS: "centre",
}
_RULED: Final = frozenset({SlipRole.HEADING, SlipRole.TOTAL})


def no_picture(_: str) -> bytes:
    """Where nobody draws QR codes."""
    return b""


def slip_page(
    words: Words,
    slip: Slip,
    barcode: bytes,
    kept_as: str,
    qr_code: Callable[[str], bytes] = no_picture,
) -> SlipPageContent:
    """The slip with what to do with it; `kept_as` is where its PDF lies, empty for nowhere."""
    return SlipPageContent(
        slip=slip_content(slip, barcode, qr_code),
        heading=words.text("The slip"),
        lines=(
            words.text("Give it to the customer, and say thank you."),
            words.text("The case is in the journal; nothing more to write."),
        ),
        saved=words.text("Kept as {file}", file=kept_as) if kept_as else "",
        languages_heading=words.text("In the customer’s language"),
    )


def slip_content(
    slip: Slip, barcode: bytes, qr_code: Callable[[str], bytes] = no_picture
) -> SlipContent:
    """The slip to show; `barcode` is its picture, and `qr_code` draws that of a voucher."""
    lines: list[ShownLine] = []
    for line in slip.lines:
        if line.role in _RULED and lines:
            lines.append(ShownLine("rule"))
        if line.role is SlipRole.THANKS and not any(x.role == "barcode" for x in lines):
            lines.append(ShownLine("barcode"))
        if line.role is SlipRole.VOUCHER:
            lines.append(ShownLine("qr_code", picture=qr_code(line.value) if line.value else b""))
            lines.append(ShownLine(_ROLES[line.role], line.text))
        else:
            lines.append(ShownLine(_ROLES[line.role], line.text, line.value))
    if not any(line.role == "barcode" for line in lines):
        lines.append(ShownLine("barcode"))
    return SlipContent(tuple(lines), barcode, slip.barcode)
