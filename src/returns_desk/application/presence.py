"""A value that must be there, or our own fault.

Owns the narrowing of what may be None where the flow guarantees that it is not.
"""

from typing import TypeVar

from returns_desk.domain.errors import Defect

There = TypeVar("There")


def there(value: There | None, what: str) -> There:
    """The value; a Defect that says what should have been, where it is None."""
    if value is None:
        raise Defect(what, code="invariant_broken")
    return value
