"""Which packs decide: the shipped law, and the shop's files or the demo shop's.

Owns finding, reading and joining pack files. Must not judge rules or know screens.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from returns_desk.adapters.policies.circles import circle_sentence, leads_back
from returns_desk.adapters.policies.limits import refuse_above_limit
from returns_desk.adapters.policies.problems import PackProblem, UnusablePack
from returns_desk.adapters.policies.reader import LARGEST_FILE_BYTES, LoadedPack, read_pack
from returns_desk.adapters.policies.settings import with_money_in
from returns_desk.domain.policy import Layer, Pack, Policy

DEMO_PACKS = (Path("acquirer/strict.toml"), Path("shop/demo.toml"))
"""What decides where nobody has brought packs of their own."""


@dataclass(frozen=True, slots=True)
class LoadedPolicy:
    """All packs that decide together, as read."""

    packs: tuple[LoadedPack, ...]

    @property
    def policy(self) -> Policy:
        """The policy in the packs' own currencies, for a shop that has one."""
        return _joined(tuple(each.pack for each in self.packs))

    def policy_for(self, currency: str) -> Policy:
        """The policy for a case in that currency.

        Money settings count where they name this currency.

        Raises:
            UnusablePack: a rule of a pack in another currency tests or takes money.
        """
        packs = []
        for each in self.packs:
            if each.money_rules and each.currency != currency:
                raise UnusablePack([_foreign_money(each, currency)])
            settings = with_money_in(each.pack.settings, each.money_settings, currency)
            packs.append(replace(each.pack, settings=settings))
        return _joined(tuple(packs))

    def policy_at(self, currency: str, place: str, day: date) -> Policy:
        """The same, for a counter at that place, whose law it can be weighed with.

        Raises:
            UnusablePack: as `policy_for`, or a pack asks more than may be weighed at once.
        """
        policy = self.policy_for(currency)
        refuse_above_limit(policy, self.packs, place, day)
        return policy


@dataclass(frozen=True, slots=True)
class PolicyFiles:
    """The packs in force at one shop; a `PolicySource` of the application.

    Attributes:
        shipped: the folder `policies` of the program's resources.
        files: the shop's own packs; the demo shop's decide where there are none.
        currency: what the shop counts in.
        place: where the shop is, like EE or US-MN; None where nobody said.
    """

    shipped: Path
    files: Sequence[Path] = ()
    currency: str | None = None
    place: str | None = None

    def policy(self) -> Policy:
        """All packs that decide at this shop, law packs included."""
        loaded = load_policy(self.shipped, files=self.files)
        if self.currency and self.place:
            return loaded.policy_at(self.currency, self.place, datetime.now(UTC).date())
        return loaded.policy_for(self.currency) if self.currency else loaded.policy


def load_policy(
    shipped: Path,
    *,
    files: Sequence[Path] = (),
    with_law: bool = True,
) -> LoadedPolicy:
    """The law that ships, then `files`; where there are none, the demo shop's packs.

    Raises:
        UnusablePack: with every problem of the first file that can't be used.
    """
    law = sorted((shipped / "law").glob("*.toml")) if with_law else []
    # What nobody chose came with the program, and tests have judged its sentences.
    packs = [_read_file(path, may_be_law=True, is_proven=True) for path in law]
    own = files or [shipped / each for each in DEMO_PACKS]
    packs.extend(_read_file(path, may_be_law=False, is_proven=not files) for path in own)
    _check_together(packs)
    return LoadedPolicy(tuple(packs))


def is_shipped_law(shipped: Path, path: Path) -> bool:
    """Whether a file is one of the law packs that ship; no other file may be law."""
    return path.resolve().parent == (shipped / "law").resolve()


def check_pack_file(shipped: Path, path: Path) -> tuple[PackProblem, ...]:
    """All problems of one file; none where it can be used."""
    try:
        _read_file(path, may_be_law=is_shipped_law(shipped, path))
    except UnusablePack as unusable:
        return unusable.problems
    return ()


