"""Builds the tree of one transaction from what the XML parser tells, and counts as it goes.

Owns what is kept (nothing outside a transaction) and the counts that bound memory. Must not read
the file. Names lose their prefix here; see `elements`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.parsers.expat import XMLParserType

from returns_desk.adapters.sales.poslog.elements import EXTENSION, Element

DEEPEST_NESTING: Final = 64
MOST_PARTS_OF_ONE: Final = 400_000
"""Elements and attributes of one transaction: 20,000 lines of 20 elements."""
MOST_NAMES: Final = 5_000
"""Different names, prefixes included; the schema of version 6 has about 3,000."""
_ROOT: Final = "POSLog"
_TRANSACTION: Final = "Transaction"
_ARTS: Final = "http://www.nrf-arts.org/IXRetail/namespace/"


class TooMuchError(Exception):
    """The file goes beyond a limit, or is no POSLog; `what` says so for people."""

    def __init__(self, what: str, code: str = "too_large") -> None:
        super().__init__(what)
        self.what = what
        self.code = code


@dataclass(frozen=True, slots=True)
class Built:
    """A finished transaction; `begins` and `ends` are places of its tags in the file's UTF-8."""

    number: int
    line: int
    begins: int
    ends: int
    element: Element


class TransactionBuilder:
    """What the parser calls; hands over finished transactions to whoever asks."""

    def __init__(self) -> None:
        self.count = 0
        self.has_root = False
        self.open_from: int | None = None
        self._expat: XMLParserType
        self._main = {"", _ARTS}
        self._names: dict[str, str] = {}
        self._prefixes: set[str | None] = set()
        self._depth = 0
        self._parts = 0
        self._line = 0
        self._open: list[Element] = []
        self._built: list[Built] = []

    def watch(self, expat: XMLParserType) -> None:
        """Ask this parser for places, and let it count prefixes here."""
        self._expat = expat
        expat.StartNamespaceDeclHandler = self._prefix

    def take(self) -> Iterator[Built]:
        """Hand over what is finished, once."""
        built, self._built = self._built, []
        yield from built

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise TooMuchError(f"more than {DEEPEST_NESTING} elements stand in one another")
        if not self.has_root:
            self._begin_file(tag)
        name = self._name(tag)
        if self._open or name == _TRANSACTION:
            self._begin(name, attributes)

    def data(self, text: str) -> None:
        """Text of the innermost element, in pieces."""
        if self._open:
            self._open[-1].pieces.append(text)

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if not self._open:
            return
        element = self._open.pop()
        if not self._open and self.open_from is not None:
            ends = self._expat.CurrentByteIndex
            self._built.append(Built(self.count, self._line, self.open_from, ends, element))
            self.open_from = None

    def _begin_file(self, tag: str) -> None:
        namespace, _, name = tag.rpartition("}")
        if name != _ROOT:
            message = f"this XML is no POSLog, it is {name[:40]!r}: name the right file"
            raise TooMuchError(message, "no_poslog")
        self._main.add(namespace.removeprefix("{"))
        self.has_root = True

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            self.count += 1
            self._parts = 0
            self._line = self._expat.CurrentLineNumber
            self.open_from = self._expat.CurrentByteIndex
        self._parts += 1 + len(attributes)
        if self._parts > MOST_PARTS_OF_ONE:
            raise TooMuchError("this transaction has more than 400,000 elements and attributes")
        named = {self._name(key): value for key, value in attributes.items()}
        element = Element(name, named)
        if self._open:
            self._open[-1].children.append(element)
        self._open.append(element)

    def _name(self, tag: str) -> str:
        known = self._names.get(tag)
        if known is not None:
            return known
        if len(self._names) >= MOST_NAMES:
            raise TooMuchError("the file has more than 5,000 different names")
        namespace, _, name = tag.rpartition("}")
        is_main = namespace.removeprefix("{") in self._main
        self._names[tag] = name if is_main else EXTENSION + name
        return self._names[tag]

    def _prefix(self, prefix: str | None, _uri: str) -> None:
        self._prefixes.add(prefix)
        if len(self._prefixes) > MOST_NAMES:
            raise TooMuchError("the file has more than 5,000 different prefixes")
