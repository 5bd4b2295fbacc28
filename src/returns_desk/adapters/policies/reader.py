"""One pack file: TOML text to a domain `Pack`, or every problem of it at once.

Owns the steps syntax, shape, rules, wording. Must not open files or choose packs.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

import tomli
from pydantic import ValidationError

from returns_desk.adapters.policies.circles import circle_sentence, leads_back
from returns_desk.adapters.policies.fees import KEYS as FEE_KEYS
from returns_desk.adapters.policies.mistake_sentences import (
    key_path,
    said_once,
    shape_sentence,
    syntax_problem,
)
from returns_desk.adapters.policies.problems import PackProblem, UnusablePack, nearest, quoted
from returns_desk.adapters.policies.rules import MONEY_FIELDS, RuleReader
from returns_desk.adapters.policies.settings import (
    read_money_settings,
    read_settings,
    with_money_in,
)
from returns_desk.adapters.policies.shapes import PackShape, RuleShape
from returns_desk.adapters.policies.toml_lines import TomlLines
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.domain.policy import Layer, Pack, Rule

LARGEST_FILE_BYTES = 2_000_000
"""A pack file is no larger than this."""

SOUND_RULE = MappingProxyType(
    {"id": "x", "effect": "allow", "options": ["refund/*"], "code": "x", "text": {"en": "Fine."}}
)
"""Stands in for keys whose shape is wrong, so that the others can be judged."""

FEE_WORDS = frozenset({"effect", *FEE_KEYS})
"""Keys that are judged together or not at all."""

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
        self.text, self.rules = "", 0
        self._lines: TomlLines | None = None
        self.found: list[PackProblem] = []

    def report(self, place: str, message: str) -> None:
        """Note one problem."""
        one_line = " ".join(place.split())[:LONGEST_PLACE]
        # Nearly every file is sound; its lines are looked at only where something is wrong.
        if self._lines is None and self.text:
            self._lines = TomlLines(self.text, self.rules)
        line = self._lines.line_of(one_line) if self._lines else 0
        self.found.append(PackProblem(self.file, one_line, message, line))

    def raise_if_any(self) -> None:
        """Raise `UnusablePack` with everything that was found."""
        if self.found:
            raise self.refusal()

    def refusal(self) -> UnusablePack:
        """Everything that was found, from the top of the file down."""
        return UnusablePack(sorted(self.found, key=lambda each: each.line))


def read_pack(
    content: bytes, file: str, *, may_be_law: bool = False, is_proven: bool = False
) -> LoadedPack:
    """The pack in that content; `file` is only named in problems.

    `may_be_law` is True for packs that ship with the program; no other may say `layer = "law"`.
    `is_proven` spares the search for words that blame or boast, which takes longest.

    Raises:
        UnusablePack: with every problem of the file.
    """
    problems = ProblemList(file)
    document = _parse(content, problems)
    shape = _shape(document, problems)
    problems.raise_if_any()
    layer = _layer(shape, problems, may_be_law=may_be_law)
    is_layer_known = not problems.found
    _check_head(shape, problems)
    currency = shape.currency if shape.currency in CURRENCY_DIGITS else None
    reader = RuleReader(
        shape.id, layer, currency, problems.report, is_proven, is_layer_known=is_layer_known
    )
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
    document: dict[str, object] = {}
    try:
        document = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        problems.report(*syntax_problem(str(error)))
    except (RecursionError, ValueError):
        problems.report("", "can't be read as TOML; it is nested too deep or a number is too long.")
    problems.raise_if_any()
    rules = document.get("rules")
    problems.text, problems.rules = text, len(rules) if isinstance(rules, list) else 0
    return document


def _shape(document: Mapping[str, object], problems: ProblemList) -> PackShape:
    try:
        return PackShape.model_validate(document)
    except ValidationError as error:
        wrong = said_once(error.errors(include_url=False, include_context=True))
        for each in wrong:
            problems.report(key_path(each["loc"]), shape_sentence(each))
        _judge_what_is_sound(document, {each["loc"] for each in wrong}, problems)
        raise problems.refusal() from None


def _judge_what_is_sound(
    document: Mapping[str, object], wrong: Collection[tuple[int | str, ...]], problems: ProblemList
) -> None:
    """Report what else is wrong in the rules, so that their owner mends all of it at once."""
    tables = document.get("rules")
    currency = document.get("currency")
    known = currency if isinstance(currency, str) and currency in CURRENCY_DIGITS else None
    layer = next((each for each in Layer if each == document.get("layer")), Layer.SHOP)
    reader = RuleReader("", layer, known, problems.report)
    for index, table in enumerate(tables if isinstance(tables, list) else ()):
        bent = {place[2] for place in wrong if place[:2] == ("rules", index) and place[2:]}
        if not bent.isdisjoint(FEE_WORDS):
            bent |= FEE_WORDS
        if isinstance(table, dict):
            sound = {key: value for key, value in table.items() if key not in bent}
            # Of more rules than may be, nobody has checked the shape yet.
            with suppress(ValidationError):
                reader.read(RuleShape.model_validate({**SOUND_RULE, **sound}), f"rules[{index}]")


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
        # Judged as what it is to become: what only follows from the layer is not said again.
        return Layer.SHOP
    if layer is Layer.LAW and shape.jurisdiction is None:
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
        return bool(tested & MONEY_FIELDS) or _takes_money(rule)

    return tuple(rule.id for rule in rules if has_money(rule))


def _takes_money(rule: Rule) -> bool:
    return rule.fee_fixed > 0 or rule.has_fee_bounds or rule.amount_at_most is not None
