"""Kinds of speech act that a text must not perform, each with its good counterpart (R7).

Owns the kinds, and where clauses end. How each language performs the kinds is in
`check_phrases_…`.
"""

from enum import StrEnum
from types import MappingProxyType

CLAUSE = r"[^.;:!?\u0589]"
"""One sign within a clause; Armenian ends a sentence with a sign of its own."""
SENTENCE_END = r"(?=\s*(?:[.,;:!?\u0589]|$))"
"""The sentence or a part of it ends here."""


class SpeechAct(StrEnum):
    """What a sentence does to the customer who reads it (R7)."""

    BLAME = "blame"
    """Says that the customer did wrong."""
    LECTURE = "lecture"
    """Teaches how to do it next time, or what to read before buying."""
    TOLD_SO = "told_so"
    """Says that the customer was told, knew or agreed."""
    FAVOUR = "favour"
    """Boasts of a favour, an exception, generosity or the effort."""
    LUCK = "luck"
    """Calls the customer lucky, or says what the shop normally charges."""
    HIDING = "hiding"
    """Hides behind a policy, a system or others."""
    REGRET = "regret"
    """Regrets instead of saying what is open."""
    DEAD_END = "dead_end"
    """Refuses and names no way out."""
    DOUBT = "doubt"
    """Doubts the customer's word."""

    @property
    def said(self) -> str:
        """What the act is called in a sentence."""
        return _SAID[self]


_SAID = MappingProxyType(
    {
        SpeechAct.BLAME: "blame of the customer",
        SpeechAct.LECTURE: "a lecture",
        SpeechAct.TOLD_SO: "told-you-so",
        SpeechAct.FAVOUR: "talk of a favour",
        SpeechAct.LUCK: "talk of luck or of what is normal",
        SpeechAct.HIDING: "hiding behind a policy",
        SpeechAct.REGRET: "regret instead of help",
        SpeechAct.DEAD_END: "a refusal without a way out",
        SpeechAct.DOUBT: "doubt of the customer's word",
    }
)


COUNTERPARTS = MappingProxyType(
    {
        SpeechAct.BLAME: "say what opens it",
        SpeechAct.LECTURE: "say what will do today",
        SpeechAct.TOLD_SO: "say until when it is open",
        SpeechAct.FAVOUR: "give it silently",
        SpeechAct.LUCK: "give it silently",
        SpeechAct.HIDING: "say the fact itself",
        SpeechAct.REGRET: "say what is open",
        SpeechAct.DEAD_END: "say what is open",
        SpeechAct.DOUBT: "say what will do as proof",
    }
)
"""How the same is said well; an example in the text's own language goes with it."""
