"""The hub as its administrator's commands use it: one connection per command.

Owns how long it is open. It must not print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from returns_desk.adapters.hub import checking, enrolling, schema
from returns_desk.adapters.hub.connecting import hub_connection, safe_dsn

if TYPE_CHECKING:
    from returns_desk.adapters.hub.enrolling import Enrolled


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

    def revoke(self, terminal: str) -> int:
        """Shut a terminal out; how many installations of it there were.

        Raises:
            OperatorMistake: The hub knows no such terminal.
            EnvironmentFault: The hub is not reached, or the login may not do that.

        """
        with hub_connection(self._dsn) as connection:
            return enrolling.revoke(connection, terminal)
