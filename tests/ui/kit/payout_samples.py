"""Owns sample legs, guidance and a slip for tests and the gallery of the kit; all invented."""

from __future__ import annotations

from returns_desk.ui.kit.contents import (
    DenominationText,
    GuidanceContent,
    GuidanceStepContent,
    SlipContent,
    SlipLine,
    StepLegContent,
)

LEGS = (
    StepLegContent(
        leg_id="1",
        number=1,
        icon="card",
        name="To the debit card",
        detail="Visa ending 5521 · terminal reference 004512",
        state="paid",
        amount_text="40,00 €",
        pill_text="Paid 14:12",
    ),
    StepLegContent(
        leg_id="2",
        number=2,
        icon="cash",
        name="In cash",
        detail="The part is 24,97 € · 0,02 € less by rounding",
        state="being_paid",
        amount_text="24,95 €",
        denominations=(
            DenominationText("20 €", "× 1", "20,00"),
            DenominationText("2 €", "× 2", "4,00"),
            DenominationText("0,50 €", "× 1", "0,50"),
            DenominationText("0,20 €", "× 2", "0,40"),
            DenominationText("0,05 €", "× 1", "0,05"),
        ),
        advice_strong="Count it in front of the customer.",
        advice="Other coins do as well.",
        confirm_text="24,95 € given",
        confirm_key="Enter",
    ),
    StepLegContent(
        leg_id="3",
        number=3,
        icon="store-credit",
        name="To the gift card",
        detail="Card ending 8830 · the money is on it at once",
        state="next",
        amount_text="20,00 €",
        pill_text="Next",
    ),
    StepLegContent(
        leg_id="4",
        number=4,
        icon="card",
        name="To the card ending 1234",
        detail="The desk was closed while it was being paid",
        state="in_doubt",
        amount_text="12,00 €",
        pill_text="In doubt",
        reference_prompt="Card reader’s reference",
        confirm_text="It was paid",
        failed_text="It was not paid",
    ),
)
STEPS = ("Listen", "Apologise", "Explain", "Fix", "Offer something", "Ask what else", "Prevent")
GUIDANCE = GuidanceContent(
    title="Words that help",
    fold_text="Fold",
    steps=tuple(
        GuidanceStepContent(
            step,
            "“Of course. Shall I put it back on your card, or would something else suit you?”",
        )
        for step in STEPS
    ),
)
BARCODE_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60">'
    + b"".join(
        b'<rect x="%d" y="0" width="%d" height="60"/>' % (10 + 6 * at, 1 + at % 4)
        for at in range(30)
    )
    + b"</svg>"
)
SLIP = SlipContent(
    lines=(
        SlipLine("title", "Northside Home"),
        SlipLine("centre", "Store 3141 · Counter 2"),
        SlipLine("rule"),
        SlipLine("heading", "Return, case 198"),
        SlipLine("row", "Shelf board, white, 36 in", "$21.36"),
        SlipLine("rule"),
        SlipLine("row_strong", "Back to Visa ending 7788", "$21.36"),
        SlipLine("small", "In 3–5 business days. This is no fiscal document."),
        SlipLine("barcode"),
        SlipLine("centre", "Thank you"),
    ),
    barcode=BARCODE_SVG,
    barcode_text="Case 198",
)