def check_together(shipped: Path, files: Sequence[Path]) -> tuple[PackProblem, ...]:
    """What keeps those packs from deciding together, and with the law that ships."""
    try:
        load_policy(shipped, files=[path for path in files if not is_shipped_law(shipped, path)])
    except UnusablePack as unusable:
        return unusable.problems
    return ()


def _read_file(path: Path, *, may_be_law: bool, is_proven: bool = False) -> LoadedPack:
    name = path.name if may_be_law else str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it can't be opened").lower()
        message = f"can't be read ({reason}); check the name and the rights."
        raise UnusablePack([PackProblem(name, "", message)]) from error
    return read_pack(content, name, may_be_law=may_be_law, is_proven=is_proven)


def _check_together(packs: Sequence[LoadedPack]) -> None:
    """Refuse two packs of one name, and rules of two packs with one id."""
    seen_packs: dict[str, str] = {}
    seen_rules: dict[str, LoadedPack] = {}
    for each in packs:
        if each.pack.id in seen_packs:
            other = seen_packs[each.pack.id]
            message = f"'{each.pack.id}' is already the pack in {other}; give one another id."
            raise UnusablePack([PackProblem(each.file, "id", message)])
        seen_packs[each.pack.id] = each.file
        for index, rule in enumerate(each.pack.rules):
            other_pack = seen_rules.setdefault(rule.id, each)
            if other_pack is not each:
                message = f"'{rule.id}' is already a rule of {other_pack.file}; rename one."
                raise UnusablePack([PackProblem(each.file, f"rules[{index}].id", message)])
    _check_replaced(packs, seen_rules)
    _check_circles(packs)


def _check_circles(packs: Sequence[LoadedPack]) -> None:
    """Refuse rules of several packs that wait for each other."""
    placed = [(each, place, r) for each in packs for place, r in enumerate(each.pack.rules)]
    waiting = [each for each in placed if each[2].only_if_not]
    rules = [rule for _, _, rule in waiting]
    for each, index, rule in waiting:
        back = leads_back(rule, rules)
        if back is not None:
            other = next(pack.file for pack, _, one in waiting if one is back)
            place = f"rules[{index}].only_if_not"
            raise UnusablePack([PackProblem(each.file, place, circle_sentence(rule, back, other))])


def _check_replaced(packs: Sequence[LoadedPack], owners: dict[str, LoadedPack]) -> None:
    """Refuse a rule that would replace one of law, of the acquirer or of a narrower pack."""
    order = list(Layer)
    for each in packs:
        for index, rule in enumerate(each.pack.rules):
            for name in sorted(rule.replaces):
                owner = owners.get(name)
                if owner is None:
                    continue
                layer = owner.pack.layer
                narrower = order.index(layer) >= order.index(rule.layer)
                if layer in {Layer.LAW, Layer.ACQUIRER} or narrower:
                    message = f"'{name}' is a rule of {owner.file} and stays; leave it out."
                    place = f"rules[{index}].replaces"
                    raise UnusablePack([PackProblem(each.file, place, message)])


def _joined(given: tuple[Pack, ...]) -> Policy:
    """The packs as one policy; in which order they were named makes no difference."""
    packs = tuple(sorted(given, key=lambda pack: (list(Layer).index(pack.layer), pack.id)))
    prints = "\n".join(f"{pack.id} {pack.version} {pack.fingerprint}" for pack in packs)
    return Policy(packs, "sha256:" + hashlib.sha256(prints.encode()).hexdigest())


def _foreign_money(loaded: LoadedPack, currency: str) -> PackProblem:
    message = (
        f"rule '{loaded.money_rules[0]}' counts in {loaded.currency} and the case is in {currency};"
        f" choose packs in {currency} with --policy."
    )
    return PackProblem(loaded.file, "currency", message)
