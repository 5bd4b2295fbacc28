"""Words that blame or boast are found in four languages, and others are left alone (R7)."""

import pytest

from returns_desk.adapters.policies.wording import blame_or_boast


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("That is company  policy.", "en"),
        ("Unfortunately no.", "en"),
        ("You should’ve kept it.", "en"),
        ("You are lucky today.", "en"),
        ("Kahjuks mitte.", "et"),
        ("Diemžēl nē.", "lv"),
        ("Ցավոք ոչ", "hy"),
        ("As a courtesy.", "et"),
    ],
)
def test_blame_and_boast_are_found(text: str, language: str) -> None:
    assert blame_or_boast(text, language) is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Opens when the card is here.", "en"),
        ("An abnormally large parcel.", "en"),
        ("Raha tagasi 90 päeva jooksul.", "et"),
    ],
)
def test_other_words_are_left_alone(text: str, language: str) -> None:
    assert blame_or_boast(text, language) is None
