"""One pack file: TOML text to a domain `Pack`, or every problem of it at once.

Owns the steps syntax, shape, rules, wording. Must not open files or choose packs.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from pydantic import ValidationError

from returns_desk.adapters.policies.circles import circle_sentence, leads_back
from returns_desk.adapters.policies.problems import PackProblem, UnusablePack, nearest, quoted
from returns_desk.adapters.policies.rules import MONEY_FIELDS, RuleReader
from returns_desk.adapters.policies.settings import (
    read_money_settings,
    read_settings,
    with_money_in,
)
from returns_desk.adapters.policies.shapes import PackShape, RuleShape, SettingsShape, Strict
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.domain.policy import Effect, Layer, Pack, Rule

LARGEST_FILE_BYTES = 2_000_000
"""A pack file is no larger than this."""

LONGEST_PLACE = 200
"""A key path is cut here, so that a problem stays one line."""


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack with what only the file knows.

    Attributes:
        pack: what the engine decides by.
        file: the file as it was named.
        currency: whose minor units the money in it is in; None where it has no money.
        money_rules: ids of rules that test or take money; they fit no other currency.
        money_settings: minor units of settings that are money, by name and currency.
    """

    pack: Pack
    file: str
    currency: str | None
    money_rules: tuple[str, ...]
    money_settings: Mapping[str, Mapping[str, int]]


class ProblemList:
    """Collects what is wrong in one file."""

    def __init__(self, file: str) -> None:
        """Begin with nothing wrong."""
        self.file = file
        self.found: list[PackProblem] = []

    def report(self, place: str, message: str) -> None:
        """Note one problem."""
        one_line = " ".join(place.split())[:LONGEST_PLACE]
        self.found.append(PackProblem(self.file, one_line, message))

    def raise_if_any(self) -> None:
        """Raise `UnusablePack` with everything that was found."""
        if self.found:
            raise UnusablePack(self.found)


def read_pack(content: bytes, file: str, *, may_be_law: bool = False) -> LoadedPack:
    """The pack in that content; `file` is only named in problems.

    `may_be_law` is True for packs that ship with the program; no other may say `layer = "law"`.

    Raises:
        UnusablePack: with every problem of the file.
    """
    problems = ProblemList(file)
    document = _parse(content, problems)
    shape = _shape(document, problems)
    problems.raise_if_any()
    layer = _layer(shape, problems, may_be_law=may_be_law)
    _check_head(shape, problems)
    currency = shape.currency if shape.currency in CURRENCY_DIGITS else None
    reader = RuleReader(shape.id, layer, currency, problems.report)
    rules = tuple(reader.read(rule, f"rules[{i}]") for i, rule in enumerate(shape.rules))
    settings = read_settings(shape.settings, problems.report)
    money = read_money_settings(shape.settings, currency, problems.report)
    _check_ids(rules, problems)
    _check_circles(rules, problems)
    problems.raise_if_any()
    pack = Pack(
        id=shape.id,
        layer=layer,
        version=shape.version,
        title=shape.title,
        jurisdiction=shape.jurisdiction,
        effective_from=shape.effective_from,
        effective_until=shape.effective_until,
        rules=rules,
        settings=with_money_in(settings, money, currency),
        fingerprint=fingerprint_of(document),
    )
    return LoadedPack(pack, file, currency, _money_rules(rules), money)


def fingerprint_of(document: Mapping[str, object]) -> str:
    """SHA-256 over the content in canonical form; comments and layout do not count."""
    text = json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_iso
    )
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _iso(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value)


def _parse(content: bytes, problems: ProblemList) -> dict[str, object]:
    if len(content) > LARGEST_FILE_BYTES:
        problems.report("", f"is larger than {LARGEST_FILE_BYTES} bytes; split it into packs.")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        problems.report(f"byte {error.start}", "is no UTF-8 text; save the file as UTF-8.")
        text = ""
    problems.raise_if_any()
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.report(*_syntax_problem(str(error)))
    except (RecursionError, ValueError):
        problems.report("", "can't be read as TOML; it is nested too deep or a number is too long.")
    problems.raise_if_any()
    return {}


def _syntax_problem(message: str) -> tuple[str, str]:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    place = f"line {found.group(1)}" if found else "end of the file"
    words = " ".join(re.sub(r"\s*\(at .*\)", "", message).split())[:120]
    return place, f"is no TOML ({words}); compare the line with a pack that ships with the program."


