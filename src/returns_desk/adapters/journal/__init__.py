"""The append-only, hash-chained record of one terminal, in SQLite and in memory.

Owns the bytes of events, their chain, signatures, anchors and the read models. It must not decide
anything about returns: what events mean is the application's.
"""

from returns_desk.adapters.journal.memory_journal import MemoryJournal
from returns_desk.adapters.journal.reader import JournalReader
from returns_desk.adapters.journal.sqlite_journal import Recorder, SqliteJournal

__all__ = ["JournalReader", "MemoryJournal", "Recorder", "SqliteJournal"]
