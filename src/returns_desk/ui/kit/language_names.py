"""Owns what languages are called, each in its own words; knows no screen."""

from __future__ import annotations

from typing import Final

LANGUAGE_NAMES: Final = {"en": "English", "et": "Eesti", "hy": "Հայերեն", "lv": "Latviešu"}


def language_name(language: str) -> str:
    """Return what a language calls itself; its code where nobody told us."""
    return LANGUAGE_NAMES.get(language, language.upper())
