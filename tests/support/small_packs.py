"""Small packs as text, for tests that bend them; owns no test."""

HEAD = 'id = "corner-shop"\nlayer = "shop"\nversion = "1"\ncurrency = "USD"\n'


def rule_text(**changes: str) -> str:
    keys = {
        "id": '"money-back"',
        "effect": '"allow"',
        "options": '["refund/original"]',
        "code": '"within_return_window"',
        "text": '{ en = "Money back within 90 days." }',
        **changes,
    }
    body = "\n".join(f"{key} = {value}" for key, value in keys.items() if value)
    return f"\n[[rules]]\n{body}\n"


WINDOW = rule_text(when="{ days_since_sale = { at_most = 30 } }")
FINAL = rule_text(
    id='"final"', effect='"forbid"', when="{ final_sale = true }", text='{ en = "Final sale." }'
)
