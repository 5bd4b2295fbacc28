"""The people of the demo shop.

Owns their names and PINs, which are public. It must not know where a profile lies.
"""

from dataclasses import dataclass
from typing import Final

from returns_desk.adapters.operators.secrets import PinCost


@dataclass(frozen=True, slots=True)
class DemoOperator:
    """A person of the demo shop; these PINs are public and worth nothing anywhere else."""

    id: str
    name: str
    role: str
    pin: str


DEMO_OPERATORS: Final = (
    DemoOperator("mara", "Mara K.", "clerk", "428713"),
    DemoOperator("tom", "Tom B.", "clerk", "573902"),
    DemoOperator("lind", "J. Lind", "manager", "904162"),
)

DEMO_PIN_COST: Final = PinCost(passes=1, memory_kib=8_192)
"""Guarding a public PIN is worth no wait at the start of the demo."""
