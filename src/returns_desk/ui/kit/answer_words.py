"""Owns what the two answers to a question on an option are called: they name the fact.

A bare yes beside an amount reads as paying it; "Not here" can only be an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from returns_desk.application.sentences import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from returns_desk.domain.board import FactValue
    from returns_desk.ui.kit.wording import Words

_HERE: Final = (N_("Here"), N_("Not here"))
_IS: Final = (N_("It is"), N_("It isn’t"))
_WAS: Final = (N_("It was"), N_("It wasn’t"))
_DID: Final = (N_("It did"), N_("It didn’t"))
_THEY_DID: Final = (N_("They did"), N_("They didn’t"))
_YES_NO: Final = (N_("Yes"), N_("No"))


def _each(answers: tuple[str, str], *facts: str) -> Iterable[tuple[str, tuple[str, str]]]:
    return ((fact, answers) for fact in facts)


_ANSWERS: Final[Mapping[str, tuple[str, str]]] = dict(
    [
        *_each(_HERE, "original_tender_present", "gift_card_present", "photo_id_seen"),
        *_each(_HERE, "evidence:receipt", "evidence:gift_receipt"),
        *_each(_IS, "evidence:customer_record", "evidence:bank_statement"),
        *_each(_IS, "evidence:serial_record", "other_card.same_customer", "missing"),
        *_each(_IS, "reason:faulty", "reason:damaged", "reason:wrong_item"),
        *_each(_IS, "reason:not_as_described", "reason:spoiled"),
        *_each(_IS, "condition:unopened", "condition:damaged"),
        *_each(_WAS, "reason:gift", "reason:recall", "evidence:card_lookup"),
        *_each(_WAS, "condition:opened", "condition:used", "condition:altered"),
        *_each(_DID, "reason:late", "reason:price_adjustment", "delivered_at"),
        *_each(_THEY_DID, "reason:changed_mind", "is_purchaser"),
    ]
)
"""By the fact; of a reason or a condition by the one that is asked for."""


def answers_to(words: Words, fact: str, value: FactValue) -> tuple[str, str]:
    """Say what gives `value` to a fact and what does not: "Here" and "Not here"."""
    name, _, _ = fact.partition(":")
    asked = f"{name}:{value}" if name in {"reason", "condition"} else fact
    wanted, other = _ANSWERS.get(asked) or _ANSWERS.get(name) or _YES_NO
    if (fact, value) == ("is_purchaser", False):
        wanted, other = _WAS
    return words.text(wanted), words.text(other)
