"""Which transactions are no sale, and why.

Owns the states of a transaction. Must not look at its lines. The states are those of POSLog 6
(TransactionStatus, TypeCode; TrainingModeFlag and CancelFlag of a transaction); no till's file
with another state than Finished was at hand, so what tills do with them is unvalidated.
"""

from typing import Final

from returns_desk.adapters.sales.poslog.elements import Element, plain

_OPEN: Final = "unfinished_sale"
_REASONS: Final = {
    **dict.fromkeys(("Voided", "PostVoided", "Cancelled", "Canceled", "Failed"), "cancelled_sale"),
    **dict.fromkeys(("Suspended", "SuspendedDeleted", "SuspendedRetrieved"), _OPEN),
    **dict.fromkeys(("InProcess", "Totaled"), _OPEN),
}
_FINISHED: Final = frozenset({"", "Finished", "Delivered", "Returned", "Tendered"})
_COPIES: Final = frozenset(
    {
        "DispatchDocket",
        "GiftReceipt",
        "GIftReceipt",
        "NonResettableAmounts",
        "Suggestion",
        "Summary",
    }
)
_ORDERS: Final = ("CustomerOrderTransaction", "OrderTransaction")
_TRAINING_MODES: Final = frozenset({"training", "trainingmode"})


def why_no_sale(element: Element) -> tuple[str, str] | None:
    """The code of the reason and what exactly the file says, or None for a sale or return."""
    retail = element.first("RetailTransaction")
    terminal = element.first("WorkstationID")
    if element.flag("TrainingModeFlag") or (retail and retail.flag("TrainingModeFlag")):
        return "training", ""
    if terminal and terminal.attribute("Mode").lower() in _TRAINING_MODES:
        return "training", ""
    if retail is None:
        return _other_kind(element)
    if any(x.flag("CancelFlag", "VoidFlag") for x in (element, retail)):
        return "cancelled_sale", ""
    status, kind = plain(retail.attribute("TransactionStatus")), plain(retail.attribute("TypeCode"))
    if status in _REASONS:
        return _REASONS[status], status
    return ("copy_of_a_sale", kind) if kind in _COPIES else None


def unknown_status(element: Element) -> str:
    """A state that the schema does not have; empty where it is known."""
    retail = element.first("RetailTransaction")
    status = plain(retail.attribute("TransactionStatus")) if retail else ""
    return "" if status in _FINISHED else status


def _other_kind(element: Element) -> tuple[str, str]:
    if element.first(*_ORDERS):
        return "order", ""
    kinds = [x for x in element.children if plain(x.name).endswith("Transaction")]
    if not kinds:
        return "till_event", ""
    events = [x for x in kinds[0].children if x.name != "ReasonCode"]
    said = [kinds[0].text_of("ReasonCode"), plain(events[0].name) if events else ""]
    return "till_event", ", ".join(x[:60] for x in said if x)
