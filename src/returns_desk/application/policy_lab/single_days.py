"""Windows that are a single day long: `days_since_sale = 30` where "until day 30" was meant.

Owns that one slip of the pen. Looks at the words of a rule, at no visit.
"""

from collections.abc import Iterator

from returns_desk.application.policy_lab.report import Kind, LabFinding
from returns_desk.domain.policy import Effect, Rule

WINDOWS = frozenset(
    {
        "days_since_sale",
        "days_since_delivery",
        "days_from_delivery_to_notice",
        "months_since_sale",
        "months_since_delivery",
    }
)
"""Fields that count how long ago something was."""

SPEAKING = (Effect.ALLOW, Effect.APPROVE)
"""Effects that open something, and hardly for one day alone."""


def single_days(rule: Rule) -> Iterator[LabFinding]:
    """A warning for each window of one day, other than the day itself."""
    for test in (*rule.when, *(test for each in rule.any for test in each)):
        number = test.at_most
        is_window = test.field in WINDOWS and rule.effect in SPEAKING
        if not is_window or not number or test.at_least != number:
            continue
        unit = test.field.partition("_")[0]
        message = (
            f"'{rule.id}' counts only where {test.field} is exactly {number}; for all {unit} until"
            f" then write {test.field} = {{ at_most = {number} }}."
        )
        yield LabFinding(
            Kind.SINGLE_DAY, message, (rule.id,), tuple(sorted(rule.options)), facts=(test.field,)
        )
