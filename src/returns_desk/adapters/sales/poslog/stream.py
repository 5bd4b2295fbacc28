"""Finds each transaction of a POSLog without ever holding more of the file than one.

Owns the limits and the refusals of XML that can't be trusted or read on. Must not know what a
transaction says. A document type, and with it every entity and outside reference, is refused.

Expat (2.5, and newer ones where they are told to) keeps one token until its end: a start tag with
its attributes, a comment. It keeps each name and prefix that it has met until it is done. Text it
hands on in pieces. So these have limits of their own; the rest is bounded by the transaction's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from returns_desk.adapters.sales.input_files import InputFile, Progress
from returns_desk.adapters.sales.poslog.elements import Element
from returns_desk.adapters.sales.poslog.transaction_builder import TooMuchError, TransactionBuilder
from returns_desk.domain.errors import InvalidInput

CHUNK_SIGNS: Final = 65_536
LARGEST_TRANSACTION_BYTES: Final = 16_000_000
LARGEST_TOKEN_BYTES: Final = 1_000_000
_TOO_EARLY: Final = frozenset({3, 5, 6, 20})
"""Expat's codes of an end in the middle: no element, unclosed token, character, CDATA."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """One transaction: its number in the file from 1, the line it begins on, tree and text."""

    number: int
    line: int
    element: Element
    text: str


def transactions(file: InputFile, progress: Progress) -> Iterator[Transaction]:
    """Yield each transaction in the file's order.

    Raises:
        InvalidInput: this is no XML, no POSLog, not trusted, too large, or ends too early.

    """
    stream = _Stream(file)
    while chunk := file.text.read(CHUNK_SIGNS):
        progress(file.read_per_mille())
        yield from stream.feed(chunk)
    yield from stream.close()


class _Stream:
    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._builder = TransactionBuilder()
        # The text is decoded already, whatever encoding the file says it has.
        self._parser = DefusedXMLParser(target=self._builder, encoding="utf-8", forbid_dtd=True)
        self._expat = self._parser.parser
        self._builder.watch(self._expat)
        self._window = bytearray()
        self._window_begins = 0
        self._line = 1

    def feed(self, chunk: str) -> Iterator[Transaction]:
        data = self._encoded(chunk)
        self._window += data
        try:
            self._parser.feed(data)
        except (ParseError, DefusedXmlException, TooMuchError) as problem:
            raise self._refusal(problem) from problem
        self._line += chunk.count("\n")
        yield from self._finished()
        self._check_sizes()

    def close(self) -> Iterator[Transaction]:
        try:
            self._parser.close()
        except ParseError as problem:
            raise self._refusal(problem) from problem
        yield from self._finished()

    def _encoded(self, chunk: str) -> bytes:
        if not chunk.isascii() and any("\udc80" <= sign <= "\udcff" for sign in chunk):
            before = next(i for i, sign in enumerate(chunk) if "\udc80" <= sign <= "\udcff")
            place = f"line {self._line + chunk.count(chr(10), 0, before)}"
            message = (
                f"this line is not {self._file.encoding.upper()}: save the file as UTF-8,"
                " or name its encoding, as in --encoding cp1252"
            )
            raise InvalidInput(place, message, code="wrong_encoding")
        return chunk.encode()

    def _finished(self) -> Iterator[Transaction]:
        for done in self._builder.take():
            begins, ends = done.begins - self._window_begins, done.ends - self._window_begins
            text = self._window[begins : self._window.index(b">", ends) + 1]
            yield Transaction(done.number, done.line, done.element, text.decode())
        open_from = self._builder.open_from
        keep_from = self._expat.CurrentByteIndex if open_from is None else open_from
        del self._window[: keep_from - self._window_begins]
        self._window_begins = keep_from

    def _check_sizes(self) -> None:
        read = self._window_begins + len(self._window)
        if read - self._expat.CurrentByteIndex > LARGEST_TOKEN_BYTES:
            raise self._too_much("one tag or remark is longer than a million characters")
        if self._builder.open_from is not None and len(self._window) > LARGEST_TRANSACTION_BYTES:
            raise self._too_much("this transaction is larger than 16 million characters")

    def _refusal(self, problem: Exception) -> InvalidInput:
        if isinstance(problem, TooMuchError):
            return self._too_much(problem.what, problem.code)
        if isinstance(problem, DefusedXmlException):
            message = (
                "the file brings definitions of its own (DOCTYPE, entities), which may point"
                " outside or never end: export the sales without them"
            )
            return InvalidInput(self._place(), message, code="definitions_refused")
        return self._broken(problem)

    def _broken(self, problem: Exception) -> InvalidInput:
        code = getattr(problem, "code", 0)
        if code in _TOO_EARLY:
            message = "the file ends too early: copy it again, or export the sales again"
            return InvalidInput(self._place(), message, code="ends_too_early")
        line, column = getattr(problem, "position", (1, 0))
        place = self._place(f"line {line}, column {column + 1}")
        if not self._builder.has_root:
            message = "this is no XML: export the sales as POSLog, or name the right format"
        else:
            message = "the XML is broken here: export the sales again"
        return InvalidInput(place, message, code="broken_xml")

    def _too_much(self, what: str, code: str = "too_large") -> InvalidInput:
        mend = "" if ": " in what else ": export the sales again, in smaller parts"
        return InvalidInput(self._place(), what + mend, code=code)

    def _place(self, line: str = "") -> str:
        here = line or f"line {self._expat.CurrentLineNumber}"
        number = self._builder.count
        return f"transaction {number}, {here}" if number else here
