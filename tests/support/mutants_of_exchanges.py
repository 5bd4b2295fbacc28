"""Small mistakes in what becomes of exchanges, each of which the engine's tests must catch."""

from support.mutating import Mutant

EXCHANGE_MUTANTS = (
    Mutant(
        "a difference just within the tolerance is charged",
        "engine/exchanging.py",
        "is_absorbed = difference <= tolerance",
        "is_absorbed = difference < tolerance",
    ),
    Mutant(
        "the rest of an exchange goes by a manager's way before an open one",
        "engine/exchanging.py",
        "for way in (*open_ways, *others):",
        "for way in carrying:",
    ),
    Mutant(
        "the rest of an exchange goes a way that is never open with it",
        "engine/exchanging.py",
        "if all(map(can_be_both, ways.together(exchange, way, wanted))):",
        "if wanted:",
    ),
    Mutant(
        "a way for the rest names its own answer to a question that the exchange asks too",
        "engine/exchanging.py",
        "if any(both.common for both in pairs) else ()",
        "if not pairs else ()",
    ),
    Mutant(
        "an even exchange has the whole tolerance for every item",
        "engine/exchanging.py",
        "left -= rise",
        "left -= 0",
    ),
    Mutant(
        "a right to goods that are dearer by now needs the tolerance",
        "engine/exchanging.py",
        "table.standing is not standing or table.is_right or rise <= 0",
        "table.standing is not standing or rise <= 0",
    ),
    Mutant(
        "goods whose money has no way back close the exchange of all",
        "engine/exchange_parts.py",
        "if whole.standing is plain.standing:",
        "if whole.standing in Standing:",
    ),
    Mutant(
        "goods are exchanged together though some have no way for their money",
        "engine/exchange_parts.py",
        "if STANDING_RANK[after] <= STANDING_RANK[standing]:",
        "if after in Standing:",
    ),
)
