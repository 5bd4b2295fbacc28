"""The three kinds of error and the check that guards invariants.

    ReturnsError
    ├── OperatorMistake    a person can mend it: shown in one sentence, nothing is lost
    │   └── InvalidInput   names the place in the input (JSON pointer, key path, row)
    ├── EnvironmentFault   disk, printer, network: the work pauses and is tried again
    └── Defect             our own fault: stops the return, keeps the journal, offers a report

This module owns the tree; it must not know who raises or shows them.
"""


class ReturnsError(Exception):
    """Anything the program raises on purpose; never raised bare.

    Attributes:
        code: snake_case name of the fact, for texts and tests.
        fields: values that a translated sentence may mention; never personal data.
    """

    def __init__(self, message: str, *, code: str = "", **fields: object) -> None:
        """Keep the English sentence, its code and the fields for a translated one."""
        super().__init__(message)
        self.message = message
        self.code = code
        self.fields = fields


class OperatorMistake(ReturnsError):
    """A person can mend it: the sentence says what is wrong and how to go on."""


class InvalidInput(OperatorMistake):
    """A file or document can't be used; `pointer` names the place inside it.

    `pointer` is a JSON pointer, a key path or a row, as fits the format.
    """

    def __init__(
        self, pointer: str, message: str, *, code: str = "invalid_input", **fields: object
    ) -> None:
        """Name the place and say in one sentence what is wrong and how to mend it."""
        super().__init__(message, code=code, **fields)
        self.pointer = pointer


class EnvironmentFault(ReturnsError):
    """The surroundings failed (disk, printer, network): pause, keep everything, retry."""


class Defect(ReturnsError):
    """Our own fault: the return stops, the journal is kept, a report is offered."""


def ensure(condition: bool, message: str) -> None:  # noqa: FBT001 -- a check reads best so
    """Raise `Defect` unless the condition holds; survives `python -O`, unlike `assert`."""
    if not condition:
        raise Defect(message, code="invariant_broken")
