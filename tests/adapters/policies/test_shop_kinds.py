"""Kinds of shops that the language had not seen: every sentence of their policies has its case.

Each pack says what published policies of that kind have in common, under a neutral name; the
amounts were written by hand. What the language leaves out is told at the head of the pack.
"""

from pathlib import Path
from typing import Any

import pytest

from returns_desk.adapters.policies import load_policy
from support.pack_sentences import Sentence, board_of, names_in, policy_of, sentences_of, told
from support.shipped_boards import SHIPPED

PACKS = Path(__file__).resolve().parents[2] / "packs" / "language"
NAMES = names_in(PACKS)


def _sentences() -> list[Any]:
    return [
        pytest.param(name, sentence, id=f"{name}: {sentence['says']}")
        for name in NAMES
        for sentence in sentences_of(PACKS, name)
    ]


@pytest.mark.parametrize(("name", "sentence"), _sentences())
def test_every_sentence_of_a_kind_of_shop_stands_on_the_board(
    name: str, sentence: Sentence
) -> None:
    board = board_of(PACKS / f"{name}.toml", sentence)

    found = {key: told(board.option(key), value) for key, value in sentence["expect"].items()}

    assert found == sentence["expect"]


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_of_a_kind_of_shop_is_heard_in_some_case(name: str) -> None:
    path = PACKS / f"{name}.toml"
    boards = [board_of(path, sentence) for sentence in sentences_of(PACKS, name)]
    heard = {reason.rule for board in boards for o in board.options for reason in o.reasons}
    own = policy_of(path, boards[0].currency).packs[-1].rules

    assert {rule.id for rule in own} - heard == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_of_shop_can_decide_beside_all_law_that_ships(name: str) -> None:
    policy = load_policy(SHIPPED, files=[PACKS / f"{name}.toml"])

    assert policy.packs[-1].pack.id == name.replace("_", "-")
    assert "as_of" in policy.packs[-1].pack.title


def test_fifteen_kinds_of_shops_and_more_are_there() -> None:
    assert len(NAMES) >= 15
