"""Walks the whole chain and compares it with signatures and with anchors outside the file.

Owns the verdict of `journal verify`: the first event that doesn't fit, and how far what is outside
the file vouches. Pure but for the links it is given; naming the damage is diagnosis.py's.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from returns_desk.adapters.journal.anchors import KEYSTORE, Anchor
from returns_desk.adapters.journal.diagnosis import Break, name_the_bent
from returns_desk.adapters.journal.hash_chain import (
    BEFORE_GENESIS,
    Link,
    read_envelope,
)
from returns_desk.adapters.journal.ownership import Owner, of_another
from returns_desk.adapters.journal.restored import (
    JOURNAL_RESTORED,
    Writer,
    writer_at,
    writers_of,
)
from returns_desk.adapters.journal.signing import CHECKPOINT, is_signed, signed_content
from returns_desk.adapters.journal.told_losses import LOSS_MARK, told_loss
from returns_desk.application.ports import BentEvent, Event, Verification

ReadLinks = Callable[[int], Iterator[Link]]
"""Gives every link from a sequence on, in the order of the file."""

_CHECKPOINT_MARK: Final = b'"type":"checkpoint"'
_RESTORED_MARK: Final = f'"type":"{JOURNAL_RESTORED}"'.encode()


@dataclass(slots=True)
class Walk:
    """What a walk over the chain came to know; `bent` says where it stopped."""

    anchors: Sequence[Anchor]
    events: int = 0
    last_hash: bytes = BEFORE_GENESIS
    genesis: Link | None = None
    checkpoints: list[Link] = field(default_factory=list)
    restorations: list[Link] = field(default_factory=list)
    """Where another installation went on with the journal, in order."""
    losses: list[Link] = field(default_factory=list)
    """Where the journal itself says that its end was lost, in order."""
    hashes: dict[int, str] = field(default_factory=dict)
    """Hashes at the sequences that anchors name."""
    bent: BentEvent | None = None
    archived_at: int = 0
    """The event that says which archives come before the journal's file; 0 without archives."""
    away_to: int = 0
    """The last event of those archives that are not here; nothing up to it was walked."""
    told_writers: tuple[Writer, ...] = ()
    """Who wrote what is away, as the journal says."""


def verify_chain(
    read_links: ReadLinks,
    anchors: Sequence[Anchor],
    *,
    every_signature: bool = False,
    walked: Walk | None = None,
    before: Walk | None = None,
    owner: Owner | None = None,
) -> Verification:
    """Walk every link, then compare with signatures and anchors.

    Without `every_signature` only the last checkpoint's is checked while it is good: it covers
    everything before it. `walked` is what a quick walk already knows; it is walked slowly all the
    same where its last checkpoint is bad. `before` is the walk over the archives. `owner` is whose
    journal it has to be; without one, it may be anybody's.
    """
    walk = walked if walked and _has_good_end(walked) else walk_slowly(read_links, anchors, before)
    writers = _writers(walk)
    vouched = _Vouched(owner)
    if walk.bent is None:
        walk.bent = (of_another(writers, owner) if walk.events else None) or _foreign(walk, writers)
    vouched.signatures(walk, writers, every_signature=every_signature)
    vouched.anchors(walk)
    vouched.archives(walk)
    bent = walk.bent or vouched.bent
    reach = min(vouched.reach, bent.sequence - 1) if bent and bent.sequence else vouched.reach
    warnings = []
    if bent is None and reach < walk.events:
        warnings.append(f"Past event {reach}: not provable; no anchor reaches further.")
    return Verification(
        events=walk.events,
        bent=bent,
        vouched_to=max(reach, 0),
        anchors=tuple(vouched.named),
        warnings=tuple(warnings),
        away_to=walk.away_to,
    )


