"""A completed return as a POSLog v6 return transaction.

Owns the transaction around the lines. Read for it: the POSLog 6.0.0 schema as published (order of
Transaction, RetailTransaction, LineItem, Return, Tender and TransactionLink), the ARTS use case
"Return to Store", and return files of German and Swedish tills. As there, amounts and quantities
are above zero and the element says the way: `Return`, `Tender TypeCode="Refund"`, `Total
TypeCode="Return"`. No till has validated these files.

Goods that the customer has again, or kept at a lower price, are a return and a sale of the same
goods, so that stock and money come out right whatever the till does with them. What the schema has
no word for stands in our own namespace, at the places that it leaves open. A return that was taken
back is the same transaction once more under its own number, `PostVoided`, naming the first.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import (
    Element,
    indent,
    register_namespace,
    tostring,
)

from returns_desk.adapters.handover.poslog_elements import (
    OURS,
    POSLOG,
    amount_text,
    child,
    own_child,
)
from returns_desk.adapters.handover.poslog_lines import (
    add_fee,
    add_new_goods,
    add_refund,
    add_return,
    add_sale_again,
    is_money,
    money_again,
    returned_for,
)
from returns_desk.application.handed_over_parts import Goods
from returns_desk.application.handing_over_document import ReturnDocument, ReturnLine

OUR_WORKSTATION: Final = "RD-"
"""Before the counter's number: it counts cases of its own, and a till may have the same number."""
VOIDING_WORKSTATION: Final = "RDV-"
"""The same for what takes a return back: it has the number of the case, as the return has."""


def poslog_bytes(document: ReturnDocument) -> bytes:
    """The whole file: UTF-8, one POSLog with one Transaction, the same bytes every time."""
    root = _root()
    _add_transaction(root, document)
    indent(root)
    content: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def poslog_lines(documents: Iterable[ReturnDocument]) -> Iterator[str]:
    """One POSLog with a Transaction for each return, piece by piece, however many there are."""
    shell = _root()
    own_child(shell, "Journal", "")  # else its namespace would not be declared
    begin, _, rest = tostring(shell, encoding="unicode").partition(">")
    yield f"<?xml version='1.0' encoding='UTF-8'?>\n{begin}>\n"
    for document in documents:
        holder = _root()
        _add_transaction(holder, document)
        indent(holder)
        # Alone in a root of its own, so that its names are spelt as the whole file declares them.
        text: str = tostring(holder, encoding="unicode")
        inner = text[text.index(">") + 1 : text.rindex("</")]
        yield inner.strip("\n") + "\n"
    yield f"{rest[rest.rindex('</') :]}\n"


def _root() -> Element:
    register_namespace("", POSLOG)
    register_namespace("rd", OURS)
    versions = {"MajorVersion": "6", "MinorVersion": "0", "FixVersion": "0"}
    return Element(f"{{{POSLOG}}}POSLog", versions)


def _add_transaction(root: Element, document: ReturnDocument) -> None:
    flags = {"TrainingModeFlag": "true"} if document.training else {}
    made = child(root, "Transaction", **flags)
    child(child(made, "BusinessUnit"), "UnitID", document.store)
    workstation = VOIDING_WORKSTATION if document.voids else OUR_WORKSTATION
    child(made, "WorkstationID", f"{workstation}{document.terminal}")
    child(made, "SequenceNumber", str(document.case_number))
    child(made, "TransactionID", document.key)
    child(made, "OperatorID", document.operator)
    child(made, "CurrencyCode", document.currency)
    moment = document.completed_at.isoformat(timespec="seconds")
    child(made, "ReceiptDateTime", moment)
    child(made, "ReceiptNumber", document.reference)
    _add_retail_transaction(made, document)
    child(made, "BusinessDayDate", document.business_day.isoformat())
    child(made, "EndDateTime", moment)
    if document.approver:
        approval = child(made, "OperatorBypassApproval")
        child(approval, "SequenceNumber", "1")
        child(approval, "ApproverID", document.approver)


def _add_retail_transaction(transaction: Element, document: ReturnDocument) -> None:
    status = "PostVoided" if document.voids else "Finished"
    made = child(transaction, "RetailTransaction", TransactionStatus=status)
    items = _LineItems(made)
    for line in document.lines:
        add_return(items.begin(), document, line)
        returned = items.end()
        if document.goods_of(line) is not Goods.TAKEN:
            add_sale_again(items.begin(), document, line)
            items.end()
        if line.fee:
            add_fee(items.begin(), document, line, returned)
            items.end()
    for leg in filter(is_money, document.legs):
        add_refund(items.begin(), document, leg)
        items.end()
    _add_totals(made, document)
    if document.approver:
        child(made, "ManagerApproval", "true")
    own_child(made, "Remedy", document.option)
    if document.voids:
        own_child(made, "Voids", document.voids)
    if document.absorbed:
        difference = amount_text(document.absorbed, document.currency)
        own_child(made, "PriceDifference", difference, Currency=document.currency)
    for goods in document.new_goods:
        add_new_goods(made, document, goods)
    own_child(made, "Journal", document.vouched_hash, Sequence=str(document.vouched_sequence))


class _LineItems:
    """Numbers line items from 1; the number stands after what the item is."""

    def __init__(self, parent: Element) -> None:
        self._parent = parent
        self._number = 0

    def begin(self) -> Element:
        self._number += 1
        self._item = child(self._parent, "LineItem")
        return self._item

    def end(self) -> int:
        child(self._item, "SequenceNumber", str(self._number))
        return self._number


def _add_totals(parent: Element, document: ReturnDocument) -> None:
    """What goes to the customer once goods out again and fees are taken off, and the tax in it."""
    total = sum(_owed(document, line) for line in document.lines)
    tax = sum(x.worth_tax if document.new_goods else x.tax for x in document.lines)
    for name, amount in (("TransactionGrandAmount", total), ("TransactionTaxAmount", tax)):
        child(
            parent,
            "Total",
            amount_text(amount, document.currency),
            TotalType=name,
            TypeCode="Return",
            CurrencyCode=document.currency,
        )


def _owed(document: ReturnDocument, line: ReturnLine) -> int:
    goods = document.goods_of(line)
    again = 0 if goods is Goods.TAKEN else money_again(line, goods)
    return returned_for(document, line) - again - line.fee
