"""A pack's text with one change drafted into it: what a rule asks a manager for, opened in part.

Owns the text, which stays as its owner wrote it but for the rule, the new rule behind it and the
version. What it wrote is read again, and nothing is drafted unless only that has changed.
"""

import json
import re
import tomllib
from dataclasses import dataclass, replace
from typing import Any, Final

from returns_desk.adapters.policies.problems import UnusablePack
from returns_desk.adapters.policies.reader import LoadedPack, read_pack
from returns_desk.adapters.policies.toml_lines import TomlLines
from returns_desk.domain.money import CURRENCY_DIGITS
from returns_desk.domain.policy import Effect, Rule

SUFFIX: Final = "-as-approved"
_VERSION: Final = re.compile(r'^version\s*=\s*"([^"\n]*)"', re.MULTILINE)
_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Scope:
    """For what the option opens: these reasons (any where empty), up to an amount, minor units."""

    option: str
    reasons: tuple[str, ...]
    most: int


def drafted(text: str, rule_id: str, scope: Scope) -> str | None:
    """The pack's text with the change; None where it can't be written by itself."""
    loaded = read_pack(text.encode(), "pack")
    document = tomllib.loads(text)
    index = next(i for i, rule in enumerate(document["rules"]) if rule["id"] == rule_id)
    old = document["rules"][index]
    test = _tests(scope, loaded.currency)
    begins = TomlLines(text, len(document["rules"])).line_of(f"rules[{index}]")
    if not begins or not test:
        return None
    lines = text.splitlines()
    ends = next((i for i in range(begins, len(lines)) if not lines[i].strip()), len(lines))
    blocks = [_block(_narrowed(old, test)), "", _block(_opened(old, scope.option, test))]
    made = "\n".join([*lines[: begins - 1], *blocks, *lines[ends:]]) + "\n"
    made = _VERSION.sub(lambda found: f'version = "{_next(found[1])}"', made, count=1)
    return made if _is_only_that(loaded, made, rule_id, scope.option) else None


def _tests(scope: Scope, currency: str | None) -> dict[str, Any]:
    """The scope as a pack says it; an amount needs a pack that names its currency."""
    reasons = {"reason": list(scope.reasons)} if scope.reasons else {}
    if currency is None:
        return reasons
    digits = CURRENCY_DIGITS[currency]
    whole, rest = divmod(scope.most, 10**digits)
    written = f"{whole}.{rest:0{digits}d}" if digits else str(whole)
    return {**reasons, "amount": {"at_most": written}}


def _narrowed(rule: dict[str, Any], test: dict[str, Any]) -> dict[str, Any]:
    """The rule, silent where the new one speaks."""
    before = rule.get("unless", [])
    tables = before if isinstance(before, list) else [before]
    return {**rule, "unless": [*tables, test]}


def _opened(rule: dict[str, Any], option: str, test: dict[str, Any]) -> dict[str, Any]:
    """A new rule that allows the option where the old one asked, within the scope."""
    kept: dict[str, Any] = {
        key: rule[key] for key in ("any", "unless", "text", "source") if key in rule
    }
    when = rule.get("when", {})
    amount = {**when.get("amount", {}), **test.get("amount", {})}
    joined = {**when, **test, **({"amount": amount} if amount else {})}
    head: dict[str, Any] = {
        "id": f"{rule['id']}{SUFFIX}",
        "effect": "allow",
        "options": [option],
        "code": "managers_kept_allowing_it",
    }
    return {**head, "when": joined, **kept}


def _block(rule: dict[str, Any]) -> str:
    return "\n".join(["[[rules]]", *(f"{key} = {_toml(value)}" for key, value in rule.items())])


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _next(version: str) -> str:
    return str(int(version) + 1) if version.isdecimal() else f"{version}-1"


def _is_only_that(before: LoadedPack, made: str, rule_id: str, option: str) -> bool:
    try:
        after = read_pack(made.encode(), "draft")
    except UnusablePack:
        return False
    kept = [rule for rule in after.pack.rules if rule.id != f"{rule_id}{SUFFIX}"]
    new = [rule for rule in after.pack.rules if rule.id == f"{rule_id}{SUFFIX}"]
    is_allowing = [(each.effect, each.options) for each in new] == [
        (Effect.ALLOW, frozenset({option}))
    ]
    same = [_but_for(rule, rule_id) for rule in before.pack.rules]
    return (
        is_allowing
        and [_but_for(rule, rule_id) for rule in kept] == same
        and after.pack.settings == before.pack.settings
    )


def _but_for(rule: Rule, rule_id: str) -> Rule:
    return replace(rule, unless=()) if rule.id == rule_id else rule
