"""The options engine: which refund options stand on the board, where, and why.

`propose_board` is the door; `weigh_board` is the same with less on it. The modules behind it follow
one another: `rulebook` (packs in force) over `rule_index` (rules as bits); `worths`, `claimed` and
`looking` (items, and what rules see of them); `supposing` (what could still change); `completions`
(unknown facts), `verdicts` (what rules make of it), `tables` (one option for one item), `routing`
(refund/mixed); `covering` (all items), `shares` (money to tenders), `options` (one option on the
board), `explaining` (needs and changes); `deciding` and `offering` (only what is wanted, only
once), `asking`, `triggering`, `proposing` (the whole board).
"""

from returns_desk.domain.engine.proposing import propose_board, weigh_board

__all__ = ["propose_board", "weigh_board"]
