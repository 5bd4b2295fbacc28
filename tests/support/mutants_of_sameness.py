"""Small mistakes in what is hidden since an earlier option does the same (R1, R2)."""

from support.mutating import Mutant

SAMENESS_MUTANTS = (
    Mutant(
        "the same option stands on the board twice",
        "engine/sameness.py",
        "if STANDING_RANK[own.standing] < STANDING_RANK",
        "if STANDING_RANK[own.standing] <= STANDING_RANK",
    ),
    Mutant(
        "a way is hidden by one that gives less",
        "engine/sameness.py",
        "return _whole(own) <= _whole(earlier)",
        "return True",
    ),
    Mutant(
        "a way is hidden by one that some answer shuts",
        "engine/sameness.py",
        "& ~permitted or asked & ~possible:",
        "& ~permitted:",
    ),
    Mutant(
        "a way that gives all is hidden behind one that stops at an amount",
        "engine/sameness.py",
        "return own.amount <= earlier.amount and earlier.once <= own.once",
        "return own.amount <= earlier.amount",
    ),
    Mutant(
        "what the drawer leaves out of one way is hidden in the other",
        "engine/deciding.py",
        "return carried.intersection([each.decided.item for each in short])",
        "return carried.difference(carried)",
    ),
)