def walk_slowly(
    read_links: ReadLinks, anchors: Sequence[Anchor], before: Walk | None = None
) -> Walk:
    """Link by link up to the first that does not fit, which is named.

    `before` is the walk that ended where these links begin; it stays as it is.
    """
    walk = _going_on(before) if before else Walk(anchors)
    wanted = {anchor.sequence for anchor in anchors}
    typed = tuple(anchor.hash for anchor in anchors if anchor.sequence == 0)
    sha256 = hashlib.sha256
    previous_hash, count = walk.last_hash, walk.events
    for link in read_links(1) if walk.bent is None else ():
        computed = sha256(previous_hash + link.envelope).digest()
        if (
            link.hash != computed
            or link.sequence != count + 1
            or (link.previous_hash != previous_hash)
        ):
            known = next((a.hash for a in anchors if a.sequence == count), None)
            at = Break(count + 1, previous_hash, known)
            walk.bent = name_the_bent(at, link, read_links(link.sequence + 1))
            break
        previous_hash = computed
        count += 1
        if count == 1:
            walk.genesis = link
        if _CHECKPOINT_MARK in link.envelope and _is_checkpoint(link):
            walk.checkpoints.append(link)
        if _RESTORED_MARK in link.envelope:
            walk.restorations.append(link)
        if LOSS_MARK in link.envelope:
            walk.losses.append(link)
        if count in wanted or (typed and computed.hex().startswith(typed)):
            walk.hashes[count] = computed.hex()
    walk.events, walk.last_hash = count, previous_hash
    if walk.bent is not None:
        walk.events += sum(1 for _ in read_links(count + 1))
    return walk


def _going_on(before: Walk) -> Walk:
    return replace(
        before,
        checkpoints=[*before.checkpoints],
        restorations=[*before.restorations],
        losses=[*before.losses],
        hashes=dict(before.hashes),
    )


def _has_good_end(walk: Walk) -> bool:
    """True where the last checkpoint is signed as it should be, or there is none."""
    writers = _writers(walk)
    return all(_signed_sequence(each, writers) for each in walk.checkpoints)


def _writers(walk: Walk) -> tuple[Writer, ...]:
    first = [] if walk.genesis is None else [walk.genesis]
    return (*walk.told_writers, *writers_of([*first, *walk.restorations]))


def _foreign(walk: Walk, writers: Sequence[Writer]) -> BentEvent | None:
    """A chain that fits in itself, but is not the one that this terminal writes.

    The keystore knows who writes now, whatever event it remembers: else anybody could go on with
    the chain under a key of their own.
    """
    for anchor in walk.anchors:
        known_at = walk.events if anchor.source == KEYSTORE else anchor.sequence
        writer = writer_at(writers, known_at)
        other_key = anchor.public_key is not None and anchor.public_key != writer.public_key
        other_home = anchor.installation not in {None, writer.origin.installation}
        if walk.events and (other_key or other_home):
            message = "This journal was begun by another installation than the one with this key."
            return BentEvent(1, "changed", message)
    return None


