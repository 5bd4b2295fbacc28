"""What the pack reader makes of a sound file."""

from datetime import date

from returns_desk.adapters.policies import read_pack
from returns_desk.domain.policy import Effect, FieldTest, Layer, Rule
from returns_desk.domain.sale import TenderType
from support.small_packs import HEAD, rule_text


def rule_of(**changes: str) -> Rule:
    return read_pack((HEAD + rule_text(**changes)).encode(), "corner.toml").pack.rules[0]


def test_a_rule_is_read_whole() -> None:
    rule = rule_of(
        when="{ days_since_sale = { over = 5, under = 90 }, evidence.receipt = true }",
        any='[{ category = "food/*" }, { sku = ["A*", "B*"] }]',
        unless='{ reason = ["faulty", "spoiled"] }',
        source='"house rules, 3"',
        public="false",
        role='"regional"',
    )

    assert rule.layer is Layer.SHOP
    assert rule.effect is Effect.ALLOW
    assert rule.when == (
        FieldTest("days_since_sale", at_least=6, at_most=89),
        FieldTest("evidence.receipt", any_of=frozenset({True})),
    )
    assert rule.any == (
        (FieldTest("category", patterns=("food/*",)),),
        (FieldTest("sku", patterns=("A*", "B*")),),
    )
    assert rule.unless == ((FieldTest("reason", any_of=frozenset({"faulty", "spoiled"})),),)
    assert (rule.public, rule.role, rule.pack) == (False, "regional", "corner-shop")


def test_patterns_name_several_options_at_once() -> None:
    assert rule_of(options='["*/original"]').options == {
        "refund/original",
        "price_reduction/original",
        "goodwill/original",
    }


def test_dotted_and_nested_fields_are_the_same() -> None:
    dotted = rule_of(when="{ fault.repairs = { at_least = 1 } }")
    nested = rule_of(when="{ fault = { repairs = { at_least = 1 } } }")

    assert dotted.when == nested.when


def test_money_is_text_in_the_packs_currency() -> None:
    rule = rule_of(when='{ amount = { over = "500.00" } }')

    assert rule.when == (FieldTest("amount", at_least=50_001),)


def test_dates_are_bare_toml_dates() -> None:
    rule = rule_of(when="{ sold_on = { at_least = 2026-11-24, at_most = 2026-12-24 } }")

    assert rule.when == (
        FieldTest(
            "sold_on",
            at_least=date(2026, 11, 24).toordinal(),
            at_most=date(2026, 12, 24).toordinal(),
        ),
    )


def test_a_number_alone_stands_for_exactly_that_number() -> None:
    assert rule_of(when="{ returns_before = 3 }").when[0].at_least == 3


def test_fees_are_basis_points_and_minor_units() -> None:
    rule = rule_of(effect='"fee"', fee_percent='"12.5"', fee_fixed='"2.00"')

    assert (rule.fee_basis_points, rule.fee_fixed) == (1250, 200)


def test_settings_are_read_whole() -> None:
    settings = """
[settings]
refundable_without_card = ["mobile_wallet"]
split_order = ["credit_card", "cash"]
cash_rounding_step = { USD = "0.05", SEK = "1" }
exchange_tolerance = "1.00"
cheque_hold_days = 6
arrival_days = { credit_card = [3, 5] }
"""

    read = read_pack((HEAD + settings).encode(), "corner.toml")

    assert read.pack.settings.refundable_without_card == frozenset({TenderType.MOBILE_WALLET})
    assert read.pack.settings.split_order == (TenderType.CREDIT_CARD, TenderType.CASH)
    assert read.pack.settings.cash_rounding_step == 5
    assert read.pack.settings.exchange_tolerance == 100
    assert read.pack.settings.arrival_days == {"credit_card": (3, 5)}
    assert read.money_settings["cash_rounding_step"] == {"USD": 5, "SEK": 100}


def test_comments_and_layout_do_not_change_the_fingerprint() -> None:
    plain = read_pack((HEAD + rule_text()).encode(), "a.toml")
    spaced = read_pack(("# ours\r\n" + HEAD + "\n\n" + rule_text()).encode(), "b.toml")
    other = read_pack((HEAD + rule_text(code='"other"')).encode(), "c.toml")

    assert plain.pack.fingerprint == spaced.pack.fingerprint
    assert plain.pack.fingerprint != other.pack.fingerprint
