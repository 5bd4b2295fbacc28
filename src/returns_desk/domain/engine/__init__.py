"""The options engine: which refund options stand on the board, where, and why.

`propose_board` is the only door; the modules behind it follow one another: `rulebook`
(packs in force), `claimed` (items and what is known of them), `matching` (one rule against
one item), `completions` (unknown facts), `verdicts` (one option for one item), `shares`
(money to tenders), `options` (one option on the board), `explaining` (needs and changes),
`questions`, `triggers`, `proposing` (the whole board).
"""

from returns_desk.domain.engine.proposing import propose_board

__all__ = ["propose_board"]
