"""The colours of all themes: complete, valid, and readable by computation."""

from __future__ import annotations

from pathlib import Path

import pytest

from returns_desk.domain.errors import Defect
from returns_desk.ui.kit.tokens import THEME_NAMES, TOKEN_NAMES, contrast, read_tokens

RESOURCES = Path(__file__).parents[3] / "resources"
GROUNDS = ("canvas", "surface", "sunken")
TINTS = ("primary_tint", "now_tint", "manager_tint", "none_tint", "attention_tint", "bad_tint")
TONES = ("primary", "now", "manager", "none", "attention", "bad")
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "ink2") for ground in (*GROUNDS, *TINTS)),
    *((tone, ground) for tone in TONES for ground in GROUNDS),
    *((tone, f"{tone}_tint") for tone in TONES),
    ("on_primary", "primary"),
    ("on_manager", "manager"),
]
SHAPE_PAIRS = [
    *((shape, ground) for shape in ("edge", "focus", "primary", "manager") for ground in GROUNDS),
    ("now", "surface"),
    ("now", "canvas"),
    ("primary", "primary_tint"),
    ("attention", "surface"),
    ("bad", "surface"),
]


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_text_can_be_read_on_every_ground_it_stands_on(name: str) -> None:
    tokens = read_tokens(RESOURCES / "themes" / f"{name}.toml")

    too_faint = [
        (text, ground, round(ratio, 2))
        for text, ground in TEXT_PAIRS
        if (ratio := contrast(tokens.colour(text), tokens.colour(ground))) < 4.5
    ]

    assert too_faint == []


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_shape_and_focus_ring_stands_out(name: str) -> None:
    tokens = read_tokens(RESOURCES / "themes" / f"{name}.toml")

    too_faint = [
        (shape, ground, round(ratio, 2))
        for shape, ground in SHAPE_PAIRS
        if (ratio := contrast(tokens.colour(shape), tokens.colour(ground))) < 3
    ]

    assert too_faint == []


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert contrast("#123456", "#123456") == 1


def test_each_theme_file_bears_its_own_name() -> None:
    for name in THEME_NAMES:
        text = (RESOURCES / "themes" / f"{name}.toml").read_text(encoding="utf-8")

        assert f'name = "{name}"' in text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("colours = 3", "[colours]", id="no table"),
        pytest.param("[colours]\nink = '#000000'", "surface", id="roles missing"),
        pytest.param("[colours", "cannot be read", id="no TOML"),
        pytest.param(
            "[colours]\n" + "\n".join(f"{role} = 'red'" for role in TOKEN_NAMES),
            "#RRGGBB",
            id="a colour name",
        ),
    ],
)
def test_a_broken_theme_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(Defect, match="broken") as caught:
        read_tokens(path)

    assert named in str(caught.value)


def test_an_unknown_role_is_refused() -> None:
    tokens = read_tokens(RESOURCES / "themes" / "light.toml")

    with pytest.raises(Defect, match="mauve"):
        tokens.colour("mauve")
