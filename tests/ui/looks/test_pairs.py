"""The looks that are drawn leave no pair of screen, language, theme and size unseen."""

from __future__ import annotations

from itertools import combinations, product

from returns_desk.adapters.resources import resources_root
from returns_desk.adapters.translations import languages
from returns_desk.ui.kit.tokens import THEME_NAMES
from ui.looks.pairs import LANGUAGES, SCREENS, SIZES, looks

FACTORS = (SCREENS, LANGUAGES, THEME_NAMES, SIZES)


def test_every_pair_of_values_occurs() -> None:
    drawn = looks()
    for one, other in combinations(range(len(FACTORS)), 2):
        wanted = set(product(FACTORS[one], FACTORS[other]))

        assert {(look[one], look[other]) for look in drawn} == wanted


def test_they_are_as_few_as_two_factors_need_and_named_apart() -> None:
    drawn = looks()

    assert len(drawn) == len(SCREENS) * len(SIZES)
    assert len({str(look) for look in drawn}) == len(drawn)


def test_no_language_of_the_program_is_left_out() -> None:
    assert set(LANGUAGES) == set(languages(resources_root()))
