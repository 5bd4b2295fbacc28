"""One element of a transaction, as small as it can be, and the questions asked of it.

Owns names: elements and attributes of POSLog's own namespace have their plain name, those of a
till's extension the prefix `ext:`, whatever prefix the file uses. Must not know what they mean.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

EXTENSION: Final = "ext:"
_TRUE: Final = frozenset({"true", "1", "yes", "y"})


@dataclass(slots=True)
class Element:
    """A name, attributes, children, and the text that stands directly in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, without blanks around it."""
        return "".join(self.pieces).strip()

    def each(self, *names: str) -> Iterator["Element"]:
        """Every child of one of these names, in the file's order."""
        return (child for child in self.children if child.name in names)

    def first(self, *names: str) -> "Element | None":
        """The first child of the first name that is there at all."""
        return next((child for name in names for child in self.each(name)), None)

    def text_of(self, *path: str) -> str:
        """The text at the end of a path of first children; empty where a step is missing."""
        here: Element | None = self
        for name in path:
            here = here.first(name) if here else None
        return here.text if here else ""

    def either(self, *names: str) -> str:
        """The first text that is not empty among the children of these names."""
        return next((text for name in names if (text := self.text_of(name))), "")

    def attribute(self, *names: str) -> str:
        """The first of these attributes that is there, POSLog's or an extension's."""
        found = (self.attributes.get(prefix + name, "") for name in names for prefix in _BOTH)
        return next((value.strip() for value in found if value.strip()), "")

    def flag(self, *names: str) -> bool:
        """Whether one of these attributes says yes."""
        return any(self.attribute(name).lower() in _TRUE for name in names)


_BOTH: Final = ("", EXTENSION)


def plain(code: str) -> str:
    """A code without its maker's prefix.

    >>> plain("acs:NegativeItem")
    'NegativeItem'
    """
    return code.rpartition(":")[2]
