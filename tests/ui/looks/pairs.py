"""A set of looks in which every pair of values occurs: few pictures that leave no pair unseen.

Owns which looks there are. Knows no window.
"""

from __future__ import annotations

from itertools import product
from typing import Final, NamedTuple

from returns_desk.ui.kit.tokens import THEME_NAMES

SCREENS: Final = (
    "sign-in",
    "waiting",
    "board",
    "manager-asked",
    "exchange-chosen",
    "cash",
    "slip",
    "taking-back",
    "parked",
    "no-receipt",
    "keys",
    "customer",
    "review-door",
    "review-today",
    "review-escalations",
    "review-promises",
    "review-day_end",
    "review-operators",
    "review-figures",
    "review-cases",
    "review-policy",
)
LANGUAGES: Final = ("en", "et", "lv", "hy")


class Size(NamedTuple):
    """Of a window in logical pixels, and how many of the screen's pixels each of them has."""

    width: int
    height: int
    scale: int = 1

    def __str__(self) -> str:
        """As people name it: in the pixels of the screen."""
        named = f"{self.width * self.scale}x{self.height * self.scale}"
        return named if self.scale == 1 else f"{named} at {100 * self.scale} %"


SIZES: Final = (
    Size(1024, 768),
    Size(1280, 800),
    Size(1920, 1080),
    Size(800, 1280),
    Size(640, 400, scale=2),
)


class Look(NamedTuple):
    """One picture."""

    screen: str
    language: str
    theme: str
    size: Size

    def __str__(self) -> str:
        """As its file is named."""
        size = str(self.size).replace(" at 200 %", "-200")
        return f"{self.screen}-{self.language}-{self.theme}-{size}"


def looks() -> tuple[Look, ...]:
    """Every screen at every size; languages and themes go round at different paces.

    The paces share no factor with the numbers of languages and themes, so that all meet.
    """
    places = product(range(len(SCREENS)), range(len(SIZES)))
    return tuple(
        Look(
            SCREENS[screen],
            LANGUAGES[(screen + size) % len(LANGUAGES)],
            THEME_NAMES[(screen + 2 * size) % len(THEME_NAMES)],
            SIZES[size],
        )
        for screen, size in places
    )
