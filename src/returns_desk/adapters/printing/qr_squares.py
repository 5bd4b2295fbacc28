"""A QR code as dark and light squares, and as a picture for the screen.

Owns the step from a text to squares; the symbol's rules (ISO/IEC 18004) are qrcode's. Knows no Qt.
"""

from functools import lru_cache
from typing import Final

QUIET_SQUARES: Final = 4
"""White on every side, without which a scanner does not find the code."""


@lru_cache(maxsize=16)
def squares_of(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the code without its quiet zone, True where dark.

    Capital letters and digits take the fewest squares. A seventh of the code may be smudged.
    """
    # Late, since it loads a library of pictures and only vouchers need it. It ships no types.
    from qrcode.constants import (  # type: ignore[import-untyped]  # noqa: PLC0415 -- see above
        ERROR_CORRECT_M,
    )
    from qrcode.main import (  # type: ignore[import-untyped]  # noqa: PLC0415 -- see above
        QRCode,
    )

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(each) for each in row) for row in code.get_matrix())


def runs_of(row: tuple[bool, ...]) -> tuple[tuple[int, int], ...]:
    """Where each dark run of a row begins, and how many squares it has."""
    runs: list[tuple[int, int]] = []
    for at, is_dark in enumerate(row):
        if is_dark and runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif is_dark:
            runs.append((at, 1))
    return tuple(runs)


def qr_svg(text: str, *, square: int = 4) -> bytes:
    """The code as an SVG picture, black on white with its quiet zone; lengths in pixels."""
    squares = squares_of(text)
    side = (len(squares) + 2 * QUIET_SQUARES) * square
    drawn = "".join(
        f'<rect x="{(QUIET_SQUARES + left) * square}" y="{(QUIET_SQUARES + top) * square}" '
        f'width="{wide * square}" height="{square}"/>'
        for top, row in enumerate(squares)
        for left, wide in runs_of(row)
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" '
    return f'{head}viewBox="0 0 {side} {side}">{drawn}</svg>'.encode()
