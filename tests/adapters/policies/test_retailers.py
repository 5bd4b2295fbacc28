"""Published return policies and kinds of shops as packs: every sentence has its case.

Each line of a file in tests/packs holds one sentence and what it means: days since the sale, how
it was paid, and per option "standing amount means". The amounts were written by hand, those of a
named policy from its published text; tests/packs/language says what published policies of kinds
that the language had not seen have in common. What is left open is told at the head of the pack.
"""

from pathlib import Path
from typing import Any

import pytest

from returns_desk.adapters.policies import load_policy
from support.pack_sentences import Sentence, board_of, names_in, policy_of, sentences_of, told
from support.shipped_boards import SHIPPED

RETAILERS = Path(__file__).resolve().parents[2] / "packs"
KINDS = RETAILERS / "language"
PACKS = [folder / f"{name}.toml" for folder in (RETAILERS, KINDS) for name in names_in(folder)]

every_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)


def _sentences() -> list[Any]:
    """Every sentence of every file, with the pack and the file's own surroundings."""
    return [
        pytest.param(pack, sentence, id=f"{pack.stem}: {sentence['says']}")
        for pack in PACKS
        for sentence in sentences_of(pack.parent, pack.stem)
    ]


@pytest.mark.parametrize(("pack", "sentence"), _sentences())
def test_every_sentence_of_a_published_policy_stands_on_the_board(
    pack: Path, sentence: Sentence
) -> None:
    board = board_of(pack, sentence)

    found = {key: told(board.option(key), value) for key, value in sentence["expect"].items()}

    assert found == sentence["expect"]


@every_pack
def test_every_pack_can_decide_beside_all_law_that_ships(pack: Path) -> None:
    policy = load_policy(SHIPPED, files=[pack])

    assert policy.packs[-1].pack.id == pack.stem.replace("_", "-")
    assert "as_of" in policy.packs[-1].pack.title


@every_pack
def test_every_rule_of_a_pack_is_heard_in_some_case(pack: Path) -> None:
    boards = [board_of(pack, sentence) for sentence in sentences_of(pack.parent, pack.stem)]
    heard = {reason.rule for board in boards for o in board.options for reason in o.reasons}
    own = policy_of(pack, boards[0].currency).packs[-1].rules

    assert {rule.id for rule in own} - heard == set()


def test_fifteen_kinds_of_shops_and_more_are_there() -> None:
    assert len(names_in(KINDS)) >= 15
