"""Why each option stands where it stands and what would change it, in plain words.

Owns the sentences of `policy explain`. Says only what is on the board.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from returns_desk.application.sentences import option_title, question_text, reason_text
from returns_desk.domain.board import Basis, Board, FactValue, Finding, Option, Standing
from returns_desk.domain.case import Case, Fault
from returns_desk.domain.policy import Effect

LAYERS = {
    "engine": "the program itself",
    "law": "the law",
    "acquirer": "the card acquirer",
    "shop": "the shop's policy",
    "store": "this store's policy",
    "campaign": "a campaign",
}
EFFECTS = {
    Effect.RIGHT: "gives a right",
    Effect.ALLOW: "allows it",
    Effect.APPROVE: "asks for an approval",
    Effect.FORBID: "closes it",
    Effect.FEE: "keeps a fee",
}
NOT_OFFERED = "not_offered"
"""What the program itself says where no rule opens an option."""
OPENING = frozenset({Effect.RIGHT, Effect.ALLOW, Effect.APPROVE})
STANDINGS = {
    Standing.AVAILABLE: "It can be done now",
    Standing.CONDITIONAL: "It can be done if what it needs is so",
    Standing.NEEDS_APPROVAL: "It waits for an approval",
    Standing.NOT_POSSIBLE: "It is closed",
}
HAPPENS = {
    "refund_authorisation": "The bank refuses the refund to the card",
    "tender_cleared": "The cheque clears",
    "even_exchange_in_stock": "The same goods are in stock",
}
"""Facts that are not asked but come about, in the only way that changes a board."""

BASES = {
    Basis.RIGHT: "as a right",
    Basis.POLICY: "by policy",
    Basis.GOODWILL: "as goodwill",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One option in words: where it stands, why, what it needs, what would change it."""

    option: str
    title: str
    standing: Standing
    amount: int
    stands: str
    because: tuple[str, ...]
    needs: tuple[str, ...]
    changes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The explanation as JSON-able values."""
        return {
            "option": self.option,
            "title": self.title,
            "standing": self.standing,
            "amount": self.amount,
            "stands": self.stands,
            "because": list(self.because),
            "needs": list(self.needs),
            "changes_if": list(self.changes),
        }


def explain(board: Board, case: Case) -> tuple[Explanation, ...]:
    """Every option of the board, in its order."""
    return tuple(explain_option(option, case) for option in board.options)


def explain_option(option: Option, case: Case) -> Explanation:
    """One option in words; `case` lends facts their names."""
    return Explanation(
        option=option.id,
        title=option_title(option),
        standing=option.standing,
        amount=option.amount,
        stands=_stands(option),
        because=() if option.same_as else _all_because(option.reasons),
        needs=tuple(
            _answered(need.fact, (need.value, *need.any_of), case) + "." for need in option.needs
        ),
        changes=tuple(
            f"{_answered(change.fact, (change.value,), case)}: then"
            f" {_begins_small(STANDINGS[change.standing])}."
            for change in option.changes_if
        ),
    )


def _stands(option: Option) -> str:
    if option.same_as is not None:
        return f"It would do the same as {option.same_as}, which comes earlier."
    basis = f", {BASES[option.basis]}" if option.standing is not Standing.NOT_POSSIBLE else ""
    role = f" of a {option.approval_role}" if option.approval_role else ""
    return f"{STANDINGS[option.standing]}{basis}{role and f' (approval{role})'}."


def _begins_small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _all_because(reasons: tuple[Finding, ...]) -> tuple[str, ...]:
    """Each reason; that no rule opens it is said of the others, where one perhaps does."""
    opens = any(each.effect in OPENING and each.rule != NOT_OFFERED for each in reasons)
    nothing = f"No {'other ' if opens else ''}rule of any pack opens it here."
    return tuple(nothing if each.rule == NOT_OFFERED else _because(each) for each in reasons)


def _because(reason: Finding) -> str:
    """Who says it, what it does, its sentence, its source, and whether it is certain."""
    does = EFFECTS[Effect(reason.effect)]
    who = LAYERS[reason.layer]
    rule = "" if reason.layer == "engine" else f" (rule {reason.rule})"
    perhaps = "" if reason.certain else " perhaps"
    source = f" Source: {reason.source}." if reason.source else ""
    return f"{who[0].upper()}{who[1:]}{perhaps} {does}{rule}: {reason_text(reason)}{source}"


def _answered(fact: str, values: tuple[FactValue, ...], case: Case) -> str:
    """A fact as its question with the answers that count; what nobody is asked as it is."""
    name = fact.partition(":")[0]
    if name in HAPPENS:
        return HAPPENS[name]
    answers = dict.fromkeys(map(value_text, values))
    return f"{question_text(fact, case)} {' or '.join(answers)}"


def value_text(value: FactValue) -> str:
    """An answer as people say it."""
    for kind, said in _SAID:
        if isinstance(value, kind):
            return said(value)
    return "anything"


def _flag_text(value: Any) -> str:
    return "yes" if value else "no"


def _words_text(value: Any) -> str:
    return ", ".join(map(str, value)).replace("_", " ") or "nothing"


def _fault_text(value: Any) -> str:
    refused = ", repair refused" if value.refused else ""
    return f"{value.severity or 'ordinary'}, {value.repairs or 0} repairs{refused}"


_SAID: tuple[tuple[type, Callable[[Any], str]], ...] = (
    # Flags before numbers: in Python they are a kind of them.
    (bool, _flag_text),
    (Fault, _fault_text),
    (tuple, _words_text),
    (str, lambda value: str(value).replace("_", " ")),
    (int, str),
)
