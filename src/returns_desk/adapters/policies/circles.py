"""Rules that wait for each other: "only if not this" may not lead back to itself.

Owns the search over rules, of one file or of all packs together. Must not know files.
"""

from collections.abc import Sequence

from returns_desk.adapters.policies.problems import quoted
from returns_desk.domain.policy import Rule


def leads_back(rule: Rule, rules: Sequence[Rule]) -> Rule | None:
    """The rule that closes the circle; the same where it waits for an option of its own."""
    if not rule.only_if_not:
        return None
    asked, rest = set(rule.only_if_not), [rule, *(each for each in rules if each is not rule)]
    while asked:
        closing = [r for r in rest if r.options & asked and r.only_if_not]
        back = next((r for r in closing if r is rule or r.only_if_not & rule.options), None)
        if back is not None:
            return back
        rest = [each for each in rest if each not in closing]
        asked = {option for each in closing for option in each.only_if_not}
    return None


def circle_sentence(rule: Rule, back: Rule, where: str) -> str:
    """What is wrong, with both rules and where the other one stands."""
    return (
        f"leads back to itself: {quoted(rule.id)} waits for {quoted(back.id)} ({where})"
        " and that one for it; take one of the options out."
    )
