"""What a person enters before the first start, and what of it is to be mended.

Owns the entries of the three steps and one sentence for each mistake, by the field it stands at.
It must not make a profile.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from returns_desk.application.sentences import N_
from returns_desk.application.shop_places import CURRENCIES, PLACES

LONGEST_TEXT = 200
"""As in config.toml."""
LONGEST_ID = 24
MOST_CLERKS = 8

MISTAKES = {
    "no_name": N_("Type the shop's name, as it stands on the slip."),
    "no_store": N_("Type the shop's number. A shop that has none takes 1."),
    "no_counter": N_("Type this counter's number. The first one is 1."),
    "too_long": N_("This is longer than 200 characters. Shorten it."),
    "no_country": N_("Choose where the shop is."),
    "no_currency": N_("Choose what the shop counts in."),
    "no_person": N_("Type a name, as colleagues see it."),
    "same_name": N_("This name stands here twice. Add a letter to tell the two apart."),
    "pin_not_digits": N_("A PIN has digits only."),
    "pin_too_short": N_("A PIN has six digits or more."),
    "pin_too_easy": N_("Anyone would try this PIN first. Choose another."),
    "pins_differ": N_("The two PINs differ. Type the second one again."),
}
"""Sentences of what is to be mended, by code."""


@dataclass(frozen=True, slots=True)
class ShopEntry:
    """Step one. `keys_place` is file, machine or person, as config.toml has it."""

    name: str = ""
    store: str = ""
    counter: str = ""
    jurisdiction: str = ""
    currency: str = ""
    language: str = "en"
    keys_place: str = "file"


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Someone who will sign in; the PIN is typed twice and kept nowhere but as a hash."""

    name: str = ""
    pin: str = ""
    pin_again: str = ""


@dataclass(frozen=True, slots=True)
class FirstEntry:
    """All three steps; the first person is a manager. An empty `sales` means later."""

    shop: ShopEntry
    manager: PersonEntry
    clerks: tuple[PersonEntry, ...] = ()
    sales: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What the file of sales brought in: receipts, what was left out, and where that is listed."""

    receipts: int
    left_out: int
    listed_in: str = ""


def shop_mistakes(entry: ShopEntry) -> Mapping[str, str]:
    """Codes of `MISTAKES` by field; empty where step one is whole."""
    typed = {"name": entry.name, "store": entry.store, "counter": entry.counter}
    found = {field: f"no_{field}" for field, text in typed.items() if not text.strip()}
    found |= {field: "too_long" for field, text in typed.items() if len(text) > LONGEST_TEXT}
    if entry.jurisdiction not in {place.jurisdiction for place in PLACES}:
        found["country"] = "no_country"
    if entry.currency not in CURRENCIES:
        found["currency"] = "no_currency"
    return found


def people_mistakes(
    manager: PersonEntry, clerks: Sequence[PersonEntry], pin_problem: Callable[[str], str]
) -> Mapping[str, str]:
    """Codes of `MISTAKES` by field, as "person0.pin"; the manager is person 0.

    `pin_problem` answers the code of what is wrong with a PIN, or nothing.
    """
    found: dict[str, str] = {}
    for at, person in enumerate((manager, *clerks)):
        for field, code in _of_person(person, pin_problem):
            found[f"person{at}.{field}"] = code
    seen: set[str] = set()
    for at, person in enumerate((manager, *clerks)):
        name = person.name.strip().casefold()
        if name and name in seen:
            found[f"person{at}.name"] = "same_name"
        seen.add(name)
    return found


def _of_person(person: PersonEntry, pin_problem: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    if not person.name.strip():
        yield "name", "no_person"
    elif len(person.name) > LONGEST_TEXT:
        yield "name", "too_long"
    problem = pin_problem(person.pin)
    if problem:
        yield "pin", problem
    elif person.pin != person.pin_again:
        yield "pin_again", "pins_differ"


def operator_ids(names: Sequence[str]) -> tuple[str, ...]:
    """A short id for each name, no two alike: "Mara K." becomes "mara-k".

    A name without any Latin letter becomes "person", then "person-2".
    """
    made: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z]+", "-", plain).strip("-")[:LONGEST_ID].strip("-") or "person"
        wanted, count = base, 1
        while wanted in made:
            count += 1
            wanted = f"{base}-{count}"
        made.append(wanted)
    return tuple(made)