def _shape(document: Mapping[str, object], problems: ProblemList) -> PackShape:
    try:
        return PackShape.model_validate(document)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=True):
            problems.report(_key_path(each["loc"]), _sentence(each, each["type"]))
        raise UnusablePack(problems.found) from None


def _key_path(location: Sequence[int | str]) -> str:
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif not part.startswith(("list[", "dict[", "function-", "nullable", "[key]")):
            path += f".{part}" if path else part
    return path


def _sentence(error: Mapping[str, object], kind: str) -> str:
    location = error["loc"]
    if kind == "missing":
        return "is missing; add it."
    if kind == "extra_forbidden" and isinstance(location, tuple):
        return f"is no key of this table; {nearest(location[-1], _keys_beside(location))}"
    context = error.get("ctx")
    if kind in {"less_than_equal", "greater_than_equal"} and isinstance(context, Mapping):
        bound = "at most" if "le" in context else "at least"
        return f"must be {bound} {context.get('le', context.get('ge'))}; write another number."
    if kind == "literal_error" and isinstance(context, Mapping):
        return f"{quoted(error['input'])} is not among {context['expected']}; write one of them."
    known = {
        "string_type": 'must be text in quotes; put "…" around it.',
        "bool_type": "must be true or false; write one of them without quotes.",
        "int_type": "must be a whole number; write it without quotes and without a point.",
        "date_type": "must be a date; write it bare, like 2026-11-21.",
        "list_type": "must be a list; write it in square brackets.",
        "dict_type": "must be a table; write it in braces.",
        "model_type": "must be a table; write [[rules]] above its keys.",
        "string_pattern_mismatch": f"{quoted(error.get('input'))} has signs that may not stand"
        " here; compare it with a pack that ships with the program.",
    }
    return known.get(kind, f"{error['msg']}; mend it.")


def _keys_beside(location: tuple[int | str, ...]) -> list[str]:
    """The keys that the table at that place knows."""
    tables: dict[str, type[Strict]] = {"rules": RuleShape, "settings": SettingsShape}
    table = tables.get(str(location[0]), PackShape) if len(location) > 1 else PackShape
    return sorted(table.model_fields)


def _layer(shape: PackShape, problems: ProblemList, *, may_be_law: bool) -> Layer:
    if shape.layer not in set(Layer):
        problems.report(
            "layer", f"{quoted(shape.layer)} is no layer; {nearest(shape.layer, list(Layer))}"
        )
        return Layer.SHOP
    layer = Layer(shape.layer)
    if layer is Layer.LAW and not may_be_law:
        problems.report(
            "layer", 'only packs that ship with the program may be law; write layer = "shop".'
        )
    elif layer is Layer.LAW and shape.jurisdiction is None:
        problems.report("jurisdiction", 'is missing; say where the law applies, like "EE".')
    return layer


def _check_head(shape: PackShape, problems: ProblemList) -> None:
    if shape.currency is not None and shape.currency not in CURRENCY_DIGITS:
        hint = nearest(shape.currency, list(CURRENCY_DIGITS))
        problems.report("currency", f"{quoted(shape.currency)} is no ISO 4217 currency; {hint}")
    begins, ends = shape.effective_from, shape.effective_until
    if begins and ends and ends < begins:
        problems.report("effective_until", "lies before effective_from; swap the two dates.")


def _check_ids(rules: Sequence[Rule], problems: ProblemList) -> None:
    first: dict[str, int] = {}
    for index, rule in enumerate(rules):
        if rule.id in first:
            where = f"rules[{first[rule.id]}]"
            problems.report(
                f"rules[{index}].id", f"{quoted(rule.id)} is already {where}; rename one."
            )
        first.setdefault(rule.id, index)


def _check_circles(rules: Sequence[Rule], problems: ProblemList) -> None:
    for index, rule in enumerate(rules):
        back = leads_back(rule, rules)
        if back is not None:
            where = f"rules[{rules.index(back)}]"
            problems.report(f"rules[{index}].only_if_not", circle_sentence(rule, back, where))


def _money_rules(rules: Sequence[Rule]) -> tuple[str, ...]:
    def has_money(rule: Rule) -> bool:
        conjunctions = (rule.when, *rule.any, *rule.unless)
        tested = {test.field for conjunction in conjunctions for test in conjunction}
        return bool(tested & MONEY_FIELDS) or (rule.effect is Effect.FEE and rule.fee_fixed > 0)

    return tuple(rule.id for rule in rules if has_money(rule))
