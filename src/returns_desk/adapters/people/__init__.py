"""Personal data of cases, encrypted, apart from the journal."""

from returns_desk.adapters.people.people_store import SqlitePeopleStore

__all__ = ["SqlitePeopleStore"]
