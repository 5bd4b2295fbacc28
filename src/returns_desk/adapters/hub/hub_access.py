"""The hub as its administrator's commands use it: one connection per command.

Owns how long it is open. It must not print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.hub import checking, enrolling, schema, taking_in
from returns_desk.adapters.hub.connecting import hub_connection, safe_dsn
from returns_desk.adapters.safe_files import unwatched

if TYPE_CHECKING:
    from pathlib import Path

    from returns_desk.adapters.hub.enrolling import Enrolled
    from returns_desk.adapters.hub.taking_in import TakenIn
    from returns_desk.adapters.safe_files import Progress


class HubAccess:
    """The database that a DSN names, under an administrator's login."""

    def __init__(self, dsn: str) -> None:
        self._dsn = safe_dsn(dsn)

    def init(self) -> int:
        """Make the hub; how many steps that took, 0 where it was there already.

        Raises:
            OperatorMistake: The database can't be a hub.
            EnvironmentFault: It is not reached, or the login may not do that.

        """
        with hub_connection(self._dsn) as connection:
            return schema.init(connection)

    def upgrade(self) -> int:
        """Bring the hub up to date; how many steps that took.

        Raises:
            OperatorMistake: The database is no hub, or a newer program's.
            EnvironmentFault: It is not reached, or the login may not do that.

        """
        with hub_connection(self._dsn) as connection:
            return schema.upgrade(connection)

    def check(self) -> tuple[str, ...]:
        """What is wrong with it, one sentence each.

        Raises:
            EnvironmentFault: It is not reached, or the login may not look.

        """
        with hub_connection(self._dsn) as connection:
            return tuple(checking.problems(connection))

    def enrol(
        self, terminal: str, installation: str, public_key: str, *, with_certificate: bool = False
    ) -> Enrolled:
        """Let a terminal in.

        Raises:
            OperatorMistake: What was said of it is not right.
            EnvironmentFault: The hub is not reached, or the login may not do that.

        """
        with hub_connection(self._dsn) as connection:
            return enrolling.enrol(
                connection, terminal, installation, public_key, with_certificate=with_certificate
            )

    def take_in(self, path: Path, on_progress: Progress = unwatched) -> TakenIn:
        """Take in a file of segments that a terminal without a network wrote.

        Raises:
            OperatorMistake: It is no such file, or the hub refuses it; says why.
            EnvironmentFault: It can't be read, or the hub is not reached.

        """
        with hub_connection(self._dsn) as connection:
            return taking_in.take_in(connection, path, on_progress)

    def revoke(self, terminal: str) -> int:
        """Shut a terminal out; how many installations of it there were.

        Raises:
            OperatorMistake: The hub knows no such terminal.
            EnvironmentFault: The hub is not reached, or the login may not do that.

        """
        with hub_connection(self._dsn) as connection:
            return enrolling.revoke(connection, terminal)
