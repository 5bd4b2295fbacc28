"""What was promised, on the customer's slip: what happens and by when, nothing of a person.

Owns its sentences. A promise that was withdrawn is not on it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from returns_desk.application.case_record import CaseRecord
from returns_desk.application.promises.promise import Promise, PromiseStatus
from returns_desk.application.sentences import N_

CALL = N_("We call you by {time}.")
BY_KIND = {
    "call_you": CALL,
    "goods_ready": N_("Your goods are ready to collect by {time}."),
    "refund_arrives": N_("Your refund arrives by {time}."),
    "other": N_("We do what we agreed by {time}."),
}
ANSWERS = {
    "phone": CALL,
    "email": N_("We answer you by e-mail by {time}."),
    "text_message": N_("We send you a text message by {time}."),
    "here": N_("Your answer is here for you by {time}."),
}
HEADING = N_("What we promised")


class Speaking(Protocol):
    """As much of a language as is needed here."""

    def text(self, english: str, /, **fields: str | int) -> str:
        """The sentence in this language."""
        ...

    def moment(self, at: datetime) -> str:
        """A date and time."""
        ...


def promised(kind: str, channel: str) -> str:
    """The sentence of a promise, in English, with its {time}."""
    return ANSWERS[channel] if kind == "answer" else BY_KIND[kind]


def promise_texts(record: CaseRecord, words: Speaking) -> Iterator[str]:
    """One sentence for each promise that holds or held."""
    for each in record.promises:
        if each.status is not PromiseStatus.WITHDRAWN:
            yield _text(each, words)


def _text(promise: Promise, words: Speaking) -> str:
    time = words.moment(promise.due)
    return words.text(promised(promise.kind, promise.channel), time=time)
