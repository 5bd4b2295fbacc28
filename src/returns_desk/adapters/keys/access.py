"""The keys of a profile as the command line uses them.

Owns what is refused: a second profile in a folder, and a move while the desk runs. It must not
print.
"""

from datetime import UTC, datetime

from returns_desk.adapters.keys.configuration import KeyPlace, KeysConfiguration
from returns_desk.adapters.keys.moving import move_keys
from returns_desk.adapters.keys.places import holder
from returns_desk.adapters.profile import Profile
from returns_desk.adapters.profile_configuration import demo_configuration, read_configuration
from returns_desk.adapters.profile_lock import ProfileLock
from returns_desk.adapters.recovery_access import RecoveryAccess
from returns_desk.domain.errors import OperatorMistake


class KeysAccess(RecoveryAccess):
    """The keys of the profile in a folder, for `keys ...` commands."""

    def make(self, place: KeyPlace) -> str:
        """Begin a profile whose keys lie in this place; the words for where they lie.

        Raises:
            OperatorMistake: There is a profile already.
            EnvironmentFault: The place can't be reached; no profile was begun.

        """
        if (self.directory / "config.toml").exists():
            message = (
                f"{self.directory}: there is a profile here already. Move its keys with "
                f"'returns-desk keys move --to {place}'."
            )
            raise OperatorMistake(message, code="profile_there")
        beginning = demo_configuration(demo=False)
        chosen = beginning.model_copy(update={"keys": KeysConfiguration(place=place)})
        Profile.open(self.directory, create=chosen).close()
        return holder(self.directory / "keys", place).where

    def move(self, place: KeyPlace) -> str:
        """Move the keys to this place; the words for where they lie.

        Raises:
            OperatorMistake: A desk runs, or the keys can't be used.
            EnvironmentFault: A place can't be reached; the keys are where they were.

        """
        read_configuration(self.directory / "config.toml")
        lock = ProfileLock(self.directory / "profile.lock")
        lock.acquire(datetime.now(UTC).isoformat(timespec="seconds"))
        try:
            return move_keys(self.directory, place)
        finally:
            lock.release()
