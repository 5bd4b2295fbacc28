"""One rule of a pack: its checked shape to a domain `Rule`.

Owns what a rule as a whole may say: effects by layer, options by pattern, fees, wording.
Must not know files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from types import MappingProxyType

from returns_desk.adapters.policies.conditions import Report, read_conjunction
from returns_desk.adapters.policies.fees import FeeReader
from returns_desk.adapters.policies.problems import nearest, quoted
from returns_desk.adapters.policies.shapes import RuleShape
from returns_desk.adapters.policies.values import UnreadableError, money_from_text
from returns_desk.adapters.policies.wording import bad_wording
from returns_desk.domain.board import CATALOGUE
from returns_desk.domain.policy import FIELDS, Conjunction, Effect, FieldKind, Layer, Rule

MIXED = "refund/mixed"

MONEY_FIELDS = frozenset(name for name, field in FIELDS.items() if field.kind is FieldKind.MONEY)
"""Fields whose tests are in minor units of one currency."""


MEANT_LANGUAGES = MappingProxyType(
    {"ee": "et", "est": "et", "am": "hy", "arm": "hy", "hye": "hy", "lav": "lv", "lat": "lv"}
    | dict.fromkeys(("us", "gb", "eng"), "en")
)
"""Countries and long codes that are written where a language of the program is meant."""

MEANT_EFFECTS = MappingProxyType(
    dict.fromkeys(("permit", "accept", "grant", "yes", "ok"), Effect.ALLOW)
    | dict.fromkeys(("deny", "refuse", "reject", "ban", "block", "disallow", "no"), Effect.FORBID)
    | dict.fromkeys(("manager", "ask", "approval", "escalate", "override"), Effect.APPROVE)
    | dict.fromkeys(("charge", "deduct", "keep"), Effect.FEE)
)
"""Other words for what a rule does."""


@lru_cache(maxsize=256)
def _matching(pattern: str) -> frozenset[str]:
    """The options that a pattern of a pack means."""
    return frozenset(option for option in CATALOGUE if fnmatchcase(option, pattern))


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads the rules of one pack; problems go to `report`.

    `is_proven`: the sentences were judged before the program shipped, and are not judged again.
    `is_layer_known`: False where the layer was refused; what follows from it is not said then.
    """

    pack: str
    layer: Layer
    currency: str | None
    report: Report
    is_proven: bool = False
    is_layer_known: bool = True

    def read(self, shape: RuleShape, place: str) -> Rule:
        """The rule; where something is wrong it is reported and the rule is not to be used."""
        effect = self._effect(shape, place)
        self._check_texts(shape, place)
        self._check_replaces(shape, place)
        fee = FeeReader(self.currency, self.report).read(shape, place, effect)
        return Rule(
            id=shape.id,
            layer=self.layer,
            effect=effect,
            options=self._options(shape.options, f"{place}.options"),
            code=shape.code,
            when=self._optional(shape.when, f"{place}.when"),
            any=self._several(shape.any, f"{place}.any"),
            unless=self._several(shape.unless, f"{place}.unless"),
            text=MappingProxyType(dict(shape.text)),
            source=shape.source,
            public=shape.public,
            verified=shape.verified,
            role=shape.role,
            fee_basis_points=fee.basis_points,
            fee_fixed=fee.fixed,
            fee_per=fee.per,
            fee_at_least=fee.at_least,
            fee_at_most=fee.at_most,
            amount_at_most=self._amount_at_most(shape, place, effect),
            deduct=fee.deduct,
            only_if_not=self._only_if_not(shape, place, effect),
            internal=MappingProxyType(dict(shape.internal)),
            replaces=frozenset(shape.replaces),
            pack=self.pack,
        )

    def _effect(self, shape: RuleShape, place: str) -> Effect:
        if shape.effect not in set(Effect):
            self._refuse_effect(shape.effect, f"{place}.effect")
            return Effect.ALLOW
        effect = Effect(shape.effect)
        if self.is_layer_known:
            self._check_layer(shape, place, effect)
        return effect

    def _check_layer(self, shape: RuleShape, place: str, effect: Effect) -> None:
        """Report what this layer may not say."""
        if effect is Effect.RIGHT and self.layer is not Layer.LAW:
            self.report(f"{place}.effect", 'only law packs give a right; write effect = "allow".')
        if effect is not Effect.RIGHT and self.layer is Layer.LAW:
            self.report(
                f"{place}.effect", 'law only widens; write effect = "right" or leave it out.'
            )
        if not shape.verified and effect is not Effect.RIGHT:
            self.report(f"{place}.verified", "only a right of law can be unverified; leave it out.")
        if self.layer is Layer.LAW and effect is Effect.RIGHT and not shape.source:
            self.report(f"{place}.source", "is missing; say where the right was read.")

    def _refuse_effect(self, word: str, place: str) -> None:
        """Name the effect that may be meant, among those that this layer may have."""
        may_be = [each for each in Effect if (each is Effect.RIGHT) is (self.layer is Layer.LAW)]
        meant = MEANT_EFFECTS.get(word.lower())
        hint = f"did you mean '{meant}'?" if meant in may_be else nearest(word, may_be)
        self.report(place, f"{quoted(word)} is no effect; {hint}")

    def _options(self, patterns: list[str], place: str) -> frozenset[str]:
        chosen: set[str] = set()
        for index, pattern in enumerate(patterns):
            matching = _matching(pattern)
            if not matching:
                hint = nearest(pattern, CATALOGUE)
                self.report(f"{place}[{index}]", f"{quoted(pattern)} is no option; {hint}")
            chosen |= matching
        return frozenset(chosen)

    def _optional(self, table: Mapping[str, object], place: str) -> Conjunction:
        return read_conjunction(table, place, self.currency, self.report) if table else ()

    def _several(
        self, tables: list[dict[str, object]] | dict[str, object], place: str
    ) -> tuple[Conjunction, ...]:
        if isinstance(tables, dict):
            return (read_conjunction(tables, place, self.currency, self.report),) if tables else ()
        return tuple(
            read_conjunction(table, f"{place}[{i}]", self.currency, self.report)
            for i, table in enumerate(tables)
        )

    def _check_texts(self, shape: RuleShape, place: str) -> None:
        if "en" not in shape.text:
            self.report(f"{place}.text.en", "is missing; write one sentence in English.")
        self._check_languages(shape.text, f"{place}.text")
        self._check_languages(shape.internal, f"{place}.internal")
        self._check_wording(shape.text, f"{place}.text")
        self._check_wording(shape.internal, f"{place}.internal")

    def _check_languages(self, sentences: Mapping[str, str], place: str) -> None:
        for word in sentences:
            meant = MEANT_LANGUAGES.get(word)
            if meant is not None and meant not in sentences:
                message = f"'{word}' is no language that is spoken here; did you mean '{meant}'?"
                self.report(f"{place}.{word}", message)

    def _check_wording(self, sentences: Mapping[str, str], place: str) -> None:
        if self.is_proven:
            return
        for language, sentence in sentences.items():
            bad = bad_wording(sentence, language)
            if bad is not None:
                message = f"{quoted(bad.words)} blames or boasts ({bad.act.said}); {bad.mend}."
                self.report(f"{place}.{language}", message)

    def _only_if_not(self, shape: RuleShape, place: str, effect: Effect) -> frozenset[str]:
        """The options that must not be open for this rule to apply."""
        where = f"{place}.only_if_not"
        if not shape.only_if_not:
            return frozenset()
        if effect not in {Effect.ALLOW, Effect.APPROVE}:
            self.report(where, 'only a rule with effect = "allow" or "approve" takes it.')
        named = self._options(shape.only_if_not, where)
        if MIXED in named:
            self.report(where, f"'{MIXED}' follows from the other options; leave it out.")
        return named

    def _amount_at_most(self, shape: RuleShape, place: str, effect: Effect) -> int | None:
        """The most that a permission gives; a right and a refusal have none."""
        where = f"{place}.amount_at_most"
        if shape.amount_at_most is None:
            return None
        if effect not in {Effect.ALLOW, Effect.APPROVE}:
            self.report(where, 'only a rule with effect = "allow" or "approve" takes it.')
        try:
            return money_from_text(shape.amount_at_most, self.currency)
        except UnreadableError as problem:
            self.report(where, str(problem))
            return None

    def _check_replaces(self, shape: RuleShape, place: str) -> None:
        if shape.replaces and self.layer not in {Layer.STORE, Layer.CAMPAIGN}:
            message = "only a store or campaign pack replaces rules; leave it out."
            self.report(f"{place}.replaces", message)
