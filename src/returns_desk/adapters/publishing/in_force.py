"""The shop's packs as they decide on a day: its files, with what was published in their place.

Owns that choice and what is said where a published text can't be used: then the one before it
decides, and where there is none, the shop's own file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from returns_desk.adapters.policies import PolicyFiles
from returns_desk.adapters.policies.changed_packs import files_in_force, with_changed
from returns_desk.adapters.policies.problems import UnusablePack
from returns_desk.adapters.publishing.shelf import PackShelf
from returns_desk.application.publishing import Publication, best_first
from returns_desk.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class PacksInForce:
    """Files that decide on a day, what stands behind each, and what is wrong with the others."""

    files: tuple[Path, ...]
    published: tuple[Publication, ...] = ()
    problems: tuple[str, ...] = ()


def packs_in_force(
    shipped: Path,
    own: Sequence[Path],
    shelf: PackShelf,
    every: Iterable[Publication],
    day: date,
) -> PacksInForce:
    """The files of the shop's packs on that day; where nothing is published, `own` as it is."""
    known = tuple(every)
    chosen: dict[str, Publication] = {}
    problems: list[str] = []
    for pack in sorted({each.pack for each in known}):
        for each in best_first(known, pack, day):
            problem = shelf.problem(each)
            if problem is None:
                chosen[pack] = each
                break
            problems.append(_sentence(each, problem))
    if not chosen:
        return PacksInForce(tuple(own), problems=tuple(problems))
    changed = {pack: shelf.path_of(each) for pack, each in chosen.items()}
    files = with_changed(shipped, files_in_force(shipped, own), changed)
    return PacksInForce(files, tuple(chosen.values()), tuple(problems))


def _sentence(publication: Publication, problem: str) -> str:
    return (
        f"Publication {publication.number} of '{publication.pack}' (version "
        f"{publication.version}) {problem}; the one before it decides. Publish it again."
    )


class PublishedPolicies:
    """The packs in force at one counter; a `PolicySource` of the application.

    What decides is taken over only by `renew`, so that a case is judged by one policy to its end.
    """

    def __init__(
        self,
        found: Callable[[date], PacksInForce],
        files: PolicyFiles,
        today: Callable[[], date],
    ) -> None:
        """Take over what is in force now.

        Raises:
            OperatorMistake: the packs can't be used.
        """
        self._found, self._files, self._today = found, files, today
        self.problems: tuple[str, ...] = ()
        self._taken: tuple[Path, ...] | None = None
        self._day: date | None = None
        self._policy = self._read()

    def policy(self) -> Policy:
        """All packs that decide at this shop, law packs included."""
        return self._policy

    def changed(self) -> None:
        """Something was published or taken back: the next `renew` looks anew."""
        self._day = None

    def renew(self) -> None:
        """Take over what is in force on this day, where that is another than before.

        Packs that can't be used together any more leave in force what was.
        """
        if self._day == self._today():
            return
        try:
            self._policy = self._read()
        except UnusablePack as unusable:
            self.problems = (*self.problems, str(unusable))

    def _read(self) -> Policy:
        today = self._today()
        in_force = self._found(today)
        self.problems = in_force.problems
        if in_force.files == self._taken:
            self._day = today
            return self._policy
        policy = PolicyFiles(
            self._files.shipped, in_force.files, self._files.currency, self._files.place
        ).policy()
        self._day, self._taken = today, in_force.files
        return policy