@dataclass(slots=True)
class _Vouched:
    """How far signatures and anchors reach, and where one contradicts the file."""

    owner: Owner | None
    reach: int = 0
    named: list[str] = field(default_factory=list)
    bent: BentEvent | None = None

    def signatures(self, walk: Walk, writers: Sequence[Writer], *, every_signature: bool) -> None:
        """Check checkpoints from the last back, until one vouches for all before it."""
        for index in range(len(walk.checkpoints) - 1, -1, -1):
            signed = _signed_sequence(walk.checkpoints[index], writers)
            if signed is None:
                first = walk.checkpoints[index - 1].sequence if index else 1
                self._contradict(first, walk.checkpoints[index].sequence, "its signature")
                continue
            own = self.owner is None or self.owner.vouches_as(writer_at(writers, signed))
            if own and not self.reach:
                self.reach = signed
                self.named.append(f"signed checkpoint: event {signed}")
            if not every_signature and self.bent is None:
                return

    def anchors(self, walk: Walk) -> None:
        """Compare with each anchor, the nearest first."""
        for anchor in sorted(walk.anchors, key=lambda each: each.sequence):
            place = anchor.sequence or _place_of(anchor, walk)
            if place is not None and walk.hashes.get(place, "").startswith(anchor.hash):
                self.reach = max(self.reach, place)
                self.named.append(f"{anchor.source}: event {place}")
            elif walk.bent is None and (anchor.sequence or 1) > walk.away_to:
                self._miss(anchor, walk)

    def archives(self, walk: Walk) -> None:
        """That a beginning lies elsewhere has to be vouched for: anybody can take one away."""
        if walk.away_to and walk.bent is None and self.reach < walk.archived_at:
            message = (
                f"Events 1 to {walk.away_to} are not here, and no signature vouches for the event "
                "that says they were archived."
            )
            self.bent = _earlier(self.bent, BentEvent(1, "removed", message))

    def _miss(self, anchor: Anchor, walk: Walk) -> None:
        told = told_loss(walk.losses, anchor.sequence)
        if told is not None:
            message = (
                f"Events {told.first} to {told.last} were recorded once and are gone: event "
                f"{told.told_in} says so, and the {anchor.source} remembers event "
                f"{anchor.sequence}."
            )
            self.bent = _earlier(self.bent, BentEvent(told.first, "removed", message))
        elif anchor.sequence > walk.events:
            first = walk.events + 1
            message = (
                f"Events {first} to {anchor.sequence} are missing at the end; "
                f"the {anchor.source} remembers event {anchor.sequence}."
            )
            self.bent = _earlier(self.bent, BentEvent(first, "removed", message))
        elif anchor.sequence:
            self._contradict(self._good_before(anchor) + 1, anchor.sequence, f"the {anchor.source}")
        else:
            message = (
                f"No event bears the anchor {anchor.hash} of the {anchor.source}. Check its eight "
                "characters on the paper: where they are right, that event is gone or was changed."
            )
            self.bent = _earlier(self.bent, BentEvent(0, "changed", message))

    def _good_before(self, anchor: Anchor) -> int:
        return min(self.reach, anchor.sequence - 1)

    def _contradict(self, first: int, last: int, witness: str) -> None:
        between = f"Event {first}" if first >= last else f"An event between {first} and {last}"
        message = f"{between} was changed, with all that follow: {witness} does not fit."
        self.bent = _earlier(self.bent, BentEvent(first, "changed", message))


def _earlier(one: BentEvent | None, other: BentEvent) -> BentEvent:
    """A place that is not known (0) says less than any that is."""
    if one is None or not one.sequence:
        return other
    return other if 0 < other.sequence < one.sequence else one


def _place_of(anchor: Anchor, walk: Walk) -> int | None:
    places = [place for place, full in walk.hashes.items() if full.startswith(anchor.hash)]
    return places[0] if places else None


def _is_checkpoint(link: Link) -> bool:
    """True for the type itself: the mark's bytes may stand in any payload."""
    event = _event(link)
    return event is not None and event.type == CHECKPOINT


def _signed_sequence(link: Link, writers: Sequence[Writer]) -> int | None:
    """Up to where a checkpoint vouches; None where its signature is bad."""
    event = _event(link)
    if event is None:
        return None
    sequence, last_hash = event.payload.get("sequence"), event.payload.get("hash")
    if sequence != link.sequence - 1 or last_hash != link.previous_hash.hex():
        return None
    signature = event.payload.get("signature")
    writer = writer_at(writers, link.sequence)
    content = signed_content(writer.origin, link.sequence - 1, link.previous_hash.hex())
    good = isinstance(signature, str) and is_signed(writer.public_key, signature, content)
    return link.sequence - 1 if good else None


def _event(link: Link) -> Event | None:
    try:
        return read_envelope(link)
    except ValueError:
        return None
