"""A board as the JSON of CONTRACT.md: exactly its keys, in its order, with its digest.

Owns the outside form of a board. Decides nothing; the words come from `sentences`.
"""

import hashlib
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

import orjson

from returns_desk.application.sentences import (
    Translate,
    in_english,
    question_text,
    reason_text,
)
from returns_desk.domain.board import (
    Board,
    Change,
    CoveredItem,
    FactValue,
    Finding,
    LeftItem,
    Leg,
    Need,
    Option,
    Question,
    Trigger,
)
from returns_desk.domain.case import Case, Fault

Document = dict[str, Any]

DELIVERED: Final = "delivered_at"
"""How the facts begin that are days here and times in a case."""


def board_document(board: Board, case: Case, translate: Translate = in_english) -> Document:
    """The board as JSON-able values; `case` lends the questions their names.

    The same board and language give the same bytes under `canonical_json`, and `digest` is the
    SHA-256 of those without itself.
    """
    said = Said(translate)
    document: Document = {
        "options": [_with_times(option_document(option, said), case) for option in board.options],
        "questions": [_question(question, case, said) for question in board.questions],
        "escalation": {
            "required": bool(board.triggers),
            "triggers": [_trigger(trigger) for trigger in board.triggers],
        },
        "claim_amount": board.claim_amount,
        "currency": board.currency,
        "policy": {
            "fingerprint": board.policy.fingerprint,
            "packs": list(board.policy.packs),
        },
    }
    return {**document, "digest": digest_of(document)}


def _with_times(option: Document, case: Case) -> Document:
    """The option with days of delivery as times, as a case is told them."""
    for entry in (*option["needs"], *option["changes_if"]):
        entry["value"] = _timed(entry["fact"], entry["value"], case)
        if "any_of" in entry:
            entry["any_of"] = [_timed(entry["fact"], value, case) for value in entry["any_of"]]
    return option


def _timed(fact: str, value: Any, case: Case) -> Any:
    """A day of delivery as the beginning of that day, at the counter's offset."""
    if not fact.startswith(DELIVERED) or value is None:
        return value
    return datetime.combine(date.fromisoformat(value), time(), case.now.tzinfo).isoformat()


def digest_of(document: Document) -> str:
    """The hash of the document's canonical JSON, `digest` left out, after "sha256:"."""
    content = {key: value for key, value in document.items() if key != "digest"}
    return "sha256:" + hashlib.sha256(canonical_json(content)).hexdigest()


def canonical_json(document: Document) -> bytes:
    """One line of UTF-8, keys in alphabetical order, no spaces.

    Digests in journals are over these bytes; they are what Python's json writes with sorted keys,
    without spaces and without escapes for letters.
    """
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


class Said:
    """Reasons and answers of one board as JSON; lines that share them share the values.

    The board keeps them alive meanwhile, so that each is known by its place in memory: a thousand
    lines have a handful of reasons between them.
    """

    def __init__(self, translate: Translate = in_english) -> None:
        """For one board in one language."""
        self.translate = translate
        self._reasons: dict[int, list[Document]] = {}
        self._answers: dict[int, list[Any]] = {}

    def reasons(self, findings: tuple[Finding, ...]) -> list[Document]:
        """Each with its sentence."""
        known = self._reasons.get(id(findings))
        if known is None:
            known = [reason_document(finding, self.translate) for finding in findings]
            self._reasons[id(findings)] = known
        return known

    def answers(self, values: tuple[FactValue, ...]) -> list[Any]:
        """Each as its fact has it."""
        known = self._answers.get(id(values))
        if known is None:
            known = [fact_value_document(value) for value in values]
            self._answers[id(values)] = known
        return known


def option_document(option: Option, said: Said) -> Document:
    """One option; `customer_pays`, `absorbed` and `consent` only where they are set."""
    document: Document = {
        "id": option.id,
        "remedy": option.remedy,
        "destination": option.destination,
        "standing": str(option.standing),
        "basis": str(option.basis),
        "amount": option.amount,
        "amount_max": option.amount_max,
        "fee": option.fee,
        "tax": option.tax,
        "covers": option.covers,
        "items": [_covered(item) for item in option.items],
        "left": [_left(item, said) for item in option.left],
        "legs": [_leg(leg) for leg in option.legs],
        "needs": [_need(need) for need in option.needs],
        "approval": {"role": option.approval_role} if option.approval_role else None,
        "arrives": _arrives(option),
        "reasons": said.reasons(option.reasons),
        "changes_if": [_change(change) for change in option.changes_if],
    }
    if option.customer_pays is not None:
        document["customer_pays"] = option.customer_pays
    if option.absorbed:
        document["absorbed"] = option.absorbed
    if option.consent is not None:
        document["consent"] = option.consent
    return document


def reason_document(finding: Finding, translate: Translate = in_english) -> Document:
    """One reason with its sentence; `note` only where staff have one to read."""
    document: Document = {
        "code": finding.code,
        "layer": str(finding.layer),
        "rule": finding.rule,
        "text": reason_text(finding, translate),
        "source": finding.source,
        "public": finding.public,
    }
    if finding.note:
        document["note"] = finding.note
    return document


def fact_value_document(value: FactValue) -> Any:
    """A fact's value as JSON: sets of words as lists, a fault as an object."""
    if isinstance(value, Fault):
        reported = value.first_reported_at
        return {
            "severity": None if value.severity is None else str(value.severity),
            "repairs": value.repairs,
            "first_reported_at": reported.isoformat() if reported else None,
            "refused": value.refused,
        }
    if isinstance(value, tuple):
        return [str(word) for word in value]
    return str(value) if isinstance(value, str) else value


def _covered(item: CoveredItem) -> Document:
    return {
        "item": item.item,
        "quantity": _quantity(item.quantity),
        "amount": item.amount,
        "tax": item.tax,
        "fee": item.fee,
    }


def _left(item: LeftItem, said: Said) -> Document:
    return {
        "item": item.item,
        "quantity": _quantity(item.quantity),
        "standing": str(item.standing),
        "amount": item.amount,
        "reasons": said.reasons(item.reasons),
    }


def _quantity(quantity: Decimal) -> str:
    return format(quantity, "f")


def _leg(leg: Leg) -> Document:
    return {
        "tender": leg.tender,
        "destination": leg.destination,
        "amount": leg.amount,
        "rounding": leg.rounding,
        "means": str(leg.means),
    }


def _need(need: Need) -> Document:
    document: Document = {"fact": need.fact, "value": fact_value_document(need.value)}
    if need.any_of:
        document["any_of"] = [fact_value_document(value) for value in need.any_of]
    return document


def _arrives(option: Option) -> Document | None:
    if option.arrives is None:
        return None
    return {
        "business_days_min": option.arrives.business_days_min,
        "business_days_max": option.arrives.business_days_max,
    }


def _change(change: Change) -> Document:
    return {
        "fact": change.fact,
        "value": fact_value_document(change.value),
        "standing": str(change.standing),
    }


def _question(question: Question, case: Case, said: Said) -> Document:
    answers = said.answers(question.answers)
    if question.fact.startswith(DELIVERED):
        answers = [_timed(question.fact, value, case) for value in answers]
    return {
        "fact": question.fact,
        "text": question_text(question.fact, case, said.translate),
        "answers": answers,
        "decides": list(question.decides),
    }


def _trigger(trigger: Trigger) -> Document:
    document: Document = {"code": trigger.code}
    if trigger.option is not None:
        document["option"] = trigger.option
    if trigger.item is not None:
        document["item"] = trigger.item
    return document
